"""What the register hands to others: frozen rows that know no database."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from drieluik.core.searching import Pieces


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """One agreement as it stands in a version of the register.

    Attributes:
        clause_id: Stays the same through renumbering and new versions.
        number: Such as ``3.2``.
        heading: Short label; empty when the document gives none.
        text: The words that count; a list has one item per line.
        theme_number: Such as ``3``.
        theme_title: Title of the theme.
        section_letter: Such as ``A``; empty when the theme has no parts.
        section_title: Title of the part; empty when the theme has no parts.
        position: Order in the document, from 0.
        version_number: Version of the register the words are from.
    """

    clause_id: UUID
    number: str
    heading: str
    text: str
    theme_number: str
    theme_title: str
    section_letter: str
    section_title: str
    position: int
    version_number: int

    @property
    def name(self) -> str:
        """Number with heading, as people speak of it."""
        return f"{self.number} {self.heading}".strip()


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A part of a theme with its goal, its how and its agreements."""

    section_id: UUID
    letter: str
    title: str
    introduction: str
    goal: str
    how: str
    clauses: tuple[ClauseRow, ...]


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A chapter of the register."""

    number: str
    title: str
    sections: tuple[SectionRow, ...]

    @property
    def clauses(self) -> tuple[ClauseRow, ...]:
        """The agreements of all parts."""
        return tuple(clause for section in self.sections for clause in section.clauses)


@dataclass(frozen=True, slots=True)
class VersionRow:
    """Which version it is, from when it counts, why it is there and which decision is behind it."""

    number: int
    in_force_from: date
    recorded_at: datetime
    reason: str
    reason_label: str
    explanation: str
    content_hash: str
    decision_id: UUID | None = None
    decision_name: str = ""
    decided_on: date | None = None


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """The whole register as in force on a day and known at a moment."""

    municipality_id: int
    title: str
    source: str
    introduction: str
    version: VersionRow
    themes: tuple[ThemeRow, ...]

    @property
    def clauses(self) -> tuple[ClauseRow, ...]:
        """All agreements in the order of the document."""
        return tuple(clause for theme in self.themes for clause in theme.clauses)


@dataclass(frozen=True, slots=True)
class BindingRow:
    """What an agreement means for a party: ``bound``, ``consent`` or ``not_party`` with reason.

    ``took_over_from`` names the party that merged into this one, when it was bound through that.
    """

    clause_id: UUID
    party_id: int
    party_code: str
    party_name: str
    party_kind: str
    kind: str
    reason: str
    took_over_from: str = ""


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A decision by which an action went to a later year; ``recorded_at`` when the text had it."""

    from_year: int
    to_year: int
    quarters: tuple[str, ...]
    reason: str
    decision_name: str
    decided_on: date | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One step of a focus project.

    Attributes:
        text: The step, in full.
        quarters: Such as ``2020-Q1``, after all moves; empty when none is set.
        when: The moments as the document writes them; empty once it has moved.
        action_id: Which action; 0 for one that is not kept.
        number: Place in the project, from 1; 0 for one that is not kept.
        moves: The decisions by which it went to a later year, oldest first.
    """

    text: str
    quarters: tuple[str, ...]
    when: str
    action_id: int = 0
    number: int = 0
    moves: tuple[MoveRow, ...] = ()

    @property
    def moved_to(self) -> int | None:
        """The year it went to; None when it never moved."""
        return self.moves[-1].to_year if self.moves else None


@dataclass(frozen=True, slots=True)
class FocusProjectRow:
    """A focus project of a year with its fields and actions.

    ``carried_from`` and ``carried_to`` are year and place of the project it goes on from, and of
    the one that goes on from it.
    """

    project_id: UUID
    year: int
    position: int
    theme: str
    theme_number: str
    focus: str
    goal: str
    leads: str
    problem: str
    results: str
    way_of_working: str
    actions: tuple[ActionRow, ...]
    parties: str
    demarcation: str
    preconditions: str
    communication: str
    further: str
    carried_from: tuple[int, int] | None = None
    carried_to: tuple[int, int] | None = None

    def year_of(self, action: ActionRow) -> int:
        """Return the year in which one of its actions stands now."""
        return action.moved_to or self.year


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A found agreement, with the words that were found marked.

    Attributes:
        clause: The agreement.
        heading_parts: The heading in pieces; True where a piece was searched for.
        excerpt_parts: The part of the text with most of what was found, in pieces likewise.
    """

    clause: ClauseRow
    heading_parts: Pieces
    excerpt_parts: Pieces
