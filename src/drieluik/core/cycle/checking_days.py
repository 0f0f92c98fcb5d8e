"""Findings about single days: holidays, weekends, other weekdays, other years, and days gone by."""

from collections.abc import Iterator

from drieluik.core.cycle.calendar import Calendar, CycleItem
from drieluik.core.cycle.days import why_not_met
from drieluik.core.cycle.dutch import day_nl, joined_nl, weekday_nl
from drieluik.core.cycle.rules.days_off import statutory_day_off
from drieluik.core.cycle.rules.rule import Ahead, Kind, Sort, Yearly
from drieluik.core.findings import Fact, Finding, Severity


def day_findings(calendar: Calendar) -> Iterator[Finding]:
    """Findings that need no more than one item and what it hangs on."""
    if calendar.known.free_periods is None:
        facts: dict[str, Fact] = {"year": calendar.year}
        yield Finding("cycle.school_holidays_unknown", Severity.REMARK, facts=facts)
    for item in calendar.items:
        if item.settled and item.last_on.year != calendar.year:
            yield _outside(calendar, item)
        if item.sort is Sort.MEETING:
            yield from _meeting_day(calendar, item)
        else:
            yield from _deadline_day(calendar, item)
        yield from _too_late(calendar, item)


def _outside(calendar: Calendar, item: CycleItem) -> Finding:
    facts: dict[str, Fact] = {"item": item.id, "name": item.name_nl, "year": calendar.year}
    return Finding("cycle.outside_year", Severity.BLOCKS, value=day_nl(item.last_on), facts=facts)


def _meeting_day(calendar: Calendar, item: CycleItem) -> Iterator[Finding]:
    habits = calendar.book.habits
    day = item.from_on
    facts: dict[str, Fact] = {"item": item.id, "name": item.name_nl}
    reason = why_not_met(day, habits, calendar.known.free_periods)
    if reason is not None:
        facts_with_reason = {**facts, "reason": reason}
        yield Finding(
            "cycle.meeting_on_day_off", Severity.CONFIRM, value=day_nl(day), facts=facts_with_reason
        )
    elif day.weekday() not in habits.weekdays:
        days = joined_nl([weekday_nl(weekday) for weekday in habits.weekdays])
        yield Finding(
            "cycle.other_weekday",
            Severity.REMARK,
            value=day_nl(day),
            facts={**facts, "weekdays": days},
        )


def _deadline_day(calendar: Calendar, item: CycleItem) -> Iterator[Finding]:
    """A day the law names itself is not moved; whoever waits for it should know it is a day off."""
    named = isinstance(calendar.version_of(item).when, Yearly)
    reason = statutory_day_off(item.last_on)
    if item.kind is Kind.STATUTORY and item.sort is Sort.DEADLINE and named and reason:
        facts: dict[str, Fact] = {"item": item.id, "name": item.name_nl, "reason": reason}
        yield Finding(
            "cycle.deadline_on_day_off",
            Severity.REMARK,
            value=day_nl(item.last_on),
            facts=facts,
        )


def _too_late(calendar: Calendar, item: CycleItem) -> Iterator[Finding]:
    """What had to happen ahead of something still to come, and can no longer happen in time."""
    today, done = calendar.known.today, calendar.known.done
    if today is None or item.hangs_on is None or item.id in done or item.last_on >= today:
        return
    anchor = calendar.item(item.hangs_on)
    ahead = isinstance(calendar.version_of(item).when, Ahead)
    if ahead and anchor.from_on >= today:
        facts: dict[str, Fact] = {"item": item.id, "name": item.name_nl, "other": anchor.name_nl}
        yield Finding(
            "cycle.too_late",
            Severity.CONFIRM,
            value=day_nl(item.last_on),
            facts={**facts, "other_on": day_nl(anchor.from_on)},
        )
