"""All figures of an indicator as one table for a file, with what they are and where they are from."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from drieluik.apps.monitor.models import Value
from drieluik.apps.monitor.selectors.buurten_over_time import BuurtenPage
from drieluik.apps.monitor.selectors.coverage import Coverage, coverages
from drieluik.apps.monitor.selectors.figures import names_of_buurten
from drieluik.apps.monitor.selectors.own_areas import OwnAreasPage
from drieluik.apps.monitor.selectors.series import leading, list_calculations
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.monitor.wording import part_names, unit_label
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.selectors import party_names
from drieluik.core.indicators import Indicator
from drieluik.reports import FICTITIOUS_NL
from drieluik.reports.figure_tables import FigureTable

if TYPE_CHECKING:
    from drieluik.apps.organisations.models import Municipality


def figure_table(card: Indicator, municipality: "Municipality", actor: Actor) -> FigureTable:
    """Return every figure that counts now and that the reader may see."""
    sight = Sight(actor, municipality.id)
    counted = leading(list_calculations(municipality_id=municipality.id), card.id)
    parties = party_names(municipality_id=municipality.id)
    buurten = names_of_buurten(municipality_id=municipality.id)
    parts = part_names(card)
    rows = Value.objects.filter(
        calculation_id__in=[row.id for row in counted.values()], indicator_id=card.id
    ).order_by("period", "id")
    covered = coverages(
        municipality_id=municipality.id,
        indicator_id=card.id,
        calculation_ids=[row.id for row in counted.values()],
    )
    versions = sorted({row.definition_versions[card.id] for row in counted.values()})
    notes = [
        card.meaning_nl,
        _("Unit: %(unit)s. Definition version %(version)s.")
        % {"unit": unit_label(card.unit), "version": ", ".join(map(str, versions))},
    ]
    if not all(coverage.is_complete for coverage in covered.values()):
        notes.append(
            _(
                "Where corporations are missing, the total and the figures per buurt are not "
                "those of the whole city. The columns on corporations say where."
            )
        )
    if objection := sight.objection(card):
        notes.append(objection)
    if municipality.fictitious:
        notes.insert(0, FICTITIOUS_NL)
    return FigureTable(
        title=f"{card.name_nl} · {municipality.name}",
        notes=tuple(notes),
        header=(
            _("period"),
            _("level"),
            _("corporation"),
            _("buurt code"),
            _("buurt"),
            _("part"),
            _("corporations in it"),
            _("corporations missing"),
            _("does not apply to"),
            _("value"),
            _("lowest"),
            _("highest"),
            _("numerator"),
            _("denominator"),
            _("rows"),
            _("uncertain rows"),
            _("definition version"),
            _("calculation"),
        ),
        rows=[
            (
                row.period,
                _LEVELS[row.level],
                parties.get(row.party_code, row.party_code),
                row.buurt_code,
                buurten.get(row.buurt_code, ""),
                parts.get(row.breakdown, row.breakdown),
                *_coverage(row, covered.get((row.calculation_id, row.period))),
                row.value,
                row.low,
                row.high,
                row.numerator,
                row.denominator,
                row.n_rows,
                row.n_unknown,
                row.version,
                str(row.calculation_id),
            )
            for row in rows
            if sight.shows(card, row.level, row.party_code)
        ],
    )


def buurten_table(page: BuurtenPage, municipality: "Municipality") -> FigureTable:
    """Return the figures per buurt in the borders of one year, a line per buurt and half-year."""
    notes = [
        page.card.meaning_nl,
        _("Unit: %(unit)s. Borders of %(year)d.")
        % {"unit": unit_label(page.card.unit), "year": page.year},
        *page.converted,
        *page.notes,
    ]
    if page.lacks:
        notes.append(page.lacks)
    if municipality.fictitious:
        notes.insert(0, FICTITIOUS_NL)
    return FigureTable(
        title=f"{page.card.name_nl} · {municipality.name}",
        notes=tuple(notes),
        header=(
            _("period"),
            _("buurt code"),
            _("buurt"),
            _("value"),
            _("lowest"),
            _("highest"),
            _("converted"),
            _("why there is no figure"),
        ),
        rows=[
            (
                cell.period,
                row.code,
                row.name,
                cell.value,
                cell.low,
                cell.high,
                _("yes") if cell.converted else _("no"),
                cell.why,
            )
            for row in page.rows
            for cell in row.cells
        ],
    )


def own_areas_table(page: OwnAreasPage, municipality: "Municipality") -> FigureTable:
    """Return the figures per own area, a line per area and half-year."""
    notes = [
        page.card.meaning_nl,
        _("Unit: %(unit)s.") % {"unit": unit_label(page.card.unit)},
        *page.notes,
        *([page.lacks] if page.lacks else []),
    ]
    if municipality.fictitious:
        notes.insert(0, FICTITIOUS_NL)
    return FigureTable(
        title=f"{page.card.name_nl} · {municipality.name}",
        notes=tuple(notes),
        header=(
            *(_("period"), _("area"), _("kind"), _("value"), _("lowest"), _("highest")),
            *(_("why there is no figure"), _("how it was counted")),
        ),
        rows=[
            (
                *(cell.period, row.area.name, row.area.kind_label),
                *(cell.value, cell.low, cell.high, cell.why, row.how),
            )
            for row in page.rows
            for cell in row.cells
        ],
    )


def _coverage(row: Value, coverage: Coverage | None) -> tuple[str, str, str]:
    """Return how many corporations are in a figure of all together, who is not, and who need not."""
    if row.party_code or coverage is None:
        return "", "", ""
    aside = ", ".join(f"{name} ({reason})" for _code, name, reason in coverage.set_aside)
    return coverage.counted, coverage.names, aside


_LEVELS = {"total": "totaal", "corporation": "corporatie", "buurt": "buurt"}
