"""The workbook that comes back: the same, with its findings in it."""

import io
import zipfile

import openpyxl
import pytest

from drieluik.core.findings import Finding, Place, Severity
from drieluik.core.workbooks import annotate_workbook, read_workbook
from drieluik.core.workbooks.annotating.inserted import insert_list


@pytest.fixture
def faulty(edited):
    def change(workbook):
        workbook["Woningen"]["F3"] = "veel"
        workbook["Woningen"]["D4"] = None
        workbook["Woningen"]["A5"] = "=1+1"

    return edited(change)


@pytest.fixture
def returned(faulty):
    content = annotate_workbook(faulty, read_workbook(faulty).findings)
    return openpyxl.load_workbook(io.BytesIO(content))


def test_each_cell_with_a_finding_has_a_colour_and_a_note(returned):
    sheet = returned["Woningen"]

    assert "'veel' is geen getal" in sheet["F3"].comment.text
    assert "is verplicht" in sheet["D4"].comment.text
    assert sheet["F3"].fill.start_color.rgb == "FFF4B6B0"
    assert sheet["F4"].comment is None


def test_the_list_comes_first_with_links_and_what_to_do(returned):
    sheet = returned.worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]

    assert sheet.title == "Bevindingen"
    assert [row[:3] for row in rows] == [
        ["Verbeteren", "Woningen", "F3"],
        ["Verbeteren", "Woningen", "D4"],
        ["Verbeteren", "Woningen", "A5"],
    ]
    assert sheet["C5"].hyperlink.location or sheet["C5"].hyperlink.target == "#'Woningen'!F3"
    assert all(row[5] and row[6] for row in rows)


def test_values_forms_and_drop_downs_stay(returned, faulty):
    before = openpyxl.load_workbook(io.BytesIO(faulty))

    for sheet in before.worksheets:
        after = returned[sheet.title]
        assert [[cell.value for cell in row] for row in sheet] == [
            [cell.value for cell in row] for row in after
        ]
        assert [[cell.number_format for cell in row] for row in sheet] == [
            [cell.number_format for cell in row] for row in after
        ]
        assert len(sheet.data_validations.dataValidation) == len(
            after.data_validations.dataValidation
        )


def test_the_returned_workbook_can_be_corrected_and_delivered_again(returned, good):
    returned["Woningen"]["F3"] = 612.35
    returned["Woningen"]["D4"] = "NDA"
    returned["Woningen"]["A5"] = "0003"
    target = io.BytesIO()
    returned.save(target)

    again = read_workbook(target.getvalue())
    clean = openpyxl.load_workbook(io.BytesIO(annotate_workbook(target.getvalue(), ())))

    assert again.findings == ()
    assert again.stamp == read_workbook(good).stamp
    assert clean["Woningen"]["F3"].comment is None
    assert clean["Woningen"]["F3"].fill.fill_type is None
    assert clean.sheetnames.count("Bevindingen") == 1


def test_the_note_of_a_person_stays(edited):
    def change(workbook):
        workbook["Woningen"]["F3"] = "veel"
        workbook["Woningen"]["F3"].comment = openpyxl.comments.Comment("navragen", "controller")

    content = edited(change)
    returned = annotate_workbook(content, read_workbook(content).findings)

    text = openpyxl.load_workbook(io.BytesIO(returned))["Woningen"]["F3"].comment.text
    assert text.startswith("navragen")
    assert "geen getal" in text


@pytest.mark.parametrize("evil", ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1"])
def test_a_value_that_looks_like_a_formula_is_text(good, evil):
    finding = Finding(
        "workbooks.number_not_understood",
        Severity.BLOCKS,
        Place("Woningen", "F3", evil, 3),
        evil,
        {"words": ""},
    )

    for content in (annotate_workbook(good, (finding,)), insert_list(good, (finding,))):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            sheets = [
                archive.read(name)
                for name in archive.namelist()
                if name.startswith("xl/worksheets/") and name.endswith(".xml")
            ]
        assert not any(b"<f>" in xml or b"<f " in xml for xml in sheets)


def test_a_large_workbook_gets_only_the_list_and_says_so(faulty, monkeypatch):
    from drieluik.core.workbooks import annotating

    monkeypatch.setattr(annotating, "_LARGEST_TO_COLOUR", 1)
    findings = read_workbook(faulty).findings

    content = annotate_workbook(faulty, findings)

    workbook = openpyxl.load_workbook(io.BytesIO(content))
    sheet = workbook["Bevindingen"]
    assert "niet hebben gekleurd" in sheet["A2"].value
    assert sheet["C5"].value == "F3"
    assert sheet["C5"].hyperlink.location == "'Woningen'!F3"
    again = read_workbook(content)
    assert again.findings == findings
    assert insert_list(content, again.findings) == content


def test_only_the_new_sheet_and_the_lists_of_sheets_change(good):
    content = insert_list(good, ())

    with (
        zipfile.ZipFile(io.BytesIO(good)) as before,
        zipfile.ZipFile(io.BytesIO(content)) as after,
    ):
        changed = {
            name
            for name in after.namelist()
            if name not in before.namelist() or before.read(name) != after.read(name)
        }
    assert changed == {
        "xl/worksheets/bevindingen.xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "[Content_Types].xml",
    }
