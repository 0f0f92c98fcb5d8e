"""Results and leads of a focus project, for other programmes. Names of persons are never given."""

from datetime import date
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Form, Schema
from pydantic import Field

from drieluik.apps.organisations.access import actor_of
from drieluik.apps.projects import policies, services
from drieluik.apps.projects.api.asking import (
    found_project,
    municipality_id,
    party_id_of,
    refuse,
    router,
)
from drieluik.apps.projects.delivering import Delivered, faults_of
from drieluik.apps.projects.documents import Document, list_choosable
from drieluik.apps.projects.results import list_results
from drieluik.apps.sent_days import Day
from drieluik.apps.sent_words import PlainWords, Words

_PROJECT = "/gemeenten/{gemeente}/speerpunten/{int:jaar}/{int:nummer}"
_FIELDS = {
    "title": "titel",
    "paper": "stuk",
    "link": "adres",
    "delivered_on": "opgeleverd_op",
    "document": "document",
}


class ResultDocumentOut(Schema):
    """A document in Drieluik that holds a result."""

    sleutel: str = Field(
        description="werk: and the id of a work of the library, "
        "or stuk: and the id of a version of a paper of a meeting"
    )
    titel: str
    plaats: str = Field(description="The library, or the name of a meeting")
    pagina: str


class ResultOut(Schema):
    """Something that a project delivered."""

    id: int
    titel: str
    stuk: str
    adres: str
    document: ResultDocumentOut | None = Field(
        description="Null when there is none, and for who may not read it"
    )
    opgeleverd_op: date
    partij: str


class ResultIn(Schema):
    """A result as another programme sends it; a document, a paper or an address, or several."""

    titel: Words
    opgeleverd_op: Day
    stuk: Words = Field("", description="Name of the paper")
    adres: str = Field("", description="Where it can be read, https://...")
    document: str = Field(
        "",
        description="A document in Drieluik: werk: and the id of a work of the library, "
        "or stuk: and the id of the newest version of a paper of a meeting",
    )


class LeadIn(Schema):
    """Which organisation leads, and who there."""

    partij: str = Field(description="Code of the organisation")
    persoon: Annotated[str, PlainWords(120)] = Field("")


@router.get(f"{_PROJECT}/resultaten", response=list[ResultOut])
def list_project_results(
    request: HttpRequest, gemeente: str, jaar: int, nummer: int
) -> list[dict[str, Any]]:
    """Give what a project delivered, oldest first."""
    place = municipality_id(request, gemeente)
    return _results(request, place, jaar, nummer)


@router.post(f"{_PROJECT}/resultaten", response=list[ResultOut])
def record_project_result(
    request: HttpRequest, gemeente: str, jaar: int, nummer: int, given: Form[ResultIn]
) -> list[dict[str, Any]]:
    """Record what a project delivered; says all that is wrong at once."""
    place, actor = municipality_id(request, gemeente), actor_of(request)
    board = found_project(request, place, jaar, nummer)
    leads = [lead.party_id for lead in board.leads]
    policies.check_may_report(actor, municipality_id=place, leads=leads)
    told = Delivered(given.titel, given.stuk, given.adres, given.opgeleverd_op, given.document)
    documents = list_choosable(municipality_id=place, actor=actor)
    refuse(faults_of(told, on=timezone.localdate(), documents=documents), _FIELDS)
    services.record_result(
        municipality_id=place,
        project_id=board.project.project_id,
        told=told,
        actor=actor,
        now=timezone.now(),
    )
    return _results(request, place, jaar, nummer)


@router.post(f"{_PROJECT}/resultaten/{{int:resultaat}}/intrekking", response=list[ResultOut])
def withdraw_project_result(
    request: HttpRequest, gemeente: str, jaar: int, nummer: int, resultaat: int
) -> list[dict[str, Any]]:
    """Withdraw a result that was recorded by mistake."""
    place, actor = municipality_id(request, gemeente), actor_of(request)
    board = found_project(request, place, jaar, nummer)
    leads = [lead.party_id for lead in board.leads]
    policies.check_may_report(actor, municipality_id=place, leads=leads)
    if resultaat not in {row["id"] for row in _results(request, place, jaar, nummer)}:
        raise Http404
    services.withdraw_result(
        municipality_id=place, result_id=resultaat, actor=actor, now=timezone.now()
    )
    return _results(request, place, jaar, nummer)


@router.post(f"{_PROJECT}/trekkers", response=list[str])
def name_project_lead(
    request: HttpRequest,
    gemeente: str,
    jaar: int,
    nummer: int,
    trekker: Form[LeadIn],
) -> list[str]:
    """Record that an organisation leads a project; gives the organisations that lead it now."""
    place = municipality_id(request, gemeente)
    board = found_project(request, place, jaar, nummer)
    services.name_lead(
        municipality_id=place,
        project_id=board.project.project_id,
        party_id=party_id_of(trekker.partij),
        person_name=trekker.persoon,
        actor=actor_of(request),
        now=timezone.now(),
    )
    return _leads(request, place, jaar, nummer)


@router.post(f"{_PROJECT}/trekkers/{{partij}}/beeindiging", response=list[str])
def end_project_lead(
    request: HttpRequest, gemeente: str, jaar: int, nummer: int, partij: str
) -> list[str]:
    """Record that an organisation no longer leads a project; gives those that lead it now."""
    place, actor = municipality_id(request, gemeente), actor_of(request)
    policies.check_may_name_leads(actor, municipality_id=place)
    party_id = party_id_of(partij)
    board = found_project(request, place, jaar, nummer)
    leads = [lead.lead_id for lead in board.leads if lead.party_id == party_id]
    if not leads:
        raise Http404
    services.end_lead(municipality_id=place, lead_id=leads[0], actor=actor, now=timezone.now())
    return _leads(request, place, jaar, nummer)


def _results(request: HttpRequest, place: int, year: int, position: int) -> list[dict[str, Any]]:
    board = found_project(request, place, year, position)
    return [
        {
            "id": row.result_id,
            "titel": row.title,
            "stuk": row.paper,
            "adres": row.link,
            "document": _document(request, row.document),
            "opgeleverd_op": row.delivered_on,
            "partij": row.party_name,
        }
        for row in list_results(
            municipality_id=place,
            project_id=board.project.project_id,
            actor=actor_of(request),
        )
    ]


def _document(request: HttpRequest, found: Document | None) -> dict[str, str] | None:
    if found is None:
        return None
    return {
        "sleutel": found.key,
        "titel": found.title,
        "plaats": found.place,
        "pagina": request.build_absolute_uri(found.href),
    }


def _leads(request: HttpRequest, place: int, year: int, position: int) -> list[str]:
    return [lead.party_name for lead in found_project(request, place, year, position).leads]
