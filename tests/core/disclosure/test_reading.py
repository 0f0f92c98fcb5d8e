"""Tables and dimensions from files."""

import pytest

from drieluik.core.disclosure import Dimension, FiguresError, add_up, read_figures
from drieluik.core.parameters import DatedFileError

FORM = """
measure: verhuringen
dimensions:
  - column: buurt
    total: stad
    hierarchies:
      - name: cbs
        parents: {b1: w1, b2: w1, w1: stad}
  - column: klasse
    total: alle
"""
TABLE = "buurt,klasse,value\nb1,x,3\nb1,y,20\nb2,x,9\n"


def value(figures, *place):
    return figures.values.reshape(-1)[figures.places.index(place)]


def test_sums_are_made_and_absent_combinations_are_counted():
    figures = read_figures(TABLE.encode(), FORM)

    assert value(figures, "stad", "alle") == 32
    assert value(figures, "w1", "x") == 12
    assert figures.n_absent == 1


def test_a_file_from_a_dutch_spreadsheet_is_read():
    text = "\ufeffbuurt;klasse;value\r\nb1;x;3,5\r\nb2;y;1\r\n"

    figures = read_figures(text.encode(), FORM)

    assert value(figures, "b1", "x") == 3.5
    assert not figures.whole


def test_a_given_total_is_compared_with_its_parts():
    right = read_figures((TABLE + "w1,alle,32\n").encode(), FORM)

    assert value(right, "w1", "alle") == 32
    with pytest.raises(FiguresError, match="w1 / alle: het totaal is 33, de delen zijn 32"):
        read_figures((TABLE + "w1,alle,33\n").encode(), FORM)


def test_all_faults_of_a_table_are_told_at_once():
    text = TABLE + "b1,x,twee\nb2,y,1.234,5\nb2,y,-1\nb9,x,3\nb1,x,3\n,x,3\n"

    with pytest.raises(FiguresError) as told:
        read_figures(text.encode(), FORM)

    lines = [fault.split(":")[0] for fault in told.value.faults]
    assert lines == [f"regel {number}" for number in range(5, 11)]


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("", "leeg"),
        ("buurt,klasse,value\n", "geen regels"),
        ("buurt,value\nb1,3\n", "mist kolom: klasse"),
        ("buurt,klasse,value,value\nb1,x,3,3\n", "twee keer"),
        ("buurt,klasse,value\nb9,x,3\n", "'b9' staat niet in de dimensie"),
        ("buurt,klasse,value\nb1,x,3\nb1,x,3\n", "b1 / x staat er twee keer"),
        ("buurt,klasse,value\nb1,x,3\nb2,x,2000000000\n", "reken in duizenden"),
    ],
)
def test_a_table_that_does_not_fit_is_refused(table, told):
    with pytest.raises(FiguresError, match=told):
        read_figures(table.encode(), FORM)


def test_a_table_in_another_encoding_is_refused():
    with pytest.raises(FiguresError, match="geen UTF-8"):
        read_figures("buurt,klasse,value\né,x,3\n".encode("cp1252"), FORM)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("b2: w1, ", "b2: w9, ", "w9 telt niet mee in stad"),
        ("w1: stad", "w1: b1", "tellen in elkaar mee"),
    ],
)
def test_a_hierarchy_that_does_not_reach_the_total_is_refused(old, new, told):
    with pytest.raises(FiguresError, match=told):
        read_figures(TABLE.encode(), FORM.replace(old, new))


def test_an_unknown_key_is_refused():
    with pytest.raises(DatedFileError, match="onbekende sleutel"):
        read_figures(TABLE.encode(), FORM + "kleur: rood\n")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("column: klasse", "column: buurt", "kolom buurt heeft twee betekenissen"),
        ("column: klasse", "column: value", "kolom value heeft twee betekenissen"),
        ("column: klasse", "column: ", "column is leeg"),
        ("b2: w1", "no: w1", "'False' tussen aanhalingstekens"),
        ("b2: w1", "b2: ", "'None' tussen aanhalingstekens"),
        (
            "measure: verhuringen",
            "measure: v\nfixed: {klasse: x}",
            "klasse heeft twee betekenissen",
        ),
    ],
)
def test_a_form_that_says_two_things_is_refused(old, new, told):
    with pytest.raises(DatedFileError, match=told):
        read_figures(TABLE.encode(), FORM.replace(old, new))


def test_a_table_with_a_column_twice_is_refused():
    place = Dimension.over("buurt", "stad", ["b1"])

    with pytest.raises(FiguresError, match="kolom buurt staat er twee keer in"):
        add_up("proef", [place, place], [(("b1", "b1"), "", 3.0)])
    with pytest.raises(FiguresError, match="kolom buurt staat er twee keer in"):
        add_up("proef", [place], [(("b1",), "", 3.0)], {"buurt": "b1"})
