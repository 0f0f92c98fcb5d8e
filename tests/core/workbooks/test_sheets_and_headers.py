"""Sheets, headers and rows as people rearrange them."""

import pytest
from openpyxl.comments import Comment

from drieluik.core.tables import table
from drieluik.core.workbooks import read_workbook


def test_reordered_columns_are_read_by_name(edited, good_rows):
    def change(workbook):
        sheet = workbook["Woningen"]
        for row in range(2, 6):
            cells = [sheet.cell(row, column).value for column in range(1, 11)]
            for column, value in enumerate(reversed(cells), start=1):
                sheet.cell(row, column).value = value

    reading = read_workbook(edited(change))

    assert reading.tables["dwellings"].equals(good_rows["dwellings"])
    assert reading.findings == ()


@pytest.mark.parametrize(
    "written", ["vhe-nummer", " VHE\u00a0nummer ", "Vhé Nummer", "VHE_NUMMER:", "VHE-\nnummer"]
)
def test_headers_are_recognised_in_any_spelling(edited, good_rows, written):
    def change(workbook):
        workbook["Woningen"]["A2"] = written

    reading = read_workbook(edited(change))

    assert reading.tables["dwellings"].equals(good_rows["dwellings"])


def test_rows_above_the_headers_and_blank_rows_keep_row_numbers_exact(edited):
    def change(workbook):
        sheet = workbook["Woningen"]
        sheet.insert_rows(1, 4)
        sheet.insert_rows(8, 3)

    reading = read_workbook(edited(change))

    assert reading.tables["dwellings"]["sheet_row"].to_list() == [7, 11, 12]
    assert reading.findings == ()


def test_a_table_that_starts_in_another_column_has_the_right_addresses(edited, found):
    def change(workbook):
        sheet = workbook["Woningen"]
        sheet["A1"] = None
        sheet.insert_cols(1, 2)
        sheet["H4"] = "veel"

    assert found(edited(change)) == [("number_not_understood", "H4")]


def test_an_extra_column_is_named_and_not_stored(edited, good_rows):
    def change(workbook):
        workbook["Woningen"]["K2"] = "Opmerking"
        workbook["Woningen"]["K3"] = "mooi huis"

    reading = read_workbook(edited(change))

    assert [(f.rule, f.place.cell, f.value) for f in reading.findings] == [
        ("workbooks.column_extra", "K2", "Opmerking")
    ]
    assert reading.tables["dwellings"].equals(good_rows["dwellings"])


def test_a_missing_column_blocks_once_and_not_for_every_row(edited, found):
    def change(workbook):
        workbook["Woningen"]["F2"] = None

    assert found(edited(change)) == [("header_missing", "2:2")]


def test_a_missing_sheet_blocks_and_the_others_are_still_checked(edited, found):
    def change(workbook):
        del workbook["Verkopen"]
        workbook["Verhuringen"]["E3"] = "gisteren"

    assert found(edited(change)) == [("date_not_understood", "E3"), ("sheet_missing", None)]


def test_a_header_that_occurs_twice_blocks(edited, found):
    def change(workbook):
        workbook["Woningen"]["K2"] = "Netto huur"

    assert found(edited(change)) == [("header_twice", "F2"), ("header_twice", "K2")]


def test_a_sheet_without_headers_blocks(edited, found):
    def change(workbook):
        workbook["Woningen"].delete_rows(2)

    assert found(edited(change)) == [("header_row_missing", None)]


def test_a_total_row_is_told_once_and_not_counted(edited):
    def change(workbook):
        workbook["Woningen"]["A6"] = "Totaal"
        workbook["Woningen"]["F6"] = 1512.36

    reading = read_workbook(edited(change))

    assert [(f.rule, f.place.cell) for f in reading.findings] == [("workbooks.row_total", "6:6")]
    assert reading.tables["dwellings"].height == 3


def test_hidden_sheets_rows_and_columns_must_be_confirmed(edited, found):
    def change(workbook):
        workbook["Woningen"].row_dimensions[4].hidden = True
        workbook["Woningen"].row_dimensions[5].hidden = True
        workbook["Woningen"].column_dimensions["F"].hidden = True
        workbook["Verkopen"].sheet_state = "hidden"
        workbook.create_sheet("oud").sheet_state = "veryHidden"

    assert found(edited(change)) == [
        ("column_hidden", "F:F"),
        ("row_hidden", "4:5"),
        ("sheet_hidden", None),
        ("sheet_hidden", None),
    ]


def test_a_hidden_row_still_counts(edited, good_rows):
    def change(workbook):
        workbook["Woningen"].row_dimensions[4].hidden = True

    assert read_workbook(edited(change)).tables["dwellings"].height == 3


def test_merged_cells_among_the_rows_must_be_confirmed(edited, found):
    def change(workbook):
        workbook["Woningen"].merge_cells("F3:F4")

    assert ("cells_merged", "F3:F4") in found(edited(change))


def test_an_extra_sheet_is_a_remark(edited, found):
    def change(workbook):
        workbook.create_sheet("Kladblok")["A1"] = "iets"

    assert found(edited(change)) == [("sheet_extra", None)]


def test_an_empty_sheet_must_be_confirmed(edited, found):
    def change(workbook):
        workbook["Verkopen"].delete_rows(3)

    assert found(edited(change)) == [("sheet_empty", None)]


def test_comments_and_colours_of_people_do_no_harm(edited, found):
    def change(workbook):
        workbook["Woningen"]["A3"].comment = Comment("navragen", "controller")

    assert found(edited(change)) == []


def test_all_findings_come_at_once_in_order_of_sheet_row_and_column(edited, found):
    def change(workbook):
        workbook["Verhuringen"]["E3"] = "31-02-2020"
        workbook["Woningen"]["G5"] = "misschien"
        workbook["Woningen"]["F5"] = "veel"
        workbook["Woningen"]["J3"] = 9

    assert found(edited(change)) == [
        ("code_unknown", "J3"),
        ("number_not_understood", "F5"),
        ("yes_no_not_understood", "G5"),
        ("date_impossible", "E3"),
    ]


def test_many_findings_of_one_kind_are_all_kept_and_counted(edited):
    def change(workbook):
        for row in range(6, 106):
            workbook["Woningen"][f"F{row}"] = "veel"

    reading = read_workbook(edited(change))

    groups = {(g.rule, g.column): g.count for g in reading.summary}
    assert groups["workbooks.number_not_understood", "Netto huur"] == 100
    assert groups["workbooks.cell_blank", table("dwellings").columns[0].header_nl] == 100


def test_a_formula_is_read_by_its_stored_value(stamp, good_rows, rezipped):
    def change(xml):
        return xml.replace(b"<v>612.35</v>", b"<f>600+12.35</f><v>612.35</v>")

    reading = read_workbook(rezipped({"xl/worksheets/sheet2.xml": change}))

    assert reading.tables["dwellings"].equals(good_rows["dwellings"])
    assert reading.findings == ()


def test_a_formula_without_a_stored_value_is_a_finding(edited, found):
    def change(workbook):
        workbook["Woningen"]["F3"] = "=600+12"

    assert found(edited(change)) == [("formula_empty", "F3")]


def test_a_formula_error_is_a_finding_also_alone_in_its_row(rezipped, found):
    def change(xml):
        return xml.replace(b"<v>612.35</v>", b"<f>1/0</f><v>#DIV/0!</v>").replace(
            b'<c r="F3" s=', b'<c r="F3" t="e" s='
        )

    assert found(rezipped({"xl/worksheets/sheet2.xml": change})) == [("formula_error", "F3")]


def test_the_progress_ends_at_the_whole(good):
    told = []

    read_workbook(good, progress=lambda step, share: told.append(share))

    assert told == sorted(told)
    assert told[-1] == 1.0
