"""The yearly cycle: the calendar of a year, computed from rules of the law and of the house.

Comes in: rule files with validity and source, and what people told (set meetings, agreed days,
events, holidays, what is done). Goes out: items with their ground, findings, and what a move would
change. Knows no person, no party by name and no database; a reminder is sent elsewhere.
"""

from drieluik.core.cycle.building import calendar_of, carried_over
from drieluik.core.cycle.calendar import Calendar, CycleItem, Event, FixedMeeting, Known
from drieluik.core.cycle.moving import Move, Shift, moved
from drieluik.core.cycle.numbering import numbers_beside, numbers_for
from drieluik.core.cycle.rules.book import (
    MeetingHabits,
    RuleBook,
    default_house_rules,
    default_rule_book,
    regimes,
    rule_book,
)
from drieluik.core.cycle.rules.days_off import (
    FreePeriod,
    LiberationDay,
    holidays_of,
    statutory_day_off,
)
from drieluik.core.cycle.rules.free_periods import read_free_periods
from drieluik.core.cycle.rules.reading import RuleFileError
from drieluik.core.cycle.rules.rule import EventKind, Kind, Regime, Rule, RuleVersion, Sort, Who
from drieluik.core.cycle.urgency import URGENCY_NL, Urgency, urgency_of

__all__ = [
    "URGENCY_NL",
    "Calendar",
    "CycleItem",
    "Event",
    "EventKind",
    "FixedMeeting",
    "FreePeriod",
    "Kind",
    "Known",
    "LiberationDay",
    "MeetingHabits",
    "Move",
    "Regime",
    "Rule",
    "RuleBook",
    "RuleFileError",
    "RuleVersion",
    "Shift",
    "Sort",
    "Urgency",
    "Who",
    "calendar_of",
    "carried_over",
    "default_house_rules",
    "default_rule_book",
    "holidays_of",
    "moved",
    "numbers_beside",
    "numbers_for",
    "read_free_periods",
    "regimes",
    "rule_book",
    "statutory_day_off",
    "urgency_of",
]
