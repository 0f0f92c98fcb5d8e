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
from drieluik.apps.monitor.services.signalling import person
from drieluik.apps.organisations.actors import Actor
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
    _end_open(norm, str(period), _("Replaced by another light set by hand."), (actor, now))
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
    if not _end_open(norm, period, reason.strip(), (actor, now)):
        raise WrongState(_("No light has been set by hand over this half-year."))
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


def _end_open(norm: Norm, period: str, because: str, by: tuple[Actor, datetime]) -> bool:
    actor, now = by
    row = LightByHand.objects.filter(norm=norm, period=period, ended_at=None).first()
    if row is None:
        return False
    row.ended_by_id, row.ended_on = person(actor), timezone.localdate(now)
    row.ended_at, row.ended_because = now, because
    row.save(update_fields=["ended_by", "ended_on", "ended_at", "ended_because"])
    return True
