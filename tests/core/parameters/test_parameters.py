import csv
from datetime import date

import pytest

from drieluik.core.parameters import (
    PARAMETERS,
    ParameterFileError,
    ParameterUnknown,
    overdue,
    parameter,
    read_parameter,
)

GOOD = """\
meaning: A made-up constant.
name_nl: verzonnen grens
unit: EUR per month
renewed: never
values:
  2020-01-01:
    value: 10
    source: {law: Verzonnen wet}
    checked: {by: test, date: 2026-01-01}
ends: 2022-01-01
recheck_before: 2027-01-01
"""


@pytest.mark.parametrize(
    ("column", "parameter_id"),
    [
        ("kwaliteitskortingsgrens", "rent_limits.kwaliteitskortingsgrens"),
        ("aftoppingsgrens_laag", "rent_limits.aftoppingsgrens_low"),
        ("aftoppingsgrens_hoog", "rent_limits.aftoppingsgrens_high"),
        ("max_huur", "rent_limits.maximum_huurgrens"),
    ],
)
def test_rent_limits_equal_the_transcribed_law(shared, column, parameter_id):
    path = shared / "data/parameters/huurtoeslag_parameters.csv"
    with path.open(encoding="utf-8") as file:
        published = {
            int(row["jaar"]): float(row[column]) for row in csv.DictReader(file, delimiter=";")
        }

    ours = {year: parameter(parameter_id).on(date(year, 7, 1)) for year in published}

    assert ours == published
    assert set(published) == set(range(2019, 2027))


@pytest.mark.parametrize(
    ("column", "parameter_id"),
    [
        ("eenpersoons", "income_limits.daeb_income_limit_first"),
        ("meerpersoons", "income_limits.daeb_income_limit_second"),
    ],
)
def test_income_limits_equal_the_transcription_and_gaps_stay_gaps(shared, column, parameter_id):
    path = shared / "data/parameters/daeb_inkomensgrenzen.csv"
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter=";"))

    for row in rows:
        day = date(int(row["jaar"]), 1, 1)
        if row[column]:
            assert parameter(parameter_id).on(day) == float(row[column])
        else:
            with pytest.raises(ParameterUnknown):
                parameter(parameter_id).on(day)


def test_a_yearly_limit_is_unknown_in_a_year_without_its_own_value():
    with pytest.raises(ParameterUnknown, match="2027"):
        parameter("rent_limits.maximum_huurgrens").on(date(2027, 1, 1))


def test_a_value_counts_from_its_first_day():
    share = parameter("allocation.free_maximum_share")

    assert share.on(date(2021, 12, 31)) == 0.10
    assert share.on(date(2022, 1, 1)) == 0.075


def test_a_day_before_the_first_value_is_unknown():
    with pytest.raises(ParameterUnknown, match="nog geen waarde"):
        parameter("allocation.free_maximum_share_by_agreement").on(date(2021, 12, 31))


def test_a_rule_that_is_gone_has_no_value():
    with pytest.raises(ParameterUnknown, match="geldt niet meer"):
        parameter("allocation.middle_income_maximum_share").on(date(2022, 1, 1))


def test_every_value_has_a_source_and_was_checked():
    for entry in PARAMETERS.values():
        for value in entry.values:
            assert value.source.law
            assert value.checked_on.year >= 2026


def test_no_parameter_waits_for_a_check_that_is_overdue():
    assert overdue(date.today()) == ()


def test_overdue_names_what_must_be_checked():
    assert "rent_limits.maximum_huurgrens" in overdue(date(2027, 2, 1))


def test_a_good_file_is_read():
    entry = read_parameter("made_up.limit", GOOD)

    assert entry.on(date(2021, 12, 31)) == 10.0
    assert entry.name_nl == "verzonnen grens"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("unit: EUR per month\n", "", "mist"),
        ("unit:", "colour: red\nunit:", "onbekende sleutel"),
        ("unit: EUR per month", "unit: EUR\nunit: EUR", "twee keer"),
        ("    source: {law: Verzonnen wet}\n", "", "source"),
        ("{law: Verzonnen wet}", "{article: '1'}", "law"),
        ("{law: Verzonnen wet}", "{law: ' '}", "leeg"),
        ("value: 10", "value: yes", "geen getal"),
        ("2020-01-01:", "sometime:", "geen datum"),
        ("recheck_before: 2027-01-01", "recheck_before: soon", "geen datum"),
        ("ends: 2022-01-01", "ends: 5", "geen datum"),
        ("renewed: never", "renewed: often", "yearly"),
        ("{by: test, date: 2026-01-01}", "nobody", "geen sleutels"),
        ("meaning: A made-up constant.", "meaning: [", "YAML"),
    ],
)
def test_a_file_that_breaks_the_form_is_refused_with_its_fault(old, new, message):
    with pytest.raises(ParameterFileError, match=message) as caught:
        read_parameter("made_up.limit", GOOD.replace(old, new))

    assert "made_up.limit" in str(caught.value)


def test_values_out_of_order_are_refused():
    second = "  2019-01-01:\n    value: 1\n    source: {law: w}\n    checked: {by: t, date: 2026-01-01}\n"

    with pytest.raises(ParameterFileError, match="volgorde"):
        read_parameter("made_up.limit", GOOD.replace("ends:", second + "ends:"))


@pytest.mark.parametrize("text", ["", "values: {}", "- a"])
def test_an_empty_file_is_refused(text):
    with pytest.raises(ParameterFileError):
        read_parameter("made_up.limit", text)


def test_a_file_without_values_is_refused():
    start, end = GOOD.split("values:")[0], "values: {}\nends: null\nrecheck_before: 2027-01-01\n"

    with pytest.raises(ParameterFileError, match="geen enkele"):
        read_parameter("made_up.limit", start + end)
