"""Finding the header row and which column is which, by name and never by place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from drieluik.core.tables import Table
from drieluik.core.workbooks.matching import bare

_ROWS_SEARCHED = 60


@dataclass(frozen=True, slots=True)
class Headers:
    """The header row of one sheet.

    Attributes:
        row: Its number in the sheet, counted from 1.
        places: For each contract column found: its place among the used columns.
        written: For each place with a header: the text as the file writes it.
        repeated: For each contract column whose header occurs more than once: all its places.
        extra: Places with a header that belongs to no column of the contract.
    """

    row: int
    places: Mapping[str, int]
    written: Mapping[int, str]
    repeated: Mapping[str, tuple[int, ...]]
    extra: tuple[int, ...]


def find_headers(table: Table, texts: pl.DataFrame) -> Headers | None:
    """Return the row that holds most headers of the contract; None when no row holds any two."""
    names = {bare(column.header_nl): column.name for column in table.columns}
    enough = min(2, len(names))
    best: tuple[int, int] | None = None
    rows = texts.head(_ROWS_SEARCHED).rows()
    for number, cells in enumerate(rows, start=1):
        n_found = len({bare(cell) for cell in cells if cell} & names.keys())
        if n_found >= enough and (best is None or n_found > best[0]):
            best = (n_found, number)
    if best is None:
        return None
    return _headers(best[1], rows[best[1] - 1], names)


def _headers(row: int, cells: Sequence[str | None], names: Mapping[str, str]) -> Headers:
    written = {place: text.strip() for place, text in enumerate(cells) if text and text.strip()}
    found: dict[str, list[int]] = {}
    for place, text in written.items():
        name = names.get(bare(text))
        if name is not None:
            found.setdefault(name, []).append(place)
    return Headers(
        row=row,
        places={name: places[0] for name, places in found.items() if len(places) == 1},
        written=written,
        repeated={name: tuple(places) for name, places in found.items() if len(places) > 1},
        extra=tuple(place for place, text in written.items() if bare(text) not in names),
    )
