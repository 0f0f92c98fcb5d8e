"""The second municipality of the example: made up altogether, in one workbook with the city."""

import polars as pl
import pytest

from drieluik.apps.deliveries.check_outcome import parts_by_municipality
from drieluik.core.indicators import INDICATORS
from drieluik.core.norms import Measurable, Measure, Norm, parse_norm
from drieluik.core.plausibility import doubts_about_stock
from drieluik.core.tables import TABLES, Period
from drieluik.example import parties
from drieluik.example.city import buurten, wijken
from drieluik.example.deliveries import party_tables, periods, workbook_tables
from drieluik.example.made_up import plans_of
from drieluik.example.norms import norms
from drieluik.example.places import CITY, VILLAGE, place, places
from drieluik.example.register import agreements

SHARED = "de-woonplaats"
IN_VILLAGE = "de-woonplaats-voorbeelddorp"
LAST_CODE_OF_CBS = 2000
COUNTED = {
    entry.id: Measurable(entry.id, entry.name_nl, Measure.NUMBER, ()) for entry in INDICATORS
}


def test_whatever_bears_the_name_of_the_village_says_that_it_is_made_up() -> None:
    own = [one for one in parties.parties() if one.places == (VILLAGE.code,)]
    names = [VILLAGE.name, agreements(VILLAGE).title, *(one.name for one in own)]

    assert len(own) == 2
    assert all(one.fictitious for one in own)
    assert all("(verzonnen)" in name or "(voorbeeld)" in name for name in names)


def test_no_code_of_the_village_can_be_one_of_the_cbs() -> None:
    number = VILLAGE.code.removeprefix("GM")

    assert int(number) > LAST_CODE_OF_CBS
    assert [one.code[:6] for one in buurten(VILLAGE)] == [f"BU{number}"] * 3
    assert {one.wijk_code for one in buurten(VILLAGE)} == {one.code for one in wijken(VILLAGE)}
    assert sum(one.inhabitants for one in buurten(VILLAGE)) == wijken(VILLAGE)[0].inhabitants


def test_a_municipality_that_is_not_there_is_refused() -> None:
    assert [place(one.code) for one in places()] == [CITY, VILLAGE]
    with pytest.raises(KeyError):
        place("GM0000")


def test_one_corporation_works_in_both_and_the_others_in_the_city() -> None:
    where = {one.code: one.places for one in parties.corporations()}

    assert where.pop(SHARED) == (CITY.code, VILLAGE.code)
    assert set(where.values()) == {(CITY.code,)}
    assert [one.code for one in plans_of(SHARED)] == [SHARED, IN_VILLAGE]
    with pytest.raises(KeyError):
        plans_of("nobody")


@pytest.mark.parametrize("period", periods(), ids=str)
def test_the_one_workbook_splits_into_what_each_municipality_was_made(period: Period) -> None:
    whole = workbook_tables(SHARED, period)

    parts = parts_by_municipality(whole, [CITY.code, VILLAGE.code])

    for contract in TABLES:
        assert not whole[contract.id].select(contract.key).is_duplicated().any()
        rows = whole[contract.id]["sheet_row"].to_list()
        assert rows == list(range(3, 3 + len(rows)))
        for one, code in ((CITY, SHARED), (VILLAGE, IN_VILLAGE)):
            made = party_tables(code, period)[contract.id].drop("sheet_row")
            assert parts[one.code][contract.id].drop("sheet_row").equals(made)


@pytest.mark.parametrize("period", periods(), ids=str)
def test_every_row_of_the_village_lies_in_a_buurt_of_the_village(period: Period) -> None:
    own = {one.code for one in buurten(VILLAGE)}

    for contract in TABLES:
        rows = party_tables(IN_VILLAGE, period)[contract.id]
        assert set(rows["municipality_code"]) <= {VILLAGE.code}
        if "buurt_code" in rows.columns:
            assert set(rows["buurt_code"].drop_nulls()) <= own


def test_the_dwellings_of_the_village_close_and_every_letting_is_of_one_of_them() -> None:
    for earlier, period in zip(periods(), periods()[1:], strict=False):
        before, now = party_tables(IN_VILLAGE, earlier), party_tables(IN_VILLAGE, period)

        assert list(doubts_about_stock(now, before)) == []
        assert set(now["lettings"]["dwelling_id"]) <= set(now["dwellings"]["dwelling_id"])


def test_norms_of_the_village_quote_its_own_agreements_and_are_broken_in_its_last_year() -> None:
    read = [parse_norm(one.text, COUNTED) for one in norms(VILLAGE)]
    households = [
        party_tables(IN_VILLAGE, period)["arrears"].select(pl.sum("n_households_in_arrears")).item()
        for period in periods()
    ]

    for norm in read:
        assert isinstance(norm, Norm), norm
        assert norm.quotation in agreements(VILLAGE).agreement(norm.clause).text
    assert max(households[:2]) <= 8 < min(households[2:])


def test_who_is_bound_in_the_village_takes_part_there() -> None:
    there = {one.code for one in parties.parties() if VILLAGE.code in one.places}

    assert set(agreements(VILLAGE).parties) == there
    assert agreements(VILLAGE).focus_projects == ()
