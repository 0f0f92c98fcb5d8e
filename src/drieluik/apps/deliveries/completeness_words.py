"""Completeness and timeliness in words: the definition, a file for the spreadsheet, and the pictures."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from drieluik.apps.deliveries.selectors.completeness import AskedTable, tally_by
from drieluik.reports import FICTITIOUS_NL
from drieluik.reports.charts import Caption, Form, Moment, written
from drieluik.reports.figure_tables import FigureTable
from drieluik.reports.line_charts import line_chart

if TYPE_CHECKING:
    from drieluik.apps.organisations.models import Municipality

KINDS = ("volledig", "op-tijd")


def definition() -> tuple[tuple[str, str], ...]:
    """Return each word of the definition with what it means; for the page, its files and pictures."""
    return (
        (
            _("Asked"),
            _(
                "One table of one half-year of one corporation that took part at the end of that "
                "half-year. It counts from the day after the shown day; of a day that was moved, "
                "the day as it is now. A table of which the corporation recorded that it does not "
                "apply does not count."
            ),
        ),
        (
            _("Complete"),
            _(
                "The number of tables in a signed file that waits for a decision or was accepted, of "
                "the number that was asked. What was sent back does not count, and neither does what "
                "a newer file left out before a decision. An empty table counts when the corporation "
                "signed that there were none."
            ),
        ),
        (
            _("In time"),
            _(
                "The number of tables of which the first file was signed on or before the shown "
                "day, of the number that was asked. That holds as well when it was sent back or "
                "corrected later."
            ),
        ),
        (_("Late"), _("The first file with the table was signed after the shown day.")),
        (_("Lacking"), _("No file with the table was signed until now.")),
        (
            _("Sent back"),
            _(
                "The municipality sent the table back and nothing new was signed. It does not "
                "count as complete; whether it came in time stays as it is."
            ),
        ),
        (
            _("Corrected after acceptance"),
            _(
                "How often an accepted file was replaced by a later accepted one. This is counted "
                "apart and makes nothing late."
            ),
        ),
    )


def words_of_coming() -> dict[str, tuple[str, str]]:
    """Return for how a table came how that is shown, and its word."""
    return {
        "in_time": ("done", _("In time")),
        "late": ("refused", _("Late")),
        "lacking": ("open", _("Lacking")),
    }


def completeness_table(rows: Iterable[AskedTable], municipality: "Municipality") -> FigureTable:
    """Return a line per half-year, corporation and table, with the definition above it."""
    notes = [f"{term}: {meaning}" for term, meaning in definition()]
    if municipality.fictitious:
        notes.insert(0, FICTITIOUS_NL)
    words = words_of_coming()
    title = _("Completeness and timeliness of the deliveries")
    return FigureTable(
        title=f"{title} · {municipality.name}",
        notes=tuple(notes),
        header=(
            _("period"),
            _("shown day"),
            _("corporation"),
            _("table"),
            _("came"),
            _("first signed on"),
            _("complete (1 or 0)"),
            _("in time (1 or 0)"),
            _("sent back (1 or 0)"),
            _("corrected after acceptance"),
        ),
        rows=[
            (
                str(row.period),
                row.due_on.isoformat(),
                row.party.name,
                row.table.sheet_nl,
                words[row.came][1],
                row.signed_on.isoformat() if row.signed_on else None,
                int(row.is_there),
                int(row.came == "in_time"),
                int(row.sent_back),
                row.n_corrections,
            )
            for row in rows
        ],
    )


def moments_of(rows: Iterable[AskedTable], kind: str) -> list[Moment]:
    """Return the share per half-year, in order."""
    counts = tally_by(rows, lambda row: row.period)
    return [
        Moment(str(period), one.share_there if kind == "volledig" else one.share_in_time)
        for period, one in sorted(counts.items())
    ]


def picture_title(kind: str, name: str) -> str:
    """Return what a picture shows, and of whom."""
    sentences = {
        "volledig": _("Share of the asked tables that are complete"),
        "op-tijd": _("Share of the asked tables that came in time"),
    }
    everybody = _("all corporations")
    return f"{sentences[kind]}: {name or everybody}"


def describe(moments: Sequence[Moment]) -> str:
    """Say in words what a picture shows."""
    told = [
        f"{one.period} {written(one.value, Form.SHARE)}" for one in moments if one.value is not None
    ]
    return _("Per half-year: %(list)s.") % {"list": "; ".join(told)}


def draw(moments: Sequence[Moment], title: str, *, fictitious: bool) -> str:
    """Draw the share per half-year."""
    unit = _("share of the asked tables")
    return line_chart(moments, Caption(title, describe(moments), unit, Form.SHARE, fictitious))
