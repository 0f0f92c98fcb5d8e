"""What the figures of each indicator are, on drawn tables."""

import polars as pl
import pytest

from drieluik.core.indicators import Level, indicator, values
from tests.factories.tables import table


def total(indicator_id, tables, parameters, breakdown="all"):
    found = values(indicator(indicator_id), tables, parameters, by=[Level.TOTAL])
    return found.row(by_predicate=pl.col("breakdown") == breakdown, named=True)


def bounds(row):
    return row["value"], row["value_low"], row["value_high"]


def test_rent_classes_follow_the_limits_of_the_year_to_the_cent(first_half):
    dwellings = table("dwellings", "net_rent\n432,51\n432,52\n619,01\n663,40\n663,41\n737,15")

    found = values(
        indicator("dwellings-by-rent-class"), {"dwellings": dwellings}, first_half, [Level.TOTAL]
    )

    by_class = dict(found.select("breakdown", "value").iter_rows())
    assert by_class == {"GOE": 1, "BETL": 2, "BETH": 1, "DUU": 1, "BOV": 1, "all": 6}


def test_a_dwelling_that_was_never_let_has_an_unknown_class_and_stays_in_the_total(first_half):
    dwellings = {"dwellings": table("dwellings", "net_rent\n0,01\n500")}

    assert bounds(total("dwellings-by-rent-class", dwellings, first_half)) == (2, 2, 2)
    assert bounds(total("dwellings-by-rent-class", dwellings, first_half, "GOE")) == (0, 0, 1)
    assert bounds(total("dwellings-by-rent-class", dwellings, first_half, "unknown")) == (1, 1, 1)


def test_zero_rent_is_a_rent_and_not_an_unknown(first_half):
    dwellings = {"dwellings": table("dwellings", "net_rent\n0")}

    assert bounds(total("dwellings-by-rent-class", dwellings, first_half, "GOE")) == (1, 1, 1)


def test_without_the_limits_of_the_year_every_class_is_unknown():
    from drieluik.core.flows import parameters_of
    from drieluik.core.tables import Period

    later = parameters_of(Period(2030, 1))
    dwellings = {"dwellings": table("dwellings", "net_rent\n500\n600")}

    assert bounds(total("dwellings-by-rent-class", dwellings, later, "BETL")) == (None, 0, 2)
    assert bounds(total("dwellings-by-rent-class-fixed-limits", dwellings, later, "BETL")) == (
        2,
        2,
        2,
    )


def test_a_lettings_test_that_does_not_apply_leaves_the_denominator(first_half):
    lettings = {"lettings": table("lettings", "appropriate_allocation\nPAS\nNIE\nNVT")}

    row = total("appropriate-allocation-share", lettings, first_half)

    assert (row["numerator"], row["denominator"], row["n_rows"]) == (1, 2, 2)


def test_nothing_tested_gives_no_share(first_half):
    lettings = {"lettings": table("lettings", "appropriate_allocation\nNVT")}

    assert bounds(total("appropriate-allocation-share", lettings, first_half)) == (None, None, None)


def test_a_delivered_table_without_rows_counts_as_zero(first_half):
    sales = {"sales": table("sales", "dwelling_id\n1").clear()}
    with_someone = sales | {"lettings": table("lettings", "letting_id\n1")}

    assert bounds(total("sales", with_someone, first_half)) == (0, 0, 0)


def test_a_table_nobody_delivered_gives_no_figure(first_half):
    lettings = {"lettings": table("lettings", "letting_id\n1")}

    assert values(indicator("sales"), lettings, first_half).is_empty()


def test_a_number_that_is_unknown_everywhere_is_not_zero(first_half):
    arrears = {"arrears": table("arrears", "n_evictions\nonbekend\nonbekend")}

    assert bounds(total("evictions", arrears, first_half)) == (None, 0, None)


def test_an_unknown_amount_is_at_least_its_staff_part(first_half):
    spending = table("liveability_spending", "amount | staff_amount\n100,10 | 0\nonbekend | 50,05")

    row = total("liveability-spending", {"liveability_spending": spending}, first_half)

    assert bounds(row) == (100.10, 150.15, None)


def test_spending_for_the_whole_area_counts_in_the_total_and_in_no_buurt(first_half):
    spending = table(
        "liveability_spending", "buurt_code | amount\nBU01530001 | 100\nn.v.t. | 60\nonbekend | 40"
    )
    dwellings = table("dwellings", "buurt_code\nBU01530001\nBU01530001")
    tables = {"liveability_spending": spending, "dwellings": dwellings}

    found = values(indicator("liveability-spending-per-daeb-dwelling"), tables, first_half)

    per_buurt = dict(found.filter(level="buurt").select("buurt_code", "value").iter_rows())
    assert per_buurt == {"BU01530001": 50.0, "whole_area": None, "unknown": None}
    assert found.filter(level="total")["value"].item() == 100.0


def test_per_corporation_a_missing_table_means_no_figure_for_that_party():
    from drieluik.core.flows import AcceptedTables, measure
    from drieluik.core.tables import Period
    from tests.factories.tables import typed

    half = Period(2020, 1)
    both = {
        "dwellings": typed("dwellings", [{}]),
        "liveability_spending": typed("liveability_spending", [{"amount": "100"}]),
    }
    deliveries = [
        AcceptedTables("A", "A-1", half, both),
        AcceptedTables("B", "B-1", half, {"dwellings": typed("dwellings", [{}, {}])}),
    ]

    found = measure(deliveries, half).values.filter(
        indicator_id="liveability-spending-per-daeb-dwelling"
    )

    assert found.filter(level="corporation")["party_code"].to_list() == ["A"]
    assert found.filter(level="total")["value"].item() == 100.0


@pytest.mark.parametrize(
    ("active", "housed", "left", "expected"),
    [
        ("02-07-2018", "02-07-2019", "n.v.t.", (1.0, 1.0, 1.0)),
        ("02-07-2018", "03-07-2019", "n.v.t.", (0.0, 0.0, 0.0)),
        ("02-07-2018", "n.v.t.", "n.v.t.", (0.0, 0.0, 0.0)),
        ("02-07-2018", "n.v.t.", "02-07-2019", (None, 0.0, 1.0)),
        ("02-07-2018", "n.v.t.", "03-07-2019", (0.0, 0.0, 0.0)),
        ("02-07-2018", "onbekend", "n.v.t.", (None, 0.0, 1.0)),
        ("onbekend", "n.v.t.", "n.v.t.", (None, 0.0, 1.0)),
        ("02-07-2019", "01-08-2019", "n.v.t.", (None, None, None)),
        ("01-07-2018", "01-08-2018", "n.v.t.", (None, None, None)),
    ],
)
def test_a_seeker_counts_by_the_dates(first_half, active, housed, left, expected):
    drawn = f"registered_on | active_since | housed_on | left_on\n01-01-2018 | {active} | {housed} | {left}"

    seekers = {"home_seekers": table("home_seekers", drawn)}

    assert bounds(total("active-seekers-housed-within-12-months", seekers, first_half)) == expected


def test_income_shares_are_of_all_lettings_and_add_up(first_half):
    lettings = {"lettings": table("lettings", "income_group\nLAAG\nLAAG\nMIDDEN\nHOOG")}

    shares = [
        total("lettings-by-income-group", lettings, first_half, code)["value"]
        for code in ("LAAG", "MIDDEN", "HOOG")
    ]

    assert shares == [0.5, 0.25, 0.25]


def test_all_income_groups_together_are_no_figure(first_half):
    lettings = {"lettings": table("lettings", "income_group\nLAAG")}

    found = values(indicator("lettings-by-income-group"), lettings, first_half)

    assert "all" not in found["breakdown"].to_list()


def test_the_seekers_of_unknown_group_are_counted_as_far_as_they_are_known(first_half):
    drawn = "seeker_group | housed_on\nonbekend | n.v.t.\nonbekend | onbekend"

    seekers = {"home_seekers": table("home_seekers", drawn)}

    assert bounds(total("active-seekers-still-waiting", seekers, first_half, "unknown")) == (
        1,
        1,
        2,
    )
