"""What differs between two whole sets, clause by clause, in the order of the new one.

Comes in: two sets and which clause is which. Goes out: frozen rows with, for every text, its
difference word by word. A clause that left stands where it stood, after its old neighbour.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from drieluik.core.amendments.sets.pairing import Pairing
from drieluik.core.amendments.sets.rows import AgreementSet, SetClause, SetSection
from drieluik.core.amendments.words.difference import Difference, difference
from drieluik.core.amendments.words.matching import longest_rise


class ClauseState(StrEnum):
    """What happened to a clause; several can hold at once."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    ADDED = "added"
    REPEALED = "repealed"
    REPLACED = "replaced"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    SPLIT = "split"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class ClauseRedline:
    """What differs in one clause.

    Attributes:
        old: The clause before; None when it is new.
        new: The clause after; None when it left.
        states: What happened, in the order of ``ClauseState``.
        number: Difference of the numbers, as a whole.
        heading: Difference of the headings.
        text: Difference of the words.
        others: Clauses it was split from, was split into, took up, went into or gave way to.
    """

    old: SetClause | None
    new: SetClause | None
    states: tuple[ClauseState, ...]
    number: Difference
    heading: Difference
    text: Difference
    others: tuple[SetClause, ...] = ()

    @property
    def clause(self) -> SetClause:
        """The clause as it is now, or as it was last."""
        clause = self.new or self.old
        if clause is None:
            raise ValueError("a redline of nothing")
        return clause

    @property
    def changed(self) -> bool:
        """Whether anything happened to it."""
        return self.states != (ClauseState.UNCHANGED,)


@dataclass(frozen=True, slots=True)
class MovedAway:
    """The place a clause moved from, so that the old order can be read too."""

    clause: SetClause
    to_section_id: str


@dataclass(frozen=True, slots=True)
class SectionRedline:
    """What differs in one section; ``old`` is None when it is new, ``new`` when it left."""

    old: SetSection | None
    new: SetSection | None
    theme: Difference
    name: Difference
    introduction: Difference
    goal: Difference
    how: Difference
    clauses: tuple[ClauseRedline | MovedAway, ...]

    @property
    def section(self) -> SetSection:
        """The section as it is now, or as it was last."""
        section = self.new or self.old
        if section is None:
            raise ValueError("a redline of nothing")
        return section

    @property
    def words_changed(self) -> bool:
        """Whether its own words differ, apart from its clauses."""
        texts = (self.theme, self.name, self.introduction, self.goal, self.how)
        return any(text.changed for text in texts)

    @property
    def changed(self) -> bool:
        """Whether anything in it differs."""
        return self.words_changed or any(
            isinstance(one, MovedAway) or one.changed for one in self.clauses
        )


@dataclass(frozen=True, slots=True)
class Redline:
    """What differs between two sets."""

    title: Difference
    introduction: Difference
    sections: tuple[SectionRedline, ...]

    @property
    def clauses(self) -> tuple[ClauseRedline, ...]:
        """All clauses, those that left included, each once."""
        return tuple(
            one
            for section in self.sections
            for one in section.clauses
            if isinstance(one, ClauseRedline)
        )

    @property
    def changed(self) -> bool:
        """Whether anything differs."""
        return (
            self.title.changed
            or self.introduction.changed
            or any(section.changed for section in self.sections)
        )


def redline(old: AgreementSet, new: AgreementSet, pairing: Pairing) -> Redline:
    """Put two sets beside each other and tell what differs.

    Args:
        old: The old set.
        new: The new set.
        pairing: Which clause and section is which: ``paired_by_id`` or ``paired_by_likeness``.

    Returns:
        Every clause of both sets exactly once, and a ``MovedAway`` where a moved one stood.
    """
    compared = _Compared(old, new, pairing)
    return Redline(
        difference(old.title, new.title),
        difference(old.introduction, new.introduction),
        tuple(compared.sections()),
    )


def section_name(section: SetSection | None) -> str:
    """Letter and title of a section, as its heading shows them."""
    return ". ".join(part for part in (section.letter, section.title) if part) if section else ""


def theme_name(section: SetSection | None) -> str:
    """Number and title of the theme of a section, as its heading shows them."""
    return ". ".join(part for part in section.theme if part) if section else ""


class _Compared:
    def __init__(self, old: AgreementSet, new: AgreementSet, pairing: Pairing) -> None:
        self._pairing = pairing
        self._old_sections = {section.id: section for section in old.sections}
        self._old_order = [section.id for section in old.sections]
        self._new_sections = new.sections
        self._old = {clause.id: clause for clause in old.clauses}
        self._new = {clause.id: clause for clause in new.clauses}
        self._sections = _sections_in_order(old, new, pairing.sections)
        self._old_of = {new_id: old_id for old_id, new_id in pairing.clauses.items()}
        self._old_section_of = {new_id: old_id for old_id, new_id in self._sections.items()}
        self._home = {clause.id: section.id for section, clause in old.placed_clauses()}
        self._new_home = {clause.id: section.id for section, clause in new.placed_clauses()}
        self._moved = self._moved_clauses()

    def sections(self) -> Iterator[SectionRedline]:
        """The new sections in order, each gone section after the one it followed."""
        gone_after: dict[str | None, list[SetSection]] = {}
        last: str | None = None
        for old_id in self._old_order:
            if old_id in self._sections:
                last = self._sections[old_id]
            else:
                gone_after.setdefault(last, []).append(self._old_sections[old_id])
        yield from (self._section(one, None) for one in gone_after.get(None, ()))
        for section in self._new_sections:
            old = self._old_sections.get(self._old_section_of.get(section.id, ""))
            yield self._section(old, section)
            yield from (self._section(one, None) for one in gone_after.get(section.id, ()))

    def _section(self, old: SetSection | None, new: SetSection | None) -> SectionRedline:
        return SectionRedline(
            old,
            new,
            difference(theme_name(old), theme_name(new)),
            difference(section_name(old), section_name(new)),
            difference(old.introduction if old else "", new.introduction if new else ""),
            difference(old.goal if old else "", new.goal if new else ""),
            difference(old.how if old else "", new.how if new else ""),
            tuple(self._clauses(old, new)),
        )

    def _clauses(
        self, old: SetSection | None, new: SetSection | None
    ) -> Iterator[ClauseRedline | MovedAway]:
        """The clauses of the new section; what stood here before, after its old neighbour."""
        left_after: dict[str | None, list[SetClause]] = {}
        last: str | None = None
        for clause in old.clauses if old else ():
            new_id = self._pairing.clauses.get(clause.id)
            if new_id is not None and new_id not in self._moved:
                last = new_id
            else:
                left_after.setdefault(last, []).append(clause)
        yield from (self._left(one) for one in left_after.get(None, ()))
        for clause in new.clauses if new else ():
            yield self._stayed_or_came(clause)
            yield from (self._left(one) for one in left_after.get(clause.id, ()))

    def _left(self, clause: SetClause) -> ClauseRedline | MovedAway:
        new_id = self._pairing.clauses.get(clause.id)
        if new_id is not None:
            return MovedAway(clause, self._new_home[new_id])
        into = self._pairing.merged_into.get(clause.id)
        by: tuple[str, ...] = self._pairing.replaced_by.get(clause.id, ())
        state = ClauseState.MERGED if into else ClauseState.REPEALED
        state = ClauseState.REPLACED if by else state
        went: tuple[str, ...] = (into,) if into else by
        others = tuple(self._new[one] for one in went if one in self._new)
        return _clause_redline(clause, None, (state,), others)

    def _stayed_or_came(self, clause: SetClause) -> ClauseRedline:
        old = self._old.get(self._old_of.get(clause.id, ""))
        if old is None:
            source = self._pairing.split_from.get(clause.id)
            state = ClauseState.SPLIT if source else ClauseState.ADDED
            whole = (self._old[source],) if source else ()
            return _clause_redline(None, clause, (state,), whole)
        parts = [one for one, source in self._pairing.split_from.items() if source == old.id]
        taken = [one for one, into in self._pairing.merged_into.items() if into == clause.id]
        states = {
            ClauseState.CHANGED: (old.heading, old.text) != (clause.heading, clause.text),
            ClauseState.MOVED: clause.id in self._moved,
            ClauseState.RENUMBERED: old.number != clause.number,
            ClauseState.SPLIT: bool(parts),
            ClauseState.MERGED: bool(taken),
        }
        held = tuple(state for state, holds in states.items() if holds)
        others = (*(self._new[one] for one in parts), *(self._old[one] for one in taken))
        return _clause_redline(old, clause, held or (ClauseState.UNCHANGED,), others)

    def _moved_clauses(self) -> frozenset[str]:
        """New ids of the clauses in another section, or out of the order of their neighbours."""
        moved: set[str] = set()
        place = {clause_id: at for at, clause_id in enumerate(self._old)}
        for section in self._new_sections:
            before = self._old_section_of.get(section.id)
            paired = [one.id for one in section.clauses if one.id in self._old_of]
            stayed = [one for one in paired if self._home[self._old_of[one]] == before]
            order = longest_rise([place[self._old_of[one]] for one in stayed])
            moved |= set(paired) - {stayed[at] for at in order}
        return frozenset(moved)


def _sections_in_order(
    old: AgreementSet, new: AgreementSet, pairs: dict[str, str]
) -> dict[str, str]:
    """The pairs of sections that kept their order; another one left here and came in there."""
    place = {section.id: at for at, section in enumerate(new.sections)}
    paired = [section.id for section in old.sections if section.id in pairs]
    kept = longest_rise([place[pairs[one]] for one in paired])
    return {paired[at]: pairs[paired[at]] for at in kept}


def _clause_redline(
    old: SetClause | None,
    new: SetClause | None,
    states: Sequence[ClauseState],
    others: tuple[SetClause, ...],
) -> ClauseRedline:
    return ClauseRedline(
        old,
        new,
        tuple(states),
        difference(old.number if old else "", new.number if new else ""),
        difference(old.heading if old else "", new.heading if new else ""),
        difference(old.text if old else "", new.text if new else ""),
        others,
    )
