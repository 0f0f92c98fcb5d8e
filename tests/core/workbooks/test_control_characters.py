"""Characters that no person types and no database keeps never come out of a workbook."""

import json
from dataclasses import replace

import polars as pl
import pytest

from drieluik.core.tables import table
from drieluik.core.workbooks import WorkbookStamp, read_workbook
from drieluik.core.workbooks.reading.words import cleaned


def test_a_cleaned_text_has_no_control_characters():
    texts = pl.Series(["a\x00b", "\x01", " \x1f x\ty ", "c\nd", None])

    assert cleaned(texts).to_list() == ["ab", None, "x y", "c d", None]


def test_no_nul_of_a_cell_a_header_or_another_sheet_reaches_tables_or_findings(edited):
    def spoil(workbook):
        sheet = workbook[table("dwellings").sheet_nl]
        sheet["A3"] = "00_x0000_01"
        sheet["C3"] = "geen_x0000_code"
        sheet.cell(2, sheet.max_column + 1, "Extra_x0000_kop")
        workbook.create_sheet("Kladblok")["A1"] = "Telefoon_x0000_nummer"

    reading = read_workbook(edited(spoil))

    assert "0001" in reading.tables["dwellings"]["dwelling_id"].to_list()
    written = json.dumps(
        [reading.found.rows(), *(frame.rows() for frame in reading.tables.values())], default=str
    )
    assert "Extrakop" in written
    assert "geencode" in written
    assert "\\u0000" not in written


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\ud800"])
def test_a_stamp_with_what_is_no_text_is_no_stamp(stamp, sign):
    text = replace(stamp, party_code=f"WPL{sign}").as_text()

    with pytest.raises(ValueError, match="no text"):
        WorkbookStamp.from_text(text)
