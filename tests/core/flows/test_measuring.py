"""From deliveries to figures of half-years and years, with everything needed to repeat them."""

import polars as pl
import pytest

from drieluik.core.flows import AcceptedTables, Picture, measure, measure_all
from drieluik.core.indicators import Area, Level, indicator
from drieluik.core.tables import Period
from tests.factories.tables import typed

FIRST, SECOND = Period(2020, 1), Period(2020, 2)


def arrears(*evictions, buurt="BU01530001", municipality="GM0153"):
    rows = [
        {"n_evictions": number, "buurt_code": buurt, "municipality_code": municipality}
        for number in evictions
    ]
    return typed("arrears", rows)


def delivery(party, period, **tables):
    return AcceptedTables(party, f"{party}-{period}", period, tables)


def only(indicator_id, **more):
    return Picture(indicators=(indicator(indicator_id),), **more)


def total(measurement, period):
    found = measurement.values.filter(level="total", period=period, breakdown="all")
    return found["value"].to_list()


def test_a_flow_adds_both_halves_into_the_year():
    deliveries = [
        delivery("A", FIRST, arrears=arrears("3")),
        delivery("A", SECOND, arrears=arrears("4")),
    ]

    found = measure(deliveries, SECOND, only("evictions"))

    assert total(found, "2020-2") == [4.0]
    assert total(found, "2020") == [7.0]
    assert total(found, "2020-1") == []


def test_of_a_stock_the_last_half_is_the_year():
    first = typed("dwellings", [{}, {}, {}])
    second = typed("dwellings", [{}, {}])
    deliveries = [delivery("A", FIRST, dwellings=first), delivery("A", SECOND, dwellings=second)]

    assert total(measure(deliveries, SECOND, only("daeb-dwellings")), "2020") == [2.0]


def test_a_year_divides_the_spending_of_both_halves_by_the_dwellings_at_its_end():
    deliveries = [
        delivery(
            "A",
            period,
            dwellings=typed("dwellings", [{}] * n_dwellings),
            liveability_spending=typed("liveability_spending", [{"amount": amount}]),
        )
        for period, n_dwellings, amount in ((FIRST, 5, "100"), (SECOND, 4, "60"))
    ]

    found = measure(deliveries, SECOND, only("liveability-spending-per-daeb-dwelling"))

    assert total(found, "2020") == [40.0]


def test_a_party_with_only_one_half_is_missing_from_the_year_of_a_flow():
    deliveries = [
        delivery("A", FIRST, arrears=arrears("3")),
        delivery("A", SECOND, arrears=arrears("4")),
        delivery("B", SECOND, arrears=arrears("9")),
    ]

    found = measure(deliveries, SECOND, only("evictions")).values

    year = found.filter(level="corporation", period="2020")
    assert year["party_code"].to_list() == ["A"]


def test_an_unknown_number_opens_the_interval_of_the_year():
    deliveries = [
        delivery("A", FIRST, arrears=arrears("onbekend")),
        delivery("A", SECOND, arrears=arrears("4")),
    ]

    found = measure(deliveries, SECOND, only("evictions")).values

    year = found.row(
        by_predicate=(pl.col("period") == "2020") & (pl.col("level") == "total"), named=True
    )
    assert (year["value"], year["value_low"], year["value_high"]) == (4.0, 4.0, None)


def test_all_periods_at_once_equal_the_periods_one_by_one():
    deliveries = [
        delivery("A", period, arrears=arrears(number))
        for period, number in ((FIRST, "3"), (SECOND, "4"), (SECOND.next(), "5"))
    ]

    together = measure_all(deliveries, only("evictions")).values

    apart = [measure(deliveries, period, only("evictions")).values for period in (FIRST, SECOND)]
    assert together.filter(pl.col("period") != "2021-1").equals(
        pl.concat(apart).sort("indicator_id", "period", "level", "party_code", "buurt_code")
    )


def test_without_deliveries_there_is_nothing_to_measure():
    with pytest.raises(ValueError, match="geen aangenomen leveringen"):
        measure_all([])


def test_only_rows_of_the_municipality_count():
    rows = pl.concat([arrears("3"), arrears("5", municipality="GM0164")])
    deliveries = [delivery("A", FIRST, arrears=rows)]

    found = measure(deliveries, FIRST, only("evictions", area=Area(municipality_code="GM0153")))

    assert total(found, "2020-1") == [3.0]


def test_a_buurt_that_does_not_exist_counts_as_unknown():
    rows = pl.concat([arrears("3"), arrears("5", buurt="BU99999999")])
    area = Area(buurten=frozenset({"BU01530001"}))

    found = measure(
        [delivery("A", FIRST, arrears=rows)], FIRST, only("evictions", area=area)
    ).values

    per_buurt = found.filter(level="buurt").select("buurt_code", "value").rows()
    assert sorted(per_buurt) == [("BU01530001", 3.0), ("unknown", 5.0)]


def test_a_made_up_buurt_of_a_dwelling_counts_as_unknown_too():
    rows = typed("dwellings", [{"buurt_code": "BU99999999"}, {"buurt_code": "onbekend"}])
    area = Area(buurten=frozenset({"BU01530001"}))

    found = measure(
        [delivery("A", FIRST, dwellings=rows)], FIRST, only("daeb-dwellings", area=area)
    )

    per_buurt = found.values.filter(level="buurt").select("buurt_code", "value").rows()
    assert per_buurt == [("unknown", 2.0)]


def test_parquet_files_and_frames_give_the_same(tmp_path):
    frame = arrears("3", "onbekend", "2")
    path = tmp_path / "arrears it's.parquet"
    frame.write_parquet(path)

    from_frame = measure([delivery("A", FIRST, arrears=frame)], FIRST, only("evictions"))
    from_file = measure([delivery("A", FIRST, arrears=path)], FIRST, only("evictions"))

    assert from_file.values.equals(from_frame.values)
    assert from_file.reasons.equals(from_frame.reasons)


def test_the_fingerprint_changes_with_the_content_and_not_with_the_order():
    one, two = (
        delivery("A", FIRST, arrears=arrears("3")),
        delivery("B", FIRST, arrears=arrears("4")),
    )
    changed = delivery("B", FIRST, arrears=arrears("5"))
    picture = only("evictions")

    first = measure([one, two], FIRST, picture).input_hash

    assert measure([two, one], FIRST, picture).input_hash == first
    assert measure([one, changed], FIRST, picture).input_hash != first


def test_a_measurement_tells_with_what_it_was_made():
    found = measure([delivery("A", FIRST, arrears=arrears("3"))], FIRST, only("evictions"))

    assert found.definition_versions == {"evictions": 1}
    assert found.parameters_on == FIRST.last_day
    assert found.code_version


def test_rows_that_do_not_count_are_still_counted_with_their_reason():
    rows = typed("dwellings", [{"daeb_label": "NDA"}, {}])

    found = measure([delivery("A", FIRST, dwellings=rows)], FIRST, only("daeb-dwellings")).reasons

    reasons = found.filter(level="total").select("reason", "n_rows").rows()
    assert reasons == [("daeb", 1), ("not_daeb", 1)]


def test_levels_can_be_chosen():
    picture = only("evictions", levels=(Level.TOTAL,))

    found = measure([delivery("A", FIRST, arrears=arrears("3"))], FIRST, picture).values

    assert found["level"].unique().to_list() == ["total"]


def test_one_half_alone_makes_no_year():
    deliveries = [delivery("A", SECOND, dwellings=typed("dwellings", [{}]))]

    found = measure(deliveries, SECOND, only("daeb-dwellings")).values

    assert found["period"].unique().to_list() == ["2020-2"]


def test_a_half_in_which_a_table_does_not_apply_leaves_the_other_half_as_the_year():
    sold = typed("sales", [{}, {}])
    deliveries = [
        delivery("A", FIRST, sales=sold),
        delivery("A", SECOND, sales=sold),
        delivery("B", FIRST, sales=sold),
        delivery("C", SECOND, sales=sold),
        delivery("D", SECOND, sales=sold),
    ]
    set_aside = {"2020-1": {"C": {"sales": "Nog niet"}}, "2020-2": {"B": {"sales": "Niet meer"}}}

    found = measure(deliveries, SECOND, only("sales", not_applicable=set_aside)).values

    year = found.filter(level="corporation", period="2020")
    assert year.select("party_code", "value").rows() == [("A", 4.0), ("B", 2.0), ("C", 2.0)]
    assert found.filter(level="total", period="2020")["value"].to_list() == [8.0]


def test_a_corporation_to_which_a_table_does_not_apply_has_no_figure_and_no_zero():
    dwellings = typed("dwellings", [{}])
    spending = typed("liveability_spending", [{"amount": "40"}])
    deliveries = [
        delivery("A", SECOND, dwellings=dwellings, liveability_spending=spending),
        delivery("B", SECOND, dwellings=dwellings),
    ]
    set_aside = {"2020-2": {"B": {"liveability_spending": "Geen budget"}}}

    found = measure(
        deliveries,
        SECOND,
        only("liveability-spending-per-daeb-dwelling", not_applicable=set_aside),
    ).values

    assert found.filter(level="corporation")["party_code"].unique().to_list() == ["A"]
    assert found.filter(level="total", period="2020-2")["value"].to_list() == [40.0]
