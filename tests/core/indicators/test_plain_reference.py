"""The quick expressions against slow plain loops over the same rows."""

from datetime import timedelta

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings

from drieluik.core.flows import parameters_of
from drieluik.core.indicators import Level, indicator, values
from drieluik.core.tables import Period
from tests.factories.tables import drawn_rows, stamped, typed

PARAMETERS = parameters_of(Period(2020, 1))
OFTEN = settings(max_examples=20, suppress_health_check=list(HealthCheck))


def quick(indicator_id, frames):
    tables = {name: stamped(frame) for name, frame in frames.items()}
    found = values(indicator(indicator_id), tables, PARAMETERS, [Level.TOTAL])
    return {row["breakdown"]: row for row in found.iter_rows(named=True)}


def share(rows, outcome):
    """Return value, low and high of a share; outcome gives True, False, None or 'outside'."""
    outcomes = [outcome(row) for row in rows]
    n_yes, n_no, n_either = (outcomes.count(answer) for answer in (True, False, None))
    known, every = n_yes + n_no, n_yes + n_no + n_either
    return (
        n_yes / known if known else None,
        n_yes / every if every else None,
        (n_yes + n_either) / every if every else None,
    )


def three(row):
    return row["value"], row["value_low"], row["value_high"]


def in_cohort(row):
    last_day, started = Period(2020, 1).last_day, row["active_since"]
    if row["seeker_kind"] != "ACT" or row["registered_on"] > last_day - timedelta(days=365):
        return False
    if started is None:
        return row["active_since__missing"] == "unknown"
    return 365 <= (last_day - started).days <= 729


def housed_in_time(row):
    started, housed, left = row["active_since"], row["housed_on"], row["left_on"]
    if started is None or (housed is not None and housed < started):
        return None
    if housed is not None:
        return (housed - started).days <= 365
    if left is not None and row["housed_on__missing"] != "unknown":
        return None if (left - started).days <= 365 else False
    unknown = "unknown" in (row["housed_on__missing"], row["left_on__missing"])
    return None if unknown else False


@OFTEN
@given(drawn_rows("home_seekers"))
def test_active_seekers_housed_within_12_months(rows):
    frame = typed("home_seekers", rows)
    frames = {"home_seekers": frame}
    if rows:
        found = quick("active-seekers-housed-within-12-months", frames)["all"]
        plain = share(
            frame.to_dicts(), lambda row: housed_in_time(row) if in_cohort(row) else "outside"
        )
        assert three(found) == pytest.approx(plain)


@OFTEN
@given(drawn_rows("lettings"))
def test_appropriate_allocation(rows):
    frame = typed("lettings", rows)
    answers = {"PAS": True, "NIE": False, "NVT": "outside", None: None}

    if rows:
        found = quick("appropriate-allocation-share", {"lettings": frame})["all"]
        plain = share(frame.to_dicts(), lambda row: answers[row["appropriate_allocation"]])
        assert three(found) == pytest.approx(plain)


@OFTEN
@given(drawn_rows("lettings"))
def test_lettings_per_income_group(rows):
    frame = typed("lettings", rows)

    def belongs(row):
        if row["income_group"] is None:
            return "outside" if row["income_group__missing"] == "not_applicable" else None
        return row["income_group"] == "LAAG"

    if rows:
        found = quick("lettings-by-income-group", {"lettings": frame})["LAAG"]
        assert three(found) == pytest.approx(share(frame.to_dicts(), belongs))


@OFTEN
@given(drawn_rows("sales"))
def test_sales_that_meet_condition_and_label(rows):
    frame = typed("sales", rows)

    def meets(row):
        score, label = row["condition_score"], row["energy_label"]
        if (score is not None and int(score) >= 4) or label in ("F", "G"):
            return False
        no_label = row["energy_label__missing"] == "not_applicable"
        return True if score is not None and (label is not None or no_label) else None

    if rows:
        found = quick("sales-meeting-requirements-share", {"sales": frame})["all"]
        assert three(found) == pytest.approx(share(frame.to_dicts(), meets))


@OFTEN
@given(drawn_rows("dwellings"))
def test_dwellings_per_rent_class(rows):
    frame = typed("dwellings", rows)
    limits = (("GOE", 432.51), ("BETL", 619.01), ("BETH", 663.40), ("DUU", 737.14))
    counted = dict.fromkeys([code for code, _ in limits] + ["BOV"], 0)
    n_unknown = 0
    for row in frame.to_dicts():
        rent = row["net_rent"]
        if rent is None or rent == 0.01:
            n_unknown += 1
        else:
            counted[next((code for code, limit in limits if rent <= limit), "BOV")] += 1

    if rows:
        found = quick("dwellings-by-rent-class", {"dwellings": frame})
        assert {code: found[code]["value_low"] for code in counted} == counted
        assert all(found[code]["value_high"] == n + n_unknown for code, n in counted.items())
        assert found["all"]["value"] == len(rows)


@OFTEN
@given(drawn_rows("liveability_spending"), drawn_rows("dwellings"))
def test_liveability_spending_per_daeb_dwelling(spent, owned):
    frames = {
        "liveability_spending": typed("liveability_spending", spent),
        "dwellings": typed("dwellings", owned),
    }
    n_daeb = sum(row["daeb_label"] == "DAE" for row in frames["dwellings"].to_dicts())
    amounts = frames["liveability_spending"].to_dicts()
    known = sum(row["amount"] for row in amounts if row["amount"] is not None)

    if spent or owned:
        found = quick("liveability-spending-per-daeb-dwelling", frames)["all"]
        assert found["value"] == (pytest.approx(known / n_daeb) if n_daeb else None)
        open_ended = any(row["amount"] is None for row in amounts)
        assert (found["value_high"] is None) == (open_ended or not n_daeb)


@OFTEN
@given(drawn_rows("arrears"))
def test_evictions(rows):
    frame = typed("arrears", rows)
    numbers = frame["n_evictions"].to_list()

    if rows:
        found = quick("evictions", {"arrears": frame})["all"]
        known = [number for number in numbers if number is not None]
        assert found["value"] == (sum(known) if known else None)
        assert found["value_high"] == (sum(known) if len(known) == len(numbers) else None)


def test_the_plain_share_is_itself_right():
    rows = pl.DataFrame({"answer": [True, False, None]}).to_dicts()

    assert share(rows, lambda row: row["answer"]) == (0.5, 1 / 3, 2 / 3)
