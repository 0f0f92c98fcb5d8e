"""A few cells of a workbook replaced: they are read as if somebody had typed them, the rest stays."""

import io
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drieluik.core.workbooks import CannotCorrectError, read_workbook, with_cells

_SHEET = "Woningen"


def _rows(content):
    return read_workbook(content).tables["dwellings"]


def test_a_wrong_cell_is_put_right_and_everything_else_stays(edited, good):
    faulty = edited(lambda book: book[_SHEET].__setitem__("F3", "veel"))

    mended = with_cells(faulty, {(_SHEET, "F3"): "612,35"})

    assert read_workbook(faulty).findings
    assert read_workbook(mended).findings == ()
    assert _rows(mended).equals(_rows(good))


@pytest.mark.slow
def test_what_libreoffice_saved_is_put_right_as_well(resaved, edited, good):
    faulty = resaved(edited(lambda book: book[_SHEET].__setitem__("F3", "veel")))

    mended = with_cells(faulty, {(_SHEET, "F3"): "612,35"})

    assert read_workbook(mended).findings == ()
    assert _rows(mended).equals(_rows(good))


def test_an_empty_cell_gets_a_value_and_a_full_one_can_be_cleared(edited, good):
    faulty = edited(lambda book: book[_SHEET].__setitem__("D4", None))
    kind = openpyxl.load_workbook(io.BytesIO(good))[_SHEET]["D4"].value

    mended = with_cells(faulty, {(_SHEET, "D4"): kind})
    cleared = with_cells(good, {(_SHEET, "D4"): ""})

    assert _rows(mended).equals(_rows(good))
    assert [one.place.cell for one in read_workbook(cleared).findings] == ["D4"]


def test_several_sheets_and_cells_at_once(good):
    sheets = openpyxl.load_workbook(io.BytesIO(good))
    other = next(sheet for sheet in sheets if sheet.title == "Verhuringen")
    texts = {(_SHEET, "F3"): "1,5", (_SHEET, "F5"): "2,5", (other.title, "A3"): "V-77"}

    mended = read_workbook(with_cells(good, texts))

    assert mended.tables["dwellings"]["net_rent"].to_list() == [1.5, 900.0, 2.5]
    assert mended.tables["lettings"]["letting_id"].to_list() == ["V-77"]


def test_a_formula_is_replaced_without_leaving_it_in_the_list_of_formulas(edited):
    faulty = edited(lambda book: book[_SHEET].__setitem__("F3", "=1/0"))
    faulty = _with_chain(faulty)

    mended = with_cells(faulty, {(_SHEET, "F3"): "12"})

    with zipfile.ZipFile(io.BytesIO(mended)) as archive:
        assert "xl/calcChain.xml" not in archive.namelist()
        assert b"calcChain" not in archive.read("[Content_Types].xml")
    assert _rows(mended)["net_rent"][0] == 12.0


def _with_chain(content):
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w") as copy:
        for item in source.infolist():
            kept = source.read(item)
            if item.filename == "[Content_Types].xml":
                kept = kept.replace(
                    b"</Types>", b'<Override PartName="/xl/calcChain.xml" ContentType="x"/></Types>'
                )
            copy.writestr(item, kept)
        copy.writestr("xl/calcChain.xml", "<calcChain/>")
    return target.getvalue()


def test_a_formula_that_stays_is_never_left_with_what_it_came_to_before(edited):
    def change(book):
        book[_SHEET]["F3"] = "veel"
        book["Verhuringen"]["Z9"] = "=Woningen!F3+5500"

    with pytest.raises(CannotCorrectError):
        with_cells(edited(change), {(_SHEET, "F3"): "12"})


@pytest.mark.parametrize(
    ("sheet", "cell"), [("Ander blad", "A3"), (_SHEET, "A3:B4"), (_SHEET, "A99999"), (_SHEET, "")]
)
def test_a_place_that_is_not_there_is_refused(good, sheet, cell):
    with pytest.raises(CannotCorrectError):
        with_cells(good, {(sheet, cell): "1"})


@pytest.mark.parametrize("old", [b"<sheetData>", b'<row r="3"'])
def test_unusual_xml_is_refused_and_never_half_changed(good, old):
    new = {b"<sheetData>": b"<!-- <row> --><sheetData>", b'<row r="3"': b"<row"}[old]
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as source, zipfile.ZipFile(target, "w") as copy:
        for item in source.infolist():
            copy.writestr(item, source.read(item).replace(old, new))

    with pytest.raises(CannotCorrectError):
        with_cells(target.getvalue(), {(_SHEET, "F3"): "1"})


@given(text=st.text(alphabet=st.characters(codec="utf-8"), max_size=30))
@settings(max_examples=40)
def test_any_text_is_written_as_it_is(good, text):
    mended = with_cells(good, {(_SHEET, "A3"): text})

    cell = openpyxl.load_workbook(io.BytesIO(mended))[_SHEET]["A3"].value
    kept = openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", text)
    kept = kept.replace("\ufffe", "").replace("\uffff", "")
    assert (cell or "").replace("\r\n", "\n").replace("\r", "\n") == kept.replace(
        "\r\n", "\n"
    ).replace("\r", "\n")
