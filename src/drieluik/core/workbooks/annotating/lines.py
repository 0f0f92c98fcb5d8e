"""The lines of the list of findings, as they stand on the sheet Bevindingen."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from drieluik.core.findings import Finding, Severity, action_nl, message_nl

HEADERS = ("Ernst", "Blad", "Cel", "Kolom", "Waarde", "Wat is er?", "Wat kunt u doen?")
WIDTHS = (22, 20, 12, 26, 22, 70, 70)
SEVERITY_NL: dict[Severity, str] = {
    Severity.BLOCKS: "Verbeteren",
    Severity.CONFIRM: "Bevestigen met reden",
    Severity.REMARK: "Ter informatie",
}
MOST_LINES = 100_000
"""More lines nobody reads, and a worksheet has an end."""


@dataclass(frozen=True, slots=True)
class Line:
    """One finding as text.

    Attributes:
        texts: One text per header.
        target: Where the link leads, as Excel writes it; None when there is no place.
    """

    texts: tuple[str, ...]
    target: str | None


def lines(findings: Iterable[Finding]) -> Iterator[Line]:
    """Turn findings into lines, in the order given."""
    for number, finding in enumerate(findings):
        if number == MOST_LINES:
            return
        place = finding.place
        yield Line(
            (
                SEVERITY_NL[finding.severity],
                place.sheet or "",
                place.cell or "",
                place.column or "",
                finding.value or "",
                message_nl(finding),
                action_nl(finding),
            ),
            link_target(finding),
        )


def link_target(finding: Finding) -> str | None:
    """Return the place of a finding as the target of a link inside the workbook."""
    place = finding.place
    if place.sheet is None:
        return None
    sheet = place.sheet.replace("'", "''")
    return f"'{sheet}'!{place.cell or 'A1'}"


def introduction(findings: tuple[Finding, ...], remark: str) -> tuple[str, ...]:
    """Return the sentences above the list."""
    counts = {
        severity: sum(finding.severity is severity for finding in findings)
        for severity in SEVERITY_NL
    }
    told = ", ".join(f"{SEVERITY_NL[severity]}: {count}" for severity, count in counts.items())
    sentences = [f"Bevindingen bij dit bestand. {told}."]
    if len(findings) > MOST_LINES:
        sentences.append(f"Hieronder staan de eerste {MOST_LINES} bevindingen.")
    sentences.append(remark)
    return tuple(sentences)
