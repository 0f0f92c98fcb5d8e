"""By which ids a signal stands on agendas.

Before signals were kept, items were taken up as ``agreement:half-year``; those still lead to the
signal about that half-year.
"""

from collections.abc import Iterable
from uuid import UUID

from drieluik.apps.decisions.selectors import list_places
from drieluik.apps.decisions.selectors.places import Place
from drieluik.apps.monitor.models import Signal
from drieluik.apps.organisations.actors import Actor

KEY = "signal"


def source_ids(signal: Signal) -> list[str]:
    """Return the ids under which a signal can stand on an agenda."""
    if signal.kind != Signal.Kind.BREACH:
        return [str(signal.id)]
    periods = dict.fromkeys(fact.period for fact in signal.facts.all())
    return [str(signal.id), *(f"{signal.clause_id}:{period}" for period in periods)]


def places_of(
    signals: Iterable[Signal], *, municipality_id: int, actor: Actor
) -> dict[UUID, tuple[Place, ...]]:
    """Return on which agendas signals stand, as far as this person may know of the meetings."""
    ids = {signal.id: source_ids(signal) for signal in signals}
    asked = [one for own in ids.values() for one in own]
    if not asked:
        return {}
    places = list_places(municipality_id=municipality_id, actor=actor, source=KEY, source_ids=asked)
    return {
        signal_id: tuple(place for one in own for place in places.get(one, ()))
        for signal_id, own in ids.items()
    }


def stands_on(signal: Signal, meeting_id: UUID, actor: Actor) -> bool:
    """Tell whether a signal is on the agenda of a meeting that this person may know of."""
    places = places_of([signal], municipality_id=signal.municipality_id, actor=actor)
    return any(place.meeting.meeting_id == meeting_id for place in places[signal.id])


def clause_of(source_id: str) -> UUID | None:
    """Return the agreement of an item that was taken up before signals were kept."""
    clause_id, colon, _period = source_id.partition(":")
    return UUID(clause_id) if colon else None


def find_signal_of(municipality_id: int, source_id: str) -> Signal | None:
    """Return the signal that an item was taken up from, or None when none is kept about it."""
    signals = Signal.objects.filter(municipality_id=municipality_id)
    clause_id = clause_of(source_id)
    if clause_id is None:
        return signals.filter(id=UUID(source_id)).first()
    about = signals.filter(clause_id=clause_id, kind=Signal.Kind.BREACH)
    period = source_id.partition(":")[2]
    return about.filter(facts__period=period).order_by("created_at").last()
