"""Tables of figures as files: named columns and rows in, an xlsx or csv file out.

Text from people can start with a sign that a spreadsheet takes for a formula. In xlsx such text is
written as text; in csv, which knows no types, it gets an apostrophe in front. Knows no indicator.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

Cell = str | int | float | Decimal | None
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class FigureTable:
    """What goes into the file.

    Attributes:
        title: Name of the sheet's contents.
        notes: Sentences above the table: where the figures come from, whether they are made up.
        header: Names of the columns.
        rows: The cells; None is written as an empty cell, a Decimal as an amount with cents.
    """

    title: str
    notes: tuple[str, ...]
    header: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]


def csv_file(table: FigureTable) -> bytes:
    """Write the table as csv that Dutch spreadsheets open: semicolons, decimal comma, UTF-8.

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
    for line in (table.title, *table.notes):
        writer.writerow([_plain(line)])
    writer.writerow([_plain(name) for name in table.header])
    writer.writerows([_plain(cell) for cell in row] for row in table.rows)
    return written.getvalue().encode("utf-8-sig")


def xlsx_file(table: FigureTable, made_at: datetime | None = None) -> bytes:
    """Write the table as a workbook with one sheet; numbers stay numbers, text stays text.

    Args:
        table: What to write.
        made_at: Moment kept in the file's properties; a fixed day when absent.
    """
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties(
        {"title": table.title, "created": made_at or datetime(2020, 1, 1, tzinfo=UTC)}
    )
    sheet = book.add_worksheet("Cijfers")
    bold, amount = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0.00"})
    sheet.write_string(0, 0, table.title, bold)
    for place, note in enumerate(table.notes, start=1):
        sheet.write_string(place, 0, note)
    top = len(table.notes) + 2
    for column, name in enumerate(table.header):
        sheet.write_string(top, column, name, bold)
    for place, row in enumerate(table.rows, start=top + 1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(place, column, cell)
            elif isinstance(cell, Decimal):
                sheet.write_number(place, column, float(cell), amount)
            elif cell is not None:
                sheet.write_number(place, column, cell)
    sheet.freeze_panes(top + 1, 0)
    sheet.set_column(0, max(len(table.header) - 1, 0), 22)
    book.close()
    return stream.getvalue()


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(_FORMULA_SIGNS) else cell
    return str(cell).replace(".", ",")
