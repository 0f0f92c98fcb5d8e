"""An indicator per area of the parties' own over the half-years, and how each was put together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieluik.apps.areas.rows import OwnAreaRow
from drieluik.apps.areas.selectors import OwnParts, list_own_areas, own_parts
from drieluik.apps.areas.wording import lacks_words
from drieluik.apps.monitor.selectors.buurten_over_time import count_of_buurten
from drieluik.apps.monitor.selectors.buurten_series import Places
from drieluik.apps.monitor.selectors.carried_figures import Carried, Cell
from drieluik.apps.monitor.selectors.figures import Figure, names_of_buurten
from drieluik.apps.monitor.selectors.over_time import without_gaps
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.monitor.wording import is_division, nowhere_names
from drieluik.core.indicators import Indicator

_OWN = 0
"""Year of areas of one's own: no half-year has it, so every figure is carried over."""


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One own area and its figure over each half-year.

    Attributes:
        area: The area.
        cells: Its figures.
        how: How it was put together, or why it could not be.
    """

    area: OwnAreaRow
    cells: tuple[Cell, ...]
    how: str


@dataclass(frozen=True, slots=True)
class OwnAreasPage:
    """The figures of an indicator per own area.

    Attributes:
        card: The indicator.
        periods: Half-years, in order.
        rows: Per own area, by name.
        notes: What else a reader must know.
        left_out: Per half-year a sentence on what lies in no buurt, and so in no area; these
            stand among the notes as well.
        lacks: Why there is nothing to show.
    """

    card: Indicator
    periods: tuple[str, ...] = ()
    rows: tuple[OwnRow, ...] = ()
    notes: tuple[str, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    lacks: str = ""


def get_own_areas_page(sight: Sight, card: Indicator) -> OwnAreasPage:
    """Return the figures per own area over all half-years that who looks may see.

    Rights are those of figures per buurt: what is not seen there is not added up here.
    """
    page = OwnAreasPage(card)
    areas = [
        one
        for one in list_own_areas(municipality_id=sight.municipality_id)
        if one.withdrawn_at is None
    ]
    if not areas:
        return replace(page, lacks=_("There are no areas of our own yet."))
    found = count_of_buurten(sight, card)
    if found.lacks:
        return replace(page, lacks=found.lacks)
    periods = tuple(without_gaps([one.period for one in found.figures]))
    places = Places(sight.municipality_id, found.years, _OWN)
    counted = _Counted(card, found.figures, places, periods)
    left_out = counted.left_out()
    return replace(
        page,
        periods=periods,
        rows=tuple(counted.row(area) for area in areas),
        notes=(*found.notes(places, periods), *dict.fromkeys(words for _one, words in left_out)),
        left_out=left_out,
    )


def own_cells(page: OwnAreasPage, period: str) -> Mapping[str, Cell]:
    """Return the figure of one half-year per own area, by its id."""
    return {
        str(row.area.area_id): cell
        for row in page.rows
        for cell in row.cells
        if cell.period == period
    }


class _Counted:
    """The figures of an indicator put together per own area."""

    def __init__(
        self, card: Indicator, figures: Sequence[Figure], places: Places, periods: tuple[str, ...]
    ) -> None:
        self._card, self._places, self._periods = card, places, periods
        known = {one: places.known(one) for one in {figure.period for figure in figures}}
        self._figures = [one for one in figures if one.buurt_code in known[one.period]]
        self._strange = {
            (one.buurt_code, one.period)
            for one in figures
            if one.buurt_code not in known[one.period]
        }
        self._calculated = {one.period for one in figures}
        self._parts: dict[int, OwnParts] = {
            year: own_parts(municipality_id=places.municipality_id, year=year)
            for year in sorted({places.year_of(one) for one in periods})
        }
        crosswalks = {year: one.crosswalk for year, one in self._parts.items()}
        self._cells = Carried(card, self._figures, _OWN, places.year_of, crosswalks).cells

    def row(self, area: OwnAreaRow) -> OwnRow:
        """Return the figures of one area."""
        code = str(area.area_id)
        cells = tuple(self._cell(one, code) for one in self._periods)
        return OwnRow(area, cells, " ".join(self._how(area, code)))

    def left_out(self) -> tuple[tuple[str, str], ...]:
        """Say per half-year which figures lie in no buurt of its year, and so in no area."""
        names = nowhere_names()
        told = []
        for code, period in sorted(self._strange):
            place = names.get(code) or _("%(code)s, no buurt of its year") % {"code": code}
            told.append((period, _("Not counted in any area: %(place)s.") % {"place": place}))
        return tuple(told)

    def _cell(self, period: str, code: str) -> Cell:
        if period not in self._calculated:
            return Cell(period, why=_("not calculated"))
        lacking = dict(self._parts[self._places.year_of(period)].lacking)
        if code in lacking:
            return Cell(period, why=_("cannot be counted"))
        found = self._cells.get((period, code))
        if found is None:
            return Cell(period, why=_("nothing delivered about its buurten"))
        if found.value is None and (unknown := self._unknown(period, code)):
            names = names_of_buurten(municipality_id=self._places.municipality_id)
            told = ", ".join(names.get(one, one) for one in unknown)
            return replace(found, why=_("unknown in %(buurten)s") % {"buurten": told})
        return found

    def _unknown(self, period: str, code: str) -> list[str]:
        """Return the buurten of an area of which a part of the figure is unknown."""
        inside = self._inside(period, code)
        names = ("numerator", "denominator") if is_division(self._card) else ("value",)
        return [
            one.buurt_code
            for one in self._figures
            if one.period == period
            and one.buurt_code in inside
            and any(getattr(one, name) is None for name in names)
        ]

    def _inside(self, period: str, code: str) -> set[str]:
        parts = self._parts[self._places.year_of(period)].crosswalk.parts
        return {one for one, own in parts.select("from_code", "to_code").iter_rows() if own == code}

    def _how(self, area: OwnAreaRow, code: str) -> Iterator[str]:
        """Say how an area was put together in the borders of each year, the same only once."""
        by_words: dict[str, list[int]] = {}
        for year, parts in self._parts.items():
            by_words.setdefault(_how_in(area, code, parts), []).append(year)
        for words, years in by_words.items():
            told = ", ".join(str(year) for year in years)
            yield words if len(by_words) == 1 else f"{told}: {words}"
        for period in self._periods:
            if silent := self._silent(period, code):
                words = _(
                    "Over %(period)s nothing was delivered about %(n)d of its buurten: there nothing "
                    "was counted."
                )
                yield words % {"period": period, "n": silent}

    def _silent(self, period: str, code: str) -> int:
        """Return how many buurten of an area have no figure, where others of it have one."""
        inside = self._inside(period, code)
        told = {one.buurt_code for one in self._figures if one.period == period} & inside
        return len(inside - told) if told else 0


def _how_in(area: OwnAreaRow, code: str, parts: OwnParts) -> str:
    lacking = dict(parts.lacking)
    if code in lacking:
        return _("Cannot be counted. %(why)s") % {"why": lacks_words(lacking[code])}
    if code in parts.cut:
        return _(
            "It cuts through buurten. What was counted there is divided by surface, as if everything "
            "were spread evenly: a figure says “about”, with the least and the most it can be."
        )
    n = sum(own == code for own in parts.crosswalk.parts["to_code"])
    return ngettext("It is one whole buurt.", "Added up from %(n)s whole buurten.", n) % {"n": n}
