"""The kinds of edits a proposal can hold, as plain frozen values.

Every edit names what it touches by id, and holds the words it was made against: an edit of words
that changed since is brought over to the new words, or it clashes with them (see ``rebase``).
"""

from dataclasses import dataclass
from typing import Literal

from drieluik.core.amendments.sets.rows import SetClause, SetSection

SectionField = Literal[
    "theme_number", "theme_title", "letter", "title", "introduction", "goal", "how"
]


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """Other words for a clause; ``old_text`` is the text the writer had in view."""

    id: str
    clause_id: str
    old_text: str
    new_text: str


@dataclass(frozen=True, slots=True)
class ChangeHeading:
    """Another heading for a clause."""

    id: str
    clause_id: str
    old_heading: str
    new_heading: str


@dataclass(frozen=True, slots=True)
class ChangeNumber:
    """Another number for a clause that stays where it stands."""

    id: str
    clause_id: str
    new_number: str


@dataclass(frozen=True, slots=True)
class ChangeSection:
    """Other words for one text of a section, such as its goal."""

    id: str
    section_id: str
    field: SectionField
    old_text: str
    new_text: str


@dataclass(frozen=True, slots=True)
class AddClause:
    """A new clause in a section, after another one; ``after_id`` None puts it first."""

    id: str
    section_id: str
    clause: SetClause
    after_id: str | None = None


@dataclass(frozen=True, slots=True)
class AddSection:
    """A new section, with or without clauses, after another one; ``after_id`` None puts it first."""

    id: str
    section: SetSection
    after_id: str | None = None


@dataclass(frozen=True, slots=True)
class RepealClause:
    """Take a clause out of the set without successor."""

    id: str
    clause_id: str


@dataclass(frozen=True, slots=True)
class ReplaceClause:
    """Take a clause out because other ones, there already or added, take its place."""

    id: str
    clause_id: str
    successor_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MoveClause:
    """Put a clause elsewhere, with the number it gets there; ``after_id`` None puts it first."""

    id: str
    clause_id: str
    section_id: str
    after_id: str | None
    new_number: str


@dataclass(frozen=True, slots=True)
class SplitClause:
    """Make several clauses of one; the first part keeps the id of the clause.

    Attributes:
        old_text: The text the writer had in view.
        parts: The parts in order; the first has the id of the clause, the others new ids.
    """

    id: str
    clause_id: str
    old_text: str
    parts: tuple[SetClause, ...]


@dataclass(frozen=True, slots=True)
class MergeClauses:
    """Make one clause of several; it keeps the id and the place of the first.

    Attributes:
        clause_ids: The clauses, the one that stays first.
        old_texts: The texts the writer had in view, in the same order.
        number: Number of the clause that stays.
        heading: Its heading.
        text: Its text.
    """

    id: str
    clause_ids: tuple[str, ...]
    old_texts: tuple[str, ...]
    number: str
    heading: str
    text: str


Edit = (
    ChangeWords
    | ChangeHeading
    | ChangeNumber
    | ChangeSection
    | AddClause
    | AddSection
    | RepealClause
    | ReplaceClause
    | MoveClause
    | SplitClause
    | MergeClauses
)


def touched_clauses(edit: Edit) -> tuple[str, ...]:
    """The clauses in force that an edit changes; a new clause is not one of them."""
    if isinstance(edit, MergeClauses):
        return edit.clause_ids
    if isinstance(edit, ChangeSection | AddClause | AddSection):
        return ()
    return (edit.clause_id,)


def numbers_given(edit: Edit) -> frozenset[str]:
    """The numbers an edit gives to clauses."""
    if isinstance(edit, AddClause):
        given = [edit.clause.number]
    elif isinstance(edit, AddSection):
        given = [clause.number for clause in edit.section.clauses]
    elif isinstance(edit, ChangeNumber | MoveClause):
        given = [edit.new_number]
    elif isinstance(edit, SplitClause):
        given = [part.number for part in edit.parts[1:]]
    elif isinstance(edit, MergeClauses):
        given = [edit.number]
    else:
        given = []
    return frozenset(number for number in given if number)
