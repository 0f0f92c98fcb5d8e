"""A set of agreements as plain frozen rows, whatever it was read from.

The register and a document that was read can both be turned into it. Ids are texts that stay the
same through renumbering, moves, splits and merges; whether they do so between two sets depends on
where they came from (see ``pairing``).
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class SetClause:
    """One agreement.

    Attributes:
        id: Stays the same through renumbering, moves and new words.
        number: Such as ``2.3``.
        heading: Short label; may be empty.
        text: The words; a list has one item per line.
        predecessors: Ids of the clauses it was split from or made of.
    """

    id: str
    number: str
    heading: str
    text: str
    predecessors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SetSection:
    """A part of a theme with its texts and clauses; a theme without parts has one, letter empty."""

    id: str
    theme_number: str
    theme_title: str
    letter: str
    title: str
    introduction: str
    goal: str
    how: str
    clauses: tuple[SetClause, ...]

    @property
    def theme(self) -> tuple[str, str]:
        """Number and title of the theme it belongs to."""
        return self.theme_number, self.theme_title


class Departure(StrEnum):
    """How a clause left the set."""

    REPEALED = "repealed"
    REPLACED = "replaced"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class DepartedClause:
    """A clause that is no longer in force, with its last words and what came in its place.

    Attributes:
        clause: As it was last.
        section_id: Where it stood.
        departure: How it left.
        successors: Ids of the clauses that took its place; empty when none did.
        edit_id: The edit that took it out.
    """

    clause: SetClause
    section_id: str
    departure: Departure
    successors: tuple[str, ...]
    edit_id: str


@dataclass(frozen=True, slots=True)
class AgreementSet:
    """All agreements of one version, in order, and those that left earlier."""

    title: str
    introduction: str
    sections: tuple[SetSection, ...]
    departed: tuple[DepartedClause, ...] = ()

    @property
    def clauses(self) -> tuple[SetClause, ...]:
        """All agreements in the order of the document."""
        return tuple(clause for section in self.sections for clause in section.clauses)

    def placed_clauses(self) -> Iterator[tuple[SetSection, SetClause]]:
        """All agreements with the section they stand in."""
        for section in self.sections:
            for clause in section.clauses:
                yield section, clause


def in_other_words(agreements: AgreementSet, change: Callable[[str], str]) -> AgreementSet:
    """Return a set with every text changed; ids, numbers and titles of themes stay.

    Examples:
        >>> one = SetClause("a", "1.1", "Overleg", "Partijen praten.")
        >>> section = SetSection("s", "1", "Wonen", "", "", "", "", "", (one,))
        >>> found = in_other_words(AgreementSet("Titel", "", (section,)), str.upper)
        >>> found.clauses[0].text, found.title
        ('PARTIJEN PRATEN.', 'Titel')
    """

    def clause(one: SetClause) -> SetClause:
        return replace(one, heading=change(one.heading), text=change(one.text))

    sections = tuple(
        replace(
            one,
            introduction=change(one.introduction),
            goal=change(one.goal),
            how=change(one.how),
            clauses=tuple(map(clause, one.clauses)),
        )
        for one in agreements.sections
    )
    departed = tuple(replace(one, clause=clause(one.clause)) for one in agreements.departed)
    return replace(
        agreements,
        introduction=change(agreements.introduction),
        sections=sections,
        departed=departed,
    )


def standing_successors(agreements: AgreementSet, clause_id: str) -> tuple[str, ...]:
    """The clauses in force that took the place of a clause, however many steps ago.

    The clause itself while it is in force; nothing when it left without successor.
    """
    in_force = {clause.id for clause in agreements.clauses}
    next_of = {one.clause.id: one.successors for one in agreements.departed}
    found: dict[str, None] = {}
    seen: set[str] = set()
    ahead = [clause_id]
    while ahead:
        one = ahead.pop(0)
        if one in in_force:
            found[one] = None
        elif one not in seen:
            ahead += next_of.get(one, ())
        seen.add(one)
    return tuple(found)


def content_hash(agreements: AgreementSet) -> str:
    """Fingerprint of what is in force: all texts, numbers, ids and their order.

    Links to the past (predecessors, departed clauses) do not count: the same words in force give
    the same fingerprint, however they came about.

    Method:
        SHA-256 over JSON with sorted keys, no white space and UTF-8.
    """
    plain = asdict(agreements)
    del plain["departed"]
    for section in plain["sections"]:
        for clause in section["clauses"]:
            del clause["predecessors"]
    written = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()
