"""Small lists with places: which columns hold them, row by row, in a process of its own."""

import io

import pytest

from drieluik.core.placing import MOST_PLACES, read_list_isolated, read_places
from drieluik.core.placing.lists import read_list


def _workbook(rows):
    import xlsxwriter

    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet("Adressen")
    for at, row in enumerate(rows):
        sheet.write_row(at, 0, row)
    book.close()
    return content.getvalue()


def _rules(read):
    return [found.rule for found in read.findings]


def test_columns_of_a_text_table_make_places():
    content = "naam;Postcode;Huisnummer\nJansen;7511 AB;10\n;;\nPietersen;7512CD;"

    read = read_list(content.encode(), "lijst.csv")

    assert read.lines == ((2, "7511 AB 10"), (4, "7512CD"))
    assert read.findings == ()


def test_a_workbook_with_a_title_above_the_header_is_read():
    content = _workbook([["Onze adressen"], ["x", "y"], [257_000, 471_000], [257_000.5, 471_000]])

    read = read_list_isolated(content, "lijst.xlsx")

    assert [line for line, _ in read.lines] == [3, 4]
    assert [one.point[0] for one in read_places(read.lines)] == [257_000.0, 257_000.5]


def test_an_address_with_its_postcode_in_another_column_keeps_its_number():
    content = "adres,postcode\nLangestraat 10,7511 AB\n"

    (one,) = read_places(read_list(content.encode(), "lijst.csv").lines)

    assert (one.postcode, one.house_number) == ("7511AB", 10)


def test_one_column_without_a_header_is_a_list_of_places():
    read = read_list(b"7511 AB 10\n7512 CD 3\n", "lijst.csv")

    assert [written for _, written in read.lines] == ["7511 AB 10", "7512 CD 3"]


@pytest.mark.parametrize(
    ("content", "name", "rule"),
    [
        (b"a;b\n1;2\n", "lijst.csv", "placing.list_columns_missing"),
        (b"postcode;huisnummer\n", "lijst.csv", "placing.list_empty"),
        (b"x", "lijst.docx", "placing.list_unknown_kind"),
        (b"geen werkmap", "lijst.xlsx", "workbooks.file_text"),
    ],
)
def test_a_list_that_cannot_be_used_says_why(content, name, rule):
    assert rule in _rules(read_list_isolated(content, name))


def test_a_list_that_is_too_long_is_refused_whole():
    content = "postcode\n" + "7511 AB\n" * (MOST_PLACES + 1)

    assert _rules(read_list(content.encode(), "lijst.csv")) == ["placing.places_many"]


def test_places_on_a_second_sheet_are_told():
    import xlsxwriter

    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    for name in ("Een", "Twee"):
        sheet = book.add_worksheet(name)
        sheet.write_column(0, 0, ["postcode", "7511 AB"])
    book.close()

    read = read_list(content.getvalue(), "lijst.xlsx")

    assert len(read.lines) == 1
    assert _rules(read) == ["placing.several_tables"]
