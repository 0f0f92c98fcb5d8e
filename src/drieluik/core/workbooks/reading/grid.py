"""One sheet as a grid of texts whose rows and columns are exactly those of the file."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from drieluik.core.workbooks.matching import column_letters
from drieluik.core.workbooks.reading.words import without_control


@dataclass(frozen=True, slots=True)
class Grid:
    """The used cells of a sheet.

    Attributes:
        texts: One text column per used column, named by its place (``0`` is the first used
            column); the first row is row 1 of the sheet. Numbers are written with a point and as
            many digits as they need, moments as ``2020-03-15 00:00:00``.
        numbers: Same shape; true or false where the cell is a number or a logical value.
        first_column: Number of the first used column, counted from zero.
        errors: Row (from 1) and place of each cell that holds an error value.
    """

    texts: pl.DataFrame
    numbers: pl.DataFrame
    first_column: int
    errors: tuple[tuple[int, int], ...]

    def address(self, place: int, row: int) -> str:
        """Return the address of a cell, such as ``D14``."""
        return f"{self.letters(place)}{row}"

    def letters(self, place: int) -> str:
        """Return the letters of a used column as the sheet shows them."""
        return column_letters(place + self.first_column)


def load_grid(reader: Any, sheet_name: str) -> Grid:
    """Load a sheet twice: as texts, and as "is this a number".

    A number and a text that looks like one must stay apart (``1.234`` typed as text may be a
    thousand or one and a bit), so one reading as text is not enough.

    Args:
        reader: The opened workbook (fastexcel).
        sheet_name: Name of the sheet.

    Returns:
        The grid as if its first used column were A and no cell held an error value; the structure
        of the sheet tells whether that is so.
    """
    sheet = reader.load_sheet(sheet_name, header_row=None, skip_rows=0, dtypes="string")
    texts = _texts_by_place(sheet.to_polars())
    # each loaded sheet holds all its cells: never two at once
    del sheet
    marks = reader.load_sheet(sheet_name, header_row=None, skip_rows=0, dtypes="boolean")
    return Grid(texts, _by_place(marks.to_polars()), 0, ())


def error_cells(reader: Any, sheet_name: str) -> tuple[tuple[int, int], ...]:
    """Return row (from 1) and place of each cell with an error value, such as ``#N/A``.

    A reading of its own, and only for a sheet that has such cells: it loads pyarrow, which takes
    the reading process longer than a small workbook does.
    """
    sheet = reader.load_sheet(sheet_name, header_row=None, skip_rows=0, dtypes="string")
    _, problems = sheet.to_arrow_with_errors()
    errors = problems.errors if problems else ()
    return tuple((error.position[0] + 1, error.position[1]) for error in errors)


def load_texts(reader: Any, sheet_name: str, n_rows: int | None = None) -> pl.DataFrame:
    """Load a sheet as texts only, for a look at sheets that are not stored."""
    sheet = reader.load_sheet(
        sheet_name, header_row=None, skip_rows=0, dtypes="string", n_rows=n_rows
    )
    return _texts_by_place(sheet.to_polars())


def _texts_by_place(frame: pl.DataFrame) -> pl.DataFrame:
    # a file can write any control character as text (_x0000_ for NUL)
    return _by_place(frame.with_columns(without_control(texts) for texts in frame.get_columns()))


def _by_place(frame: pl.DataFrame) -> pl.DataFrame:
    frame.columns = [str(place) for place in range(frame.width)]
    return frame
