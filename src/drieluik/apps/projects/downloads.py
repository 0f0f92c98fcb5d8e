"""The actions without cover of a year as one table for a file, for the budget cycle."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from drieluik.apps.projects.cost_rows import Costs, Uncovered
from drieluik.reports import FICTITIOUS_NL
from drieluik.reports.figure_tables import FigureTable

if TYPE_CHECKING:
    from drieluik.apps.organisations.models import Municipality


def uncovered_table(
    year: int, rows: list[Uncovered], costs: Costs, municipality: "Municipality"
) -> FigureTable:
    """Return a line per action and party; amounts in euro, exact to the cent."""
    notes = [_("Amounts in euro, as the parties told them last.")]
    if costs.n_hidden:
        notes.append(hidden_sentence(costs))
    if municipality.fictitious:
        notes.insert(0, FICTITIOUS_NL)
    title = _("Actions without cover in %(year)s") % {"year": year}
    return FigureTable(
        title=f"{title} · {municipality.name}",
        notes=tuple(notes),
        header=(
            _("year"),
            _("focus project"),
            _("action number"),
            _("action"),
            _("organisation"),
            _("costs"),
            _("cover"),
            _("not covered"),
            _("explanation"),
            _("for whom"),
        ),
        rows=[
            (
                year,
                f"{one.project.focus} ({one.project.year})",
                one.action.action.number,
                one.action.action.text,
                row.party_name,
                row.total.cost,
                row.total.cover,
                row.total.missing,
                row.explanation,
                row.audience_label,
            )
            for one in rows
            for row in one.rows
        ],
    )


def hidden_sentence(costs: Costs) -> str:
    """Say that lines are left out because they are for the parties only; empty when none are."""
    if not costs.n_hidden:
        return ""
    return _("Amounts that are for the parties only are left out here, also from the totals.")
