"""Findings as lines on the screen."""

from drieluik.core.findings import Finding, Severity, action_nl, message_nl

_SEVERITY_NL = {
    Severity.BLOCKS: "blokkeert",
    Severity.CONFIRM: "bevestigen",
    Severity.REMARK: "opmerking",
}
_ON_THE_LINE_NL = {
    "layers.column_to_choose": "Geef de kolom met --column.",
    "geography.year_unknown": "Geef het jaar met --year.",
    "geography.year_several": "Geef met --year het jaar dat u wilt inlezen.",
}
"""What to do where the sentence for a page points at something on that page."""


def finding_lines(finding: Finding) -> list[str]:
    """What is wrong and where, and what to do about it."""
    where = [f"pagina {finding.place.page}"] if finding.place.page else []
    where += [f"regel {finding.place.line}"] if finding.place.line else []
    head = f"[{_SEVERITY_NL[finding.severity]}] {', '.join(where) or 'hele bestand'}"
    action = _ON_THE_LINE_NL.get(finding.rule) or action_nl(finding)
    return [f"   {head}: {message_nl(finding)}", f"      {action}"]
