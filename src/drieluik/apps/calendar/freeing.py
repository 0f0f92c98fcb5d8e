"""Days on which the parties do not meet, such as school holidays. Part of the services of this app."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from drieluik.apps.audit import services as audit
from drieluik.apps.calendar import policies
from drieluik.apps.calendar.models import FreeDays
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.services import lock_municipality

MOST_DAYS = 100
"""Longer is no holiday: then a day or a year is wrong."""


@dataclass(frozen=True, slots=True)
class NewFreeDays:
    """A stretch of days without meetings; ``source`` says where the days stand."""

    name: str
    first_on: date
    last_on: date
    source: str


@transaction.atomic
def add_free_days(
    *, municipality_id: int, days: NewFreeDays, actor: Actor, now: datetime
) -> FreeDays:
    """Say that the parties do not meet on these days; proposals go round them.

    Raises:
        NotAllowed: The actor may not set days here.
        WrongState: The last day is before the first, it is too long, words are missing, or these
            days stand there already.

    Changes:
        One ``FreeDays``; one event ``free_days.added``.
    """
    policies.check_may_set_days(actor, municipality_id=municipality_id)
    lock_municipality(municipality_id)
    if not days.name.strip() or not days.source.strip():
        raise WrongState(_("Say which days these are and where they stand."))
    if not timedelta(0) <= days.last_on - days.first_on < timedelta(days=MOST_DAYS):
        raise WrongState(_("The last day comes after the first, at most a hundred days later."))
    standing = FreeDays.objects.filter(municipality_id=municipality_id, withdrawn_at=None)
    if standing.filter(first_on=days.first_on, last_on=days.last_on).exists():
        raise WrongState(_("These days stand there already."))
    row = FreeDays.objects.create(
        municipality_id=municipality_id,
        name=days.name.strip(),
        first_on=days.first_on,
        last_on=days.last_on,
        source=days.source.strip(),
        added_by_id=_person(actor),
        added_at=now,
    )
    _tell("free_days.added", row, actor, now)
    return row


@transaction.atomic
def withdraw_free_days(*, free_days_id: int, reason: str, actor: Actor, now: datetime) -> None:
    """Take free days back, with a reason; they stay to be read and count no more.

    Raises:
        NotAllowed: The actor may not set days here.
        WrongState: They were withdrawn already, or there is no reason.

    Changes:
        The ``FreeDays``; one event ``free_days.withdrawn``.
    """
    row = FreeDays.objects.select_for_update().get(id=free_days_id)
    policies.check_may_set_days(actor, municipality_id=row.municipality_id)
    if row.withdrawn_at is not None:
        raise WrongState(_("These days have been withdrawn already."))
    if not reason.strip():
        raise WrongState(_("Say why these days are withdrawn."))
    row.withdrawn_by_id, row.withdrawn_at = _person(actor), now
    row.withdrawal_reason = reason.strip()[:300]
    row.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawal_reason"])
    _tell("free_days.withdrawn", row, actor, now)


def _person(actor: Actor) -> int:
    if actor.user_id is None:
        raise NotAllowed(_("Sign in first."))
    return actor.user_id


def _tell(name: str, row: FreeDays, actor: Actor, now: datetime) -> None:
    facts = {"municipality_id": row.municipality_id, "first_on": row.first_on.isoformat()}
    audit.record(name=name, subject=("free_days", row.pk), actor=actor, now=now, facts=facts)
