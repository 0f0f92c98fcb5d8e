"""What the printed agreements hold, in the order of the house, as frozen rows.

The same rows feed the web page, Word and (later) PDF, so that they never say different things.
Knows no database and no template.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PrintedClause:
    """One agreement as printed: number, heading (may be empty) and text with line breaks."""

    number: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class PrintedSection:
    """A part of a theme: goal and how, then the agreements; letter empty when there is one part."""

    letter: str
    title: str
    introduction: str
    goal: str
    how: str
    clauses: tuple[PrintedClause, ...]


@dataclass(frozen=True, slots=True)
class PrintedAction:
    """A step of the year under a theme: what, when (in words), of which focus project.

    ``when_in_text`` tells that the text names the moment itself, so that it is not said twice.
    """

    text: str
    when: str
    focus: str
    when_in_text: bool = False


@dataclass(frozen=True, slots=True)
class PrintedTheme:
    """A chapter: its parts and the actions of the year that belong to it."""

    number: str
    title: str
    sections: tuple[PrintedSection, ...]
    actions: tuple[PrintedAction, ...]


@dataclass(frozen=True, slots=True)
class PrintedProject:
    """A focus project as an annex: labelled fields in order, and its actions."""

    title: str
    fields: tuple[tuple[str, str], ...]
    actions: tuple[PrintedAction, ...]


@dataclass(frozen=True, slots=True)
class PrintedAgreements:
    """The whole document.

    Attributes:
        title: Title of the agreements.
        municipality: Name of the municipality.
        parties: Names of the parties, grouped by kind: label and names.
        version_number: Version of the register.
        in_force_from: First day of the version.
        introduction: What stands before the themes; may be empty.
        themes: The chapters in order.
        projects: The annex, one part per focus project.
        fictitious: Whether it belongs to an example with made-up figures.
    """

    title: str
    municipality: str
    parties: tuple[tuple[str, tuple[str, ...]], ...]
    version_number: int
    in_force_from: date
    introduction: str
    themes: tuple[PrintedTheme, ...]
    projects: tuple[PrintedProject, ...]
    fictitious: bool
