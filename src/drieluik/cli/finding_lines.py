"""Findings as lines on the screen."""

from drieluik.core.findings import Finding, Severity, action_nl, message_nl

_SEVERITY_NL = {
    Severity.BLOCKS: "blokkeert",
    Severity.CONFIRM: "bevestigen",
    Severity.REMARK: "opmerking",
}


def finding_lines(finding: Finding) -> list[str]:
    """What is wrong and where, and what to do about it."""
    where = [f"pagina {finding.place.page}"] if finding.place.page else []
    where += [f"regel {finding.place.line}"] if finding.place.line else []
    head = f"[{_SEVERITY_NL[finding.severity]}] {', '.join(where) or 'hele bestand'}"
    return [f"   {head}: {message_nl(finding)}", f"      {action_nl(finding)}"]
