"""A table as cells with their addresses, from a sheet, a text file or the attributes of shapes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from drieluik.core.findings import Place
from drieluik.core.geography.reading.columns import TakenAs, recognise
from drieluik.core.geography.reading.tables import header_at, lies_on_its_side, turned
from drieluik.core.workbooks.matching import column_letters

_SAMPLE = 50
_CODES = ("buurt_code", "wijk_code", "municipality_code", "any_code")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, whether it is a real number, and where it stands."""

    text: str
    is_number: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the header: its cells by column, and its number as the file counts."""

    cells: tuple[Cell, ...]
    number: int


@dataclass(frozen=True, slots=True)
class Written:
    """Cells as a file gives them, before anything is understood of them.

    Attributes:
        name: Sheet, layer or file.
        lines: Texts; a missing value is empty.
        numbers: Same shape; whether a cell is a real number. Empty when all is text.
        first_column: Number of the first column, counted from 0.
        has_addresses: Whether people know cells by letters and numbers.
        errors: Line and place of cells with an error value, both counted from 0.
        shapes: One per line below the header; None for a table.
        declared: What the file says of the grid of its shapes.
    """

    name: str
    lines: list[list[str]]
    numbers: list[list[bool]]
    first_column: int = 0
    has_addresses: bool = True
    errors: frozenset[tuple[int, int]] = frozenset()
    shapes: Any = None
    declared: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its header and what was recognised of it."""

    name: str
    header: tuple[str, ...]
    taken: tuple[TakenAs, ...]
    rows: tuple[Row, ...]
    errors: tuple[Cell, ...] = ()
    shapes: Any = None
    declared: str = ""

    @property
    def has_codes(self) -> bool:
        """Whether there is a column with codes of areas."""
        return any(one.meaning in _CODES for one in self.taken)

    def at(self, column: str) -> int:
        """Return the number of a column."""
        return self.header.index(column)

    def column_of(self, *meanings: str) -> str | None:
        """Return the header of the first of these meanings that there is."""
        found = {one.meaning: one.column for one in self.taken}
        return next((found[one] for one in meanings if one in found), None)


def table_of(written: Written) -> Table:
    """Find the header of a table; one that lies on its side is turned."""
    on_its_side = written.shapes is None and lies_on_its_side(written.lines)
    lines = turned(written.lines) if on_its_side else written.lines
    if not lines:
        return Table(written.name, (), (), (), shapes=written.shapes)
    at = header_at(lines) if written.shapes is None else 0
    header = tuple(lines[at])
    body = [(number, line) for number, line in enumerate(lines) if number > at and any(line)]
    sample = {name: _sample(body, place) for place, name in enumerate(header)}
    rows = tuple(
        Row(tuple(_cells(written, header, number, line, turned=on_its_side)), number + 1)
        for number, line in body
    )
    errors = tuple(
        cell
        for row in rows
        for place, cell in enumerate(row.cells)
        if ((place, row.number - 1) if on_its_side else (row.number - 1, place)) in written.errors
    )
    taken = recognise(header, sample)
    return Table(written.name, header, taken, rows, errors, written.shapes, written.declared)


def _sample(body: Sequence[tuple[int, list[str]]], place: int) -> list[str]:
    return [line[place] if place < len(line) else "" for _, line in body[:_SAMPLE]]


def _cells(
    written: Written, header: Sequence[str], number: int, line: Sequence[str], *, turned: bool
) -> Iterator[Cell]:
    for place, column in enumerate(header):
        text = line[place] if place < len(line) else ""
        row, across = (place, number) if turned else (number, place)
        address = f"{column_letters(across + written.first_column)}{row + 1}"
        where = Place(
            written.name, address if written.has_addresses else None, column or None, row + 1
        )
        yield Cell(text, _is_number(written, row, across), where)


def _is_number(written: Written, row: int, place: int) -> bool:
    if row >= len(written.numbers):
        return False
    marks = written.numbers[row]
    return place < len(marks) and marks[place]
