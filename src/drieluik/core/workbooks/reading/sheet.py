"""One sheet of a delivery into one typed table, with everything that is odd about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import polars as pl

from drieluik.core.findings import Place
from drieluik.core.tables import Column, Table
from drieluik.core.tables.typed import SHEET_ROW, missing_column, typed_columns
from drieluik.core.workbooks.found import FindingList
from drieluik.core.workbooks.reading.columns import ColumnCells, Conditions, Spot, read_columns
from drieluik.core.workbooks.reading.grid import Grid
from drieluik.core.workbooks.reading.headers import Headers
from drieluik.core.workbooks.reading.repeats import Repeats, repeats_of
from drieluik.core.workbooks.reading.structure import Structure
from drieluik.core.workbooks.reading.words import cleaned, cleaned_sheet
from drieluik.core.workbooks.rules import finding

_TOTAL = r"(?i)^(?:sub)?tota(?:al|len)\b"


@dataclass(frozen=True, slots=True)
class SheetSource:
    """The raw sheet: its name and order, its cells, its headers and its oddities."""

    name: str
    order: int
    grid: Grid
    headers: Headers
    structure: Structure

    def spot(self, place: int) -> Spot:
        """Return where the column at this place of the grid stands."""
        header = self.headers.written.get(place, "")
        return Spot(self.name, self.grid.letters(place), header, self.order, place)


@dataclass(frozen=True, slots=True)
class SheetReading:
    """What was read from one sheet.

    Attributes:
        table: Its contract.
        source: Where it came from.
        typed: The typed table; a faulty cell is null without a reason.
        spots: For each contract column found: where it stands.
        cells: The cleaned texts of the rows, one column per place of the grid, for checks that
            look at what was written; with ``sheet_row``.
        numbers: Same rows; not null where the cell is a number or a logical value.
        repeats: By place, the texts of columns that repeat few of them.
    """

    table: Table
    source: SheetSource
    typed: pl.DataFrame
    spots: dict[str, Spot]
    cells: pl.DataFrame
    numbers: pl.DataFrame
    repeats: Mapping[str, Repeats] = field(default_factory=dict)

    def texts(self, place: str) -> pl.Series:
        """Return every text that stands in a column, once or more, for a quick look."""
        return self.repeats[place].texts if place in self.repeats else self.cells[place]


def read_sheet(
    table: Table, source: SheetSource, conditions: Conditions, findings: FindingList
) -> SheetReading:
    """Read the rows below the headers; blank rows are skipped, row numbers stay exact."""
    rows = _without_totals(source, _rows(source), findings)
    cells, numbers = rows.cells, rows.numbers
    _report_headers(table, source, findings)
    if cells.is_empty():
        findings.add(finding("sheet_empty", Place(source.name)), source.order)
    errors = _report_formulas(source, cells, findings)
    places = {
        column.name: source.headers.places[column.name]
        for column in table.columns
        if column.name in source.headers.places
    }
    spots = {name: source.spot(place) for name, place in places.items()}
    wanted = [
        ColumnCells(
            table.column(name),
            _raw(cells[SHEET_ROW], cells[str(at)], numbers[str(at)]),
            spots[name],
            rows.repeats.get(str(at)),
        )
        for name, at in places.items()
    ]
    readings = dict(zip(places, read_columns(wanted, conditions), strict=True))
    typed: list[pl.DataFrame] = [cells[[SHEET_ROW]]]
    for column in table.columns:
        if column.name not in readings:
            typed.append(_nothing(table, column, cells.height))
            continue
        reading, faulty = readings[column.name], errors.get(places[column.name], set())
        found = reading.found
        if faulty:
            found = found.filter(~pl.col("row").is_in(list(faulty)))
        findings.add_table(found)
        typed.append(_without_reasons(column, reading.typed, cells[SHEET_ROW], faulty))
    whole = pl.concat(typed, how="horizontal").select(*typed_columns(table))
    return SheetReading(table, source, whole, spots, cells, numbers, rows.repeats)


def _raw(rows: pl.Series, clean: pl.Series, numbers: pl.Series) -> pl.DataFrame:
    return pl.DataFrame({"row": rows, "clean": clean, "number": numbers})


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of a sheet as they go into a ``SheetReading``."""

    cells: pl.DataFrame
    numbers: pl.DataFrame
    repeats: dict[str, Repeats]

    def filter(self, kept: pl.Series) -> "_Rows":
        if kept.all():
            return self
        repeats = {place: one.filter(kept) for place, one in self.repeats.items()}
        return _Rows(self.cells.filter(kept), self.numbers.filter(kept), repeats)


def _rows(source: SheetSource) -> _Rows:
    """Return the cleaned texts and the number marks of the rows with at least one value."""
    below = source.headers.row
    texts, repeats = _cleaned(source.grid.texts.slice(below))
    clean = texts.with_row_index(SHEET_ROW, offset=below + 1).cast({SHEET_ROW: pl.Int64})
    filled = clean.select(pl.any_horizontal(pl.exclude(SHEET_ROW).is_not_null())).to_series()
    with_error = {row for row, _ in source.grid.errors if row > below}
    if with_error:
        filled = filled | clean[SHEET_ROW].is_in(list(with_error))
    return _Rows(clean, source.grid.numbers.slice(below), repeats).filter(filled)


def _cleaned(texts: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, Repeats]]:
    """Clean every column; of those that repeat themselves every text once."""
    raw = repeats_of(texts)
    clean = {place: one.with_texts(cleaned) for place, one in raw.items()}
    changed = {place: one for place, one in clean.items() if not one.texts.equals(raw[place].texts)}
    others = cleaned_sheet(texts.select(pl.exclude(list(raw))))
    whole = texts.with_columns(
        *others, *(one.cells().alias(place) for place, one in changed.items())
    )
    return whole, clean


def _without_totals(source: SheetSource, rows: _Rows, findings: FindingList) -> _Rows:
    """Take out rows that add up the others; they are told, never counted."""
    places = [str(place) for place in source.headers.places.values()]
    first = pl.coalesce(pl.col(place) for place in sorted(places, key=int))
    is_total = rows.cells.select(first.str.contains(_TOTAL).fill_null(False)).to_series()
    for row in rows.cells.filter(is_total)[SHEET_ROW].to_list():
        place = Place(source.name, f"{row}:{row}", None, row)
        findings.add(finding("row_total", place, "Totaal"), source.order)
    return rows.filter(~is_total)


def _report_headers(table: Table, source: SheetSource, findings: FindingList) -> None:
    headers, order = source.headers, source.order
    for column in table.columns:
        if column.name in headers.repeated:
            for place in headers.repeated[column.name]:
                findings.add(
                    finding("header_twice", _header_place(source, place), column.header_nl),
                    order,
                    place,
                )
        elif column.name not in headers.places:
            findings.add(
                finding(
                    "header_missing",
                    Place(source.name, f"{headers.row}:{headers.row}", column.header_nl),
                    header=column.header_nl,
                    header_row=headers.row,
                ),
                order,
            )
    for place in headers.extra:
        findings.add(
            finding("column_extra", _header_place(source, place), headers.written[place]),
            order,
            place,
        )
    _report_hidden(source, findings)


def _header_place(source: SheetSource, place: int) -> Place:
    row = source.headers.row
    return Place(
        source.name, source.grid.address(place, row), source.headers.written.get(place), row
    )


def _report_hidden(source: SheetSource, findings: FindingList) -> None:
    structure, order = source.structure, source.order
    used = source.grid.texts.height
    hidden = [row for row in structure.hidden_rows if source.headers.row < row <= used]
    for first, last in _stretches(hidden):
        findings.add(
            finding(
                "row_hidden",
                Place(source.name, f"{first}:{last}", None, first),
                first=first,
                last=last,
            ),
            order,
        )
    for first, last in structure.hidden_columns:
        for place in range(source.grid.texts.width):
            if first <= place + source.grid.first_column <= last:
                letters = source.grid.letters(place)
                findings.add(
                    finding(
                        "column_hidden",
                        Place(
                            source.name, f"{letters}:{letters}", source.headers.written.get(place)
                        ),
                        letters=letters,
                    ),
                    order,
                    place,
                )
    for area in structure.merged:
        if int("".join(c for c in area.partition(":")[2] if c.isdigit()) or 0) > source.headers.row:
            row = int("".join(c for c in area.partition(":")[0] if c.isdigit()) or 0)
            findings.add(finding("cells_merged", Place(source.name, area, None, row), area), order)


def _stretches(rows: Iterable[int]) -> list[tuple[int, int]]:
    stretches: list[tuple[int, int]] = []
    for row in sorted(set(rows)):
        if stretches and stretches[-1][1] == row - 1:
            stretches[-1] = (stretches[-1][0], row)
        else:
            stretches.append((row, row))
    return stretches


def _report_formulas(
    source: SheetSource, cells: pl.DataFrame, findings: FindingList
) -> dict[int, set[int]]:
    """Report formulas without a usable result; return their rows by place."""
    first = source.grid.first_column
    known = set(source.headers.places.values())
    troubles = [("formula_error", row, place) for row, place in source.grid.errors]
    troubles += [
        ("formula_empty", row, column - first) for row, column in source.structure.empty_formulas
    ]
    faulty: dict[int, set[int]] = {}
    for rule, row, place in troubles:
        if row <= source.headers.row or place not in known:
            continue
        faulty.setdefault(place, set()).add(row)
        where = Place(
            source.name, source.grid.address(place, row), source.headers.written.get(place), row
        )
        findings.add(finding(rule, where), source.order, place)
    return faulty


def _without_reasons(
    column: Column, typed: pl.DataFrame, rows: pl.Series, faulty: set[int]
) -> pl.DataFrame:
    name = missing_column(column.name)
    if not faulty or name not in typed.columns:
        return typed
    return typed.with_columns(pl.when(~rows.is_in(list(faulty))).then(pl.col(name)).alias(name))


def _nothing(table: Table, column: Column, height: int) -> pl.DataFrame:
    types = typed_columns(table)
    names = [name for name in (column.name, missing_column(column.name)) if name in types]
    return pl.DataFrame({name: pl.Series([None] * height, dtype=types[name]) for name in names})
