"""Taking the texts of a large sheet apart changes nothing of what is read or found."""

import random

import polars as pl
import pytest

from drieluik.core.tables import TABLES, Period
from drieluik.core.workbooks.checks import check_tables
from drieluik.core.workbooks.expectation import Expectation
from drieluik.core.workbooks.found import FindingList
from drieluik.core.workbooks.reading import repeats
from drieluik.core.workbooks.reading.columns import Conditions
from drieluik.core.workbooks.reading.grid import Grid
from drieluik.core.workbooks.reading.headers import find_headers
from drieluik.core.workbooks.reading.sheet import SheetSource, read_sheet
from drieluik.core.workbooks.reading.structure import Structure

TEXTS = (
    *(None, None, "", " ", "\u00a0x  y ", "ja", " JA", "nee", "n.v.t.", "onbekend", "GM0153"),
    *("BU01530000", "bu01530000", "BU0153", "0012", "12", "1.234", "1234", "612,5", "612.5", "-3"),
    *("a@b.nl", "NL91ABNA0417164300", "123456782", "A", "a", "XYZ", "daeb", "2020-03-15 00:00:00"),
    *("1234567890123456", "5001", "3", "0", "000", "Totaal", "true", "12,-", "€ 12,50", "45000"),
    *("01/02/2020", "31-02-2020", "1 jan 2020", "2020-01-01 12:30:00", "\u200bja", "123456782 "),
)


def _sheet(contract, seed, *, numbers):
    rng = random.Random(seed)
    columns = {
        str(place): [column.header_nl, *(rng.choice(TEXTS) for _ in range(150))]
        for place, column in enumerate(contract.columns)
    }
    marks = {
        place: [None, *(_mark(text, numbers, rng) for text in texts[1:])]
        for place, texts in columns.items()
    }
    texts = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    errors = ((rng.randrange(2, 100), rng.randrange(len(columns))) for _ in range(3))
    kinds = dict.fromkeys(marks, pl.Boolean)
    return Grid(texts, pl.DataFrame(marks, schema=kinds), 0, tuple(errors))


def _mark(text, numbers, rng):
    if numbers == "none" or text is None:
        return None
    is_number = text.replace(".", "").isdigit()
    return True if is_number and (numbers == "all" or rng.random() < 0.5) else None


def _read(contract, grid):
    findings, conditions = FindingList(), Conditions(Period(2020, 2), counts_from_1904=False)
    headers = find_headers(contract, grid.texts)
    assert headers is not None
    source = SheetSource("Blad", 0, grid, headers, Structure())
    reading = read_sheet(contract, source, conditions, findings)
    check_tables([reading], conditions, Expectation(municipality_codes=["GM0153"]), findings)
    return reading, findings.in_order()


@pytest.mark.parametrize("numbers", ["none", "some", "all"])
@pytest.mark.parametrize("contract", TABLES, ids=lambda contract: contract.id)
def test_a_large_sheet_is_read_as_a_small_one(monkeypatch, contract, numbers):
    grid = _sheet(contract, 3, numbers=numbers)
    small, found = _read(contract, grid)
    monkeypatch.setattr(repeats, "_LARGE", 0)
    large, found_in_large = _read(contract, grid)

    assert not small.repeats
    assert len(large.repeats) == len(contract.columns)
    assert large.typed.equals(small.typed)
    assert large.cells.equals(small.cells)
    assert found.height > 100
    assert found_in_large.equals(found)


def test_a_column_that_hardly_repeats_itself_is_left_whole(monkeypatch):
    monkeypatch.setattr(repeats, "_LARGE", 0)
    texts = pl.DataFrame({"own": [str(n) for n in range(600)], "same": ["a", None] * 300})

    (apart,) = repeats.repeats_of(texts).items()

    assert apart[0] == "same"
    assert apart[1].texts.to_list() == ["a", None]
    assert apart[1].cells().equals(texts["same"])
