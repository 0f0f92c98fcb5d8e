"""The library for other programmes."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import File, Form, Router, Schema, Status, UploadedFile
from ninja.errors import HttpError
from pydantic import Field

from drieluik.apps.agreements.selectors import list_clauses
from drieluik.apps.attachments import MOST_BYTES
from drieluik.apps.errors import WrongState
from drieluik.apps.library import selectors, services
from drieluik.apps.library.extensions import uses_of_work
from drieluik.apps.library.rows import WorkRow
from drieluik.apps.organisations.access import actor_of, municipality_or_404
from drieluik.apps.organisations.selectors import find_party_id
from drieluik.apps.sent_days import Day
from drieluik.apps.sent_words import PlainWords
from drieluik.ui.downloads import as_download

router = Router(tags=["bibliotheek"])


class EditionOut(Schema):
    """One edition of a work."""

    uitgave: int
    soort: str = Field(description="study, policy, evaluation or other")
    titel: str
    organisatie: str
    datum: date
    samenvatting: str
    openbaarheid: str = Field(description="public, partners or party")
    bestand: str = Field(description="Name of the file; empty when there is a link")
    koppeling: str


class UseOut(Schema):
    """Something that points at a work."""

    titel: str
    waar: str
    pagina: str


class WorkOut(Schema):
    """A work with the editions you may see, newest first."""

    id: UUID
    partij: str
    themas: list[str]
    afspraken: list[UUID]
    resultaten: list[UseOut] = Field(description="Results of focus projects that it is")
    ingetrokken: str = Field(description="Why it was withdrawn; empty when it was not")
    uitgaven: list[EditionOut]
    pagina: str


class EditionIn(Schema):
    """What is said of an edition."""

    soort: str = Field(description="study, policy, evaluation or other")
    titel: Annotated[str, PlainWords(200)]
    organisatie: Annotated[str, PlainWords(200)]
    datum: Day
    samenvatting: Annotated[str, PlainWords(3000)]
    openbaarheid: str = Field(description="public, partners or party")
    grond: Annotated[str, PlainWords(300)] = Field(
        "", description="Why only your own party may read it"
    )
    koppeling: str = Field("", max_length=500, description="Instead of a file")


class WorkIn(EditionIn):
    """A first edition, with what the work serves."""

    partij: str = Field(max_length=60, description="Code of your party")
    themas: list[str] = []
    afspraken: list[str] = Field([], description="Numbers of agreements")


class Reason(Schema):
    """Why something is done."""

    reden: Annotated[str, PlainWords(500)]


@router.get("/gemeenten/{gemeente}/bibliotheek", response=list[WorkOut])
def list_works(request: HttpRequest, gemeente: str) -> list[dict[str, Any]]:
    """Give the works you may see, newest first."""
    place = _place(request, gemeente)
    rows = selectors.list_works(municipality_id=place, actor=actor_of(request))
    return [_told(row, request, gemeente) for row in rows]


@router.get("/gemeenten/{gemeente}/bibliotheek/{werk}", response=WorkOut)
def get_work(request: HttpRequest, gemeente: str, werk: UUID) -> dict[str, Any]:
    """Give one work."""
    return _told(_found(request, gemeente, werk), request, gemeente)


@router.get("/gemeenten/{gemeente}/bibliotheek/{werk}/uitgaven/{uitgave}/bestand")
def get_work_file(request: HttpRequest, gemeente: str, werk: UUID, uitgave: int) -> HttpResponse:
    """Give the file of an edition."""
    row = _found(request, gemeente, werk)
    found = selectors.read_file(row, uitgave, actor_of(request))
    if found is None:
        raise Http404
    return as_download(found.content, found.name)


@router.post("/gemeenten/{gemeente}/bibliotheek", response={201: WorkOut})
def add_work(
    request: HttpRequest,
    gemeente: str,
    werk: Form[WorkIn],
    bestand: File[UploadedFile | None] = None,
) -> Status[dict[str, Any]]:
    """Put a work in the library, with a file or a link."""
    place = _place(request, gemeente)
    party_id = find_party_id(code=werk.partij)
    if party_id is None or party_id not in actor_of(request).party_ids:
        raise Http404
    work_id = services.add_work(
        municipality_id=place,
        party_id=party_id,
        edition=_edition(werk, bestand),
        served=services.Served(tuple(werk.themas), _clause_ids(place, werk.afspraken)),
        actor=actor_of(request),
        now=timezone.now(),
    )
    return Status(201, _told(_found(request, gemeente, work_id), request, gemeente))


@router.post("/gemeenten/{gemeente}/bibliotheek/{werk}/uitgaven", response={201: WorkOut})
def add_edition(
    request: HttpRequest,
    gemeente: str,
    werk: UUID,
    uitgave: Form[EditionIn],
    bestand: File[UploadedFile | None] = None,
) -> Status[dict[str, Any]]:
    """Let a next edition take the place of the newest."""
    _found(request, gemeente, werk)
    services.add_edition(
        work_id=werk,
        edition=_edition(uitgave, bestand),
        actor=actor_of(request),
        now=timezone.now(),
    )
    return Status(201, _told(_found(request, gemeente, werk), request, gemeente))


@router.post("/gemeenten/{gemeente}/bibliotheek/{werk}/intrekking", response=WorkOut)
def withdraw_work(
    request: HttpRequest, gemeente: str, werk: UUID, waarom: Form[Reason]
) -> dict[str, Any]:
    """Take a work out of use."""
    _found(request, gemeente, werk)
    services.withdraw_work(
        work_id=werk, reason=waarom.reden, actor=actor_of(request), now=timezone.now()
    )
    return _told(_found(request, gemeente, werk), request, gemeente)


def _place(request: HttpRequest, slug: str) -> int:
    return municipality_or_404(request, slug).id


def _found(request: HttpRequest, slug: str, work_id: UUID) -> WorkRow:
    place = _place(request, slug)
    row = selectors.find_work(work_id=work_id, municipality_id=place, actor=actor_of(request))
    if row is None:
        raise Http404
    return row


def _edition(said: EditionIn, file: UploadedFile | None) -> services.NewEdition:
    if file is not None and (file.size or 0) > MOST_BYTES:
        raise HttpError(413, _("The file is too large."))
    return services.NewEdition(
        kind=said.soort,
        title=said.titel,
        author=said.organisatie,
        dated_on=said.datum,
        summary=said.samenvatting,
        publicness=said.openbaarheid,
        ground=said.grond,
        file_name=(file.name or "bestand") if file else "",
        content=file.read() if file else b"",
        link=said.koppeling,
    )


def _clause_ids(place: int, numbers: list[str]) -> tuple[UUID, ...]:
    known = {clause.number: clause.clause_id for clause in list_clauses(place)}
    unknown = [number for number in numbers if number not in known]
    if unknown:
        raise WrongState(
            _("There is no agreement with this number: %(numbers)s.")
            % {"numbers": ", ".join(unknown)}
        )
    return tuple(known[number] for number in dict.fromkeys(numbers))


def _told(row: WorkRow, request: HttpRequest, slug: str) -> dict[str, Any]:
    open_to_reader = selectors.may_open(row, actor_of(request))
    page = reverse("library:work", args=[slug, row.work_id])
    return {
        "id": row.work_id,
        "partij": row.party_name,
        "themas": list(row.themes),
        "afspraken": list(row.clause_ids),
        "resultaten": [
            {"titel": one.title, "waar": one.where, "pagina": request.build_absolute_uri(one.href)}
            for one in uses_of_work(row.municipality_id, row.work_id)
        ],
        "ingetrokken": row.withdrawal_reason,
        "uitgaven": [
            {
                "uitgave": one.number,
                "soort": one.kind,
                "titel": one.title,
                "organisatie": one.author,
                "datum": one.dated_on,
                "samenvatting": one.summary if open_to_reader else "",
                "openbaarheid": one.publicness,
                "bestand": one.file_name if open_to_reader else "",
                "koppeling": one.link if open_to_reader else "",
            }
            for one in (row.editions if open_to_reader else row.editions[:1])
        ],
        "pagina": request.build_absolute_uri(page),
    }
