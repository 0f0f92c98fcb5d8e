"""What an agreements document says, as plain frozen values.

The outline that a reader corrects and a register starts from. Knows no file format, no page and no
database. Every element carries a stable id and the place where its words stand in the source text.
"""

from dataclasses import dataclass

from drieluik.core.findings import Finding


@dataclass(frozen=True, slots=True)
class Position:
    """Where words stand in the source text.

    Attributes:
        start: Offset of the first character in ``AgreementsDocument.source_text``.
        end: Offset just after the last character.
        line: Line of the source text, counted from 1.
        page: Page of a paged document, counted from 1; None when the source has no pages.
    """

    start: int
    end: int
    line: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """One thing the parties promise each other, with its number and full text.

    Attributes:
        id: Stable id, made from the number, or from the words when there is no number.
        number: As written (``3.8``, ``1.4.1``); None when the source gives none.
        heading: Short label in front of the text; None when there is none.
        text: Full text; list items inside stand on lines of their own.
        source: Where it stands; from its first to its last word.
        responsible: Who does it, when the source has a column for that.
        deadline: Until when, as written, when the source has a column for that.
        details: Other columns of a table of agreements, as header and value.
        text_before: The text without tracked changes, when the source has them here.
    """

    id: str
    number: str | None
    heading: str | None
    text: str
    source: Position
    responsible: str | None = None
    deadline: str | None = None
    details: tuple[tuple[str, str], ...] = ()
    text_before: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a theme with its own goal; a theme without parts has one, with letter None."""

    id: str
    letter: str | None
    title: str | None
    goal: str | None
    how: str | None
    introduction: str | None
    agreements: tuple[Agreement, ...]
    source: Position


@dataclass(frozen=True, slots=True)
class Theme:
    """A chapter of the agreements; ``number`` is None when the source does not number it."""

    id: str
    number: str | None
    title: str
    sections: tuple[Section, ...]
    source: Position


@dataclass(frozen=True, slots=True)
class Lead:
    """Who pulls a focus project: a role or organisation; a personal name is private."""

    role: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """One step of a focus project with the moments the text gives, as written.

    Attributes:
        id: Stable id within the document.
        text: The step, in full.
        quarters: Moments as written, such as ``Q1 2020`` or ``eerste helft 2020``.
        periods: The same moments as half-open periods of ISO dates, where they can be dated.
        found_in: Field of the project in which the step stands.
        source: Where the field stands in the source.
    """

    id: str
    text: str
    quarters: tuple[str, ...]
    periods: tuple[tuple[str, str], ...]
    found_in: str
    source: Position


@dataclass(frozen=True, slots=True)
class FocusProject:
    """A focus of one year (speerpunt), worked out in a form with fixed fields.

    ``leads`` and ``actions`` are taken from ``leads_text`` and the texts of the fields, which are
    kept whole so that nothing of the form is lost. ``other_fields`` holds rows whose label is not
    one of the known fields.
    """

    id: str
    theme: str | None
    focus: str | None
    goal: str | None
    leads: tuple[Lead, ...]
    leads_text: str | None
    problem: str | None
    results: str | None
    way_of_working: str | None
    actions: tuple[Action, ...]
    actions_text: str | None
    parties: str | None
    demarcation: str | None
    preconditions: str | None
    communication: str | None
    other_fields: tuple[tuple[str, str], ...]
    source: Position


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage taken over from another document, such as the housing vision."""

    id: str
    quoted_from: str | None
    page: int | None
    text: str
    focus_project: str | None
    source: Position


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note at the foot of a page or at the end."""

    id: str
    number: str
    text: str
    source: Position


@dataclass(frozen=True, slots=True)
class Party:
    """One of those who agree; ``kind`` is municipality, corporation, tenants or other."""

    id: str
    name: str
    kind: str
    source: Position


@dataclass(frozen=True, slots=True)
class Dates:
    """Moments the cover gives; ISO dates where a day is written, otherwise None."""

    in_force_from: str | None = None
    in_force_until: str | None = None
    updated_from: str | None = None
    version: str | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """A word of structure as it stood, such as "Doel" or "Prestatieafspraken"."""

    id: str
    text: str
    source: Position


@dataclass(frozen=True, slots=True)
class TrackedChange:
    """A passage with tracked changes: both readings, and the element that holds it."""

    id: str
    element: str | None
    before: str
    after: str
    source: Position


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Words that are not in the outline, and why not.

    ``kind`` is one of: cover, introduction, table_of_contents, page_number, header_or_footer,
    table_header, actions, deleted, not_an_agreement, not_understood.
    """

    id: str
    kind: str
    text: str
    source: Position


@dataclass(frozen=True, slots=True)
class AgreementsDocument:
    """The whole document as read: outline, what surrounds it, findings and what has no place."""

    title: str | None = None
    parties: tuple[Party, ...] = ()
    dates: Dates = Dates()
    themes: tuple[Theme, ...] = ()
    focus_projects: tuple[FocusProject, ...] = ()
    quotes: tuple[Quote, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    labels: tuple[Label, ...] = ()
    tracked_changes: tuple[TrackedChange, ...] = ()
    findings: tuple[Finding, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    source_text: str = ""
