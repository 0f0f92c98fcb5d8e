"""What calendar programmes must know of changes: how often each item changed, and since when.

An edition is written in the transaction of the act that changed the year, and once a day for what
changed without one. Until then an item that is not as its newest edition counts as changed now.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from drieluik.apps.calendar.models import ItemEdition
from drieluik.apps.calendar.selectors import shown_items
from drieluik.apps.decisions.selectors import find_meeting_day
from drieluik.apps.errors import WrongState
from drieluik.core.cycle import CycleItem
from drieluik.core.cycle.wording import title_nl
from drieluik.reports.cycle_icalendar import Edition

if TYPE_CHECKING:
    from drieluik.apps.audit.models import AuditEvent

EVENTS = (
    "meeting.planned",
    "meeting.changed",
    "meeting.moved",
    "meeting.cancelled",
    "meeting.reinstated",
    "house_rules.recorded",
    "free_days.added",
    "free_days.withdrawn",
    "agreed_day.recorded",
    "agreed_day.withdrawn",
    "one_off_day.added",
    "one_off_day.changed",
    "one_off_day.withdrawn",
    "delivery_round.opened",
    "delivery_round.moved",
)
"""Acts after which an item may have another day, time or place."""


def keep_after(event: "AuditEvent") -> None:
    """Write the editions that an act brought; house rules that cannot be read bring none."""
    place = event.facts.get("municipality_id")
    if place is None:
        place = find_meeting_day(meeting_id=UUID(event.facts["meeting"])).municipality_id
    keep_editions(municipality_id=place, now=event.at)


@transaction.atomic
def keep_editions(*, municipality_id: int, now: datetime) -> int:
    """Write an edition of every item that is not as its newest one; return how many.

    Last year counts as well: it carries over into this one. House rules that cannot be read
    change nothing.

    Changes:
        ``ItemEdition`` rows.
    """
    this_year = timezone.localdate(now).year
    years = (this_year - 1, this_year, this_year + 1)
    try:
        found = {year: shown_items(municipality_id=municipality_id, year=year) for year in years}
    except WrongState:
        return 0
    newest = _newest(municipality_id, years)
    rows = [
        ItemEdition(
            municipality_id=municipality_id,
            year=year,
            item_id=item_id,
            number=newest[item_id].number + 1 if item_id in newest else 0,
            shape=shape,
            since=now,
        )
        for year, shown in found.items()
        for item_id, shape in _changed(year, shown, newest)
    ]
    ItemEdition.objects.bulk_create(rows)
    return len(rows)


def editions_of(
    municipality_id: int, items: Iterable[CycleItem], now: datetime
) -> dict[str, Edition]:
    """Return the edition of each item that is shown; one that nobody wrote down yet is of now."""
    wanted = list(items)
    newest = _newest(municipality_id, {int(item.id.partition(":")[0]) for item in wanted})
    return {
        item.id: _edition(newest[item.id], _shape(item), now)
        for item in wanted
        if item.id in newest
    }


def _edition(row: ItemEdition, shape: str, now: datetime) -> Edition:
    return Edition(row.number, row.since) if row.shape == shape else Edition(row.number + 1, now)


def _changed(
    year: int, shown: Iterable[CycleItem], newest: Mapping[str, ItemEdition]
) -> Iterator[tuple[str, str]]:
    shapes = {item.id: _shape(item) for item in shown}
    for item_id, shape in shapes.items():
        if item_id not in newest or newest[item_id].shape != shape:
            yield item_id, shape
    for item_id, row in newest.items():
        if row.year == year and row.shape and item_id not in shapes:
            yield item_id, ""


def _newest(municipality_id: int, years: Collection[int]) -> dict[str, ItemEdition]:
    rows = ItemEdition.objects.filter(municipality_id=municipality_id, year__in=years)
    return {row.item_id: row for row in rows.order_by("number")}


def _shape(item: CycleItem) -> str:
    """What a calendar programme shows of an item that people must know has changed."""
    seen = (title_nl(item), item.last_on, item.starts_at, item.ends_at, item.place_nl)
    return sha256(repr(seen).encode()).hexdigest()
