"""One corporation delivers anew: what changes is exactly what a full run would change."""

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from drieluik.core.flows import measure, party_sums, refreshed
from drieluik.core.flows.accepted import AcceptedTables
from drieluik.core.tables import Period
from drieluik.example.deliveries import party_tables
from drieluik.example.parties import PartyKind, parties

KEYS = ["indicator_id", "period", "level", "party_code", "buurt_code", "breakdown"]


def deliveries(period, seeds):
    return [
        AcceptedTables(
            entry.code,
            f"{entry.code}-{period}",
            period,
            {
                table_id: rows.head(200)
                for table_id, rows in party_tables(entry.code, period, seeds[entry.code]).items()
                if table_id in entry.delivers
            },
        )
        for entry in parties()
        if entry.kind is PartyKind.CORPORATION
    ]


def city(seed_of_domijn):
    seeds = {entry.code: 1 for entry in parties()} | {"domijn": seed_of_domijn}
    return [one for half in (1, 2) for one in deliveries(Period(2020, half), seeds)]


@pytest.mark.parametrize("half", [1, 2])
def test_a_refresh_gives_every_figure_and_reason_of_a_full_run(half):
    period, before, after = Period(2020, half), city(1), city(2)
    was, full = measure(before, period), measure(after, period)

    change = refreshed(party_sums(before, period), "domijn", after, period)

    values = pl.concat([change.untouched(was.values), change.values]).sort(KEYS)
    assert_frame_equal(values, full.values.sort(KEYS), check_exact=True)
    reasons = pl.concat([change.untouched(was.reasons), change.reasons])
    order = [*KEYS, "reason"]
    assert_frame_equal(reasons.sort(order), full.reasons.sort(order), check_exact=True)
    assert not was.values.equals(full.values)


def test_a_refresh_leaves_the_figures_of_others_untouched():
    period, before = Period(2020, 1), city(1)
    was = measure(before, period).values

    change = refreshed(party_sums(before, period), "domijn", before, period)

    others = was.filter(pl.col("party_code").is_not_null() & (pl.col("party_code") != "domijn"))
    assert change.untouched(was).filter(pl.col("party_code").is_not_null()).height == others.height
    assert set(change.values["party_code"].drop_nulls()) == {"domijn"}


def test_who_no_longer_delivers_disappears_from_the_figures():
    period, before = Period(2020, 1), city(1)
    after = [one for one in before if one.party_code != "domijn"]

    change = refreshed(party_sums(before, period), "domijn", after, period)

    values = pl.concat([change.untouched(measure(before, period).values), change.values])
    assert_frame_equal(values.sort(KEYS), measure(after, period).values.sort(KEYS))
