"""Figures per buurt over the half-years, in the borders of one year: what was converted says so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from drieluik.apps.areas.selectors import area_names, border_years, crosswalk_between
from drieluik.apps.monitor.selectors.figures import NOWHERE, Figure, list_figures
from drieluik.apps.monitor.selectors.over_time import without_gaps
from drieluik.apps.monitor.selectors.series import CalculationRow, leading, list_calculations
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.monitor.wording import bounds, is_division, nowhere_names, written
from drieluik.core.geography.carrying.crosswalk import Crosswalk, Method, divided_share, unchanged
from drieluik.core.geography.carrying.series import SAME, series_in_borders
from drieluik.core.indicators import ALL, Indicator, Level, Unit
from drieluik.core.tables import Period
from drieluik.ui.templatetags.drieluik import percent

if TYPE_CHECKING:
    import polars as pl

OUTSIDE = ""
"""Code of the row with what lies in no buurt of the chosen year any more."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The figure of a buurt over a half-year; without one ``why`` says why it has none.

    Attributes:
        period: Half-year.
        value: The figure; of a converted one the best guess.
        low: The least it can be; None where it is certain or nobody can tell.
        high: The most it can be.
        converted: Whether it was counted in other borders.
        why: Why there is no figure.
    """

    period: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    converted: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class BuurtRow:
    """One buurt and its figure over each half-year."""

    code: str
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Conversion:
    """How the figures of some half-years came into other borders.

    Attributes:
        from_year: Year of the borders in which they were counted.
        periods: The half-years.
        method: By what a buurt that was cut was divided.
        divided: Part of all that was counted that had to be divided; the rest is certain.
        lost: Names of buurten with figures that could not be carried over.
    """

    from_year: int
    periods: tuple[str, ...]
    method: Method
    divided: float
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BuurtenPage:
    """The figures per buurt of an indicator in the borders of one year.

    Attributes:
        card: The indicator.
        years: Years of which the buurten are known, the latest first.
        year: Whose borders count.
        periods: Half-years, in order.
        rows: Per buurt, by name; what lies in none at the end.
        conversions: How half-years with other borders were converted.
        earlier_versions: Half-years that count by an earlier version of the definition.
        lacks: Why there is nothing to show.
    """

    card: Indicator
    years: tuple[int, ...] = ()
    year: int = 0
    periods: tuple[str, ...] = ()
    rows: tuple[BuurtRow, ...] = ()
    conversions: tuple[Conversion, ...] = ()
    earlier_versions: tuple[str, ...] = ()
    lacks: str = ""


def get_buurten_page(sight: Sight, card: Indicator, year: int | None) -> BuurtenPage:
    """Return the figures per buurt over all half-years that who looks may see.

    Args:
        sight: Who looks.
        card: Which figure.
        year: Whose borders count; the latest when None or not known.

    Raises:
        OSError: A kept table of addresses is gone, or is no longer what was kept.
    """
    years = border_years(municipality_id=sight.municipality_id)
    chosen = year if year in years else (years[0] if years else 0)
    counted = leading(list_calculations(municipality_id=sight.municipality_id), card.id)
    figures = _figures(sight, card, counted)
    if not years or not figures:
        lacks = sight.objection(card) or _("Nobody delivered figures per buurt.")
        return BuurtenPage(card, years, chosen, lacks=lacks if years else _no_buurten())
    series = _Series(sight.municipality_id, card, figures, years, chosen)
    return BuurtenPage(
        card,
        years,
        chosen,
        series.periods,
        series.rows(),
        series.conversions(),
        _earlier_versions(card, counted, series.periods),
    )


def _no_buurten() -> str:
    return _("The buurten of this municipality were not loaded yet.")


def _figures(sight: Sight, card: Indicator, counted: Mapping[str, CalculationRow]) -> list[Figure]:
    found = list_figures(
        calculation_ids=[row.id for row in counted.values()],
        card=card,
        wanted={"level": Level.BUURT.value, "breakdown": ALL},
        sight=sight,
    )
    return [figure for figure in found if figure.period in counted]


def _earlier_versions(
    card: Indicator, counted: Mapping[str, CalculationRow], periods: Sequence[str]
) -> tuple[str, ...]:
    versions = {one: counted[one].definition_versions[card.id] for one in periods if one in counted}
    latest = max(versions.values())
    return tuple(period for period, version in versions.items() if version < latest)


class _Series:
    """The figures of an indicator, put in the borders of one year."""

    def __init__(
        self,
        municipality_id: int,
        card: Indicator,
        figures: Sequence[Figure],
        years: tuple[int, ...],
        year: int,
    ) -> None:
        self._municipality_id = municipality_id
        self._card = card
        self._years, self._year = years, year
        self._by_place = {(figure.period, figure.buurt_code): figure for figure in figures}
        self._figures = [one for one in figures if one.buurt_code not in NOWHERE]
        self._kept: dict[str, dict[tuple[str, str], tuple[float | None, ...]]] = {}
        self.periods = tuple(without_gaps([figure.period for figure in figures]))

    def rows(self) -> tuple[BuurtRow, ...]:
        """Return a row per buurt that ever had a figure, by name, and what lies in none."""
        cells = self._cells
        names = area_names(municipality_id=self._municipality_id, level="buurt", year=self._year)
        codes = {code for _period, code in cells if code}
        rows = [self._row(code, names.get(code, code)) for code in codes]
        rows.sort(key=lambda row: row.name)
        if any(code == OUTSIDE and one.value for (_period, code), one in cells.items()):
            rows.append(self._row(OUTSIDE, _("In no buurt of %(year)d") % {"year": self._year}))
        there = {code for _period, code in self._by_place}
        rows += [
            BuurtRow(code, name, tuple(self._as_it_is(one, code) for one in self.periods))
            for code, name in nowhere_names().items()
            if code in there
        ]
        return tuple(rows)

    def conversions(self) -> tuple[Conversion, ...]:
        """Return how the half-years with other borders were converted, the latest borders first."""
        return tuple(
            self._conversion(year, crosswalk) for year, crosswalk in self._crosswalks.items()
        )

    def _row(self, code: str, name: str) -> BuurtRow:
        cells = (self._cells.get((one, code)) or self._none(one) for one in self.periods)
        return BuurtRow(code, name, tuple(cells))

    def _none(self, period: str) -> Cell:
        crosswalk = self._crosswalks.get(self._year_of(period))
        if crosswalk is not None and self._lost(crosswalk, period):
            return Cell(period, why=_("other borders, not converted"))
        return Cell(period, why=_("nothing delivered about this buurt"))

    def _lost(self, crosswalk: Crosswalk, period: str) -> set[str]:
        own = {one.buurt_code for one in self._figures if one.period == period}
        return own - set(crosswalk.parts["from_code"])

    def _as_it_is(self, period: str, code: str) -> Cell:
        figure = self._by_place.get((period, code))
        if figure is None:
            return Cell(period, why=_("none"))
        return _cell_of(figure)

    def _year_of(self, period: str) -> int:
        """Return the year whose codes a half-year has: as the map chooses its borders."""
        own = Period.parse(period).year
        return next((year for year in self._years if year <= own), self._years[-1])

    @cached_property
    def _crosswalks(self) -> dict[int, Crosswalk]:
        others = {self._year_of(one.period) for one in self._figures} - {self._year}
        return {
            year: crosswalk_between(
                municipality_id=self._municipality_id, from_year=year, to_year=self._year
            )
            for year in sorted(others, reverse=True)
        }

    @cached_property
    def _cells(self) -> dict[tuple[str, str], Cell]:
        found = {}
        for key, borders in self._borders.items():
            period, code = key
            if borders == SAME:
                found[key] = _cell_of(self._by_place[period, self._code_then(period, code)])
            else:
                found[key] = self._converted(period, code)
        return found

    def _code_then(self, period: str, code: str) -> str:
        then = self._year_of(period)
        return code if then == self._year else unchanged(self._crosswalks[then])[code]

    def _converted(self, period: str, code: str) -> Cell:
        if not is_division(self._card):
            value, low, high = (
                self._carried(name).get((period, code), (None,) * 3)[at]
                for at, name in enumerate(("value", "low", "high"))
            )
        else:
            value, low, high = self._divided(period, code)
        if value is None:
            return Cell(period, converted=True, why=_("unknown"))
        return Cell(period, value, low, high, converted=True)

    def _divided(self, period: str, code: str) -> tuple[float | None, float | None, float | None]:
        """Return one sum divided by another; without bounds where rows are uncertain as well."""
        nothing = (None, None, None)
        top = self._carried("numerator").get((period, code), nothing)
        under = self._carried("denominator").get((period, code), nothing)
        if top[0] is None or not under[0]:
            return nothing
        value = top[0] / under[0]
        if any(one.n_unknown for one in self._figures if one.period == period):
            return value, None, None
        low = top[1] / under[2] if top[1] is not None and under[2] else None
        high = top[2] / under[1] if top[2] is not None and under[1] else None
        if self._card.unit is Unit.SHARE:
            high = min(1.0, high) if high is not None else 1.0
        return value, low, high

    def _carried(self, name: str) -> dict[tuple[str, str], tuple[float | None, ...]]:
        if name not in self._kept:
            rows = self._in_borders(name).select(
                "moment", "area_code", "value", "at_least", "at_most"
            )
            self._kept[name] = {
                (period, code or OUTSIDE): tuple(numbers)
                for period, code, *numbers in rows.iter_rows()
            }
        return self._kept[name]

    @cached_property
    def _borders(self) -> dict[tuple[str, str], str]:
        name = "denominator" if is_division(self._card) else "value"
        rows = self._in_borders(name).select("moment", "area_code", "borders")
        return {(period, code or OUTSIDE): borders for period, code, borders in rows.iter_rows()}

    def _in_borders(self, name: str) -> "pl.DataFrame":
        return series_in_borders(self._values(name), self._year, self._crosswalks)

    def _values(self, name: str) -> "pl.DataFrame":
        import polars as pl

        rows = [
            (one.period, self._year_of(one.period), one.buurt_code, getattr(one, name))
            for one in self._figures
        ]
        schema = {
            "moment": pl.String, "year": pl.Int64, "area_code": pl.String, "value": pl.Float64,
        }  # fmt: skip
        return pl.DataFrame(rows, schema=schema, orient="row")

    def _conversion(self, year: int, crosswalk: Crosswalk) -> Conversion:
        import polars as pl

        name = "denominator" if is_division(self._card) else "value"
        own = self._values(name).filter(pl.col("year") == year)
        periods = tuple(sorted(set(own["moment"])))
        lost = sorted({code for one in periods for code in self._lost(crosswalk, one)})
        names = area_names(municipality_id=self._municipality_id, level="buurt", year=year)
        return Conversion(
            year,
            periods,
            crosswalk.method,
            divided_share(own, crosswalk),
            tuple(names.get(code, code) for code in lost),
        )


def _cell_of(figure: Figure) -> Cell:
    if figure.value is None:
        return Cell(figure.period, why=_("unknown"))
    return Cell(figure.period, figure.value, figure.low, figure.high)


def cell_words(cell: Cell, unit: Unit) -> tuple[str, str]:
    """Return how a cell is written: the figure or why there is none, and between which bounds."""
    if cell.value is None:
        return cell.why, ""
    text = written(cell.value, unit)
    sign = _("about %(figure)s") % {"figure": text} if cell.converted else text
    return sign, bounds(cell.low, cell.high, unit)


def conversion_words(one: Conversion) -> str:
    """Say how half-years came into other borders, and how sure that is."""
    facts = {
        "periods": ", ".join(one.periods),
        "year": one.from_year,
        "part": percent(one.divided),
        "lost": ", ".join(one.lost),
    }
    said = [_("%(periods)s: counted in the borders of %(year)d.") % facts]
    if not one.divided:
        said.append(_("No buurt with figures was cut, so nothing had to be guessed."))
    elif one.method is Method.ADDRESSES:
        said.append(
            _(
                "%(part)s of what was counted lay in buurten that were cut, and is divided by the "
                "number of addresses. The rest is certain."
            )
            % facts
        )
    else:
        said.append(
            _(
                "%(part)s of what was counted lay in buurten that were cut, and is divided by "
                "surface, as if everything were spread evenly. The rest is certain."
            )
            % facts
        )
    if one.lost:
        said.append(
            _(
                "Not converted, because the borders or addresses of both years are not known: "
                "%(lost)s."
            )
            % facts
        )
    return " ".join(said)
