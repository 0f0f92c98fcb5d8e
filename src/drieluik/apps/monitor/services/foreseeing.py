"""Calculates what a correction would change, before anybody accepts it, by the very same engine.

Comes in: a delivery and a municipality. Goes out: every figure and every light that would be other,
old beside new. Nothing of what counts is touched; a comparison is kept under the fingerprint of all
that both sides follow from, so that a stale one is known as such.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, astuple, dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik import __version__
from drieluik.apps.audit import services as audit
from drieluik.apps.deliveries.selectors import (
    list_as_if_accepted,
    open_corrections,
    party_of,
)
from drieluik.apps.errors import WrongState
from drieluik.apps.monitor import policies
from drieluik.apps.monitor.measured import as_kept, measured
from drieluik.apps.monitor.models import Consequences, Standing
from drieluik.apps.monitor.selectors.kept_lights import KeptLights, coverage_of, read_kept_lights
from drieluik.apps.monitor.selectors.light_rows import ClauseStanding
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.selectors.reported import (
    PLACE,
    TOLD,
    Place,
    Reported,
    Told,
    get_reported,
)
from drieluik.apps.monitor.selectors.series import CalculationRow, leading, list_calculations
from drieluik.apps.monitor.services.basis import Basis, current_basis, last_compared
from drieluik.apps.monitor.services.beside import series_made, versions_beside
from drieluik.apps.monitor.services.standings import Proposed, standings_as_if
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.organisations.actors import SYSTEM, Actor
from drieluik.apps.organisations.selectors import get_municipality
from drieluik.core.indicators import INDICATORS
from drieluik.core.tables import Period

if TYPE_CHECKING:
    from drieluik.apps.organisations.models import Municipality

Note = Callable[[str, float], None]
State = Consequences.State


@dataclass(frozen=True, slots=True)
class Foreseen:
    """Everything that would be calculated anew.

    Attributes:
        municipality: Where.
        bases: Per touched half-year what its calculation would follow from, in order.
        fingerprint: Hash of all that both sides of the comparison follow from.
    """

    municipality: "Municipality"
    bases: tuple[Basis, ...]
    fingerprint: str


def foreseen(
    *, delivery_id: UUID, municipality_id: int, now: datetime, sent_back: Sequence[str] = ()
) -> Foreseen:
    """Return what accepting the part of a delivery would calculate anew; calculates nothing.

    Args:
        delivery_id: The delivery.
        municipality_id: Where.
        now: When it would be accepted.
        sent_back: The tables that would be sent back.
    """
    municipality = get_municipality(municipality_id=municipality_id)
    accepted = list_as_if_accepted(
        delivery_id=delivery_id, municipality_id=municipality_id, now=now, sent_back=sent_back
    )
    own = next(one for one in accepted if one.delivery_id == delivery_id)
    last = last_compared(own.period)
    touched = sorted({one.period for one in accepted if own.period <= one.period <= last})
    bases = tuple(current_basis(municipality, when, accepted) for when in touched)
    newest = {row.period: row for row in list_calculations(municipality_id=municipality_id)}
    today = timezone.localdate(now)
    content = [
        __version__,
        str(delivery_id),
        [(str(basis.when), basis.hash) for basis in bases],
        [(period, row.number, row.input_hash) for period, row in newest.items()],
        series_made([row.id for row in newest.values()]),
        *_told_from(read_kept_lights(municipality_id=municipality_id, on=today), today),
    ]
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), default=str)
    return Foreseen(municipality, bases, hashlib.sha256(text.encode()).hexdigest())


def _told_from(kept: KeptLights, today: date) -> Iterator[Sequence[object]]:
    """Yield what lights are told from beside figures; of the day only what it changes."""
    yield [
        (wording.id, wording.retired_from_period, wording.agreed)
        for norms in kept.norms.values()
        for norm in norms
        for wording in norm.wordings
        if wording.confirmed_at is not None
    ]
    yield [(clause.clause_id, clause.number, clause.name, clause.text) for clause in kept.clauses]
    yield [
        (one.norm_id, one.period, one.light, one.reason, one.set_on, one.until, one.holds_on(today))
        for by_hand in kept.by_hand.values()
        for one in by_hand
    ]
    yield sorted(
        (str(norm_id), one.at.isoformat(), one.party_code, one.period, one.verdict, one.reason)
        for norm_id, said in kept.said.items()
        for one in said
    )
    yield sorted(
        (day.isoformat(), str(clause_id), parties)
        for day, bound in kept.bound
        for clause_id, parties in bound.items()
    )
    yield [kept.timeline.periods, sorted(kept.timeline.due.items())]
    yield [sorted(kept.names.items()), *map(astuple, kept.corporations)]
    yield sorted(str(astuple(one)) for one in kept.said_of_tables)


def foresee(
    *, delivery_id: UUID, municipality_id: int, now: datetime, sent_back: Sequence[str] = ()
) -> bool:
    """Calculate what accepting the part of a delivery would change, and keep it.

    May run any number of times: one that was killed half-way kept no outcome and begins again, one
    that is ready is not done twice.

    Returns:
        Whether there was anything to calculate.

    Changes:
        One ``Consequences``; no event, for nothing was decided.
    """
    if delivery_id not in open_corrections(municipality_id=municipality_id):
        return False
    order = foreseen(
        delivery_id=delivery_id, municipality_id=municipality_id, now=now, sent_back=sent_back
    )
    row, _is_new = Consequences.objects.get_or_create(
        delivery_id=delivery_id,
        municipality_id=municipality_id,
        fingerprint=order.fingerprint,
        defaults={"begun_at": now},
    )
    # asked of the database: another job may have ended this very comparison since it was read
    unready = Consequences.objects.filter(id=row.id).exclude(state=State.READY)
    if not unready.update(state=State.CALCULATING, phase="", share=0):
        return False

    def tell(phase: str, share: float) -> None:
        Consequences.objects.filter(id=row.id, state=State.CALCULATING).update(
            phase=phase[:60], share=share
        )

    try:
        outcome = _compared(order, tell)
    except Exception:
        # people must see that it broke off; the fault itself goes on to the record of tasks
        unready.update(state=State.INTERRUPTED)
        raise
    unready.update(state=State.READY, share=1, outcome=outcome, ready_at=now)
    return True


@transaction.atomic
def ask_consequences(
    *,
    delivery_id: UUID,
    municipality_id: int,
    actor: Actor,
    now: datetime,
    sent_back: Sequence[str] = (),
) -> None:
    """Have the comparison made (again): after it broke off, when something changed, for a choice.

    Args:
        delivery_id: The correction.
        municipality_id: Where.
        actor: Who asks.
        now: When.
        sent_back: The tables that would be sent back; empty to accept all of it.

    Raises:
        NotAllowed: The actor neither decides on the correction nor hands it in.
        WrongState: The part waits for no decision, or it corrects nothing.

    Changes:
        One event ``consequences.asked``; the job that listens to it calculates.
    """
    policies.check_may_ask_consequences(
        actor,
        municipality_id=municipality_id,
        party_id=party_of(delivery_id=delivery_id),
    )
    if delivery_id not in open_corrections(municipality_id=municipality_id):
        raise WrongState(_("There is no correction here that waits for a decision."))
    audit.record(
        name="consequences.asked",
        subject=("delivery", delivery_id),
        actor=actor,
        now=now,
        facts={"municipality_id": municipality_id, "sent_back": sorted(sent_back)},
    )


def _compared(order: Foreseen, tell: Note) -> list[dict[str, Any]]:
    """Return per half-year that would tell something else: figures and lights, old beside new."""
    place = order.municipality
    kept = list_calculations(municipality_id=place.id)
    proposed: dict[UUID, Sequence[dict[str, Any]]] = {}
    rows: list[CalculationRow] = []
    for at, basis in enumerate(order.bases):
        tell(_("Figures over %(period)s") % {"period": basis.when}, at / (len(order.bases) + 1))
        row = _row(basis, kept)
        if row is not None:
            rows.append(row)
            proposed[row.id] = [
                *as_kept(measured(row, place)),
                # a norm beside last year takes last year by the version of this year
                *(one for _card, each in versions_beside(row, place) for one in as_kept(each)),
            ]
    tell(_("Lights of the agreements"), len(order.bases) / (len(order.bases) + 1))
    calculations = tuple(sorted([*kept, *rows], key=lambda row: (row.period, row.number)))
    standings = [
        standing
        for row in rows
        for standing in standings_as_if(row, calculations, proposed, place.id)
    ]
    lights = _lights_as_if(place.id, calculations, standings)
    periods = {str(basis.when) for basis in order.bases}
    found = [
        _period(period, place.id, calculations, proposed, lights)
        for period in sorted(periods | _speaking(periods, lights))
    ]
    return [one for one in found if one["figures"] or one["lights"]]


def _speaking(periods: set[str], lights: Lights) -> set[str]:
    """Return the half-years without figures of their own whose lights the last year tells."""
    after = {str(Period.parse(period).next()) for period in periods}
    return after & set(lights.periods)


def _row(basis: Basis, kept: Sequence[CalculationRow]) -> CalculationRow | None:
    """Return the calculation that would follow; None when what is kept follows from the same."""
    own = [row for row in kept if row.period == str(basis.when)]
    if own and own[-1].input_hash == basis.hash:
        return None
    return CalculationRow(
        id=uuid4(),
        period=str(basis.when),
        number=own[-1].number + 1 if own else 1,
        input_hash=basis.hash,
        inputs=tuple(basis.inputs),
        missing_parties=tuple(basis.missing_parties),
        definition_versions=dict(basis.definition_versions),
        law_values=dict(basis.law_values),
        buurten=basis.buurten,
        expected_parties=dict(basis.expected_parties),
        not_applicable=basis.not_applicable,
        code_version=__version__,
        cause="",
        calculated_at=max(one.accepted_at for one in basis.accepted),
    )


def _lights_as_if(
    municipality_id: int,
    calculations: tuple[CalculationRow, ...],
    standings: Sequence[Standing],
) -> Lights:
    sight = Sight(SYSTEM, municipality_id)
    now = Lights(sight)
    kept = now.kept
    added: dict[tuple[UUID, int], dict[str, Standing]] = {}
    for row in standings:
        added.setdefault((row.calculation_id, row.norm_text_id), {})[row.party_code] = row
    covered = {key: coverage_of(rows, kept.names) for key, rows in added.items()}
    as_if = replace(
        kept,
        calculations=calculations,
        standings={**kept.standings, **added},
        coverages={**kept.coverages, **covered},
    )
    return Lights(sight, kept=as_if)


def _period(
    period: str,
    municipality_id: int,
    calculations: Sequence[CalculationRow],
    proposed: Proposed,
    lights: Lights,
) -> dict[str, Any]:
    now = get_reported(period=period, sight=Sight(SYSTEM, municipality_id))
    figures = _figures_as_if(period, now, calculations, proposed)
    places = [
        place
        for place in {**now.figures, **figures}
        if now.figures.get(place) != figures.get(place)
    ]
    return {
        "period": period,
        "n_same": len(now.figures.keys() - set(places)),
        "figures": [
            asdict(place)
            | {"then": _told(now.figures.get(place)), "now": _told(figures.get(place))}
            for place in sorted(places)
        ],
        "lights": _changed_lights(now.standings, lights.standings(period)),
    }


def _figures_as_if(
    period: str, now: Reported, calculations: Sequence[CalculationRow], proposed: Proposed
) -> dict[Place, Told]:
    counted = {card.id: leading(calculations, card.id).get(period) for card in INDICATORS}
    anew = {
        (each, row.definition_versions[each]): row.id
        for each, row in counted.items()
        if row and row.id in proposed
    }
    replaced = {each for each, _version in anew}
    found = {
        place: told for place, told in now.figures.items() if place.indicator_id not in replaced
    }
    for row_id in set(anew.values()):
        for figure in proposed[row_id]:
            if anew.get((figure["indicator_id"], figure["version"])) == row_id:
                place = Place(*(figure[name] for name in PLACE))
                found[place] = Told(*(figure[name] for name in TOLD))
    return found


def _told(told: Told | None) -> dict[str, Any] | None:
    return asdict(told) if told is not None else None


def _changed_lights(
    then: Sequence[ClauseStanding], now: Sequence[ClauseStanding]
) -> list[dict[str, Any]]:
    was = {row.clause.clause_id: row for row in then}
    found = []
    for row in now:
        before = was.get(row.clause.clause_id)
        if before is None or not (row.norms or before.norms):
            continue
        told = {"then": _light(before), "now": _light(row)}
        if told["then"] != told["now"]:
            clause = row.clause
            found.append(
                {"clause_id": str(clause.clause_id), "number": clause.number, "name": clause.name}
                | told
            )
    return found


def _light(standing: ClauseStanding) -> dict[str, Any]:
    return {
        "light": standing.light,
        "reason": standing.reason,
        "parties": [
            [
                str(norm.wording.norm_id),
                party.party_code,
                party.party_name,
                party.light,
                party.reason,
            ]
            for norm in standing.norms
            for party in norm.parties
        ],
    }
