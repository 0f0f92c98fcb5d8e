"""Tables of addresses are read for one municipality, and say what they could not read."""

import pytest

from drieluik.core.findings import message_nl
from drieluik.core.geography import read_address_book
from tests.factories.borders import zipped

TABLE = (
    b"PC6;Huisnummer;Buurt2021;Wijk2021;Gemeente2021\n"
    b"7511AA;1;1530000;15300;153\n"
    b"7511AA;1;1530000;15300;153\n"
    b"7511 ab;2;BU01530001;15300;153\n"
    b"9999ZZ;3;99010001;990100;9901\n"
    b"kapot;4;1530001;15300;153\n"
    b"7511AC;;1530001;15300;153\n"
)


@pytest.mark.parametrize(
    ("name", "content"), [("a.csv", TABLE), ("a.zip", zipped({"a.csv": TABLE}))]
)
def test_addresses_of_the_municipality_are_read_once_with_codes_in_full(name, content):
    book = read_address_book(content, name, "GM0153")

    assert book.table.rows() == [("7511AA", 1, "BU01530000"), ("7511AB", 2, "BU01530001")]
    assert book.year == 2021
    assert [found.rule for found in book.findings] == ["geography.address_rows_left_out"]
    assert "te lezen is: 2" in message_nl(book.findings[0])


def test_streets_and_towns_are_read_where_the_table_has_them():
    table = (
        b"openbareRuimteNaam;Huisnummer;postcode;woonplaatsNaam;Buurt2021\n"
        b"Hengelosestraat;50;7514AH;Enschede;1530001\n"
        b";51;7514AH;;1530001\n"
    )

    book = read_address_book(table, "bag.csv", "GM0153")

    assert book.table.select("house_number", "street", "town").rows() == [
        (50, "Hengelosestraat", "Enschede"),
        (51, None, None),
    ]
    assert book.findings == ()


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("a.csv", b"a;b;c\n1;2;3\n", "address_columns_missing"),
        ("a.csv", b"", "file_empty"),
        ("a.gpkg", b"x", "file_not_what_it_says"),
        ("a.csv", b"postcode,huisnummer,buurtcode\n1111AA,1,BU99010000\n", "no_addresses"),
    ],
)
def test_a_table_that_cannot_be_used_says_why(name, content, rule):
    book = read_address_book(content, name, "GM0153")

    assert [found.rule for found in book.findings] == [f"geography.{rule}"]
    assert message_nl(book.findings[0])
    assert book.table.is_empty()
