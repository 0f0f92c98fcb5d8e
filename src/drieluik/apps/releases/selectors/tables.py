"""A protected table as people read it: rows and columns with names, and what is not shown.

Everything is read from the release, so that a page, a map, a download and the API say the same and
nothing more.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from drieluik.apps.areas.selectors import list_areas
from drieluik.apps.organisations.selectors import get_municipality, party_names
from drieluik.core.disclosure import Dimension, Release, read_release
from drieluik.core.flows import AREA, BASE, CLASS, CORPORATION, PublicTable, public_table
from drieluik.core.indicators import UNKNOWN_BUURT, UNKNOWN_PART, WHOLE_AREA

NOWHERE = (UNKNOWN_BUURT, WHOLE_AREA)
"""Places of figures that lie in no buurt."""
_NEARLY_ALL = 0.9
"""From this share of a table that is not shown or zero, the page says so above it."""
_WHOLE_PERCENT = 1.0
"""Nearer to nothing or to everything than this, a part is told in words: 0% and 100% are exact."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure as it is shown.

    Attributes:
        column: Code of its column.
        value: The number; None when it is not shown, or not exactly.
        words: How it is written.
        hidden: Whether nothing of it is shown.
        about: The rounded number, when it is not shown exactly.
    """

    column: str
    value: float | None
    words: str
    hidden: bool
    about: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table.

    Attributes:
        code: Code of the area or corporation.
        name: Its name.
        level: ``municipality``, ``wijk``, ``buurt``, ``corporation``, ``class`` or ``total``.
        cells: In the order of the columns.
    """

    code: str
    name: str
    level: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class TableView:
    """A protected table with its names.

    Attributes:
        table: What is counted.
        place: Which of the tables of the figure.
        release: What the public sees.
        head: What a row is.
        columns: Code and name of every column, all together first.
        rows: All together first; every wijk before its buurten. Without the places that are no
            buurt when nothing is there.
    """

    table: PublicTable
    place: int
    release: Release
    head: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]

    @property
    def title(self) -> str:
        """What the table is called."""
        return f"{self.table.name_nl}, {self.head.lower()}"

    @property
    def sums(self) -> list[dict[str, Any]]:
        """All together, every wijk, and what lies in no wijk; the corporations when it is by those."""
        folded = {row.code for _wijk, rows in self.wijken for row in rows}
        return self._named(
            row
            for row in self.rows
            if row.code not in folded and not (self.nothing_unknown and _is_unknown(row))
        )

    @property
    def folded(self) -> list[tuple[Row, list[dict[str, Any]]]]:
        """Every wijk with its buurten."""
        return [(wijk, self._named(rows)) for wijk, rows in self.wijken]

    @cached_property
    def wijken(self) -> list[tuple[Row, list[Row]]]:
        """Every wijk with the rows of its buurten."""
        below = dict(self.release.dimensions[0].sums) if self.by_area else {}
        by_code = {row.code: row for row in self.rows}
        return [
            (row, [by_code[code] for code in below[row.code] if code in by_code])
            for row in self.rows
            if row.level == "wijk" and row.code in below
        ]

    def _named(self, rows: Iterable[Row]) -> list[dict[str, Any]]:
        """Return rows with their cells, each with the name of its column and its part of the row."""
        names = dict(self.shown_columns)
        return [
            {
                "row": row,
                "cells": [
                    (names[one.column], one, _share(one, row.cells[0]))
                    for one in row.cells
                    if one.column in names
                ],
            }
            for row in rows
        ]

    @cached_property
    def nothing_unknown(self) -> bool:
        """Whether a class for what is unknown is 0 everywhere, and everybody may know that.

        Then a page says so in a sentence, which tells the same as a column of zeros; files keep it.
        """
        cells = [
            cell
            for row in self.rows
            for cell in row.cells
            if cell.column == UNKNOWN_PART or _is_unknown(row)
        ]
        return bool(cells) and all(cell.value == 0 for cell in cells)

    @cached_property
    def shown_columns(self) -> tuple[tuple[str, str], ...]:
        """Code and name of every column of a page."""
        left_out = UNKNOWN_PART if self.nothing_unknown else None
        return tuple(one for one in self.columns if one[0] != left_out)

    @property
    def by_area(self) -> bool:
        """Whether the rows are areas, so that there is a map of it."""
        return self.release.dimensions[0].column == AREA

    @property
    def row_name(self) -> str:
        """What stands above the names of the rows."""
        first = self.release.dimensions[0].column
        return {AREA: _("Area"), CORPORATION: _("Corporation"), CLASS: _("Class")}[first]

    @property
    def n_hidden(self) -> int:
        """How many figures are not shown."""
        return self.release.shown.count(None)

    @property
    def is_rounded(self) -> bool:
        """Whether every figure is rounded instead of some being hidden."""
        return self.release.certificate.method == "rounded"

    @property
    def little_to_see(self) -> str:
        """That nearly every figure is hidden or zero, in words; empty when there is enough to see."""
        on_page = dict(self.shown_columns)
        cells = [cell for row in self.rows for cell in row.cells if cell.column in on_page]
        n_hidden = sum(cell.hidden for cell in cells)
        n_zero = sum(cell.value == 0 for cell in cells)
        if n_hidden + n_zero < _NEARLY_ALL * len(cells):
            return ""
        numbers = {"n": len(cells), "hidden": n_hidden, "zero": n_zero}
        if not n_zero:
            return _(
                "There is little to see here: %(hidden)d of the %(n)d figures are not shown."
            ) % (numbers)
        if not n_hidden:
            return _("There is little to see here: %(zero)d of the %(n)d figures are 0.") % numbers
        return (
            _(
                "There is little to see here: of the %(n)d figures %(hidden)d are not shown and "
                "%(zero)d are 0."
            )
            % numbers
        )

    @property
    def certificate(self) -> str:
        """How good the choice of what is not shown is, in words."""
        if self.is_rounded:
            around = max(
                (one[1] - one[0]) / 2 for one in self.release.shown if isinstance(one, tuple)
            )
            return _(
                "Every figure is rounded to a multiple of %(base)d, up or down by chance, so that "
                "nobody can be recognised: the real number is at most %(around)d less or more. The "
                "sums of the rounded figures are right."
            ) % {"base": BASE, "around": around}
        if not self.n_hidden:
            return _("Every figure is shown.")
        if self.release.certificate.proven:
            return _("It was calculated that less cannot be left out.")
        return _("Perhaps up to %(n)d percent less could be left out.") % {
            "n": self.release.certificate.gap_percent or 0
        }


def view_of(*, municipality_id: int, table_id: str, place: int, release: str) -> TableView:
    """Return a release as people read it."""
    table, content = public_table(table_id), read_release(release)
    names = _names(municipality_id, table)
    first = content.dimensions[0]
    second = content.dimensions[1] if len(content.dimensions) > 1 else None
    columns = _columns(second, table) if second else []
    total = second.total if second else ""
    shown = dict(zip(content.places, content.shown, strict=True))
    codes = [total, *columns]

    def cells(code: str) -> Iterator[Cell]:
        for column in codes:
            yield _cell(column, shown[(code, column) if second else (code,)])

    headed = tuple((code, names[second.column][code]) for code in columns) if second else ()
    all_together = _("All together") if second else _("How many")
    return TableView(
        table=table,
        place=place,
        release=content,
        head=_head(first),
        columns=((total, all_together), *headed),
        rows=tuple(
            Row(code, names[first.column][code], level, tuple(cells(code)))
            for code, level in _in_order(first, table)
            if code not in NOWHERE or any(cell.value != 0 for cell in cells(code))
        ),
    )


def _is_unknown(row: Row) -> bool:
    return row.level == "class" and row.code == UNKNOWN_PART


def _head(dimension: Dimension) -> str:
    if dimension.column == CLASS:
        return _("The whole municipality")
    if dimension.column == CORPORATION:
        return _("Per corporation")
    return _("Per area")


def cell_names(
    *, municipality_id: int, table_id: str, cells: Sequence[Sequence[Sequence[str]]]
) -> list[str]:
    """Return the names of cells that were refused, such as ``Wijk 1, Vrij``; without any number.

    Args:
        municipality_id: Where.
        table_id: The table.
        cells: Codes of each cell, one per dimension; several together are one figure.
    """
    table = public_table(table_id)
    names = {
        code: name
        for known in _names(municipality_id, table).values()
        for code, name in known.items()
    } | {get_municipality(municipality_id=municipality_id).code: _("the whole municipality")}
    return [
        _(" together with ").join(
            ", ".join(names.get(code, code) for code in codes) for codes in together
        )
        for together in cells
    ]


def _columns(dimension: Dimension, table: PublicTable) -> list[str]:
    """Return the codes of the columns: classes in their own order, such as from low to high."""
    codes = [code for code in dimension.codes if code != dimension.total]
    if dimension.column != CLASS:
        return codes
    order = list(table.classes)
    return sorted(codes, key=lambda code: order.index(code) if code in order else len(order))


def _cell(column: str, shown: float | tuple[float, float] | None) -> Cell:
    if shown is None:
        return Cell(column, None, _("not shown"), hidden=True)
    if isinstance(shown, tuple):
        low, high = shown
        about = (low + high) / 2
        words = _("about %(about)s") % {"about": _number(about)}
        return Cell(column, None, words, hidden=False, about=about)
    return Cell(column, shown, _number(shown), hidden=False)


def _share(cell: Cell, whole: Cell) -> str:
    """Return what part of its row a figure is, in words; only of two figures that are shown exactly.

    It is calculated from what stands beside it, so that it tells nothing that the table does not.
    """
    if cell is whole or not whole.value or not cell.value:
        return ""
    percent = 100 * cell.value / whole.value
    if percent < _WHOLE_PERCENT:
        return _("less than 1 percent")
    if 100 - _WHOLE_PERCENT < percent < 100:
        return _("more than 99 percent")
    return f"{round(percent)}%"


def _number(value: float) -> str:
    return str(number_format(int(value), use_l10n=True, force_grouping=True))


def _in_order(dimension: Dimension, table: PublicTable) -> Iterator[tuple[str, str]]:
    """Give the codes of the rows with their level: all together, then each sum before its parts."""
    parents = dimension.hierarchies[0].parents
    if dimension.column == CORPORATION:
        yield dimension.total, "total"
        yield from ((code, "corporation") for code in dimension.lowest)
        return
    if dimension.column == CLASS:
        yield dimension.total, "total"
        yield from ((code, "class") for code in _columns(dimension, table))
        return
    yield dimension.total, "municipality"
    below = dict(dimension.sums)
    for wijk in sorted(code for code in below if code != dimension.total):
        yield wijk, "wijk"
        yield from ((code, "buurt") for code in below[wijk])
    loose = [code for code in dimension.lowest if parents.get(code) == dimension.total]
    # without buurten the wijken are the smallest
    yield from ((code, "wijk" if code.startswith("WK") else "buurt") for code in loose)


def _names(municipality_id: int, table: PublicTable) -> dict[str, Mapping[str, str]]:
    areas = {one.code: one.name for one in list_areas(municipality_id=municipality_id)}
    parties = party_names(municipality_id=municipality_id)
    everybody = _("All corporations together")
    return {
        AREA: _Named(
            areas | {UNKNOWN_BUURT: _("Buurt unknown"), WHOLE_AREA: _("In no single buurt")}
        ),
        CORPORATION: _Named(parties | {"alle": everybody}),
        CLASS: _Named({"alle": _("All together")} | table.classes),
    }


class _Named(dict[str, str]):
    """Names by code; a code that has no name any more stands for itself."""

    def __missing__(self, code: str) -> str:
        return code
