"""The agreements as the public reads them: only versions that everybody may read, on any day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from uuid import UUID

from drieluik.apps.agreements import selectors as register
from drieluik.apps.agreements.parties_on import bindings_on
from drieluik.apps.agreements.rows import ClauseRow, RegisterRow
from drieluik.apps.agreements.versions import find_redline
from drieluik.apps.audit.remembering import remembered
from drieluik.apps.decisions.subjects import numbers_of_decisions
from drieluik.apps.publication.models import Openness
from drieluik.apps.publication.phrases import phrases_out
from drieluik.apps.publication.selectors.echoes import titles_instead
from drieluik.apps.publication.selectors.items import open_keys, shut_parts
from drieluik.apps.publication.selectors.names import left_out
from drieluik.apps.publication.selectors.parts import (
    clause_in_words,
    in_words,
    redline_without,
    shut_clauses,
    with_lines,
    without,
)
from drieluik.core.amendments import Redline


@dataclass(frozen=True, slots=True)
class PublicVersion:
    """A version that everybody may read: from when it counts, and which decision is behind it.

    ``meeting_id`` is the meeting of that decision, when its decisions are public. Of a decision that
    is shut by itself nothing is told.
    """

    number: int
    in_force_from: date
    why: str
    meeting_id: UUID | None
    decision: str
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class OnDay:
    """The agreements on a day.

    Attributes:
        register: What is in force, without the agreements that are shut by themselves; None when
            nothing is, or when it is not public.
        is_hidden: Whether something is in force that not everybody may read.
        printed: The same with a line in the place of each agreement that is shut.
        shut: Which those are.
    """

    register: RegisterRow | None = None
    is_hidden: bool = False
    printed: RegisterRow | None = None
    shut: frozenset[UUID] = frozenset()

    @property
    def shut_numbers(self) -> tuple[str, ...]:
        """Numbers of the agreements that are shut, in the order of the document."""
        rows = self.printed.clauses if self.printed else ()
        return tuple(one.number for one in rows if one.clause_id in self.shut)


@dataclass(frozen=True, slots=True)
class PublicClause:
    """One agreement on a day, with what the public may know of it.

    Attributes:
        words: Its words on the day.
        is_in_force: Whether it is in force on the day; else these are its last public words.
        goal: What it serves.
        bound: Names of the parties that it binds.
        history: The public versions in which its words changed, newest first, with the words and
            the first day of the public version before it.
        is_whole: Whether all of its history is public.
    """

    words: ClauseRow
    is_in_force: bool
    goal: str
    bound: tuple[str, ...]
    history: tuple[tuple[PublicVersion, ClauseRow, date | None], ...]
    is_whole: bool


@remembered
def list_public_versions(*, municipality_id: int, on: date) -> tuple[PublicVersion, ...]:
    """Return the versions that everybody may read, newest first."""
    open_ones = open_keys(municipality_id=municipality_id, kind=Openness.Kind.AGREEMENTS, on=on)
    known = map(register.version_row, register.known_versions(municipality_id))
    hidden_names = left_out(municipality_id)
    meetings = _public_meetings(municipality_id, on)
    shut = shut_parts(municipality_id=municipality_id, on=on).decisions
    rows = [
        PublicVersion(
            number=row.number,
            in_force_from=row.in_force_from,
            why=row.reason_label,
            meeting_id=meetings.get(row.decision_id) if row.decision_id else None,
            decision="" if row.decision_id in shut else hidden_names(row.decision_name),
            decided_on=None if row.decision_id in shut else row.decided_on,
        )
        for row in known
        if str(row.number) in open_ones
    ]
    return tuple(rows[::-1])


def _public_meetings(municipality_id: int, on: date) -> dict[UUID, UUID]:
    """Return by decision the meeting in which it was taken, as far as the decision is public."""
    kind = Openness.Kind.DECISIONS
    open_ones = open_keys(municipality_id=municipality_id, kind=kind, on=on)
    shut = shut_parts(municipality_id=municipality_id, on=on).decisions
    found = numbers_of_decisions(municipality_id) if open_ones else {}
    return {
        decision: meeting
        for decision, (meeting, _number) in found.items()
        if str(meeting) in open_ones and decision not in shut
    }


def agreements_on(*, municipality_id: int, day: date, on: date) -> OnDay:
    """Return the agreements in force on a day, as far as everybody may read them on ``on``."""
    found = register.find_register(municipality_id, day)
    if found is None:
        return OnDay()
    versions = list_public_versions(municipality_id=municipality_id, on=on)
    if all(one.number != found.version.number for one in versions):
        return OnDay(is_hidden=True)
    shut = shut_clauses(municipality_id=municipality_id, on=on)
    here = frozenset(one.clause_id for one in found.clauses if one.clause_id in shut)
    found = in_words(found, _without_titles(municipality_id, on))
    if not here:
        return OnDay(found, printed=found)
    return OnDay(without(found, shut), printed=with_lines(found, shut), shut=here)


def _without_titles(municipality_id: int, on: date) -> Callable[[str], str]:
    """Return what takes out of the words of an agreement how it names another that is shut."""
    return phrases_out(titles_instead(municipality_id=municipality_id, on=on))


def find_clause(
    *, municipality_id: int, clause_id: UUID, day: date, on: date
) -> PublicClause | None:
    """Return one agreement on a day, or its last public words; None when none are public."""
    if clause_id in shut_clauses(municipality_id=municipality_id, on=on):
        return None
    shown = agreements_on(municipality_id=municipality_id, day=day, on=on)
    history = _history(municipality_id, clause_id, on)
    clauses = shown.register.clauses if shown.register else ()
    words = next((one for one in clauses if one.clause_id == clause_id), None)
    if words is None and (shown.is_hidden or not history):
        return None
    last = words or history[0][1]
    n_changes = len(register.list_clause_versions(clause_id))
    return PublicClause(
        words=last,
        is_in_force=words is not None,
        goal=_goal(shown.register, clause_id),
        bound=_bound(municipality_id, clause_id, day),
        history=history,
        is_whole=n_changes == len(history),
    )


def find_difference(
    *, municipality_id: int, old: date, new: date, on: date
) -> tuple[Redline, tuple[str, ...]] | None:
    """Return what differs between two days; None when the agreements of one are not public.

    With the numbers of the agreements that are shut by themselves, whether they changed or not.
    """
    before, after = (
        agreements_on(municipality_id=municipality_id, day=day, on=on) for day in (old, new)
    )
    if before.register is None or after.register is None:
        return None
    numbers = before.register.version.number, after.register.version.number
    change = _without_titles(municipality_id, on)
    found = find_redline(municipality_id, *numbers, change)
    if found is None:
        return None
    shut = before.shut | after.shut
    told = dict.fromkeys((*after.shut_numbers, *before.shut_numbers))
    return redline_without(found, shut), tuple(told)


def _history(
    municipality_id: int, clause_id: UUID, on: date
) -> tuple[tuple[PublicVersion, ClauseRow, date | None], ...]:
    if register.find_clause_by_id(municipality_id, clause_id) is None:
        return ()
    versions = list_public_versions(municipality_id=municipality_id, on=on)
    public = {one.number: one for one in versions}
    before = {new.number: old.in_force_from for new, old in pairwise(versions)}
    told = clause_in_words(_without_titles(municipality_id, on))
    return tuple(
        (public[version.number], told(words), before.get(version.number))
        for version, words in register.list_clause_versions(clause_id)
        if version.number in public
    )


def _goal(found: RegisterRow | None, clause_id: UUID) -> str:
    sections = (part for theme in found.themes for part in theme.sections) if found else ()
    return next(
        (part.goal for part in sections if any(one.clause_id == clause_id for one in part.clauses)),
        "",
    )


def _bound(municipality_id: int, clause_id: UUID, day: date) -> tuple[str, ...]:
    rows = bindings_on(municipality_id, day)
    names = [row.party_name for row in rows if row.clause_id == clause_id and row.kind == "bound"]
    return tuple(names)
