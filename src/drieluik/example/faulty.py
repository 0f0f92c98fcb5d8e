"""A workbook as it often arrives: filled in by hand, with the usual mistakes.

Comes in: the bytes of a correct workbook. Goes out: the same with mistakes, each of which is
described. Used for the draft in the example that shows findings at their cell.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import openpyxl

from drieluik.core.tables import Table, table
from drieluik.example.typed_form import FIRST_SHEET_ROW

_HEADER_ROW = FIRST_SHEET_ROW - 1


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake of the person who filled in the workbook.

    Attributes:
        table_id: The table in which it was made.
        row: Which row of the table, counted from 1; 0 when it is not about one row.
        column: Name of the column, or None when it is not about one cell.
        written: What stands there instead.
        about_nl: What went wrong, in Dutch.
    """

    table_id: str
    row: int
    column: str | None
    written: Any
    about_nl: str


MISTAKES: tuple[Mistake, ...] = (
    Mistake("dwellings", 3, "net_rent", "6l2,35", "Een l in plaats van een 1: geen getal."),
    Mistake("dwellings", 9, "net_rent", "1.234", "Een getal als tekst: duizend of met decimalen?"),
    Mistake("dwellings", 12, "daeb_label", "SOC", "Een eigen code in plaats van DAE of NDA."),
    Mistake("dwellings", 20, "energy_label", "H", "Een label dat niet bestaat."),
    Mistake("dwellings", 31, "buurt_code", "BU01539999", "Een buurt die niet bestaat."),
    Mistake("dwellings", 40, "let_at_period_end", None, "Een verplichte cel die leeg bleef."),
    Mistake("lettings", 4, "let_on", "04-11-2017", "Een datum buiten de periode."),
    Mistake("arrears", 5, "n_evictions_with_children", 7, "Een deel dat groter is dan het geheel."),
    Mistake("liveability_spending", 2, "amount", -1200, "Een negatief bedrag."),
)
"""Mistakes in single cells; besides there are a double key, an extra column and a hidden row."""


def faulty_workbook(content: bytes) -> bytes:
    """Return the workbook with every mistake of ``MISTAKES`` and three mistakes of form.

    The first dwelling appears twice, the sheet with dwellings has a column of the corporation
    itself, and a row of the lettings is hidden.

    Args:
        content: A workbook filled with at least forty dwellings and four lettings.

    Raises:
        ValueError: The workbook lacks a sheet or a header of the contract.
    """
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    for mistake in MISTAKES:
        contract = table(mistake.table_id)
        sheet = _sheet(workbook, contract)
        place = _column_number(sheet, contract, str(mistake.column))
        sheet.cell(_HEADER_ROW + mistake.row, place).value = mistake.written
    for spoil in _MISTAKES_OF_FORM:
        spoil(workbook)
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def _repeat_a_dwelling(workbook: Any) -> None:
    contract = table("dwellings")
    sheet = _sheet(workbook, contract)
    place = _column_number(sheet, contract, "dwelling_id")
    sheet.cell(FIRST_SHEET_ROW + 1, place).value = sheet.cell(FIRST_SHEET_ROW, place).value


def _add_a_column(workbook: Any) -> None:
    sheet = _sheet(workbook, table("dwellings"))
    place = len(table("dwellings").columns) + 1
    sheet.cell(_HEADER_ROW, place).value = "Complex"
    sheet.cell(FIRST_SHEET_ROW, place).value = "C-014"


def _hide_a_row(workbook: Any) -> None:
    sheet = _sheet(workbook, table("lettings"))
    sheet.row_dimensions[FIRST_SHEET_ROW + 1].hidden = True


_MISTAKES_OF_FORM: tuple[Callable[[Any], None], ...] = (
    _repeat_a_dwelling,
    _add_a_column,
    _hide_a_row,
)


def _sheet(workbook: Any, contract: Table) -> Any:
    if contract.sheet_nl not in workbook.sheetnames:
        raise ValueError(f"het blad {contract.sheet_nl} ontbreekt")
    return workbook[contract.sheet_nl]


def _column_number(sheet: Any, contract: Table, name: str) -> int:
    header = contract.column(name).header_nl
    for cell in sheet[_HEADER_ROW]:
        if cell.value == header:
            return int(cell.column)
    raise ValueError(f"de kolom {header} ontbreekt op blad {contract.sheet_nl}")
