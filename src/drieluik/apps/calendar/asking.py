"""What the year asks of a party in these days: for its mails and for the first page."""

from collections.abc import Sequence
from datetime import date, timedelta

from drieluik.apps.calendar.rows import Year, YearItem
from drieluik.apps.calendar.selectors import get_year
from drieluik.core.cycle import Sort, Urgency


def years_ahead(*, municipality_id: int, today: date) -> tuple[Year, ...]:
    """Return this year, and the next one as soon as its first days come near.

    Raises:
        WrongState: The house rules can no longer be joined with the law.
    """
    this = get_year(municipality_id=municipality_id, year=today.year, today=today)
    soon = timedelta(days=this.calendar.book.habits.soon_days)
    if (today + soon).year == today.year:
        return (this,)
    return this, get_year(municipality_id=municipality_id, year=today.year + 1, today=today)


def asked_of(
    years: Sequence[Year], party_ids: frozenset[int]
) -> tuple[Sequence[YearItem], Sequence[YearItem]]:
    """Return what these parties are late with, and what they must do or attend soon."""
    late = [one for one in years[0].past_due() if _is_asked(one, party_ids)]
    lines = {line.item.id: line for year in years for line in year.lines()}
    soon = [
        line
        for line in lines.values()
        if line.urgency is Urgency.SOON and concerns_people(line, party_ids)
    ]
    return late, soon


def concerns_people(line: YearItem, party_ids: frozenset[int]) -> bool:
    """Whether these parties must still do it, or attend it."""
    return _is_asked(line, party_ids) or _attends(line, party_ids)


def _is_asked(line: YearItem, party_ids: frozenset[int]) -> bool:
    return line.is_asked and line.doing.waits_for(party_ids)


def _attends(line: YearItem, party_ids: frozenset[int]) -> bool:
    """An occasion of this year only has no agenda that is sent: people are told of it here."""
    taking_part = {party_id for party_id, _name in line.doing.must_act}
    held = line.item.sort is Sort.MEETING and line.item.cancelled_nl is None
    return line.is_one_off and held and bool(taking_part & party_ids)
