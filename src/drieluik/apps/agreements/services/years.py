"""Closing a year of the register, and opening it again; both with a reason, both kept."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from drieluik.apps.agreements import policies
from drieluik.apps.agreements.models import YearStanding
from drieluik.apps.agreements.years import closed_years
from drieluik.apps.audit import services as audit
from drieluik.apps.organisations.actors import Actor, person
from drieluik.apps.organisations.services import lock_municipality


@transaction.atomic
def close_year(
    *, municipality_id: int, year: int, reason: str, actor: Actor, now: datetime
) -> None:
    """Settle a year that is over: what was in force in it no longer changes.

    Raises:
        NotAllowed: The actor is no steward of the municipality.
        WrongState: The year is not over or is closed already, or a reason lacks.

    Changes:
        One ``YearStanding``; one event ``year.closed``.
    """
    lock_municipality(municipality_id)
    policies.check_may_close_years(actor, municipality_id=municipality_id)
    closed = year in closed_years(municipality_id)
    this_year = timezone.localdate(now).year
    policies.check_can_close_year(year=year, this_year=this_year, closed=closed, reason=reason)
    _record(municipality_id, year, reason, actor, now, closed=True)


@transaction.atomic
def open_year(*, municipality_id: int, year: int, reason: str, actor: Actor, now: datetime) -> None:
    """Open a closed year again, for instance to correct a mistake in the record.

    Raises:
        NotAllowed: The actor is no steward of the municipality.
        WrongState: The year is not closed, or a reason lacks.

    Changes:
        One ``YearStanding``; one event ``year.opened``.
    """
    lock_municipality(municipality_id)
    policies.check_may_close_years(actor, municipality_id=municipality_id)
    policies.check_can_open_year(closed=year in closed_years(municipality_id), reason=reason)
    _record(municipality_id, year, reason, actor, now, closed=False)


def _record(
    municipality_id: int, year: int, reason: str, actor: Actor, now: datetime, *, closed: bool
) -> None:
    row = YearStanding.objects.create(
        municipality_id=municipality_id,
        year=year,
        closed=closed,
        reason=reason.strip()[:500],
        recorded_by_id=person(actor),
        recorded_at=now,
    )
    audit.record(
        name="year.closed" if closed else "year.opened",
        subject=("year", row.id),
        actor=actor,
        now=now,
        facts={"year": year, "reason": row.reason},
    )
