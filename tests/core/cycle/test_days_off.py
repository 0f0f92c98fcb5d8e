"""Holidays against the published dates of real years, and against a slow plain computation."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drieluik.core.cycle import LiberationDay, holidays_of, statutory_day_off
from drieluik.core.cycle.rules.days_off import house_day_off
from drieluik.core.cycle.rules.terms import Length, Unit, latest_start, statutory_term_end

DAYS = st.dates(date(2020, 1, 1), date(2060, 12, 31))
SHORT = st.one_of(
    st.builds(Length, st.integers(1, 90), st.just(Unit.DAYS)),
    st.builds(Length, st.integers(1, 12), st.just(Unit.WEEKS)),
    st.builds(Length, st.integers(1, 3), st.just(Unit.MONTHS)),
)


def test_the_holidays_of_2026_are_those_of_the_almanac():
    assert list(holidays_of(2026)) == [
        date(2026, 1, 1),
        date(2026, 4, 3),
        date(2026, 4, 6),
        date(2026, 4, 27),
        date(2026, 5, 5),
        date(2026, 5, 14),
        date(2026, 5, 25),
        date(2026, 12, 25),
        date(2026, 12, 26),
    ]


def test_the_kings_birthday_is_celebrated_a_day_earlier_when_it_is_a_sunday():
    assert holidays_of(2025)[date(2025, 4, 26)] == "Koningsdag"
    assert date(2025, 4, 27) not in holidays_of(2025)


@pytest.mark.parametrize(
    ("choice", "year", "reason"),
    [
        (LiberationDay.EVERY_YEAR, 2026, "Bevrijdingsdag"),
        (LiberationDay.EVERY_FIVE_YEARS, 2026, None),
        (LiberationDay.EVERY_FIVE_YEARS, 2025, "Bevrijdingsdag"),
        (LiberationDay.NEVER, 2025, None),
        (LiberationDay.NEVER, 2024, "zondag"),
        (LiberationDay.NEVER, 2016, "Hemelvaartsdag"),
    ],
)
def test_the_fifth_of_may_is_a_choice_of_the_house(choice, year, reason):
    day = date(year, 5, 5)
    expected = "zondag" if day.weekday() == 6 else reason

    assert house_day_off(day, choice) == expected
    assert statutory_day_off(day) is not None


@given(DAYS, SHORT)
def test_a_short_term_never_ends_on_a_day_off_and_is_never_shortened(start, length):
    end = statutory_term_end(start, length)

    assert statutory_day_off(end) is None
    assert end >= length.after(start)
    assert end - length.after(start) <= timedelta(days=9)


@given(DAYS, st.integers(1, 30))
def test_a_long_term_ends_where_it_ends(start, more):
    assert statutory_term_end(start, Length(3 + more, Unit.MONTHS)) == (
        Length(3 + more, Unit.MONTHS).after(start)
    )


@given(DAYS, SHORT)
def test_the_latest_start_is_the_last_working_day_that_is_early_enough(end, length):
    start = latest_start(end, length)

    early_enough = [
        day
        for day in (start + timedelta(days=n) for n in range(15))
        if statutory_day_off(day) is None and statutory_term_end(day, length) <= end
    ]
    assert early_enough == [start]


def test_a_term_of_three_days_holds_two_working_days():
    thursday, friday = date(2026, 4, 2), date(2026, 6, 5)

    assert statutory_term_end(friday, Length(3, Unit.DAYS)) == date(2026, 6, 9)
    assert statutory_term_end(thursday, Length(3, Unit.DAYS)) == date(2026, 4, 8)
    assert statutory_term_end(friday, Length(2, Unit.DAYS)) == date(2026, 6, 8)
