"""The facts about the city are those of the CBS."""

import csv
from pathlib import Path

from drieluik.example import city


def test_there_are_seventy_buurten_with_unique_codes_in_ten_wijken() -> None:
    codes = [buurt.code for buurt in city.buurten()]

    assert len(set(codes)) == len(codes) == 70
    assert {buurt.wijk_code for buurt in city.buurten()} == {wijk.code for wijk in city.wijken()}


def test_inhabitants_and_households_add_up_to_the_published_sums() -> None:
    assert sum(buurt.inhabitants for buurt in city.buurten()) == 159_655
    assert sum(buurt.households for buurt in city.buurten()) == 79_540


def test_wijken_add_up_to_the_municipality_in_2022() -> None:
    assert sum(wijk.dwellings for wijk in city.wijken()) == city.municipality().dwellings == 76_250


def test_a_figure_the_cbs_does_not_publish_is_absent_with_a_reason() -> None:
    unpublished = [buurt for buurt in city.buurten() if buurt.share_15_24 is None]

    assert {buurt.name for buurt in unpublished} == {"'t Weldink", "Koekoeksbeekhoek", "Kennispark"}
    assert all(buurt.missing_reason_nl for buurt in unpublished)


def test_each_year_of_stock_history_closes_and_follows_on_the_year_before() -> None:
    years = city.stock_history()

    for year in years:
        additions = year.new_build + year.other_additions + year.correction
        withdrawals = year.demolished + year.other_withdrawals
        assert year.stock_begin + additions - withdrawals == year.stock_end
    assert [year.stock_end for year in years[:-1]] == [year.stock_begin for year in years[1:]]


def test_buurten_are_those_of_the_published_file(shared: Path) -> None:
    path = shared / "data" / "cbs-buurten-enschede-2021" / "enschede_buurten_2021.csv"
    published = {
        row["buurtcode"]: row for row in csv.DictReader(path.read_text("utf-8").splitlines())
    }

    assert {buurt.code for buurt in city.buurten()} == set(published)
    for buurt in city.buurten():
        assert buurt.name == published[buurt.code]["buurtnaam"]
        assert buurt.inhabitants == int(published[buurt.code]["aantal_inwoners"])
