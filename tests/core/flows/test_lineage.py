"""The way back from a figure to the rows of the sheets."""

import pytest

from drieluik.core.flows import AcceptedTables, Behind, lineage, measure
from drieluik.core.indicators import INDICATORS
from drieluik.core.tables import TABLES, Period
from tests.factories.tables import typed

FIRST, SECOND = Period(2020, 1), Period(2020, 2)
_EXCEPTION = {"new_build_norm": "GEEN", "exception_discussed_on": "05-03-2020"}
LABELS = ["A", "F", "onbekend", "C"]


def city():
    tables = {
        "sales": typed("sales", [{"energy_label": label} for label in LABELS]),
        "dwellings": typed("dwellings", [{}, {"daeb_label": "NDA"}, {"net_rent": "onbekend"}]),
        "stock_changes": typed("stock_changes", [{}, {"direction": "BIJ", "reason": "onbekend"}]),
        "potential_sales": typed("potential_sales", [{}, {"sale_stage": "KOOP"}]),
        "plans": typed("plans", [{}, {"n_added": "onbekend"}, {"plan_phase": "VVL"}]),
        "energy": typed(
            "energy", [{}, {"label_after": "onbekend"}, {"new_dwelling": "ja", **_EXCEPTION}]
        ),
        "placements": typed("placements", [{}, {"placement_reason": "onbekend"}]),
        "adaptations": typed("adaptations", [{}, {"adapted_on": "n.v.t."}]),
        "accessible_dwellings": typed("accessible_dwellings", [{}, {"accessibility_label": "GNV"}]),
        "guarantees": typed("guarantees", [{}]),
        "lettings": typed("lettings", [{}, {"income_group": "onbekend"}, {"priority": "URG"}]),
        "arrears": typed("arrears", [{}, {"n_evictions": "onbekend"}]),
        "liveability_spending": typed("liveability_spending", [{}, {"activity": "ONTM"}]),
        "home_seekers": typed("home_seekers", [{}, {"seeker_group": "onbekend"}]),
    }
    return [
        AcceptedTables(party, f"{party}-{period}", period, tables)
        for party in ("A", "B")
        for period in (FIRST, SECOND)
    ]


@pytest.mark.parametrize("period", ["2020-1", "2020"])
def test_the_rows_behind_a_figure_add_up_to_it(period):
    deliveries = city()
    found = measure(deliveries, Period.parse(period) if "-" in period else SECOND).values

    for card in INDICATORS:
        figure = found.filter(
            indicator_id=card.id, period=period, level="corporation", party_code="A"
        )
        for row in figure.filter(breakdown="all").iter_rows(named=True):
            behind = Behind(card.id, period, party_code="A")
            rows = lineage(behind, deliveries, limit=1000).rows
            assert rows["numerator"].sum() == pytest.approx(row["numerator"]), card.id
            assert rows.height == row["n_rows"], card.id


def test_a_row_tells_its_delivery_sheet_row_and_why_it_counts():
    behind = Behind(
        "sales-meeting-requirements-share", "2020-1", party_code="B", reason="poor_label"
    )

    found = lineage(behind, city())

    columns = ["party_code", "delivery_id", "sheet_nl", "sheet_row", "reason_nl", "numerator"]
    assert found.rows.select(columns).rows() == [
        ("B", "B-2020-1", "Verkopen", 3, "Energielabel F of G.", 0.0)
    ]


def test_pages_follow_each_other_and_miss_nothing():
    behind = Behind("sales", "2020")
    whole = lineage(behind, city(), limit=100)

    pages = [lineage(behind, city(), limit=5, offset=offset) for offset in (0, 5, 10, 15)]

    assert whole.n_rows == 16
    assert [page.rows.height for page in pages] == [5, 5, 5, 1]
    rows = [row for page in pages for row in page.rows.rows()]
    assert rows == whole.rows.rows()


def test_rows_that_do_not_count_are_shown_on_request():
    counted = lineage(Behind("daeb-dwellings", "2020-1"), city())
    every = lineage(Behind("daeb-dwellings", "2020-1", outside=True), city())

    assert (counted.n_rows, every.n_rows) == (4, 6)
    assert "Geen DAEB-woning." in every.rows["reason_nl"].to_list()


def test_rows_of_one_part_and_of_the_unknown_part_can_be_shown():
    known = lineage(Behind("lettings-by-income-group", "2020-1", breakdown="LAAG"), city())
    unknown = lineage(Behind("lettings-by-income-group", "2020-1", breakdown="unknown"), city())

    assert (known.n_rows, unknown.n_rows) == (4, 2)


def test_the_year_of_a_stock_shows_only_its_last_half():
    found = lineage(Behind("vacancy-share", "2020"), city())

    assert found.rows["period"].unique().to_list() == ["2020-2"]


def test_a_party_that_lacks_a_needed_table_has_no_rows_behind_the_figure():
    dwellings = {"dwellings": typed("dwellings", [{}])}
    deliveries = [AcceptedTables("C", "C-1", FIRST, dwellings)]

    found = lineage(Behind("liveability-spending-per-daeb-dwelling", "2020-1"), deliveries)

    assert found.n_rows == 0


def test_rows_of_one_buurt_can_be_shown():
    assert lineage(Behind("evictions", "2020-1", buurt_code="BU01530002"), city()).n_rows == 2


def test_every_table_of_the_contract_is_behind_some_figure():
    assert {used for card in INDICATORS for used in card.tables} == {table.id for table in TABLES}
