"""Layers for other programmes: the list, one layer with its figures, and handing figures in."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import File, Form, Router, Schema, Status, UploadedFile
from ninja.errors import HttpError
from pydantic import Field

from drieluik.apps.layers import policies, selectors, services, wording
from drieluik.apps.layers.rows import LayerRow, VersionRow
from drieluik.apps.organisations.access import actor_of, municipality_or_404
from drieluik.apps.organisations.selectors import find_party_id
from drieluik.apps.sent_days import Day
from drieluik.apps.sent_words import PlainWords

router = Router(tags=["kaartlagen"])
_LAYERS = "/gemeenten/{gemeente}/kaartlagen"
_LAYER = f"{_LAYERS}/{{laag}}"
_VERSION = f"{_LAYER}/versies/{{versie}}"


class LayerOut(Schema):
    """A layer: what it means, where it comes from, who may see it, and the version in use."""

    id: UUID
    naam: str
    betekenis: str
    onderwerp: str
    soort: str = Field(description="count, share (0-1), mean, amount (euro) or class")
    niveau: str = Field(description="buurt, wijk or municipality")
    eenheid: str
    organisatie: str
    bron: str
    bronadres: str
    licentie: str
    openbaarheid: str = Field(description="public, partners or owner")
    grond: str
    besloten_door: str
    tot: date | None
    al_open: bool = Field(description="The source itself published it as open data")
    verversing: str = Field(description="once, yearly, half_yearly, quarterly or monthly")
    verwacht_op: date | None
    kwaliteit: str
    verzonnen: bool
    versie: int | None = Field(description="None without figures")
    van: date | None
    tot_en_met: date | None
    ingetrokken: str = Field(description="Why it was withdrawn; empty when it was not")
    pagina: str


class LayerFigureOut(Schema):
    """The figure of one area, or why there is none."""

    code: str
    naam: str
    waarde: float | None
    klasse: str
    reden: str = Field(
        description="secret_or_absent, later, no_longer or not_given; empty with a figure"
    )


class LayerFindingOut(Schema):
    """Something in the file, at its cell."""

    ernst: str = Field(description="blocks, confirm or remark")
    plaats: str
    melding: str
    actie: str


class LayerVersionOut(Schema):
    """A version: how far it is, what was recognised and what stands out."""

    id: UUID
    stand: str = Field(
        description="reading, unreadable, read, in_use, replaced or withdrawn; ask again while reading"
    )
    nummer: int | None
    van: date
    tot_en_met: date | None
    jaar: int | None
    kolom: str
    kolommen: list[str] = Field(description="Columns that could hold the figure")
    gebieden: int
    met_cijfer: int
    reden: str
    bevindingen: list[LayerFindingOut] = Field(description="Only for who makes the layer")


class LayerIn(Schema):
    """The card of a new layer."""

    partij: str = Field(max_length=60, description="Code of your organisation")
    naam: Annotated[str, PlainWords(120)]
    betekenis: Annotated[str, PlainWords(2000)]
    onderwerp: Literal[
        "housing", "people", "plans", "liveability", "care", "energy", "space", "other"
    ]
    soort: Literal["count", "share", "mean", "amount", "class"]
    niveau: Literal["buurt", "wijk", "municipality"] = "buurt"
    eenheid: Annotated[str, PlainWords(80)]
    bron: Annotated[str, PlainWords(200)]
    bronadres: str = Field("", max_length=500, pattern=r"^(https?://[^\s\x00-\x1f]+)?$")
    licentie: Annotated[str, PlainWords(100)] = ""
    openbaarheid: Literal["public", "partners", "owner"] = "public"
    grond: Annotated[str, PlainWords(300)] = ""
    besloten_door: Annotated[str, PlainWords(120)] = ""
    tot: Day | None = None
    al_open: bool = False
    verversing: Literal["once", "yearly", "half_yearly", "quarterly", "monthly"] = "once"
    kwaliteit: Annotated[str, PlainWords(2000)] = ""
    verzonnen: bool = False


class FileIn(Schema):
    """What is said of a file with figures."""

    van: Day = Field(description="Day of the figures, or first day of their period")
    tot_en_met: Day | None = Field(None, description="Last day of the period")
    jaar: int | None = Field(None, ge=policies.EARLIEST_YEAR, le=policies.LATEST_YEAR)
    kolom: Annotated[str, PlainWords(200)] = ""
    schaal: Literal["percent", "part"] = "percent"


class AcceptIn(Schema):
    """Why the points to confirm are no fault."""

    toelichting: Annotated[str, PlainWords(500)] = ""


class ReasonIn(Schema):
    """Why something is taken back."""

    reden: Annotated[str, PlainWords(500)]


@router.get(_LAYERS, response=list[LayerOut])
def list_layers(request: HttpRequest, gemeente: str) -> list[dict[str, Any]]:
    """Give the layers you may see, by name."""
    place = municipality_or_404(request, gemeente)
    rows = selectors.list_layers(municipality_id=place.id, actor=actor_of(request))
    return [_layer(request, gemeente, row) for row in rows]


@router.post(_LAYERS, response={201: LayerOut})
def add_layer(request: HttpRequest, gemeente: str, laag: Form[LayerIn]) -> Status[dict[str, Any]]:
    """Add a layer of your organisation, as yet without figures."""
    place = municipality_or_404(request, gemeente)
    party_id = find_party_id(code=laag.partij)
    if party_id is None or party_id not in actor_of(request).party_ids:
        raise Http404
    layer_id = services.add_layer(
        municipality_id=place.id,
        party_id=party_id,
        card=_card(laag),
        actor=actor_of(request),
        now=timezone.now(),
    )
    return Status(201, _layer(request, gemeente, _found(request, gemeente, layer_id)))


@router.get(_LAYER, response=LayerOut)
def get_layer(request: HttpRequest, gemeente: str, laag: UUID) -> dict[str, Any]:
    """Give one layer."""
    return _layer(request, gemeente, _found(request, gemeente, laag))


@router.get(f"{_LAYER}/cijfers", response=list[LayerFigureOut])
def list_layer_figures(
    request: HttpRequest, gemeente: str, laag: UUID, versie: int | None = None
) -> list[dict[str, Any]]:
    """Give the figure per area of a version by its number, else of the one in use."""
    row = _found(request, gemeente, laag)
    version = row.in_use
    if versie is not None:
        rows = selectors.list_versions(row, actor_of(request))
        version = next((one for one in rows if one.number == versie), None)
    if version is None:
        raise Http404
    return [
        {
            "code": one.code,
            "naam": one.name,
            "waarde": one.value,
            "klasse": one.text,
            "reden": one.missing,
        }
        for one in selectors.figures_of_version(row, version, row.card)
    ]


@router.post(f"{_LAYER}/versies", response={202: LayerVersionOut})
def upload_layer_version(
    request: HttpRequest,
    gemeente: str,
    laag: UUID,
    wat: Form[FileIn],
    bestand: File[UploadedFile],
) -> Status[dict[str, Any]]:
    """Hand in a file with figures; it is read by a job, so ask for the version again."""
    row = _found(request, gemeente, laag)
    if (bestand.size or 0) > policies.MOST_MEGABYTES * 1_000_000:
        raise HttpError(413, _("The file is too large."))
    version_id = services.upload_version(
        layer_id=laag,
        content=bestand.read(),
        file_name=bestand.name or "",
        said=services.Said(wat.van, wat.tot_en_met, wat.jaar, wat.kolom, wat.schaal),
        actor=actor_of(request),
        now=timezone.now(),
    )
    return Status(202, _version(request, row, version_id))


@router.get(_VERSION, response=LayerVersionOut)
def get_layer_version(
    request: HttpRequest, gemeente: str, laag: UUID, versie: UUID
) -> dict[str, Any]:
    """Give a version, with what was found in its file."""
    return _version(request, _found(request, gemeente, laag), versie)


@router.post(f"{_VERSION}/overname", response=LayerVersionOut)
def accept_layer_version(
    request: HttpRequest, gemeente: str, laag: UUID, versie: UUID, waarom: Form[AcceptIn]
) -> dict[str, Any]:
    """Take figures in use that were read."""
    row = _found_version(request, gemeente, laag, versie)
    services.accept_version(
        version_id=versie,
        explanation=waarom.toelichting,
        actor=actor_of(request),
        now=timezone.now(),
    )
    return _version(request, row, versie)


@router.post(f"{_VERSION}/intrekking", response=LayerVersionOut)
def withdraw_layer_version(
    request: HttpRequest, gemeente: str, laag: UUID, versie: UUID, waarom: Form[ReasonIn]
) -> dict[str, Any]:
    """Take figures back; what was in use before comes back."""
    row = _found_version(request, gemeente, laag, versie)
    services.withdraw_version(
        version_id=versie, reason=waarom.reden, actor=actor_of(request), now=timezone.now()
    )
    return _version(request, row, versie)


def _found(request: HttpRequest, slug: str, layer_id: UUID) -> LayerRow:
    place = municipality_or_404(request, slug)
    row = selectors.find_layer(municipality_id=place.id, layer_id=layer_id, actor=actor_of(request))
    if row is None:
        raise Http404
    return row


def _found_version(request: HttpRequest, slug: str, layer_id: UUID, version_id: UUID) -> LayerRow:
    """Return the layer of a version that the reader may change.

    Raises:
        NotAllowed: The reader may only look.
    """
    row = _found(request, slug, layer_id)
    policies.check_may_make(
        actor_of(request), municipality_id=row.municipality_id, party_id=row.party_id
    )
    _version_row(request, row, version_id)
    return row


def _version_row(request: HttpRequest, row: LayerRow, version_id: UUID) -> VersionRow:
    found = selectors.find_version(layer=row, version_id=version_id, actor=actor_of(request))
    if found is None:
        raise Http404
    return found


def _card(said: LayerIn) -> services.NewCard:
    return services.NewCard(
        name=said.naam,
        meaning=said.betekenis,
        theme=said.onderwerp,
        kind=said.soort,
        level=said.niveau,
        unit=said.eenheid,
        source=said.bron,
        source_url=said.bronadres,
        licence=said.licentie,
        publicness=said.openbaarheid,
        ground=said.grond,
        decided_by=said.besloten_door,
        publicness_until=said.tot,
        refresh=said.verversing,
        quality=said.kwaliteit,
        already_open=said.al_open,
        fictitious=said.verzonnen,
    )


def _layer(request: HttpRequest, slug: str, row: LayerRow) -> dict[str, Any]:
    card, version = row.card, row.in_use
    return {
        "id": row.layer_id,
        "naam": card.name,
        "betekenis": card.meaning,
        "onderwerp": card.theme,
        "soort": card.kind,
        "niveau": card.level,
        "eenheid": card.unit,
        "organisatie": row.party_name,
        "bron": card.source,
        "bronadres": card.source_url,
        "licentie": card.licence,
        "openbaarheid": card.publicness,
        "grond": card.ground,
        "besloten_door": card.decided_by,
        "tot": card.publicness_until,
        "al_open": card.already_open,
        "verversing": card.refresh,
        "verwacht_op": row.due_on,
        "kwaliteit": card.quality,
        "verzonnen": card.fictitious,
        "versie": version.number if version else None,
        "van": version.about_from if version else None,
        "tot_en_met": version.about_until if version else None,
        "ingetrokken": row.withdrawal_reason,
        "pagina": request.build_absolute_uri(reverse("layers:layer", args=[slug, row.layer_id])),
    }


def _version(request: HttpRequest, row: LayerRow, version_id: UUID) -> dict[str, Any]:
    found = _version_row(request, row, version_id)
    preview = selectors.preview_of(found)
    makes = policies.check_may_make.allows(
        actor_of(request), municipality_id=row.municipality_id, party_id=row.party_id
    )
    findings = wording.worded_findings(preview.findings) if makes else []
    return {
        "id": found.version_id,
        "stand": found.state,
        "nummer": found.number,
        "van": found.about_from,
        "tot_en_met": found.about_until,
        "jaar": found.year,
        "kolom": preview.column,
        "kolommen": list(preview.candidates),
        "gebieden": len(preview.values),
        "met_cijfer": preview.n_with_figure,
        "reden": found.reason,
        "bevindingen": [
            {
                "ernst": one["severity"],
                "plaats": one["place"],
                "melding": one["message"],
                "actie": one["action"],
            }
            for one in findings
        ],
    }
