"""Which proposal a set meeting takes the place of."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from drieluik.core.cycle import numbers_for

DAYS = st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=6).map(sorted)


def test_a_meeting_takes_the_place_of_the_nearest_proposal():
    proposed = [date(2026, 4, 9), date(2026, 6, 25), date(2026, 11, 26)]

    assert numbers_for([date(2026, 7, 2)], proposed) == (2,)


def test_an_extra_meeting_is_numbered_after_the_proposals():
    spring, autumn = date(2026, 4, 9), date(2026, 11, 26)

    assert numbers_for([spring, date(2026, 6, 1), autumn], [spring, autumn]) == (1, 3, 2)


def test_without_proposals_meetings_are_counted():
    assert numbers_for([date(2026, 4, 9), date(2026, 4, 9)], []) == (1, 2)


@given(DAYS, DAYS)
def test_every_meeting_has_a_number_of_its_own_and_places_are_filled_first(days, proposed):
    numbers = numbers_for(days, proposed)

    placed = [number for number in numbers if number <= len(proposed)]
    assert len(set(numbers)) == len(days)
    assert placed == sorted(placed)
    assert len(placed) == min(len(days), len(proposed))
