"""Figures per buurt carried over to other areas: another year's buurten, or areas of one's own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from drieluik.apps.monitor.selectors.figures import Figure
from drieluik.apps.monitor.wording import is_division
from drieluik.core.geography.carrying.crosswalk import Crosswalk
from drieluik.core.geography.carrying.series import SAME, series_in_borders
from drieluik.core.indicators import Indicator, Unit

if TYPE_CHECKING:
    import polars as pl

OUTSIDE = ""
"""Code of what lies in none of the areas it is carried over to."""
_Place = tuple[str, str]
_Numbers = tuple[float | None, float | None, float | None]


@dataclass(frozen=True, slots=True)
class Cell:
    """The figure of a buurt over a half-year; without one ``why`` says why it has none.

    Attributes:
        period: Half-year.
        value: The figure; of a converted one the best guess.
        low: The least it can be; None where nobody can tell.
        high: The most it can be; None where nobody can tell.
        converted: Whether it was counted in other borders.
        why: Why there is no figure.
    """

    period: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    converted: bool = False
    why: str = ""

    @property
    def is_guess(self) -> bool:
        """Whether something had to be divided to get it; what is only added up is certain."""
        return self.converted and (self.low is None or self.low != self.high)


class Carried:
    """Figures per buurt, carried over: counts add up, a share or mean is made anew of its parts.

    Args:
        card: The indicator.
        figures: Its figures per buurt, each with a code of its own year.
        year: The year of the areas they go to; of areas of one's own a year that no figure has.
        year_of: Whose borders a half-year has.
        crosswalks: Per other year how its buurten went over into those areas.
    """

    def __init__(
        self,
        card: Indicator,
        figures: Sequence[Figure],
        year: int,
        year_of: Callable[[str], int],
        crosswalks: Mapping[int, Crosswalk],
    ) -> None:
        self._card, self._figures, self._year = card, figures, year
        self._year_of, self._crosswalks = year_of, crosswalks
        self._by_place = {(one.period, one.buurt_code): one for one in figures}
        self._numbers_by_name: dict[str, dict[_Place, _Numbers]] = {}

    @cached_property
    def cells(self) -> dict[_Place, Cell]:
        """The figure per half-year and area."""
        name = "denominator" if is_division(self._card) else "value"
        rows = self._in_borders(name).select("moment", "area_code", "borders")
        found = {}
        for period, code, borders in rows.iter_rows():
            key = (period, code or OUTSIDE)
            same = borders == SAME
            found[key] = (
                cell_of(self._by_place[period, self._code_then(period, code)])
                if same
                else self._converted(key)
            )
        return found

    def _code_then(self, period: str, code: str) -> str:
        then = self._year_of(period)
        return code if then == self._year else self._crosswalks[then].unchanged[code]

    def _converted(self, key: _Place) -> Cell:
        value, low, high = self._divided(key) if is_division(self._card) else self._counted(key)
        if value is None:
            return Cell(key[0], converted=True, why=_("unknown"))
        return Cell(key[0], value, low, high, converted=True)

    def _counted(self, key: _Place) -> _Numbers:
        low, high = self._numbers("low", key)[1], self._numbers("high", key)[2]
        return self._numbers("value", key)[0], low, high

    def _divided(self, key: _Place) -> _Numbers:
        """Return one sum divided by another; without bounds where rows are uncertain as well."""
        top, under = self._numbers("numerator", key), self._numbers("denominator", key)
        if top[0] is None or not under[0]:
            return None, None, None
        value = top[0] / under[0]
        if key in self._uncertain:
            return value, None, None
        low = top[1] / under[2] if top[1] is not None and under[2] else None
        high = top[2] / under[1] if top[2] is not None and under[1] else None
        if self._card.unit is Unit.SHARE:
            low, high = low or 0.0, 1.0 if high is None else min(1.0, high)
        return value, low, high

    @cached_property
    def _uncertain(self) -> frozenset[_Place]:
        """Half-years and areas that take something from a buurt with uncertain rows."""
        into: dict[tuple[int, str], list[str]] = {}
        for year, crosswalk in self._crosswalks.items():
            parts = crosswalk.parts.select("from_code", "to_code")
            for old, new in parts.iter_rows():
                into.setdefault((year, old), []).append(new or OUTSIDE)
        return frozenset(
            (one.period, code)
            for one in self._figures
            if one.n_unknown
            for code in into.get((self._year_of(one.period), one.buurt_code), ())
        )

    def _numbers(self, name: str, key: _Place) -> _Numbers:
        if name not in self._numbers_by_name:
            columns = ("moment", "area_code", "value", "at_least", "at_most")
            self._numbers_by_name[name] = {
                (period, code or OUTSIDE): (value, low, high)
                for period, code, value, low, high in self._in_borders(name)
                .select(columns)
                .iter_rows()
            }
        return self._numbers_by_name[name].get(key, (None, None, None))

    def _in_borders(self, name: str) -> "pl.DataFrame":
        return series_in_borders(self.values(name), self._year, self._crosswalks)

    def values(self, name: str) -> "pl.DataFrame":
        """Return one number of every figure, with the year whose borders it was counted in."""
        import polars as pl

        rows = [
            (one.period, self._year_of(one.period), one.buurt_code, getattr(one, name))
            for one in self._figures
        ]
        schema = {
            "moment": pl.String, "year": pl.Int64, "area_code": pl.String, "value": pl.Float64,
        }  # fmt: skip
        return pl.DataFrame(rows, schema=schema, orient="row")


def cell_of(figure: Figure) -> Cell:
    """Return a figure that was counted in these very borders."""
    if figure.value is None:
        return Cell(figure.period, why=_("unknown"))
    return Cell(figure.period, figure.value, figure.low, figure.high)
