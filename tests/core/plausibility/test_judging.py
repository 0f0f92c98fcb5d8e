"""Figures beside earlier half-years, other corporations, and other places."""

import pytest

from drieluik.core.plausibility import (
    doubts_asked_again,
    doubts_beside_earlier,
    doubts_beside_others,
    doubts_by_place,
    figures_of,
    rates_of,
)
from drieluik.core.tables import Period
from tests.factories.tables import table, typed, unstamped

SPENDING = "liveability_spending.spending"
NOW = Period(2020, 2)
PAST = [Period(2018, 2), Period(2019, 1), Period(2019, 2), Period(2020, 1)]


def _spent(*amounts):
    return unstamped(table("liveability_spending", "amount\n" + "\n".join(amounts)))


def _dwellings(n, rent="500"):
    return typed("dwellings", [{"net_rent": rent}] * n)


def _arrears(amounts):
    rows = [
        {"buurt_code": f"BU0153{n:04d}", "arrears_amount": amount}
        for n, amount in enumerate(amounts)
    ]
    return {"arrears": typed("arrears", rows)}


def test_figures_are_sums_means_and_numbers_of_rows():
    tables = {
        "dwellings": unstamped(table("dwellings", "net_rent\n400\n600\nonbekend")),
        "lettings": unstamped(table("lettings", "rekenhuur\n500\n700")),
        "liveability_spending": _spent("10", "20"),
    }

    assert figures_of(tables) == {
        "dwellings.mean_rent": 500.0,
        "lettings.number_of_lettings": 2.0,
        "lettings.mean_rent": 600.0,
        SPENDING: 30.0,
    }


def test_a_sum_with_an_unknown_part_is_unknown():
    assert figures_of({"liveability_spending": _spent("10", "onbekend")}) == {}


def test_rates_are_per_dwelling_and_do_not_exist_without_dwellings():
    tables = {"liveability_spending": _spent("10", "20")}

    assert rates_of(tables | {"dwellings": _dwellings(4)})[SPENDING] == 7.5
    assert rates_of(tables) == {}
    assert rates_of(tables | {"dwellings": _dwellings(0)}) == {}


def test_a_figure_unlike_earlier_half_years_is_asked_about_with_the_numbers():
    now = {"liveability_spending": _spent("80000")}
    spent = (40000.0, 42000.0, 41000.0, 43500.5)
    earlier = {when: {SPENDING: value} for when, value in zip(PAST, spent, strict=True)}

    (doubt,) = doubts_beside_earlier(now, NOW, earlier)

    assert (doubt.rule, doubt.table, doubt.column, doubt.row) == (
        "other_than_before", "liveability_spending", "amount", None,
    )  # fmt: skip
    assert doubt.facts == {
        "now": "80.000 euro", "when": "Vorig halfjaar", "before": "43.500,50 euro",
        "usual": "41.500 euro", "n": 4, "what": "Het totale bedrag aan leefbaarheid",
    }  # fmt: skip


def test_the_latest_half_year_is_named_when_it_is_not_the_one_before():
    earlier = {when: {SPENDING: 40000.0} for when in [Period(2018, 1), *PAST[:3]]}
    earlier[Period(2020, 1)] = {}  # accepted, but nobody knew this figure

    (doubt,) = doubts_beside_earlier({"liveability_spending": _spent("80000")}, NOW, earlier)

    assert doubt.facts["when"] == "In het tweede halfjaar van 2019"


@pytest.mark.parametrize("known", [0, 1, 2, 3])
def test_a_short_history_gives_no_judgement(known):
    now = {"liveability_spending": _spent("80000")}

    earlier = {when: {SPENDING: 100.0} for when in PAST[:known]}

    assert list(doubts_beside_earlier(now, NOW, earlier)) == []


def test_a_figure_unlike_that_of_others_is_asked_about_without_any_figure_of_theirs():
    now = {"liveability_spending": _spent("9000"), "dwellings": _dwellings(10)}
    others = [{SPENDING: value} for value in (51.0, 52.0, 53.0, 54.0, 57.0)]

    (doubt,) = doubts_beside_others(now, others)

    assert doubt.rule == "other_than_others"
    assert doubt.facts == {
        "now": "9.000 euro", "n": 5, "what": "Het totale bedrag aan leefbaarheid",
        "figure": SPENDING,
    }  # fmt: skip


def test_four_others_are_too_few_to_be_compared_with():
    now = {"liveability_spending": _spent("9000"), "dwellings": _dwellings(10)}

    assert list(doubts_beside_others(now, [*[{SPENDING: 51.0}] * 4, {}])) == []


def test_what_was_asked_before_is_asked_again_only_of_the_very_same_figure():
    first = {"liveability_spending": _spent("9000"), "dwellings": _dwellings(10)}
    (doubt,) = doubts_beside_others(first, [{SPENDING: 51.0}] * 5)
    asked = {SPENDING: doubt.facts}

    assert list(doubts_asked_again(first, asked)) == [doubt]
    assert list(doubts_asked_again({"liveability_spending": _spent("9001")}, asked)) == []
    assert list(doubts_asked_again(first, {})) == []


def test_a_place_that_changed_unlike_the_others_is_asked_about_at_its_cell():
    before = _arrears(["1000"] * 11)
    now = _arrears(["1000"] * 5 + ["9000,50"] + ["1000"] * 5)

    (doubt,) = doubts_by_place(now, before)

    assert (doubt.rule, doubt.column, doubt.row, doubt.value) == (
        "changed_oddly", "arrears_amount", 7, "9000,50",
    )  # fmt: skip
    assert doubt.facts == {"before": "1.000 euro", "now": "9.000,50 euro"}


def test_places_are_matched_by_their_code_and_not_by_their_row():
    before = _arrears([str(1000 * n) for n in range(1, 13)])
    turned = before["arrears"].reverse().with_columns(before["arrears"]["sheet_row"])

    assert list(doubts_by_place({"arrears": turned}, before)) == []
