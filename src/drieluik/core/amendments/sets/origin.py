"""For every word of a set the decision that brought it, through moves, splits and merges.

Comes in: the versions of a set with the id of the decision that made each. Goes out: the texts of
the last version in pieces with their decisions. Words of a split clause keep the decision of the
whole, words of a merged one those of all it was made of.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from drieluik.core.amendments.sets.rows import AgreementSet, Departure, SetClause
from drieluik.core.amendments.words.provenance import (
    SourcedSpan,
    made_of_several,
    with_next_version,
)

Sourced = tuple[SourcedSpan, ...]
SECTION_TEXTS = ("introduction", "goal", "how")


@dataclass(frozen=True, slots=True)
class SetOrigin:
    """Where the words of a set are from; the pieces of a text together are that text.

    Attributes:
        texts: The words of every clause in force, by clause id.
        headings: The headings, by clause id.
        sections: The introduction, goal and how of every section, by section id and name.
    """

    texts: Mapping[str, Sourced] = field(default_factory=dict)
    headings: Mapping[str, Sourced] = field(default_factory=dict)
    sections: Mapping[tuple[str, str], Sourced] = field(default_factory=dict)


def set_origin(versions: Iterable[tuple[str, AgreementSet]]) -> SetOrigin:
    """Where the words of the last version are from.

    Args:
        versions: Id of the decision and the set it left behind, oldest first.
    """
    origin = SetOrigin()
    for decision, agreements in versions:
        origin = next_origin(origin, decision, agreements)
    return origin


def next_origin(before: SetOrigin, decision: str, agreements: AgreementSet) -> SetOrigin:
    """Where the words of a next version are from, given that of the version before it."""
    taken_up = _taken_up(agreements)
    return SetOrigin(
        {
            clause.id: made_of_several(_made_of(before, clause, taken_up), decision, clause.text)
            for clause in agreements.clauses
        },
        {
            clause.id: with_next_version(
                before.headings.get(clause.id, ()), decision, clause.heading
            )
            for clause in agreements.clauses
        },
        {
            (section.id, name): with_next_version(
                before.sections.get((section.id, name), ()), decision, getattr(section, name)
            )
            for section in agreements.sections
            for name in SECTION_TEXTS
        },
    )


def _taken_up(agreements: AgreementSet) -> frozenset[tuple[str, str]]:
    """Which clause was ever taken up by which, as pairs of ids."""
    return frozenset(
        (one.clause.id, into)
        for one in agreements.departed
        if one.departure is Departure.MERGED
        for into in one.successors
    )


def _made_of(
    before: SetOrigin, clause: SetClause, taken_up: frozenset[tuple[str, str]]
) -> list[Sourced]:
    """The texts a clause could be made of: its own, and of what it took up or was split from.

    A new clause is made of all its predecessors (a split). One that was there before is made of
    those it took up since; the others are what it was split from, versions ago.
    """
    is_new = clause.id not in before.texts
    made_of = [one for one in clause.predecessors if is_new or (one, clause.id) in taken_up]
    return [before.texts[one] for one in (clause.id, *made_of) if one in before.texts]
