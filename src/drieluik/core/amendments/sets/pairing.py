"""Which clause and section of an old set is which of a new one.

Two ways: by id, when both sets come from one register; by likeness, when two files are compared
whose ids say nothing about each other. Whatever comes out, ``redline`` treats it the same.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from drieluik.core.amendments.sets.likeness import Weights, Words, weights_of, words_of
from drieluik.core.amendments.sets.rows import (
    AgreementSet,
    Departure,
    SetClause,
    SetSection,
    standing_successors,
)

_ALIKE = 0.5
_ALIKE_UNDER_ONE_NUMBER = 0.2
_HELD = 0.7
_FEWEST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Pairing:
    """What belongs together.

    Attributes:
        clauses: New clause id per old clause id.
        sections: New section id per old section id.
        split_from: For a new clause without pair: the old clause its words stood in.
        merged_into: For an old clause without pair: the new clause that took up its words.
        replaced_by: For an old clause without pair: the new clauses that took its place.
    """

    clauses: dict[str, str]
    sections: dict[str, str]
    split_from: dict[str, str] = field(default_factory=dict)
    merged_into: dict[str, str] = field(default_factory=dict)
    replaced_by: dict[str, tuple[str, ...]] = field(default_factory=dict)


def paired_by_id(old: AgreementSet, new: AgreementSet) -> Pairing:
    """Pair what has the same id; splits, merges and replacements follow from the links."""
    old_ids = {clause.id for clause in old.clauses}
    new_ids = {clause.id for clause in new.clauses}
    section_ids = {section.id for section in new.sections}
    left = {one.clause.id: one for one in new.departed if one.clause.id in old_ids - new_ids}
    next_of = {one: standing_successors(new, one) for one in left}
    merged = {
        one: next_of[one][0]
        for one, gone in left.items()
        if gone.departure is Departure.MERGED and next_of[one]
    }
    return Pairing(
        {one: one for one in old_ids & new_ids},
        {section.id: section.id for section in old.sections if section.id in section_ids},
        {
            clause.id: before
            for clause in new.clauses
            if clause.id not in old_ids
            for before in clause.predecessors
            if before in old_ids and merged.get(before) != clause.id
        },
        merged,
        {one: went for one, went in next_of.items() if went and one not in merged},
    )


def paired_by_likeness(old: AgreementSet, new: AgreementSet) -> Pairing:
    """Pair what is most alike in words; the same number helps, and decides in doubt.

    Method:
        Likeness is the share of words in common, rare words counting more. From the best pair
        down, each clause is paired once while at least half alike; then clauses left over with
        the same number, when a fifth alike or under the same heading. A new clause whose words
        stood for at least 70 % in an old clause that was paired otherwise is a split; an old one
        whose words went for 70 % into a new clause is a merge.
    """
    search = _Likeness(old, new)
    pairs = search.pairs()
    return Pairing(
        pairs,
        _paired_sections(old, new, pairs),
        dict(search.parts_split_off(pairs)),
        dict(search.parts_taken_up(pairs)),
    )


class _Likeness:
    def __init__(self, old: AgreementSet, new: AgreementSet) -> None:
        self._old = {clause.id: clause for clause in old.clauses}
        self._new = {clause.id: clause for clause in new.clauses}
        self._old_words = {name: _words(clause) for name, clause in self._old.items()}
        self._new_words = {name: _words(clause) for name, clause in self._new.items()}
        self._weights: Weights = weights_of([*self._old_words.values(), *self._new_words.values()])

        self._old_total = {name: self._weights.total(one) for name, one in self._old_words.items()}
        self._new_total = {name: self._weights.total(one) for name, one in self._new_words.items()}

    def pairs(self) -> dict[str, str]:
        """The clauses that are the same, best pairs first."""
        found = self._identical()
        taken = set(found.values())
        for _, old_id, new_id in sorted(self._candidates(found), key=lambda one: -one[0]):
            if old_id not in found and new_id not in taken:
                found[old_id] = new_id
                taken.add(new_id)
        left = {one.number: one for one in self._new.values() if one.id not in taken}
        for old_id, clause in self._old.items():
            other = left.get(clause.number) if clause.number else None
            if old_id not in found and other and self._is_rewritten(clause, other):
                found[old_id] = left.pop(clause.number).id
        return found

    def parts_split_off(self, pairs: dict[str, str]) -> Iterator[tuple[str, str]]:
        """New clauses without pair whose words stood in an old clause, and left it."""
        taken = set(pairs.values())
        for new_id in (one for one in self._new if one not in taken):
            words = self._new_words[new_id]
            for old_id, kept_id in pairs.items():
                gone = _without(self._old_words[old_id], self._new_words[kept_id])
                if _is_part(words, gone, self._weights):
                    yield new_id, old_id
                    break

    def parts_taken_up(self, pairs: dict[str, str]) -> Iterator[tuple[str, str]]:
        """Old clauses without pair whose words went into a new clause."""
        for old_id in (one for one in self._old if one not in pairs):
            words = self._old_words[old_id]
            for kept_id, new_id in pairs.items():
                come = _without(self._new_words[new_id], self._old_words[kept_id])
                if _is_part(words, come, self._weights):
                    yield old_id, new_id
                    break

    def _identical(self) -> dict[str, str]:
        """The clauses with the same words: first those with the same number too."""
        found: dict[str, str] = {}
        taken: set[str] = set()
        for key in (_number_and_words, _only_words):
            left: dict[tuple[str, ...], list[str]] = {}
            for clause in self._new.values():
                if clause.id not in taken:
                    left.setdefault(key(clause), []).append(clause.id)
            for clause in self._old.values():
                same = left.get(key(clause))
                if same and clause.id not in found:
                    found[clause.id] = same.pop(0)
                    taken.add(found[clause.id])
        return found

    def _candidates(self, found: dict[str, str]) -> Iterator[tuple[float, str, str]]:
        taken = set(found.values())
        for old_id in (one for one in self._old if one not in found):
            for new_id in (one for one in self._new if one not in taken):
                alike = self._likeness(old_id, new_id, _ALIKE)
                if alike >= _ALIKE:
                    same = self._old[old_id].number == self._new[new_id].number
                    yield alike + (0.1 if same else 0.0), old_id, new_id

    def _is_rewritten(self, old: SetClause, new: SetClause) -> bool:
        if old.heading and old.heading.lower() == new.heading.lower():
            return True
        alike = self._likeness(old.id, new.id, _ALIKE_UNDER_ONE_NUMBER)
        return alike >= _ALIKE_UNDER_ONE_NUMBER

    def _likeness(self, old_id: str, new_id: str, least: float) -> float:
        """From 0 (nothing in common) to 1 (the same words): twice the shared over both.

        0 as well when the lengths alone make ``least`` out of reach: nothing is counted then.
        """
        totals = self._old_total[old_id], self._new_total[new_id]
        together = sum(totals)
        if not together:
            return 1.0
        if 2 * min(totals) < least * together:
            return 0.0
        shared = self._weights.shared(self._old_words[old_id], self._new_words[new_id])
        return 2 * shared / together


def _number_and_words(clause: SetClause) -> tuple[str, ...]:
    return clause.number, clause.heading, clause.text


def _only_words(clause: SetClause) -> tuple[str, ...]:
    return clause.heading, clause.text


def _words(clause: SetClause) -> Words:
    return words_of(f"{clause.heading}\n{clause.text}")


def _without(words: Words, other: Words) -> Words:
    return {word: n - other.get(word, 0) for word, n in words.items() if n > other.get(word, 0)}


def _is_part(part: Words, whole: Words, weights: Weights) -> bool:
    return len(part) >= _FEWEST_WORDS and weights.held(part, whole) >= _HELD


def _paired_sections(old: AgreementSet, new: AgreementSet, pairs: dict[str, str]) -> dict[str, str]:
    """Sections by name, then by number, then by where most of the clauses went."""
    found: dict[str, str] = {}
    for key in (_by_name, _by_number):
        left = {key(one): one.id for one in new.sections if one.id not in found.values()}
        for section in old.sections:
            if section.id not in found and any(key(section)) and key(section) in left:
                found[section.id] = left.pop(key(section))
    home = {clause.id: section.id for section, clause in new.placed_clauses()}
    for section in old.sections:
        went = [home[pairs[one.id]] for one in section.clauses if one.id in pairs]
        best = _most(one for one in went if one not in found.values())
        if section.id not in found and best:
            found[section.id] = best
    return found


def _by_name(section: SetSection) -> tuple[str, str]:
    return section.theme_title.strip().lower(), section.title.strip().lower()


def _by_number(section: SetSection) -> tuple[str, str]:
    return section.theme_number, section.letter


def _most(names: Iterable[str]) -> str | None:
    names = list(names)
    return max(names, key=names.count) if names else None
