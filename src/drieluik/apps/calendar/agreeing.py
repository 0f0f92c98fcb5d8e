"""Agreeing on another day than a rule gives, and taking that back. Part of the services of this app."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.audit import services as audit
from drieluik.apps.calendar import policies
from drieluik.apps.calendar.agreed import list_agreed_history
from drieluik.apps.calendar.models import AgreedDay
from drieluik.apps.calendar.rows import YearItem
from drieluik.apps.calendar.selectors import find_line
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.services import lock_municipality


@transaction.atomic
def agree_day(
    *,
    municipality_id: int,
    item_id: str,
    agreed_on: date,
    grounds: str,
    actor: Actor,
    now: datetime,
) -> None:
    """Record that the parties agreed on another last day for an item of one year.

    Raises:
        NotAllowed: The actor may not set days here.
        WrongState: There is no such item, its rule leaves no other day, the day is the same or
            lies in another year, or nothing says where it was agreed.

    Changes:
        One ``AgreedDay``; one event ``agreed_day.recorded``.
    """
    policies.check_may_set_days(actor, municipality_id=municipality_id)
    lock_municipality(municipality_id)
    line = _line(municipality_id, item_id, now)
    policies.check_day_can_be_agreed(line, agreed_on)
    if not grounds.strip():
        raise WrongState(_("Say where this was agreed."))
    _add(municipality_id, item_id, (agreed_on, grounds), "agreed_day.recorded", (actor, now))


@transaction.atomic
def withdraw_agreed_day(
    *, municipality_id: int, item_id: str, reason: str, actor: Actor, now: datetime
) -> None:
    """Let the day of the rule hold again, with a reason; what was agreed stays to be read.

    Raises:
        NotAllowed: The actor may not set days here.
        WrongState: No other day was agreed, or there is no reason.

    Changes:
        One ``AgreedDay`` without day; one event ``agreed_day.withdrawn``.
    """
    policies.check_may_set_days(actor, municipality_id=municipality_id)
    lock_municipality(municipality_id)
    history = list_agreed_history(municipality_id=municipality_id, item_id=item_id)
    if not history or history[0].agreed_on is None:
        raise WrongState(_("No other day holds for this: the day of the rule does."))
    if not reason.strip():
        raise WrongState(_("Say why the agreed day is withdrawn."))
    _add(municipality_id, item_id, (None, reason), "agreed_day.withdrawn", (actor, now))


def _line(municipality_id: int, item_id: str, now: datetime) -> YearItem:
    today = timezone.localdate(now)
    line = find_line(municipality_id=municipality_id, item_id=item_id, today=today)
    if line is None:
        raise WrongState(_("This does not stand in the calendar any more."))
    return line


def _add(
    municipality_id: int,
    item_id: str,
    given: tuple[date | None, str],
    event: str,
    by: tuple[Actor, datetime],
) -> None:
    actor, now = by
    if actor.user_id is None:
        raise NotAllowed(_("Sign in first."))
    agreed_on, words = given
    rows = AgreedDay.objects.filter(municipality_id=municipality_id, item_id=item_id)
    AgreedDay.objects.create(
        municipality_id=municipality_id,
        item_id=item_id,
        number=rows.count() + 1,
        agreed_on=agreed_on,
        words=words.strip()[:300],
        recorded_by_id=actor.user_id,
        recorded_at=now,
    )
    facts = {
        "municipality_id": municipality_id,
        "item": item_id,
        "agreed_on": agreed_on.isoformat() if agreed_on else None,
    }
    # ids of items with an event in them are longer than the log takes
    audit.record(
        name=event, subject=("calendar_item", item_id[:60]), actor=actor, now=now, facts=facts
    )
