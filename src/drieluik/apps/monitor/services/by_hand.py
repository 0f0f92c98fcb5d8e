"""Setting a light by hand, and taking that back."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.audit import services as audit
from drieluik.apps.errors import WrongState
from drieluik.apps.monitor import policies
from drieluik.apps.monitor.models import LightByHand, Norm
from drieluik.apps.monitor.selectors.norms import find_norm
from drieluik.apps.organisations.actors import Actor, person
from drieluik.core.tables import Period

LONGEST = timedelta(days=366)
"""How long a light set by hand can hold; then people must look again."""


@dataclass(frozen=True, slots=True)
class SaidByHand:
    """What is said: over which half-year, which light, why, and to which day it holds."""

    period: str
    light: str
    reason: str
    last_day: date


@transaction.atomic
def set_light(*, norm_id: UUID, said: SaidByHand, actor: Actor, now: datetime) -> LightByHand:
    """Say another light than was worked out; the one worked out stays and is shown beside it.

    One that was set before for the same half-year ends and stays readable. Signals keep following
    the light that was worked out: a light by hand hides nothing from the agenda.

    Raises:
        NotAllowed: The actor is no steward of the municipality.
        WrongState: The norm gives no light over the half-year, there is no reason, or the last
            day is past or more than a year ahead.

    Changes:
        One ``LightByHand``, possibly an older one ended; one event ``light.set_by_hand``.
    """
    norm = Norm.objects.select_for_update().get(id=norm_id)
    policies.check_may_confirm_norms(actor, municipality_id=norm.municipality_id)
    policies.check_has_reason(said.reason)
    period, today = Period.parse(said.period), timezone.localdate(now)
    _check_counts(norm, str(period))
    if not today <= said.last_day <= today + LONGEST:
        raise WrongState(_("Choose a last day from today on, at most a year ahead."))
    _make_room(norm, str(period), (actor, now))
    row: LightByHand = LightByHand.objects.create(
        norm=norm,
        period=str(period),
        light=LightByHand.Light(said.light),
        reason=said.reason.strip(),
        until=said.last_day + timedelta(days=1),
        set_by_id=person(actor),
        set_on=today,
        set_at=now,
    )
    audit.record(
        name="light.set_by_hand",
        subject=("norm", norm.id),
        actor=actor,
        now=now,
        facts={
            "municipality_id": norm.municipality_id,
            "period": row.period,
            "light": row.light,
            "until": str(row.until),
        },
    )
    return row


@transaction.atomic
def take_back_light(
    *, norm_id: UUID, period: str, reason: str, actor: Actor, now: datetime
) -> None:
    """Let the light that was worked out count again.

    Raises:
        NotAllowed: The actor is no steward of the municipality.
        WrongState: No light was set by hand over the half-year, or there is no reason.

    Changes:
        One ``LightByHand`` ended; one event ``light.taken_back``.
    """
    norm = Norm.objects.select_for_update().get(id=norm_id)
    policies.check_may_confirm_norms(actor, municipality_id=norm.municipality_id)
    policies.check_has_reason(reason)
    row = _open(norm, period)
    if row is None or row.until <= timezone.localdate(now):
        raise WrongState(_("No light has been set by hand over this half-year."))
    _end(row, reason.strip(), (actor, now))
    audit.record(
        name="light.taken_back",
        subject=("norm", norm.id),
        actor=actor,
        now=now,
        facts={"municipality_id": norm.municipality_id, "period": period},
    )


def _check_counts(norm: Norm, period: str) -> None:
    found = find_norm(municipality_id=norm.municipality_id, norm_id=norm.id)
    if found is None or found.counting_in(period) is None:
        raise WrongState(_("This norm gives no light over this half-year."))


def _make_room(norm: Norm, period: str, by: tuple[Actor, datetime]) -> None:
    """End the light that was set before, also when its last day has passed."""
    row = _open(norm, period)
    if row is None:
        return
    is_past = row.until <= timezone.localdate(by[1])
    past, replaced = _("Its last day had passed."), _("Replaced by another light set by hand.")
    _end(row, past if is_past else replaced, by)


def _open(norm: Norm, period: str) -> LightByHand | None:
    found: LightByHand | None = LightByHand.objects.filter(
        norm=norm, period=period, ended_at=None
    ).first()
    return found


def _end(row: LightByHand, because: str, by: tuple[Actor, datetime]) -> None:
    actor, now = by
    row.ended_by_id, row.ended_on = person(actor), timezone.localdate(now)
    row.ended_at, row.ended_because = now, because
    row.save(update_fields=["ended_by", "ended_on", "ended_at", "ended_because"])
