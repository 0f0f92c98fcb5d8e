"""Small lists with places: which columns hold them, row by row, in a process of its own."""

import io

import pytest

from drieluik.core.findings import message_nl
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


@pytest.mark.parametrize(
    ("content", "written"),
    [
        ("nr;adres;postcode\n1;Langestraat 10;7511AB\n", "Langestraat 10 7511AB"),
        ("straat;nr;postcode\nLangestraat;10;7511AB\n", "Langestraat 7511AB 10"),
        ("postcode;nummer;huisnummer\n7511AB;1;10\n", "7511AB 10"),
        ("plaats;x;y\nEnschede;257000;471000\n", "257000; 471000"),
        ("locatie;x;y\nStadhuis;;471000\n", "Stadhuis"),
        ("straat;huisnummer;plaats\nLangestraat;10;Enschede\n", "Langestraat 10, Enschede"),
        ('locatie;naam\n"Langestraat 10, 7511 AB";Jan\n', "Langestraat 10, 7511 AB"),
        ("adres;x;y\nLangestraat 10;257000;471000\n", "257000; 471000"),
        ("x;y\n257000;\n", "257000"),
    ],
)
def test_every_column_counts_for_what_it_holds(content, written):
    assert read_list(content.encode(), "lijst.csv").lines == ((2, written),)


def test_a_column_with_only_the_digits_of_postcodes_says_that_letters_are_missing():
    content = "adres;postcode;huisnummer\nLangestraat;7511;10\n;7511.0;\n"

    places = read_places(read_list(content.encode(), "lijst.csv").lines)

    assert [one.fault.rule for one in places] == ["placing.postcode_incomplete"] * 2


def test_a_list_without_a_header_does_not_have_its_data_repeated_as_names():
    (found,) = read_list(b"Jansen;Langestraat\nPietersen;Haverstraat\n", "lijst.csv").findings

    assert found.rule == "placing.list_columns_missing"
    assert "Jansen" not in message_nl(found)
    assert not found.facts


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


@pytest.mark.parametrize("n_rows", [MOST_PLACES + 50, MOST_PLACES + 1])
def test_a_list_that_is_much_too_long_tells_the_limit_of_lists(n_rows):
    for content, name in (
        (("postcode\n" + "7511 AB\n" * n_rows).encode(), "lijst.csv"),
        (_workbook([["postcode"], *[["7511 AB"]] * n_rows]), "lijst.xlsx"),
    ):
        (found,) = read_list(content, name).findings

        assert f"hoogstens {MOST_PLACES} tegelijk" in message_nl(found)


def test_a_list_with_too_many_columns_says_so():
    (found,) = read_list(_workbook([["postcode"] * 2000]), "lijst.xlsx").findings

    assert found.rule == "placing.list_wide"


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
