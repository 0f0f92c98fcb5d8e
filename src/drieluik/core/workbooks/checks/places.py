"""Codes of municipalities and neighbourhoods: their form, and whether they are expected."""

from collections.abc import Iterator

import polars as pl

from drieluik.core.tables.places import BUURT, MUNICIPALITY
from drieluik.core.tables.typed import SHEET_ROW
from drieluik.core.workbooks.checks.marking import mark
from drieluik.core.workbooks.expectation import Expectation
from drieluik.core.workbooks.found import FindingList
from drieluik.core.workbooks.reading.sheet import SheetReading
from drieluik.core.workbooks.rules import RULES

_FORMS = {
    MUNICIPALITY.name: (r"^GM[0-9]{4}$", "GM en vier cijfers"),
    BUURT.name: (r"^BU[0-9]{4}[0-9A-Z]{4}$", "BU en acht tekens"),
}


def check_places(reading: SheetReading, expected: Expectation, findings: FindingList) -> None:
    """Report codes of a wrong form, of an unexpected municipality or of no neighbourhood.

    Many dwellings stand in few places: each place is judged once, and rows are looked up only of
    those where something is wrong.
    """
    names = [name for name in _FORMS if name in reading.spots]
    asked = [
        (broken, name, rule, facts)
        for name in names
        for broken, rule, facts in _asked(reading, name, expected)
    ]
    if not asked:
        return
    places = reading.typed.select(names).unique()
    wrong = places.filter(pl.any_horizontal(broken for broken, *_ in asked))
    if wrong.is_empty():
        return
    rows = reading.typed.select(SHEET_ROW, *names).join(
        wrong, on=names, nulls_equal=True, maintain_order="left"
    )
    for broken, name, rule, facts in asked:
        found = rows.filter(broken).select(SHEET_ROW)
        findings.add_table(mark(reading, found, name, (rule, RULES[rule]), **facts))


def _asked(
    reading: SheetReading, name: str, expected: Expectation
) -> Iterator[tuple[pl.Expr, str, dict[str, str]]]:
    """Give every question about a column: which rows are broken, by which rule, what to tell."""
    form, in_words = _FORMS[name]
    well_formed = pl.col(name).str.contains(form)
    yield ~well_formed, "place_form", {"form": in_words}
    for rule, broken in _unexpected(reading, name, expected):
        yield well_formed & broken, rule, {}


def _unexpected(
    reading: SheetReading, name: str, expected: Expectation
) -> Iterator[tuple[str, pl.Expr]]:
    code = pl.col(name)
    if name == MUNICIPALITY.name:
        if expected.municipality_codes is not None:
            yield "municipality_unknown", ~code.is_in(list(expected.municipality_codes))
        return
    elsewhere = pl.lit(False)
    if MUNICIPALITY.name in reading.spots:
        municipality = pl.col(MUNICIPALITY.name)
        well_formed = municipality.str.contains(_FORMS[MUNICIPALITY.name][0])
        elsewhere = well_formed & (code.str.slice(2, 4) != municipality.str.slice(2, 4))
        elsewhere = elsewhere.fill_null(False)
        yield "buurt_elsewhere", elsewhere
    if expected.buurt_codes is not None:
        yield "buurt_unknown", ~elsewhere & ~code.is_in(list(expected.buurt_codes))
