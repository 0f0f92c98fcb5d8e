"""The corporation: fetch the workbook, hand it in, follow it, confirm, sign or withdraw it."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import File, Form, Router, Schema, Status, UploadedFile
from ninja.errors import HttpError
from ninja.security import django_auth
from pydantic import Field

from drieluik.apps.connections.access import handing_in
from drieluik.apps.deliveries import selectors, services, workbooks
from drieluik.apps.deliveries.api.finding import delivery_or_404, task_or_404
from drieluik.apps.deliveries.states import describe_state
from drieluik.apps.organisations.access import actor_of
from drieluik.apps.organisations.selectors import find_own_party
from drieluik.apps.sent_words import PlainWords
from drieluik.core.findings import action_nl, message_nl
from drieluik.core.workbooks import UploadLimits
from drieluik.ui.downloads import as_download

router = Router()


class DeliveryTaskOut(Schema):
    """One half-year that is asked of one's own corporation."""

    corporatie: str
    periode: str
    uiterlijk: date
    gemeenten: list[str]
    nieuwste: UUID | None = Field(description="The newest delivery, if there is one")
    te_laat: bool


class ComparisonOut(Schema):
    """The findings beside those of the file before."""

    bestand: int = Field(description="Number of the file before")
    nieuw: int
    nog_open: int
    opgelost: int
    niet_bekeken: int = Field(description="On a sheet that cannot be read as a whole now")
    redenen: int = Field(description="Findings of which the reason given before can be taken over")


class RestatementOut(Schema):
    """Why accepted figures change."""

    oorzaak: str = Field(description="administration, late, definition, drieluik or other")
    toelichting: str
    wie: str
    wanneer: datetime


class DeliveryOut(Schema):
    """Where a delivery stands."""

    id: UUID
    versie: int = Field(description="Raised by every act; an act names the one last seen")
    corporatie: str
    periode: str
    stand: str = Field(
        description="uploaded, checking, interrupted, checked, signed, withdrawn, replaced, set_aside"
    )
    uitleg: str
    wat_nu: str
    ingeleverd: datetime
    fase: str
    aandeel: float = Field(description="Share of the check that is done, 0-1")
    blokkerend: int
    te_bevestigen: int
    opmerkingen: int
    controlegetal: str = Field(description="SHA-256 of the file")
    bestand: int = Field(description="1, 2, 3 in the order of handing in")
    vergelijking: ComparisonOut | None
    herziening: RestatementOut | None = Field(description="Of a signed correction")
    pagina: str


class RefusalOut(Schema):
    """Something wrong or doubtful, in words."""

    regel: str
    melding: str
    actie: str


class FindingOut(RefusalOut):
    """One finding at its place."""

    nummer: int
    ernst: str = Field(description="blocks, confirm or remark")
    plaats: str
    cel: str
    waarde: str | None
    reden: str
    sinds_bestand: int | None = Field(description="Number of the file since which it is there")
    vrijgesteld_tot: date | None = Field(description="When a waiver of the rule confirmed it")


class FindingsOut(Schema):
    """One page of findings."""

    items: list[FindingOut]
    pagina: int
    paginas: int
    aantal: int


class HandedInOut(Schema):
    """What became of a file."""

    id: UUID | None
    al_bekend_sinds: datetime | None
    weigeringen: list[RefusalOut]


class ConfirmedOut(Schema):
    """How many findings were confirmed, and how many are still open."""

    bevestigd: int
    te_bevestigen: int


Seen = Annotated[int, Form(description="``versie`` of the delivery as last seen")]


@router.get("/aanleveringen", response=list[DeliveryTaskOut])
def list_tasks(request: HttpRequest) -> list[dict[str, Any]]:
    """Give what is asked of one's own corporations."""
    today = timezone.localdate()
    return [
        {
            "corporatie": task.party_code,
            "periode": str(task.period),
            "uiterlijk": task.due_on,
            "gemeenten": list(task.municipalities),
            "nieuwste": task.newest.id if task.newest else None,
            "te_laat": task.is_late(today),
        }
        for task in selectors.list_tasks(actor_of(request))
    ]


@router.get("/corporaties/{corporatie}/perioden/{periode}/werkmap")
def template(request: HttpRequest, corporatie: str, periode: str) -> HttpResponse:
    """Give the workbook to fill for a half-year."""
    task = task_or_404(request, corporatie, periode)
    party = find_own_party(code=corporatie, actor=actor_of(request))
    if party is None:
        raise Http404
    content = workbooks.template_for(party, task.period, made_on=timezone.localdate())
    return as_download(content, f"werkmap-{corporatie}-{task.period}.xlsx")


@router.post(
    "/corporaties/{corporatie}/perioden/{periode}/aanleveringen",
    response={201: HandedInOut, 200: HandedInOut, 400: HandedInOut},
    auth=[handing_in, django_auth],
)
def hand_in(
    request: HttpRequest,
    corporatie: str,
    periode: str,
    bestand: File[UploadedFile],
    gezien: Form[UUID | None] = None,
) -> Status[dict[str, Any]]:
    """Hand in a workbook; 200 when this very file was there already, 400 when it is refused.

    ``gezien`` is the newest delivery one knows of, so that nobody replaces what was not seen.
    """
    task = task_or_404(request, corporatie, periode)
    if (bestand.size or 0) > UploadLimits().most_bytes:
        raise HttpError(413, _("The file is too large."))
    outcome = services.upload_delivery(
        party_id=task.party_id,
        period=task.period,
        file=services.HandedIn(bestand.name or "", bestand.read()),
        actor=actor_of(request),
        now=timezone.now(),
        seen=gezien,
    )
    body = {
        "id": outcome.delivery_id,
        "al_bekend_sinds": outcome.known_since,
        "weigeringen": [
            {"regel": one.rule, "melding": message_nl(one), "actie": action_nl(one)}
            for one in outcome.refusals
        ],
    }
    if outcome.refusals:
        return Status(400, body)
    return Status(200 if outcome.known_since else 201, body)


@router.get("/aanleveringen/{aanlevering}", response=DeliveryOut)
def get_delivery(request: HttpRequest, aanlevering: UUID) -> dict[str, Any]:
    """Give where a delivery of one's own corporation stands."""
    return _told(delivery_or_404(request, aanlevering))


@router.get("/aanleveringen/{aanlevering}/bevindingen", response=FindingsOut)
def list_findings(
    request: HttpRequest,
    aanlevering: UUID,
    pagina: int = 1,
    ernst: str = "",
    vergeleken: Literal["", "nieuw", "nog", "opgelost"] = "",
) -> dict[str, Any]:
    """Give the findings of a delivery of one's own corporation, page by page.

    ``vergeleken`` asks for what is new, still there or solved compared with the file before.
    """
    found = delivery_or_404(request, aanlevering)
    before = selectors.find_before(found, selectors.list_siblings(found))
    wanted = selectors.Wanted(severity=ernst or None, compared=selectors.COMPARED.get(vergeleken))
    page = selectors.get_findings_page(found, wanted, page=pagina, before=before)
    return {
        "items": [
            {
                "nummer": one.number,
                "regel": one.rule,
                "ernst": one.severity,
                "plaats": one.place,
                "cel": one.cell,
                "waarde": one.value,
                "melding": one.message,
                "actie": one.action,
                "reden": one.reason,
                "sinds_bestand": one.since,
                "vrijgesteld_tot": one.waived_until,
            }
            for one in page.findings
        ],
        "pagina": page.page,
        "paginas": page.n_pages,
        "aantal": page.n,
    }


@router.post("/aanleveringen/{aanlevering}/bevestigingen", response=ConfirmedOut)
def confirm(
    request: HttpRequest,
    aanlevering: UUID,
    nummers: Form[list[int]],
    reden: Form[Annotated[str, PlainWords(2000)]],
    versie: Seen,
) -> dict[str, int]:
    """Confirm findings with one reason, which the municipality will read."""
    found = delivery_or_404(request, aanlevering)
    n = services.confirm_findings(
        delivery_id=found.id,
        numbers=nummers,
        reason=reden,
        actor=actor_of(request),
        now=timezone.now(),
        expected_version=versie,
    )
    return {"bevestigd": n, "te_bevestigen": delivery_or_404(request, aanlevering).n_to_confirm}


@router.post("/aanleveringen/{aanlevering}/overgenomen-redenen", response=ConfirmedOut)
def take_over(request: HttpRequest, aanlevering: UUID, versie: Seen) -> dict[str, int]:
    """Confirm with the reasons given for the file before, where the very same stands there again."""
    found = delivery_or_404(request, aanlevering)
    n = services.take_over_reasons(
        delivery_id=found.id, actor=actor_of(request), now=timezone.now(), expected_version=versie
    )
    return {"bevestigd": n, "te_bevestigen": delivery_or_404(request, aanlevering).n_to_confirm}


@router.post("/aanleveringen/{aanlevering}/ondertekening", response=DeliveryOut)
def sign(
    request: HttpRequest,
    aanlevering: UUID,
    versie: Seen,
    oorzaak: Form[str | None] = None,
    toelichting: Form[Annotated[str, PlainWords(2000)] | None] = None,
) -> dict[str, Any]:
    """Sign a checked delivery for the corporation; only its controller can.

    ``oorzaak`` and ``toelichting`` say why accepted figures change; a correction wants both.
    """
    found = delivery_or_404(request, aanlevering)
    services.sign_delivery(
        delivery_id=found.id,
        actor=actor_of(request),
        now=timezone.now(),
        expected_version=versie,
        because=_because(oorzaak, toelichting),
    )
    return _told(delivery_or_404(request, aanlevering))


def _because(cause: str | None, explanation: str | None) -> services.Because | None:
    if not cause and not explanation:
        return None
    return services.Because(cause or "", explanation or "")


@router.post("/aanleveringen/{aanlevering}/intrekking", response=DeliveryOut)
def withdraw(request: HttpRequest, aanlevering: UUID, versie: Seen) -> dict[str, Any]:
    """Take a delivery back before it is signed."""
    found = delivery_or_404(request, aanlevering)
    services.withdraw_delivery(
        delivery_id=found.id,
        actor=actor_of(request),
        now=timezone.now(),
        expected_version=versie,
    )
    return _told(delivery_or_404(request, aanlevering))


@router.get("/aanleveringen/{aanlevering}/nagekeken")
def annotated(request: HttpRequest, aanlevering: UUID) -> HttpResponse:
    """Give the workbook with its findings marked at their cells."""
    found = delivery_or_404(request, aanlevering)
    name = f"nagekeken-{found.party.code}-{found.period}.xlsx"
    return as_download(workbooks.annotated(found), name)


def _told(found: selectors.Delivery) -> dict[str, Any]:
    sentence = describe_state(found)
    return {
        "id": found.id,
        "versie": found.version,
        "corporatie": found.party.code,
        "periode": str(found.period),
        "stand": found.state,
        "uitleg": sentence.meaning,
        "wat_nu": sentence.way_on,
        "ingeleverd": found.uploaded_at,
        "fase": found.check_phase,
        "aandeel": found.check_share,
        "blokkerend": found.n_blocking,
        "te_bevestigen": found.n_to_confirm,
        "opmerkingen": found.n_remarks,
        "controlegetal": found.original_hash,
        "bestand": found.number,
        "vergelijking": _compared(found),
        "herziening": told_restatement(selectors.find_restatement(found, municipality_id=None)),
        "pagina": reverse("deliveries:delivery", args=[found.id]),
    }


def told_restatement(found: selectors.ShownRestatement | None) -> dict[str, Any] | None:
    """Return why accepted figures change, as it is sent."""
    if found is None:
        return None
    return {
        "oorzaak": found.cause,
        "toelichting": found.explanation,
        "wie": found.stated_by,
        "wanneer": found.stated_at,
    }


def _compared(found: selectors.Delivery) -> dict[str, int] | None:
    compared = selectors.compare(found, selectors.list_siblings(found))
    if compared is None:
        return None
    return {
        "bestand": compared.before.number,
        "nieuw": compared.n_new,
        "nog_open": compared.n_still,
        "opgelost": compared.n_solved,
        "niet_bekeken": compared.n_unseen,
        "redenen": compared.n_reasons,
    }
