"""Reading the year: its rules, the year as it stands on a day, and one line of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from drieluik.apps.audit.remembering import remembered
from drieluik.apps.calendar.composing import compose, delivering
from drieluik.apps.calendar.house import book_of, newest_rules
from drieluik.apps.calendar.marks import doings
from drieluik.apps.calendar.models import HouseRules
from drieluik.apps.calendar.one_off import list_one_off
from drieluik.apps.calendar.rows import (
    EXTRA_MEETING,
    ONE_OFF,
    ROUND,
    Doing,
    RulesRow,
    Year,
    YearItem,
)
from drieluik.core.cycle import Calendar, CycleItem, Sort, calendar_of

FIRST_YEAR, LAST_YEAR = 2000, 2100
"""Years that can be asked for."""


def list_house_rules(*, municipality_id: int) -> list[RulesRow]:
    """Return all versions of the house rules, the one that holds first."""
    rows = HouseRules.objects.filter(municipality_id=municipality_id)
    return [
        RulesRow(row.number, row.text, row.grounds, row.recorded_by.name, row.recorded_at)
        for row in rows.select_related("recorded_by").order_by("-number")
    ]


@remembered
def get_year(*, municipality_id: int, year: int, today: date) -> Year:
    """Return a year as rules, meetings and rounds make it on a day.

    Raises:
        WrongState: The house rules can no longer be joined with the law.
    """
    newest = newest_rules(municipality_id)
    book = book_of(newest)
    one_off = list_one_off(municipality_id=municipality_id)
    before = compose(municipality_id, year - 1, book, today, one_off)
    now = compose(municipality_id, year, book, today, one_off)
    computed = (*before.calendar.items, *now.calendar.items)
    beside = [item for item in (*before.extra, *now.extra) if item.rule_id != EXTRA_MEETING]
    doing = doings(municipality_id, (*computed, *beside))
    doing |= {
        item.id: delivering(municipality_id, item) for item in beside if item.rule_id == ROUND
    }
    return Year(
        calendar=_with_done(now.calendar, doing, beside),
        before=_with_done(before.calendar, doing, beside),
        extra=now.extra,
        extra_before=tuple(item for item in before.extra if item.rule_id == ONE_OFF),
        meetings=before.meetings | now.meetings,
        doings=doing,
        today=today,
        own_rules=newest is not None,
    )


def find_line(*, municipality_id: int, item_id: str, today: date) -> YearItem | None:
    """Return one line of the year its id belongs to, or None when there is no such item."""
    year = item_id.partition(":")[0]
    if (
        len(year) != len("2026")
        or not year.isascii()
        or not year.isdecimal()
        or not FIRST_YEAR <= int(year) <= LAST_YEAR
    ):
        return None
    return get_year(municipality_id=municipality_id, year=int(year), today=today).find(item_id)


def shown_items(*, municipality_id: int, year: int) -> list[CycleItem]:
    """Return what a year shows on a day, whoever looks and whenever.

    Raises:
        WrongState: The house rules can no longer be joined with the law.
    """
    book = book_of(newest_rules(municipality_id))
    found = compose(
        municipality_id, year, book, None, list_one_off(municipality_id=municipality_id)
    )
    items = (*found.calendar.items, *found.extra)
    return [item for item in items if item.sort is not Sort.ALL_YEAR]


def _with_done(
    calendar: Calendar, doing: Mapping[str, Doing], beside: Sequence[CycleItem]
) -> Calendar:
    """The same calendar, knowing what people said is done."""
    items = (*calendar.items, *beside)
    done = frozenset(item.id for item in items if doing[item.id].is_done)
    if not done:
        return calendar
    known = replace(calendar.known, done=calendar.known.done | done)
    return calendar_of(calendar.year, calendar.book, known)
