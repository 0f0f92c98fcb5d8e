"""Tables of figures as files: named columns and rows in, an xlsx, csv or parquet file out.

Text from people can start with a sign that a spreadsheet takes for a formula. In xlsx such text is
written as text; in csv, which knows no types, it gets an apostrophe in front. Knows no indicator.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

Cell = str | int | float | Decimal | None
_FIGURE, _SENTENCE = 22, 60
"""Width of a column, in signs; a column with a longer text folds its lines."""
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class FigureTable:
    """What goes into the file.

    Attributes:
        title: Name of the sheet's contents.
        notes: Sentences above the table: where the figures come from, whether they are made up.
        header: Names of the columns.
        rows: The cells; None is written as an empty cell, a Decimal as an amount with cents.
        sheet: Name of the sheet in a workbook.
    """

    title: str
    notes: tuple[str, ...]
    header: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    sheet: str = "Cijfers"


def csv_file(*tables: FigureTable) -> bytes:
    """Write tables as csv that Dutch spreadsheets open: semicolons, decimal comma, UTF-8.

    Several tables stand below each other with an empty line between them.

    Examples:
        >>> made = FigureTable("t", ("n",), ("naam", "waarde"), [("=1+1", 0.5), ("x", None)])
        >>> print(csv_file(made).decode("utf-8-sig").replace(chr(13), ""), end="")
        t
        n
        naam;waarde
        '=1+1;0,5
        x;
    """
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";")
    for place, table in enumerate(tables):
        if place:
            writer.writerow([])
        for line in (table.title, *table.notes):
            writer.writerow([_plain(line)])
        writer.writerow([_plain(name) for name in table.header])
        writer.writerows([_plain(cell) for cell in row] for row in table.rows)
    return written.getvalue().encode("utf-8-sig")


def xlsx_file(*tables: FigureTable, made_at: datetime | None = None) -> bytes:
    """Write every table as a sheet of one workbook; numbers stay numbers, text stays text.

    Args:
        tables: What to write; the first one names the workbook.
        made_at: Moment kept in the file's properties; a fixed day when absent.
    """
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties(
        {"title": tables[0].title, "created": made_at or datetime(2020, 1, 1, tzinfo=UTC)}
    )
    formats = _Formats(
        bold=book.add_format({"bold": True}),
        amount=book.add_format({"num_format": "#,##0.00"}),
        folded=book.add_format({"text_wrap": True, "valign": "top"}),
    )
    for table in tables:
        _write(book.add_worksheet(table.sheet), table, formats)
    book.close()
    return stream.getvalue()


def parquet_file(rows: Sequence[Mapping[str, Any]], kinds: Mapping[str, str], about: str) -> bytes:
    """Write rows as Parquet, with what they are in the metadata of the file itself.

    Args:
        rows: Every row by name of its column; None is written as null.
        kinds: Name of a column -> ``text``, ``whole``, ``number`` or ``yes_no``, in their order.
        about: What the file tells of itself under the key ``drieluik``, as JSON.

    Examples:
        >>> import pyarrow.parquet as parquet
        >>> made = parquet_file([{"n": 3}, {"n": None}], {"n": "whole"}, "{}")
        >>> read = parquet.read_table(io.BytesIO(made))
        >>> read.column("n").to_pylist(), read.schema.metadata
        ([3, None], {b'drieluik': b'{}'})
    """
    import pyarrow
    from pyarrow import parquet

    types = {
        "text": pyarrow.string(),
        "whole": pyarrow.int64(),
        "number": pyarrow.float64(),
        "yes_no": pyarrow.bool_(),
    }
    schema = pyarrow.schema(
        [(name, types[kind]) for name, kind in kinds.items()], metadata={"drieluik": about}
    )
    stream = io.BytesIO()
    table = pyarrow.Table.from_pylist([dict(row) for row in rows], schema=schema)
    parquet.write_table(table, stream, compression="zstd")
    return stream.getvalue()


@dataclass(frozen=True, slots=True)
class _Formats:
    """How cells look: headings, amounts with cents, and sentences in a wide column."""

    bold: Any
    amount: Any
    folded: Any


def _write(sheet: Any, table: FigureTable, formats: _Formats) -> None:
    sheet.write_string(0, 0, table.title, formats.bold)
    for place, note in enumerate(table.notes, start=1):
        sheet.write_string(place, 0, note)
    top = len(table.notes) + 2
    for column, name in enumerate(table.header):
        sheet.write_string(top, column, name, formats.bold)
        told = any(_is_long(row[column]) for row in table.rows)
        sheet.set_column(column, column, _SENTENCE if told else _FIGURE)
    for place, row in enumerate(table.rows, start=top + 1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(place, column, cell, formats.folded if _is_long(cell) else None)
            elif isinstance(cell, Decimal):
                sheet.write_number(place, column, float(cell), formats.amount)
            elif cell is not None:
                sheet.write_number(place, column, cell)
    sheet.freeze_panes(top + 1, 0)


def _is_long(cell: Cell) -> bool:
    return isinstance(cell, str) and len(cell) > _SENTENCE


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(_FORMULA_SIGNS) else cell
    return str(cell).replace(".", ",")
