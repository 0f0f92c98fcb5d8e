"""A report as a page shows it: one list of parts with their level, and who writes where."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from drieluik.reports.report_document import PrintedReport, ReportedChart, ReportPart

_TITLE_LEVEL = 1


@dataclass(frozen=True, slots=True)
class PagePart:
    """A part on the page.

    Attributes:
        anchor: Its place in the page.
        level: Level of its heading.
        part: What it holds.
        charts: Its pictures with their number in the report.
        writers: Id and name of the parties for which the reader may write here.
    """

    anchor: str
    level: int
    part: ReportPart
    charts: tuple[tuple[int, ReportedChart], ...] = ()
    writers: tuple[tuple[int, str], ...] = ()


def page_parts(report: PrintedReport, writers: Sequence[tuple[int, str]] = ()) -> list[PagePart]:
    """Return every part in reading order."""
    found, n_charts = [], 0
    for place, (level, part) in enumerate(report.in_order(), start=1):
        charts = tuple(enumerate(part.charts, start=n_charts))
        n_charts += len(charts)
        row = PagePart(f"deel-{place}", level + _TITLE_LEVEL, part, charts)
        found.append(replace(row, writers=tuple(writers)) if part.key else row)
    return found
