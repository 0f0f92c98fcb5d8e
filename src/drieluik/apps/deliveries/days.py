"""The three days of a round: what Drieluik proposes, and what cannot be.

The law gives the first: figures over the second half of a year are asked with the dVi in spring,
those over the first half with the dPi in autumn. The two later days are a choice of Drieluik.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from django.utils.translation import gettext as _

from drieluik.core.cycle import calendar_of, default_rule_book
from drieluik.core.tables import Period

REMIND_BEFORE = 14
"""Proposed days between the first reminder and the shown day; as many as the calendar has."""
MOST_REMIND_BEFORE = 90
_NEW_AFTER, _CORRECTIONS_AFTER = timedelta(weeks=4), timedelta(weeks=12)
_RULES = {1: "dpi", 2: "dvi"}
_LAST_DAY = date(2100, 12, 31)

Fault = tuple[str, str]
"""A field, and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class RoundDays:
    """The days of a round.

    Attributes:
        due_on: The day that is shown; what is signed later is late.
        new_until: Last day for who handed in nothing yet; None when there is none.
        corrections_until: Last day to replace or sign what was handed in; None when there is none.
    """

    due_on: date
    new_until: date | None = None
    corrections_until: date | None = None


@cache
def proposed_days(period: Period) -> RoundDays:
    """Return the days that are proposed for a half-year.

    Examples:
        >>> proposed_days(Period(2026, 1))
        RoundDays(due_on=datetime.date(2026, 12, 14), new_until=datetime.date(2027, 1, 11), \
corrections_until=datetime.date(2027, 3, 8))
        >>> proposed_days(Period(2026, 2)).due_on
        datetime.date(2027, 6, 30)
    """
    year = period.ends_before.year
    due_on = calendar_of(year, default_rule_book()).item(f"{year}:{_RULES[period.half]}").last_on
    return RoundDays(due_on, due_on + _NEW_AFTER, due_on + _CORRECTIONS_AFTER)


def faults_of(period: Period, days: RoundDays) -> list[Fault]:
    """Return everything that is wrong with the days of a round, each at its field."""
    found: list[Fault] = []
    if days.due_on < period.ends_before:
        found.append(("due_on", _("The last day lies after the end of the half-year.")))
    new, corrections = days.new_until, days.corrections_until
    if new is not None and new < days.due_on:
        found.append(("new_until", _("New deliveries are taken in until the shown day at least.")))
    earlier = max(day for day in (days.due_on, new) if day is not None)
    if corrections is not None and corrections < earlier:
        sentence = _("Corrections are taken in as long as new deliveries at least.")
        found.append(("corrections_until", sentence))
    given = {"due_on": days.due_on, "new_until": new, "corrections_until": corrections}
    found += [
        (name, _("Take a day up to and including 2100."))
        for name, day in given.items()
        if day is not None and day > _LAST_DAY
    ]
    return found


def faults_of_reminding(remind_before: int | None) -> list[Fault]:
    """Return what is wrong with the days before the first reminder; None switches reminders off."""
    if remind_before is None or 1 <= remind_before <= MOST_REMIND_BEFORE:
        return []
    sentence = _("Remind from 1 up to and including %(most)s days before.")
    return [("remind_before", sentence % {"most": MOST_REMIND_BEFORE})]
