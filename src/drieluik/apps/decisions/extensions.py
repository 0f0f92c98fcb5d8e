"""Places where other rooms add to meetings: agenda subjects, what a decision does, what a move does.

A source offers subjects for an agenda, such as open proposals or lights that turned red. An
outcome is what must happen elsewhere, in the same transaction, when a decision is taken on an item
of a source, such as writing a new version of the register. Rooms register both when they start.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from drieluik.apps.decisions.rows import MeetingRow
from drieluik.apps.organisations.actors import Actor


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A subject that can be put on an agenda.

    Attributes:
        source_id: What it is, in the words of its source; unique there.
        title: As it would stand on the agenda.
        why: Why it is offered, in one sentence.
        digest: What it is about, in plain words.
        asks: ``decide``, ``discuss`` or ``inform``.
        needs_advice: Whether the law gives tenants time to advise.
        href: Page that tells more; empty when there is none.
        thread: The thread of an earlier agenda that it continues; None when it is new.
        origin: Source and id that the item keeps; None for this source and ``source_id``.
        also_on: Ids and names of other coming meetings on whose agenda it stands; filled in when
            it is offered.
    """

    source_id: str
    title: str
    why: str
    digest: str = ""
    asks: str = "discuss"
    needs_advice: bool = False
    href: str = ""
    thread: UUID | None = None
    origin: tuple[str, str] | None = None
    also_on: tuple[tuple[UUID, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AgendaSource:
    """Something that offers subjects.

    Attributes:
        key: Short fixed name, kept with the item.
        label: What people read above its subjects; called at the moment of showing.
        suggest: Gives the subjects for an actor and the meeting on whose agenda they would come.
        page: Gives the page of a subject in a municipality, by its id; empty when there is none.
    """

    key: str
    label: Callable[[], str]
    suggest: Callable[[Actor, MeetingRow], Sequence[Suggestion]]
    page: Callable[[int, str], str] = lambda municipality_id, source_id: ""


@dataclass(frozen=True, slots=True)
class TakenDecision:
    """A decision as an outcome needs it; ``left_out`` are parts that are not adopted."""

    decision_id: UUID
    name: str
    kind: str
    text: str
    source_id: str
    municipality_id: int
    decided_on: date
    in_force_from: date | None
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Intended:
    """A decision that somebody is about to take, as far as it matters to the source of the item."""

    kind: str
    source_id: str
    municipality_id: int
    in_force_from: date | None
    left_out: tuple[str, ...]


Outcome = Callable[[TakenDecision, Actor, datetime], None]
"""Does what a decision means; raises ``WrongState`` when it cannot, and then nothing is decided."""

Parts = Callable[[str, int, Actor], Sequence[tuple[str, str]]]
"""Gives id and words of every part that can be left out, for a subject and a municipality."""


Faults = Callable[[Intended], Sequence[tuple[str, str]]]
"""Gives everything that is wrong with a decision, as a field of ``NewDecision`` and a sentence."""


@dataclass(frozen=True, slots=True)
class MoveEffect:
    """What moving a meeting changes elsewhere, in one sentence.

    Attributes:
        kind: ``moves``, ``wrong`` (becomes impossible or doubtful) or ``right`` (no longer so).
        sentence: What is said to people.
    """

    kind: str
    sentence: str


MoveEffects = Callable[[MeetingRow, datetime, date], Sequence[MoveEffect]]
"""Says what moving a meeting to a moment would change, looked at on a day; changes nothing."""

FreeDays = Callable[[int, date], bool]
"""Tells whether a day is kept free of meetings in a municipality, such as by a school holiday."""

_free_days: dict[str, FreeDays] = {}
_sources: dict[str, AgendaSource] = {}
_move_effects: dict[str, MoveEffects] = {}
_outcomes: dict[str, Outcome] = {}
_parts: dict[str, Parts] = {}
_faults: dict[str, Faults] = {}


def register_agenda_source(source: AgendaSource) -> None:
    """Offer the subjects of a source; registering the same key again replaces it."""
    _sources[source.key] = source


def register_outcome(
    key: str, outcome: Outcome, parts: Parts | None = None, faults: Faults | None = None
) -> None:
    """Let decisions on items of a source do something; one outcome per source."""
    _outcomes[key] = outcome
    if parts is not None:
        _parts[key] = parts
    if faults is not None:
        _faults[key] = faults


def has_outcome(key: str) -> bool:
    """Tell whether decisions on items of a source do something elsewhere."""
    return key in _outcomes


def faults_of(key: str, intended: Intended) -> Sequence[tuple[str, str]]:
    """Return what the source of an item finds wrong with a decision; nothing when it has no say."""
    faults = _faults.get(key)
    return faults(intended) if faults else ()


def parts_of(
    key: str, source_id: str, *, municipality_id: int, actor: Actor
) -> Sequence[tuple[str, str]]:
    """Return what can be left out of a subject when it is adopted in part."""
    parts = _parts.get(key)
    return parts(source_id, municipality_id, actor) if parts else ()


def agenda_sources() -> tuple[AgendaSource, ...]:
    """Return all sources in order of registration."""
    return tuple(_sources.values())


def find_suggestion(
    key: str, source_id: str, *, actor: Actor, meeting: MeetingRow
) -> Suggestion | None:
    """Return one subject as its source offers it now, or None when it no longer does."""
    source = _sources.get(key)
    offered = source.suggest(actor, meeting) if source else ()
    return next((one for one in offered if one.source_id == source_id), None)


def origin_of(key: str, source_id: str, *, municipality_id: int) -> tuple[str, str]:
    """Return what people call the source of an item, and the page of its subject; empty without."""
    source = _sources.get(key)
    page = source.page(municipality_id, source_id) if source else ""
    return (source.label(), page) if source and page else ("", "")


def carry_out(key: str, decision: TakenDecision, actor: Actor, now: datetime) -> None:
    """Do what a decision on an item of this source means; nothing when nothing was registered."""
    outcome = _outcomes.get(key)
    if outcome is not None:
        outcome(decision, actor, now)


def register_move_effects(key: str, effects: MoveEffects) -> None:
    """Let a room tell what a move changes before it is confirmed; one per key."""
    _move_effects[key] = effects


def effects_of_move(meeting: MeetingRow, starts_at: datetime, *, on: date) -> list[MoveEffect]:
    """Return what all rooms say about moving a meeting."""
    return [one for effects in _move_effects.values() for one in effects(meeting, starts_at, on)]


def register_free_days(key: str, free_days: FreeDays) -> None:
    """Let a room tell on which days nobody meets here; one per key."""
    _free_days[key] = free_days


def is_free_day(municipality_id: int, day: date) -> bool:
    """Tell whether a room says that nobody meets on this day."""
    return any(is_free(municipality_id, day) for is_free in _free_days.values())
