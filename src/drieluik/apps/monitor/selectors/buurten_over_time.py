"""An indicator per buurt over the half-years, and everything a reader must know beside it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from drieluik.apps.areas.selectors import border_years
from drieluik.apps.monitor.selectors.buurten_series import (
    BuurtRow,
    Conversion,
    Places,
    Series,
)
from drieluik.apps.monitor.selectors.carried_figures import Cell
from drieluik.apps.monitor.selectors.figures import Figure, list_figures
from drieluik.apps.monitor.selectors.over_time import without_gaps
from drieluik.apps.monitor.selectors.series import CalculationRow, leading, list_calculations
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.monitor.wording import bounds, written
from drieluik.core.geography.carrying.crosswalk import Method
from drieluik.core.indicators import ALL, Indicator, Level, Unit
from drieluik.core.tables import Period
from drieluik.ui.templatetags.drieluik import percent


@dataclass(frozen=True, slots=True)
class BuurtenPage:
    """The figures per buurt of an indicator in the borders of one year.

    Attributes:
        card: The indicator.
        years: Years of which the buurten are known, the latest first.
        year: Whose borders count.
        periods: Half-years, in order.
        rows: Per buurt, by name; what lies in none at the end.
        converted: Sentences on how half-years with other borders were converted.
        notes: Sentences on what else a reader must know: borders that are not there, corporations
            that are missing, versions of the definition.
        lacks: Why there is nothing to show.
    """

    card: Indicator
    years: tuple[int, ...] = ()
    year: int = 0
    periods: tuple[str, ...] = ()
    rows: tuple[BuurtRow, ...] = ()
    converted: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    lacks: str = ""


def get_buurten_page(sight: Sight, card: Indicator, year: int | None) -> BuurtenPage:
    """Return the figures per buurt over all half-years that who looks may see.

    Args:
        sight: Who looks.
        card: Which figure.
        year: Whose borders count; the latest when None or not known.
    """
    counted = count_of_buurten(sight, card)
    years, figures = counted.years, counted.figures
    chosen = year if year in years else (years[0] if years else 0)
    page = BuurtenPage(card, years, chosen)
    if counted.lacks:
        return replace(page, lacks=counted.lacks)
    places = Places(sight.municipality_id, years, chosen)
    periods = tuple(without_gaps([figure.period for figure in figures]))
    series = Series(card, figures, places, periods)
    try:
        rows, conversions = series.rows(), series.conversions()
    except OSError as fault:
        return replace(page, lacks=str(fault))
    return replace(
        page,
        periods=periods,
        rows=rows,
        converted=tuple(conversion_words(one) for one in conversions),
        notes=tuple(counted.notes(places, periods)),
    )


def cell_words(cell: Cell, unit: Unit) -> tuple[str, str]:
    """Return how a cell is written: the figure or why there is none, and between which bounds."""
    if cell.value is None:
        return cell.why, ""
    text = written(cell.value, unit)
    if cell.is_guess:
        text = _("about %(figure)s") % {"figure": text}
    return text, bounds(cell.low, cell.high, unit)


def conversion_words(one: Conversion) -> str:
    """Say how half-years came into other borders, and how sure that is."""
    facts = {
        "periods": ", ".join(one.periods),
        "year": one.from_year,
        "part": percent(one.divided),
        "lost": ", ".join(one.lost),
    }
    said = [_("%(periods)s: counted in the borders of %(year)d.") % facts]
    if one.lost_all:
        said.append(_("Nothing could be converted, because real borders of both years are needed."))
        return " ".join(said)
    said.append(_division(one) % facts)
    if one.lost:
        said.append(_("Not converted, because their borders are not known: %(lost)s.") % facts)
    return " ".join(said)


def _division(one: Conversion) -> str:
    if not one.divided:
        return _("No buurt with figures was cut, so nothing had to be guessed.")
    if one.method is Method.ADDRESSES:
        return _(
            "Of what was converted, %(part)s lay in buurten that were cut; it is divided by the "
            "number of addresses. Of the rest it is certain in which buurt it belongs."
        )
    return _(
        "Of what was converted, %(part)s lay in buurten that were cut; it is divided by surface, "
        "as if everything were spread evenly. Of the rest it is certain in which buurt it belongs."
    )


def _lacks(sight: Sight, card: Indicator, years: Sequence[int], figures: Sequence[Figure]) -> str:
    if Level.BUURT not in card.levels:
        return _("This figure is not given per buurt.")
    if card.breakdown is not None and card.breakdown.parts_of_whole:
        return _("This figure only tells how a whole is divided, so there is no one figure.")
    if not years:
        return _("The buurten of this municipality were not loaded yet.")
    if not figures:
        return sight.objection(card) or _("Nobody delivered figures per buurt.")
    return ""


def _figures(sight: Sight, card: Indicator, counted: Mapping[str, CalculationRow]) -> list[Figure]:
    found = list_figures(
        calculation_ids=[row.id for row in counted.values()],
        card=card,
        wanted={"level": Level.BUURT.value, "breakdown": ALL},
        sight=sight,
    )
    return [figure for figure in found if figure.period in counted]


def _other_years(places: Places, periods: Sequence[str]) -> Iterator[str]:
    """Say of which half-years the own borders were not loaded."""
    found: dict[int, list[str]] = {}
    for period in periods:
        year = places.year_of(period)
        if year != Period.parse(period).year:
            found.setdefault(year, []).append(period)
    for year, those in found.items():
        yield _(
            "Of %(periods)s the borders of that year were not loaded; those of %(year)d are "
            "taken to have held."
        ) % {"periods": ", ".join(those), "year": year}


@dataclass(frozen=True, slots=True)
class BuurtenCount:
    """What was counted per buurt of every half-year, as far as who looks may see it.

    Attributes:
        card: The indicator.
        years: Years of which the buurten are known, the latest first.
        figures: The figures per buurt.
        calculations: Of which calculation each half-year is.
        lacks: Why there are none to show.
    """

    card: Indicator
    years: tuple[int, ...]
    figures: Sequence[Figure]
    calculations: Mapping[str, CalculationRow]
    lacks: str

    def notes(self, places: Places, periods: Sequence[str]) -> Iterator[str]:
        """Say what else a reader must know, in whatever areas the figures are put."""
        yield from _other_years(places, periods)
        yield from _incomplete(self.figures)
        yield from _earlier_versions(self.card, self.calculations, periods)


def count_of_buurten(sight: Sight, card: Indicator) -> BuurtenCount:
    """Return the figures per buurt of every half-year that who looks may see; or why there are none."""
    years = border_years(municipality_id=sight.municipality_id)
    counted = leading(list_calculations(municipality_id=sight.municipality_id), card.id)
    figures = _figures(sight, card, counted)
    return BuurtenCount(card, years, figures, counted, _lacks(sight, card, years, figures))


def _incomplete(figures: Sequence[Figure]) -> Iterator[str]:
    """Say which half-years lack corporations, and to whom the figure does not apply."""
    told: dict[tuple[str, str], None] = {}
    for one in figures:
        for words in (one.incomplete, one.set_aside):
            if words:
                told[one.period, words] = None
    for period, words in told:
        yield f"{period}: {words.rstrip('.')}."


def _earlier_versions(
    card: Indicator, counted: Mapping[str, CalculationRow], periods: Sequence[str]
) -> Iterator[str]:
    versions = {one: counted[one].definition_versions[card.id] for one in periods if one in counted}
    latest = max(versions.values())
    earlier = [period for period, version in versions.items() if version < latest]
    if earlier:
        yield _("In %(periods)s an earlier version of the definition counts.") % {
            "periods": ", ".join(earlier)
        }
