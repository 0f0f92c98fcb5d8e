"""What holds for every indicator on any tables (drawn by hypothesis)."""

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drieluik.core.flows import AcceptedTables, measure
from drieluik.core.indicators import INDICATORS, Aggregation, Level, Unit
from drieluik.core.tables import TABLES, Missing, Period
from tests.factories.tables import drawn_rows, typed

HALF = Period(2020, 1)
SLOWLY = settings(max_examples=5, suppress_health_check=list(HealthCheck))
ROWS = st.fixed_dictionaries({table.id: drawn_rows(table.id, max_size=8) for table in TABLES})
PLACES = [
    (table.id, column.name)
    for table in TABLES
    for column in table.columns
    if Missing.UNKNOWN in column.may_be and column.name != "buurt_code"
]

pytestmark = pytest.mark.slow


def measured(*parts):
    deliveries = [
        AcceptedTables("A", f"A-{number}", HALF, frames) for number, frames in enumerate(parts)
    ]
    return measure(deliveries, HALF).values


def frames_of(rows):
    return {table_id: typed(table_id, texts) for table_id, texts in rows.items()}


@SLOWLY
@given(ROWS)
def test_every_figure_lies_in_its_interval_and_shares_between_0_and_1(rows):
    found = measured(frames_of(rows))

    known = found.filter(pl.col("value").is_not_null())
    assert known.filter(pl.col("value_low") > pl.col("value") + 1e-12).is_empty()
    assert known.filter(pl.col("value") > pl.col("value_high") + 1e-12).is_empty()
    shares = [card.id for card in INDICATORS if card.unit is Unit.SHARE]
    for column in ("value", "value_low", "value_high"):
        of_shares = found.filter(pl.col("indicator_id").is_in(shares))[column].drop_nulls()
        assert of_shares.is_between(0, 1).all()


@SLOWLY
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows, chance):
    mixed = {name: chance.sample(texts, len(texts)) for name, texts in rows.items()}

    assert measured(frames_of(rows)).equals(measured(frames_of(mixed)))


@SLOWLY
@given(ROWS, st.integers(0, 8))
def test_a_delivery_in_two_parts_gives_the_same_figures(rows, cut):
    whole = frames_of(rows)
    head = {name: frame[:cut] for name, frame in whole.items()}
    tail = {name: frame[cut:] for name, frame in whole.items()}

    assert measured(whole).equals(measured(head, tail))


@SLOWLY
@given(ROWS)
def test_buurten_and_unknown_buurt_together_are_the_total(rows):
    found = measured(frames_of(rows)).filter(breakdown="all")
    mapped = [card.id for card in INDICATORS if Level.BUURT in card.levels]
    sums = pl.col("numerator", "numerator_low", "n_rows", "n_unknown").sum()

    found = found.filter(pl.col("indicator_id").is_in(mapped))
    per_buurt = found.filter(level="buurt").group_by("indicator_id").agg(sums)
    compared = found.filter(level="total").join(per_buurt, on="indicator_id", suffix="_buurten")

    for column in ("numerator", "numerator_low", "n_rows", "n_unknown"):
        difference = compared[column] - compared[f"{column}_buurten"]
        assert difference.abs().max() is None or difference.abs().max() < 1e-6


@SLOWLY
@given(ROWS, st.sampled_from(PLACES), st.integers(0, 7))
def test_making_a_value_unknown_widens_the_interval_and_never_narrows_it(rows, place, number):
    table_id, column = place
    blurred = [dict(texts) for texts in rows[table_id]]
    for texts in blurred[number : number + 1]:
        texts[column] = "onbekend"
    keys = ["indicator_id", "level", "party_code", "buurt_code", "breakdown"]

    before = measured(frames_of(rows))
    after = measured(frames_of(rows | {table_id: blurred}))

    told = before.join(after, on=keys, suffix="_after", nulls_equal=True, how="left").filter(
        pl.col("value_low").is_not_null(), pl.col("breakdown") != "unknown"
    )
    assert told.filter(pl.col("value_low_after") > pl.col("value_low") + 1e-12).is_empty()
    high, high_after = (pl.col(name).fill_null(1e99) for name in ("value_high", "value_high_after"))
    assert told.filter(high_after < high - 1e-12).is_empty()


@SLOWLY
@given(ROWS)
def test_counts_per_part_add_up_to_the_whole(rows):
    split = [
        card.id
        for card in INDICATORS
        if card.breakdown is not None and card.aggregation is not Aggregation.RATIO
    ]
    found = measured(frames_of(rows)).filter(pl.col("indicator_id").is_in(split), level="total")

    whole = found.filter(breakdown="all").select("indicator_id", "numerator")
    parts = found.filter(pl.col("breakdown") != "all").group_by("indicator_id")
    compared = whole.join(parts.agg(of_parts=pl.col("numerator").sum()), on="indicator_id")
    assert (compared["numerator"] - compared["of_parts"]).abs().max() < 1e-6
