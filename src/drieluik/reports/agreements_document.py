"""What the printed agreements hold, in the order of the house, as frozen rows.

The same rows feed the web page, Word and PDF, so that they never say different things. Knows no
database and no template.
"""

from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

FICTITIOUS = (
    "Fictief voorbeeld: de cijfers zijn verzonnen en komen niet van de genoemde organisaties."
)
PARTIES_ANNEX = "Bijlage: partijen per afspraak"
PARTIES_HEAD = ("Afspraken", "Gebonden", "Instemming nodig van")
BASES_ANNEX = "Bijlage: grondslag van de afspraken"
BASES_HEAD = ("Afspraken", "Grondslag", "Geldig vanaf", "Waarom")
DECISIONS_ANNEX = "Bijlage: besluiten achter de afspraken"
DECISIONS_HEAD = ("Versie", "Geldig vanaf", "Besluit", "Afspraken met woorden van dit besluit")


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
class PrintedBinding:
    """What agreements ask of whom: names of parties, and why some are no party to them.

    ``clauses`` are the numbers of all agreements that ask the same of the same parties.
    """

    clauses: tuple[str, ...]
    bound: tuple[str, ...]
    consent: tuple[str, ...]
    not_party: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedDecision:
    """A version with the decision behind it, and the agreements that have their words from it.

    ``name`` is empty when no decision was recorded; ``reason`` tells then why the version is there.
    """

    version_number: int
    in_force_from: date
    reason: str
    name: str
    decided_on: date | None
    explanation: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedBasis:
    """On which law or policy agreements rest; ``clause`` is empty for all of them.

    ``name`` is empty when the basis fell away.
    """

    clause: str
    name: str
    in_force_from: date
    reason: str
    explanation: str


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
        bindings: The annex of who is bound by which agreement.
        binding_remarks: Sentences about tenants who are not heard in the usual way.
        decisions: The annex of decisions behind the agreements, oldest first.
        bases: The annex of the legal basis; that of all agreements first.
        on: The day that was asked for; None when it was simply the present document.
        known_on: As known at the end of this day; None for all that is known now.
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
    bindings: tuple[PrintedBinding, ...] = ()
    binding_remarks: tuple[str, ...] = ()
    decisions: tuple[PrintedDecision, ...] = ()
    bases: tuple[PrintedBasis, ...] = ()
    on: date | None = None
    known_on: date | None = None


def standing_nl(document: PrintedAgreements) -> list[str]:
    """Which version it is, and for which day and knowledge it was asked."""
    lines = [f"Versie {document.version_number}, geldig vanaf {day_nl(document.in_force_from)}"]
    if document.on is not None:
        lines.append(f"De afspraken die gelden op {day_nl(document.on)}.")
    if document.known_on is not None:
        lines.append(f"Zoals bekend aan het einde van {day_nl(document.known_on)}.")
    return lines


def binding_cells(one: PrintedBinding) -> tuple[str, str, str]:
    """The cells of a row of the annex of parties."""
    bound = ", ".join(one.bound) or "nog niet vastgelegd"
    without = "".join(f"\nGeen partij: {name} ({reason})." for name, reason in one.not_party)
    return ", ".join(one.clauses), bound + without, ", ".join(one.consent) or "–"


def basis_cells(one: PrintedBasis) -> tuple[str, str, str, str]:
    """The cells of a row of the annex of the legal basis."""
    why = ": ".join(part for part in (one.reason, one.explanation) if part)
    return (
        one.clause or "alle afspraken",
        one.name or "geen grondslag meer",
        day_nl(one.in_force_from),
        why,
    )


def decision_cells(one: PrintedDecision) -> tuple[str, str, str, str]:
    """The cells of a row of the annex of decisions."""
    behind = [one.name or one.reason, one.explanation]
    return (
        str(one.version_number),
        day_nl(one.in_force_from),
        "\n".join(part for part in behind if part),
        ", ".join(one.clauses) or "geen meer",
    )


def day_nl(day: date) -> str:
    """A day in Dutch words, such as ``1 april 2020``."""
    written: str = format_date(day, "d MMMM y", locale="nl")
    return written
