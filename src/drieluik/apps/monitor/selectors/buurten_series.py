"""The figures per buurt of all half-years, put in the borders of one year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from drieluik.apps.areas.selectors import area_names, buurten_of_year, crosswalk_between
from drieluik.apps.monitor.selectors.carried_figures import OUTSIDE, Carried, Cell, cell_of
from drieluik.apps.monitor.selectors.figures import Figure
from drieluik.apps.monitor.wording import is_division, nowhere_names
from drieluik.core.geography.carrying.crosswalk import Crosswalk, Method, divided_share
from drieluik.core.indicators import Indicator
from drieluik.core.tables import Period


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
        divided: Part of what was converted that had to be divided (0-1).
        lost: Names of buurten with figures that could not be converted.
        lost_all: Whether nothing at all could be.
    """

    from_year: int
    periods: tuple[str, ...]
    method: Method
    divided: float
    lost: tuple[str, ...]
    lost_all: bool


@dataclass(frozen=True, slots=True)
class Places:
    """Where the figures lie, and in which borders they must be shown.

    Attributes:
        municipality_id: The municipality.
        years: Years of which the buurten are known, the latest first; at least one.
        year: Whose borders count.
    """

    municipality_id: int
    years: tuple[int, ...]
    year: int

    def year_of(self, period: str) -> int:
        """Return the year whose borders a half-year has: as the map chooses them."""
        own = Period.parse(period).year
        return next((year for year in self.years if year <= own), self.years[-1])

    def known(self, period: str) -> frozenset[str]:
        """Return the codes of the buurten that there were."""
        return buurten_of_year(municipality_id=self.municipality_id, year=self.year_of(period))

    def names(self, year: int) -> Mapping[str, str]:
        """Return what buurten were called in a year."""
        return area_names(municipality_id=self.municipality_id, level="buurt", year=year)


class Series:
    """The figures of an indicator in the borders of one year.

    Args:
        card: The indicator.
        figures: Its figures per buurt, of every half-year.
        places: In which borders.
        periods: The half-years to tell of, in order.
    """

    def __init__(
        self,
        card: Indicator,
        figures: Sequence[Figure],
        places: Places,
        periods: tuple[str, ...],
    ) -> None:
        self._card, self._places, self._periods = card, places, periods
        self._by_place = {(one.period, one.buurt_code): one for one in figures}
        known = {period: places.known(period) for period, _code in self._by_place}
        self._figures = [one for one in figures if one.buurt_code in known[one.period]]
        self._strange = [one for one in figures if one.buurt_code not in known[one.period]]

    def rows(self) -> tuple[BuurtRow, ...]:
        """Return a row per buurt that ever had a figure, by name, and what lies in none."""
        names = self._places.names(self._places.year)
        codes = {code for _period, code in self._cells if code}
        rows = [self._row(code, names.get(code, code)) for code in codes]
        rows.sort(key=lambda row: row.name)
        if any(code == OUTSIDE and one.value for (_period, code), one in self._cells.items()):
            name = _("In no buurt of %(year)d") % {"year": self._places.year}
            rows.append(self._row(OUTSIDE, name))
        return tuple(rows + self._elsewhere())

    def conversions(self) -> tuple[Conversion, ...]:
        """Return how half-years with other borders were converted, the latest borders first."""
        return tuple(self._conversion(*one) for one in self._crosswalks.items())

    def _row(self, code: str, name: str) -> BuurtRow:
        cells = (self._cells.get((one, code)) or self._none(one, code) for one in self._periods)
        return BuurtRow(code, name, tuple(cells))

    def _none(self, period: str, code: str) -> Cell:
        year = self._places.year_of(period)
        crosswalk = self._crosswalks.get(year)
        if crosswalk is not None and self._lost[year] and code in crosswalk.open_codes:
            return Cell(period, why=_("other borders, not converted"))
        return Cell(period, why=_("none") if code == OUTSIDE else self._why_none(period))

    def _why_none(self, period: str) -> str:
        if not any(one == period for one, _code in self._by_place):
            return _("not calculated")
        return _("nothing delivered about this buurt")

    def _elsewhere(self) -> list[BuurtRow]:
        """Return what lies in no buurt of its own year, as it was counted."""
        names = nowhere_names()
        found: dict[str, dict[str, Figure]] = {}
        for one in self._strange:
            found.setdefault(one.buurt_code, {})[one.period] = one
        return [
            BuurtRow(
                code,
                names.get(code) or _("%(code)s, no buurt of its year") % {"code": code},
                tuple(
                    cell_of(figures[one]) if one in figures else Cell(one, why=_("none"))
                    for one in self._periods
                ),
            )
            for code, figures in sorted(found.items())
        ]

    @cached_property
    def _crosswalks(self) -> dict[int, Crosswalk]:
        place = self._places
        others = {place.year_of(one.period) for one in self._figures} - {place.year}
        return {
            year: crosswalk_between(
                municipality_id=place.municipality_id, from_year=year, to_year=place.year
            )
            for year in sorted(others, reverse=True)
        }

    @cached_property
    def _lost(self) -> dict[int, tuple[str, ...]]:
        """Codes with figures that nobody can carry over, by the year of their borders."""
        found: dict[int, set[str]] = {year: set() for year in self._crosswalks}
        for one in self._figures:
            year = self._places.year_of(one.period)
            if year in found and one.buurt_code in self._crosswalks[year].not_carried:
                found[year].add(one.buurt_code)
        return {year: tuple(sorted(codes)) for year, codes in found.items()}

    @cached_property
    def _carried(self) -> Carried:
        place = self._places
        return Carried(self._card, self._figures, place.year, place.year_of, self._crosswalks)

    @property
    def _cells(self) -> Mapping[tuple[str, str], Cell]:
        return self._carried.cells

    def _conversion(self, year: int, crosswalk: Crosswalk) -> Conversion:
        import polars as pl

        name = "denominator" if is_division(self._card) else "value"
        own = self._carried.values(name).filter(pl.col("year") == year)
        names = self._places.names(year)
        return Conversion(
            year,
            tuple(sorted(set(own["moment"]))),
            crosswalk.method,
            divided_share(own, crosswalk),
            tuple(names.get(code, code) for code in self._lost[year]),
            lost_all=set(own["area_code"]) <= set(crosswalk.not_carried),
        )
