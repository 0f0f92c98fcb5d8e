"""How an item stands on a given day: done, too late, soon, running, or still to come."""

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum

from drieluik.core.cycle.calendar import CycleItem
from drieluik.core.cycle.rules.rule import Sort


class Urgency(StrEnum):
    """How an item stands; ``PAST`` asks nothing of anybody, ``PAST_DUE`` does."""

    DONE = "done"
    PAST_DUE = "past_due"
    PAST = "past"
    SOON = "soon"
    OPEN = "open"
    LATER = "later"


URGENCY_NL = {
    Urgency.DONE: "gedaan",
    Urgency.PAST_DUE: "te laat",
    Urgency.PAST: "voorbij",
    Urgency.SOON: "binnenkort",
    Urgency.OPEN: "loopt",
    Urgency.LATER: "later",
}


def urgency_of(item: CycleItem, today: date, soon_days: int, done: Collection[str] = ()) -> Urgency:
    """Say how an item stands on a day.

    Only a deadline that always holds can be past due: a meeting that was, or something needed in
    some cases only, is past until somebody says it was done.

    Args:
        item: The item.
        today: The day from which one looks.
        soon_days: How many days ahead the last day is called soon.
        done: Ids of items that are done.
    """
    if item.id in done:
        return Urgency.DONE
    if item.last_on < today:
        must = item.sort is Sort.DEADLINE and item.only_if_nl is None
        return Urgency.PAST_DUE if must else Urgency.PAST
    if item.sort is Sort.ALL_YEAR:
        return Urgency.OPEN if item.from_on <= today else Urgency.LATER
    if item.last_on <= today + timedelta(days=soon_days):
        return Urgency.SOON
    return Urgency.OPEN if item.from_on <= today else Urgency.LATER
