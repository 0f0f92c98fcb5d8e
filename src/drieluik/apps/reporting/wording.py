"""Words for pages and API of reports."""

from drieluik.apps.reporting.models import Report


def audience_label(audience: str) -> str:
    """Return for whom a report is, in words."""
    return str(Report.Audience(audience).label)
