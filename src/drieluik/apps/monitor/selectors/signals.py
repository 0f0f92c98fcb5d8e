"""Reading signals: all of a municipality, those of one agreement, one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery

from drieluik.apps.agreements.rows import ClauseRow
from drieluik.apps.agreements.selectors import find_clause_by_id, list_clauses
from drieluik.apps.decisions.selectors.places import Place
from drieluik.apps.monitor import policies
from drieluik.apps.monitor.models import Signal, SignalFact, SignalParty
from drieluik.apps.monitor.selectors.on_agendas import places_of
from drieluik.apps.monitor.selectors.signal_rows import ActRow, AnswerRow, FactRow, SignalRow
from drieluik.apps.monitor.sight import Sight
from drieluik.core.indicators import indicator

_ALL = ("facts", "parties__party", "answers__party", "answers__recorded_by", "acts__acted_by")


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which signals are asked for; empty means all."""

    state: str = ""
    kind: str = ""
    theme: str = ""
    party: str = ""

    def holds(self, row: SignalRow) -> bool:
        """Tell whether a signal is among those that are asked for."""
        return (
            (not self.state or row.is_open == (self.state == Signal.State.OPEN))
            and self.kind in ("", row.kind)
            and self.theme in ("", row.clause.theme_number)
            and (not self.party or self.party in [code for _id, code, _name in row.asked])
        )


def list_signals(sight: Sight, clauses: Sequence[ClauseRow] | None = None) -> list[SignalRow]:
    """Return all signals, open ones first, each in the order of the document.

    Args:
        sight: Who looks, and where.
        clauses: The agreements of the newest version, when they were read already.
    """
    rows = _rows(Signal.objects.filter(municipality_id=sight.municipality_id), sight, clauses)
    return sorted(rows, key=lambda row: (not row.is_open, row.clause.position, row.kind))


def list_open_signals_of(sight: Sight, clause: ClauseRow) -> list[SignalRow]:
    """Return the open signals about one agreement."""
    signals = Signal.objects.filter(clause_id=clause.clause_id, state=Signal.State.OPEN)
    return _rows(signals, sight, [clause])


def list_signals_by_id(sight: Sight, signal_ids: Iterable[UUID]) -> dict[UUID, SignalRow]:
    """Return these signals by their id."""
    signals = Signal.objects.filter(municipality_id=sight.municipality_id, id__in=list(signal_ids))
    return {row.signal_id: row for row in _rows(signals, sight)}


def find_signal(sight: Sight, signal_id: UUID) -> SignalRow | None:
    """Return one signal of this municipality, or None."""
    return list_signals_by_id(sight, [signal_id]).get(signal_id)


@dataclass(frozen=True, slots=True)
class Asked:
    """An open signal that a party was asked to explain and did not; in words that all may read."""

    signal_id: UUID
    party_id: int
    clause: str
    light: str
    told: str


def list_asked(
    municipality_id: int, party_ids: Iterable[int], clauses: Sequence[ClauseRow]
) -> list[Asked]:
    """Return what is asked of these parties about these agreements, oldest first."""
    newest = SignalFact.objects.filter(signal=OuterRef("signal")).order_by("-id")
    rows = SignalParty.objects.filter(
        party_id__in=list(party_ids),
        signal__municipality_id=municipality_id,
        signal__state=Signal.State.OPEN,
    )
    rows = rows.exclude(signal__answers__party_id=F("party_id")).annotate(
        light=Subquery(newest.values("light")[:1]), told=Subquery(newest.values("told_to_all")[:1])
    )
    names = {clause.clause_id: clause.name for clause in clauses}
    return [
        Asked(row.signal_id, row.party_id, names[row.signal.clause_id], row.light, row.told)
        for row in rows.select_related("signal").order_by("signal__created_at", "id")
        if row.signal.clause_id in names
    ]


def _rows(
    signals: QuerySet[Signal], sight: Sight, clauses: Sequence[ClauseRow] | None = None
) -> list[SignalRow]:
    found = list(signals.prefetch_related(*_ALL))
    if not found:
        return []
    place = sight.municipality_id
    known = {one.clause_id: one for one in (list_clauses(place) if clauses is None else clauses)}
    may_read = policies.check_may_read_explanations.allows(sight.actor, municipality_id=place)
    places = places_of(found, municipality_id=place, actor=sight.actor)
    return [
        _row(signal, clause, sight, places[signal.id], may_read)
        for signal in found
        if (clause := known.get(signal.clause_id) or find_clause_by_id(place, signal.clause_id))
    ]


def _row(
    signal: Signal, clause: ClauseRow, sight: Sight, places: tuple[Place, ...], may_read: bool
) -> SignalRow:
    return SignalRow(
        signal_id=signal.id,
        clause=clause,
        kind=signal.kind,
        kind_label=str(signal.get_kind_display()),
        is_open=signal.state == Signal.State.OPEN,
        created_at=signal.created_at,
        asked=_asked(signal, sight),
        facts=tuple(fact_row(fact, sight) for fact in signal.facts.all()),
        answers=_answers(signal) if may_read else (),
        acts=_acts(signal, may_read=may_read),
        places=places,
    )


def fact_row(fact: SignalFact, sight: Sight) -> FactRow:
    """Return what a light said, without figures that the reader may not see."""
    hidden = any(sight.objection(indicator(one)) for one in fact.indicator_ids)
    told = fact.told_to_all if hidden else fact.told
    return FactRow(fact.period, fact.light, told, fact.noted_at)


def _asked(signal: Signal, sight: Sight) -> tuple[tuple[int, str, str], ...]:
    """Return who is asked; because of a figure of its own only to who may see that figure."""
    cards = [indicator(one) for fact in signal.facts.all() for one in fact.indicator_ids]
    return tuple(
        (row.party_id, row.party.code, row.party.name)
        for row in signal.parties.all()
        # that somebody did not deliver is no figure: everybody may know it
        if not row.own
        or signal.kind == Signal.Kind.MISSING
        or all(sight.shows_party(card, row.party.code) for card in cards)
    )


def _answers(signal: Signal) -> tuple[AnswerRow, ...]:
    return tuple(
        AnswerRow(
            party_id=row.party_id,
            party_code=row.party.code,
            party=row.party.name,
            text=row.text,
            by=row.recorded_by.name,
            at=row.recorded_at,
        )
        for row in signal.answers.all()
    )


def _acts(signal: Signal, *, may_read: bool) -> tuple[ActRow, ...]:
    return tuple(
        ActRow(
            act=row.act,
            label=str(row.get_act_display()),
            reason=row.reason if may_read else "",
            by=row.acted_by.name if may_read else "",
            at=row.acted_at,
            talk_id=row.talk_id if may_read else None,
        )
        for row in signal.acts.all()
    )
