"""Reports for other programmes: the list, one with all that it holds, its files, and every act.

The same people read and act as on the pages. Kinds of reports have the names of ``kinds.yaml``.
"""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Form, Router, Schema, Status
from pydantic import Field

from drieluik.apps.organisations.access import actor_of, municipality_or_404
from drieluik.apps.organisations.selectors import find_party_id
from drieluik.apps.reporting import policies, services
from drieluik.apps.reporting.forms import LONGEST, BeginForm
from drieluik.apps.reporting.kinds import kinds
from drieluik.apps.reporting.selectors import (
    ReportRow,
    file_name,
    file_of,
    find_readable,
    list_reports,
    newest_texts,
    snapshot_of,
)
from drieluik.apps.sent_days import Day
from drieluik.apps.sent_forms import valid_form
from drieluik.apps.sent_words import PlainWords, Words
from drieluik.ui.downloads import as_download

router = Router(tags=["rapporten"])
_ALL = "/gemeenten/{gemeente}/rapporten"
_ONE = f"{_ALL}/{{uuid:rapport}}"
_AUDIENCES = {"iedereen": "open", "partijen": "partners", "corporatie": "owner"}
_FORM_NAMES = {"soort": "kind", "halfjaar": "period", "voor_wie": "audience", "partij": "party"}
ReportWords = Annotated[str, PlainWords(LONGEST)]


class ReportOut(Schema):
    """One edition of a report."""

    id: UUID
    soort: str
    titel: str
    halfjaar: str = Field(description="The half-year with which it ends")
    partij: str | None = Field(description="Name of the corporation whose chapter it is")
    voor_wie: str = Field(description="iedereen, partijen or corporatie")
    editie: int
    reden: str = Field(description="Why there is a later edition; empty for the first")
    vorige: UUID | None
    stand: str = Field(description="draft, freezing, frozen or withdrawn")
    bekend_op: datetime | None = Field(description="The recorded moment; null for a draft")
    vastgelegd_op: datetime | None
    ingetrokken: str = Field(description="Why it was withdrawn; empty when it was not")


class TextOut(Schema):
    """What a party wrote, signed."""

    hoofdstuk: str
    partij: str
    door: str
    op: datetime
    tekst: str
    nummer: int = Field(description="Send it along when the text is replaced")


class TextIn(Schema):
    """What a party writes in a chapter; an empty text takes its text back."""

    hoofdstuk: str = Field(description="Its key, as ``inhoud`` and ``teksten`` name it")
    partij: str = Field(description="Code of the party")
    tekst: ReportWords = ""
    gezien: int = Field(0, description="Number of the text that is replaced; 0 when there is none")


class WholeReportOut(ReportOut):
    """A report with its texts and, once frozen, all that it holds."""

    teksten: list[TextOut]
    inhoud: dict[str, Any] | None = Field(
        description="What was frozen: the printed parts, and all lights and figures unrounded"
    )
    sha256: dict[str, str] = Field(description="Hashes of what was frozen and of its files")


@router.get(_ALL, response=list[ReportOut], summary="Alle rapporten die u mag lezen")
def reports(request: HttpRequest, gemeente: str) -> list[dict[str, Any]]:
    """Return the reports that the reader may read, newest half-year first."""
    place = _place(request, gemeente)
    return [_told(row) for row in list_reports(municipality_id=place, actor=actor_of(request))]


@router.post(_ALL, response={201: ReportOut}, summary="Een rapport beginnen")
def begin_report(
    request: HttpRequest,
    gemeente: str,
    soort: Form[str],
    halfjaar: Form[str],
    voor_wie: Form[Literal["iedereen", "partijen", "corporatie"]],
    partij: Form[str] = "",
) -> Status[dict[str, Any]]:
    """Begin a report as a draft, by who leads reports of this kind."""
    place, actor = _place(request, gemeente), actor_of(request)
    party_id = find_party_id(code=partij) if partij else None
    wanted = kinds().get(soort)
    if wanted is not None:
        policies.check_may_begin(actor, kind=wanted, municipality_id=place, party_id=party_id)
    form = valid_form(
        BeginForm.for_actor(
            actor,
            place,
            {
                "kind": soort,
                "period": halfjaar,
                "audience": _AUDIENCES[voor_wie],
                "party": party_id or "",
            },
        ),
        _FORM_NAMES,
    )
    begun = services.begin_report(
        municipality_id=place, beginning=form.given(), actor=actor, now=timezone.now()
    )
    return Status(201, _told(_found(request, gemeente, begun.id)))


@router.get(_ONE, response=WholeReportOut, summary="Een rapport met alles wat erin staat")
def report(request: HttpRequest, gemeente: str, rapport: UUID) -> dict[str, Any]:
    """Return one report; of a draft the texts, of a frozen one also what was frozen."""
    return _whole(_found(request, gemeente, rapport))


@router.get(f"{_ONE}/bestand", summary="Een vastgelegd rapport als bestand")
def report_file(
    request: HttpRequest, gemeente: str, rapport: UUID, vorm: Literal["pdf", "docx", "xlsx"] = "pdf"
) -> HttpResponse:
    """Give a frozen report as PDF or Word, or its figures as a workbook; always the same bytes."""
    found = _found(request, gemeente, rapport)
    if not found.row.was_frozen:
        raise Http404
    return as_download(file_of(found.row, vorm), file_name(found, vorm))


@router.post(f"{_ONE}/teksten", response={201: WholeReportOut}, summary="Schrijven voor een partij")
def write_report_text(
    request: HttpRequest, gemeente: str, rapport: UUID, sent: Form[TextIn]
) -> Status[dict[str, Any]]:
    """Write the text of one's own party in a chapter of a draft; an empty text takes it back."""
    _found(request, gemeente, rapport)
    services.write_text(
        report_id=rapport,
        party_id=find_party_id(code=sent.partij) or 0,
        words=services.Words(sent.hoofdstuk, sent.tekst, sent.gezien),
        actor=actor_of(request),
        now=timezone.now(),
    )
    return Status(201, _whole(_found(request, gemeente, rapport)))


@router.post(f"{_ONE}/vastlegging", response={202: ReportOut}, summary="Een rapport vastleggen")
def freeze_report(
    request: HttpRequest, gemeente: str, rapport: UUID, bekend: Form[Day | None] = None
) -> Status[dict[str, Any]]:
    """Close the texts and have the report frozen, as known at the end of a day or now."""
    _found(request, gemeente, rapport)
    services.ask_to_freeze(
        report_id=rapport, known_on=bekend, actor=actor_of(request), now=timezone.now()
    )
    return Status(202, _told(_found(request, gemeente, rapport)))


@router.post(f"{_ONE}/edities", response={201: ReportOut}, summary="Een nieuwe editie beginnen")
def begin_next_edition(
    request: HttpRequest, gemeente: str, rapport: UUID, reden: Form[Words]
) -> Status[dict[str, Any]]:
    """Begin the next edition of a frozen report, with the reason."""
    _found(request, gemeente, rapport)
    begun = services.begin_next_edition(
        report_id=rapport, reason=reden, actor=actor_of(request), now=timezone.now()
    )
    return Status(201, _told(_found(request, gemeente, begun.id)))


@router.post(f"{_ONE}/intrekking", response=ReportOut, summary="Een rapport intrekken")
def withdraw_report(
    request: HttpRequest, gemeente: str, rapport: UUID, reden: Form[Words]
) -> dict[str, Any]:
    """Withdraw a report with the reason; it stays to be read."""
    _found(request, gemeente, rapport)
    services.withdraw_report(
        report_id=rapport, reason=reden, actor=actor_of(request), now=timezone.now()
    )
    return _told(_found(request, gemeente, rapport))


def _place(request: HttpRequest, slug: str) -> int:
    return municipality_or_404(request, slug).id


def _found(request: HttpRequest, slug: str, report_id: UUID) -> ReportRow:
    """Return a report that the reader may read."""
    found = find_readable(
        municipality_id=_place(request, slug), report_id=report_id, actor=actor_of(request)
    )
    if found is None:
        raise Http404
    return found


def _told(found: ReportRow) -> dict[str, Any]:
    row = found.row
    dutch = {ours: name for name, ours in _AUDIENCES.items()}
    return {
        "id": row.id,
        "soort": row.kind,
        "titel": found.title,
        "halfjaar": row.period,
        "partij": row.party.name if row.party else None,
        "voor_wie": dutch[row.audience],
        "editie": row.edition,
        "reden": row.reason,
        "vorige": row.previous_id,
        "stand": row.state,
        "bekend_op": row.known_at,
        "vastgelegd_op": row.frozen_at,
        "ingetrokken": row.withdrawn_because,
    }


def _whole(found: ReportRow) -> dict[str, Any]:
    row = found.row
    texts = [
        {
            "hoofdstuk": one.chapter,
            "partij": one.party,
            "door": one.by,
            "op": one.at,
            "tekst": one.text,
            "nummer": one.text_id,
        }
        for one in newest_texts(row)
        if one.text
    ]
    hashes = {"inhoud": row.snapshot_hash, "docx": row.docx_hash, "pdf": row.pdf_hash}
    return _told(found) | {
        "teksten": texts,
        "inhoud": snapshot_of(row) if row.was_frozen else None,
        "sha256": {name: value for name, value in hashes.items() if value},
    }
