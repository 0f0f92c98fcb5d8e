"""A delivery is held against what was accepted before, here, of this corporation and of others."""

import polars as pl
import pytest

from drieluik.apps.deliveries.selectors import list_findings
from drieluik.core.findings import action_nl, message_nl
from drieluik.core.tables import Period
from tests.factories.deliveries import (
    check,
    make_accepted,
    make_checked,
    make_signed,
    make_tables,
    make_workbook,
    open_round,
    upload,
)
from tests.factories.organisations import make_municipality, make_party
from tests.factories.tables import typed

pytestmark = pytest.mark.django_db

BEFORE, NOW = Period(2020, 1), Period(2020, 2)
CODE = "GM9001"


@pytest.fixture(autouse=True)
def _asked():
    open_round(period=BEFORE)
    open_round(period=NOW)


def _workbook(
    party_code="corporatie-a", period=NOW, *, spent=0, dwellings=10, code=CODE, tables=None
):
    rows = make_tables(n_dwellings=dwellings, period=period, municipality_code=code)
    place = {"municipality_code": code, "buurt_code": f"BU{code[2:]}0000"}
    spending = place | {"amount": str(spent), "staff_amount": "0"}
    rows["liveability_spending"] = typed("liveability_spending", [spending])
    return make_workbook(
        party_code=party_code,
        period=period,
        tables=rows | (tables or {}),
        municipality_codes=(code,),
    )


def _accept(party_code="corporatie-a", period=BEFORE, **what):
    content = _workbook(party_code, period, **what)
    return make_accepted(content, party=make_party(code=party_code), period=period)


def _doubts(delivery):
    return [row for row in delivery.findings.all() if row.rule.startswith("plausibility.")]


def _said(delivery):
    return [(row.rule.split(".")[1], row.cell, row.municipality_code) for row in _doubts(delivery)]


def test_the_first_delivery_of_all_is_held_against_nothing():
    assert _said(make_checked(_workbook(), period=NOW)) == []


def test_dwellings_that_vanished_since_what_was_accepted_are_asked_about():
    _accept(dwellings=10)

    delivery = make_checked(_workbook(dwellings=8), period=NOW)

    assert _said(delivery) == [("vanished", "A:A", CODE)]
    (doubt,) = _doubts(delivery)
    assert doubt.severity == "confirm"
    assert doubt.facts["examples"] == "W00011, W00012"


def test_what_was_only_signed_is_not_held_against_anything():
    make_signed(_workbook(period=BEFORE, dwellings=10), period=BEFORE)

    assert _said(make_checked(_workbook(dwellings=8), period=NOW)) == []


def test_a_dwelling_that_moved_is_asked_about_at_its_cell():
    _accept()
    is_third = pl.col("sheet_row") == 5
    elsewhere = pl.when(is_third).then(pl.lit("BU90010001")).otherwise("buurt_code")
    moved = make_tables(n_dwellings=10)["dwellings"].with_columns(buurt_code=elsewhere)

    delivery = make_checked(_workbook(tables={"dwellings": moved}), period=NOW)

    assert _said(delivery) == [("changed_silently", "C5", CODE)]
    (doubt,) = _doubts(delivery)
    assert (doubt.value, doubt.facts["before"]) == ("BU90010001", "BU90010000")


def test_others_are_compared_with_by_number_only():
    for number, spent in enumerate((101, 102, 103, 106, 107)):
        _accept(f"ander-{number}", BEFORE, spent=spent)

    delivery = make_checked(_workbook(spent=99999), period=NOW)

    (doubt,) = _doubts(delivery)
    assert doubt.rule == "plausibility.other_than_others"
    told = f"{doubt.facts} {list_findings(delivery)}"
    assert not [value for value in ("101", "103", "107", "ander-", "10,3", "10.3") if value in told]
    assert doubt.facts["n"] == 5


def _asked_beside_others(*spent):
    files = [check(one) for one in _handed_in(*spent)]
    return ["plausibility.other_than_others" in _rules(one) for one in files]


def _handed_in(*spent):
    seen = None
    for amount in spent:
        delivery = upload(_workbook(spent=amount), period=NOW, seen=seen)
        seen = delivery.id
        yield delivery


def _rules(delivery):
    return [row.rule for row in _doubts(delivery)]


@pytest.mark.parametrize("others", [100, 160], ids=["others spend 100", "others spend 160"])
def test_trying_figures_in_file_after_file_never_tells_what_others_have(others):
    for number in range(5):
        _accept(f"ander-{number}", BEFORE, spent=others)

    # 240 stands out beside 100 and not beside 160: held against them, it would tell which it is
    assert _asked_beside_others(99999, 240, 170, 240, 99999) == [True, False, False, False, True]


def test_a_figure_that_was_not_asked_about_first_is_not_asked_about_in_a_next_file():
    for number in range(5):
        _accept(f"ander-{number}", BEFORE, spent=100)

    assert _asked_beside_others(100, 99999) == [False, False]


def test_of_files_that_wait_together_only_the_first_is_held_against_others():
    for number in range(5):
        _accept(f"ander-{number}", BEFORE, spent=100)
    _first, second = _handed_in(99998, 99999)

    assert _rules(check(second)) == []


def test_a_file_set_aside_is_not_the_first():
    for number in range(5):
        _accept(f"ander-{number}", BEFORE, spent=100)
    make_checked(_workbook("elders"), period=NOW)

    assert _asked_beside_others(99999) == [True]


def _after_two_years(now):
    later = (Period(2021, 1), Period(2021, 2))
    for period in (*later, now):
        open_round(period=period)
    for period in (BEFORE, NOW, *later):
        _accept(period=period, spent=100)
    return make_checked(_workbook(period=now, spent=99999), period=now)


def test_the_last_accepted_half_year_is_called_by_its_name():
    delivery = _after_two_years(Period(2023, 1))

    (told,) = [message_nl(one) for one in list_findings(delivery) if "other_than" in one.rule]
    assert told == (
        "Klopt dit? Het totale bedrag aan leefbaarheid is hier 99.999 euro. In het tweede halfjaar "
        "van 2021 was dat 100 euro; in 4 eerdere halfjaren meestal rond 100 euro."
    )


@pytest.mark.parametrize(("now", "n"), [(Period(2024, 1), 1), (Period(2024, 2), 0)])
def test_history_goes_back_four_years_whatever_was_accepted_since(now, n):
    assert len(_said(_after_two_years(now))) == n


def test_corporations_of_another_municipality_are_no_company():
    for number, spent in enumerate((101, 103)):
        _accept(f"ander-{number}", BEFORE, spent=spent)
    elsewhere = make_municipality(code="GM9002", name="Elders")
    open_round(elsewhere, period=BEFORE)
    make_accepted(
        _workbook("elders", BEFORE, spent=102, code="GM9002"),
        party=make_party(code="elders", municipality=elsewhere),
        period=BEFORE,
    )

    assert _said(make_checked(_workbook(spent=99999), period=NOW)) == []


def test_every_sentence_of_a_doubt_can_be_read():
    _accept(dwellings=10)
    delivery = make_checked(_workbook(dwellings=8), period=NOW)

    told = [f"{message_nl(one)} {action_nl(one)}" for one in list_findings(delivery)]

    assert any("zonder dat ergens staat hoe: 2. Bijvoorbeeld W00011" in text for text in told)
