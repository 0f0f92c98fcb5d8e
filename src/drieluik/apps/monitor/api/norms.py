"""Norms: read them all, write one, confirm or retire one; the same rights as the pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Form, Router, Schema, Status
from ninja.errors import ValidationError
from pydantic import Field

from drieluik.apps.agreements.lineage import find_left
from drieluik.apps.agreements.selectors import find_clause, find_clause_by_id, list_clauses
from drieluik.apps.monitor import policies, services
from drieluik.apps.monitor.forms import NormForm, RetireForm
from drieluik.apps.monitor.reading_norms import Fault
from drieluik.apps.monitor.selectors.decided import DecidedRow, decisions_of
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.selectors.norms import (
    NormRow,
    WordingRow,
    find_norm,
    find_wording,
    list_norms,
    periods_to_count_from,
)
from drieluik.apps.monitor.services import Wording
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.organisations.access import actor_of, municipality_or_404
from drieluik.apps.sent_forms import valid_form
from drieluik.apps.sent_words import Words

router = Router()

_NAMES = {"tekst": "text", "uitleg": "explanation", "vanaf": "from_period", "reden": "reason"}


class NormIn(Schema):
    """A norm as it is typed."""

    tekst: str
    vanaf: str = Field(description="Counts from this half-year on")
    uitleg: Words = Field("")
    norm: UUID | None = Field(None, description="Word this norm anew; absent: another norm")


class NormDecisionOut(Schema):
    """The decision by which a wording came, or ended."""

    besluit: str
    besloten_op: date
    versie: int = Field(description="Version of the agreements with the decision behind it")
    wijziging: UUID = Field(description="The change of the proposal")
    einde: bool = Field(description="Whether the norm ended with it")


class AgreedDefinitionOut(Schema):
    """With which versions of its definition a figure was agreed."""

    indicator: str
    versies: list[int]


class WordingOut(Schema):
    """One wording of a norm."""

    id: int = Field(description="Of the wording; to confirm or retire it")
    norm: UUID = Field(description="Stays the same when the norm is worded anew")
    nummer: int
    afspraak: str
    afspraak_vervalt_op: date | None = Field(
        description="First day on which the agreement is not in force; null when it stays"
    )
    tekst: str
    uitleg: str
    soort: str = Field(description="result, effort or process")
    indicator: str | None = Field(description="Null when people judge")
    definities: list[AgreedDefinitionOut] = Field(
        description="Of each figure it rests on; empty for a draft"
    )
    vanaf: str = Field(description="Counts from this half-year on")
    stand: str = Field(description="draft, confirmed or retired")
    niet_meer_vanaf: str | None
    waarom_niet_meer: str
    besluiten: list[NormDecisionOut]


@router.get("/gemeenten/{gemeente}/normen", response=list[WordingOut], summary="Alle normen")
def norms(request: HttpRequest, gemeente: str, afspraak: str = "") -> list[dict[str, Any]]:
    """Return every wording of every norm, in the order of the agreements, oldest first.

    Those of agreements that lapsed come last, with the day on which the agreement ended.
    """
    place = municipality_or_404(request, gemeente)
    found = list_norms(municipality_id=place.id)
    decided = decisions_of(wording.id for norm in found for wording in norm.wordings)
    return [
        _told(wording, clause, decided.get(wording.id, ()))
        for clause in _agreements(place.id, found)
        if afspraak in ("", clause.number)
        for norm in found
        if norm.clause_id == clause.clause_id
        for wording in norm.wordings
    ]


@dataclass(frozen=True, slots=True)
class _Agreement:
    clause_id: UUID
    number: str
    ends_on: date | None = None


def _agreements(municipality_id: int, norms: Sequence[NormRow]) -> list[_Agreement]:
    """Return the agreements of the newest version, then those with a norm that left it."""
    current = [_Agreement(one.clause_id, one.number) for one in list_clauses(municipality_id)]
    here = {one.clause_id for one in current}
    left = dict.fromkeys(norm.clause_id for norm in norms if norm.clause_id not in here)
    return [*current, *(_of(municipality_id, clause_id) for clause_id in left)]


def _of(municipality_id: int, clause_id: UUID) -> _Agreement:
    clause = find_clause_by_id(municipality_id, clause_id)
    if clause is None:
        raise Http404
    left = find_left(municipality_id, clause_id)
    return _Agreement(clause_id, clause.number, left.version.in_force_from if left else None)


@router.post(
    "/gemeenten/{gemeente}/afspraken/{nummer}/normen",
    response={201: WordingOut},
    summary="Een norm schrijven",
)
def write_norm(
    request: HttpRequest, gemeente: str, nummer: str, given: Form[NormIn]
) -> Status[dict[str, Any]]:
    """Write a norm for an agreement as a draft; with ``norm`` that one in other words.

    Everything that is wrong with the text comes back at once, each fault with its line.
    """
    place, actor = municipality_or_404(request, gemeente), actor_of(request)
    policies.check_may_write_norms(actor, municipality_id=place.id)
    clause = find_clause(place.id, nummer)
    if clause is None:
        raise Http404
    if given.norm is not None:
        known = find_norm(municipality_id=place.id, norm_id=given.norm)
        if known is None or known.clause_id != clause.clause_id:
            raise Http404
    form = NormForm(
        {"text": given.tekst, "explanation": given.uitleg, "from_period": given.vanaf},
        periods=periods_to_count_from(Lights(Sight(actor, place.id), [clause])),
    )
    outcome = services.write_norm(
        municipality_id=place.id,
        clause_id=clause.clause_id,
        norm_id=given.norm,
        wording=Wording(**valid_form(form, _NAMES).cleaned_data),
        actor=actor,
        now=timezone.now(),
    )
    if isinstance(outcome, tuple):
        raise ValidationError([_place_of(fault) for fault in outcome])
    return Status(201, _of_clause(place.id, outcome.id))


@router.post(
    "/gemeenten/{gemeente}/normen/{formulering}/bevestiging",
    response=WordingOut,
    summary="Een norm bevestigen",
)
def confirm_norm(request: HttpRequest, gemeente: str, formulering: int) -> dict[str, Any]:
    """Confirm a draft, so that it gives lights from its half-year on; only a steward can."""
    place = municipality_or_404(request, gemeente)
    _wording_or_404(place.id, formulering)
    services.confirm_norm(norm_text_id=formulering, actor=actor_of(request), now=timezone.now())
    return _of_clause(place.id, formulering)


@router.post(
    "/gemeenten/{gemeente}/normen/{formulering}/herbevestiging",
    response=WordingOut,
    summary="Een norm bevestigen voor een nieuwe definitie",
)
def confirm_norm_again(request: HttpRequest, gemeente: str, formulering: int) -> dict[str, Any]:
    """Let a norm also hold for its figures by a newer definition; only a steward can.

    Without a definition that it was not agreed with, nothing changes and the answer says so.
    """
    place = municipality_or_404(request, gemeente)
    _wording_or_404(place.id, formulering)
    services.confirm_norm_again(
        norm_text_id=formulering, actor=actor_of(request), now=timezone.now()
    )
    return _of_clause(place.id, formulering)


@router.post(
    "/gemeenten/{gemeente}/normen/{formulering}/intrekking",
    response=WordingOut,
    summary="Een norm intrekken",
)
def retire_norm(
    request: HttpRequest, gemeente: str, formulering: int, vanaf: Form[str], reden: Form[Words]
) -> dict[str, Any]:
    """Retire a norm from a half-year on, with a reason; only a steward can."""
    place, actor = municipality_or_404(request, gemeente), actor_of(request)
    _wording_or_404(place.id, formulering)
    policies.check_may_confirm_norms(actor, municipality_id=place.id)
    periods = periods_to_count_from(Lights(Sight(actor, place.id), []))
    form = RetireForm({"from_period": vanaf, "reason": reden}, periods=periods)
    given = valid_form(form, _NAMES).cleaned_data
    services.retire_norm(norm_text_id=formulering, actor=actor, now=timezone.now(), **given)
    return _of_clause(place.id, formulering)


def _place_of(fault: Fault) -> dict[str, Any]:
    line = f"regel {fault.line}: " if fault.line else ""
    return {"loc": ["tekst"], "msg": f"{line}{fault.sentence} {fault.advice}"}


def _wording_or_404(municipality_id: int, wording_id: int) -> WordingRow:
    found = find_wording(municipality_id=municipality_id, norm_text_id=wording_id)
    if found is None:
        raise Http404
    return found


def _of_clause(municipality_id: int, wording_id: int) -> dict[str, Any]:
    wording = _wording_or_404(municipality_id, wording_id)
    decided = decisions_of([wording_id]).get(wording_id, ())
    return _told(wording, _of(municipality_id, wording.clause_id), decided)


def _told(
    wording: WordingRow, clause: _Agreement, decided: Sequence[DecidedRow] = ()
) -> dict[str, Any]:
    return {
        "id": wording.id,
        "norm": wording.norm_id,
        "nummer": wording.number,
        "afspraak": clause.number,
        "afspraak_vervalt_op": clause.ends_on,
        "tekst": wording.text,
        "uitleg": wording.explanation,
        "soort": wording.kind,
        "indicator": wording.indicator_id or None,
        "definities": [
            {"indicator": card.id, "versies": versions}
            for card, versions in (wording.agreed_definitions if wording.confirmed_at else ())
        ],
        "vanaf": wording.from_period,
        "stand": wording.state,
        "niet_meer_vanaf": wording.retired_from_period or None,
        "waarom_niet_meer": wording.retired_because,
        "besluiten": [
            {
                "besluit": one.name,
                "besloten_op": one.decided_on,
                "versie": one.version,
                "wijziging": one.edit_id,
                "einde": one.ends,
            }
            for one in decided
        ],
    }
