"""The finding itself: rule, severity, place and the facts its sentence needs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Fact = str | int | float


class Severity(StrEnum):
    """How much a finding holds up: it blocks, wants a confirmation, or only remarks."""

    BLOCKS = "blocks"
    CONFIRM = "confirm"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the source the finding lies; fields that make no sense there stay None.

    Attributes:
        sheet: Name of the worksheet as the file writes it.
        cell: Address such as ``D14``; a whole row or column is written ``14:14`` or ``D:D``.
        column: Header of the column as the file writes it.
        row: Number of the row in the sheet, counted from 1.
        page: Page of a paged document, counted from 1.
        line: Line of a plain text, counted from 1.
    """

    sheet: str | None = None
    cell: str | None = None
    column: str | None = None
    row: int | None = None
    page: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or doubtful, at its place.

    Attributes:
        rule: Stable id ``<room>.<name>``; its Dutch sentences are in ``nl/<room>.yaml``.
        severity: Whether it blocks, must be confirmed with a reason, or is a remark.
        place: Where it is.
        value: What stands there now, as the person sees it; None when nothing does.
        facts: Plain values that fill the placeholders of the sentence.
    """

    rule: str
    severity: Severity
    place: Place = Place()
    value: str | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)


_ORDER = (Severity.BLOCKS, Severity.CONFIRM, Severity.REMARK)


def worst_severity(findings: Iterable[Finding]) -> Severity | None:
    """Return the gravest severity among the findings, or None when there are none.

    Examples:
        >>> worst_severity([Finding("a.b", Severity.REMARK), Finding("a.c", Severity.CONFIRM)])
        <Severity.CONFIRM: 'confirm'>
        >>> worst_severity([]) is None
        True
    """
    present = {finding.severity for finding in findings}
    return next((severity for severity in _ORDER if severity in present), None)
