"""Waiving a soft rule for a corporation for a while, and ending that sooner."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.audit import services as audit
from drieluik.apps.deliveries import policies
from drieluik.apps.deliveries.models import Waiver
from drieluik.apps.deliveries.selectors.waivers import last_end, running
from drieluik.apps.deliveries.soft_rules import soft_rules
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import Actor, person
from drieluik.apps.organisations.selectors import find_party_code


@transaction.atomic
def waive_rule(
    *, party_id: int, rule: str, reason: str, until_on: date, actor: Actor, now: datetime
) -> Waiver:
    """Waive a soft rule for a corporation until a day; every party of its municipalities sees it.

    What a later check finds by this rule is confirmed with the reason given here.

    Args:
        party_id: The corporation.
        rule: Name of the rule, ``table.check``.
        reason: Why it need not be answered each time.
        until_on: First day on which it counts again.
        actor: Who waives.
        now: When.

    Raises:
        NotAllowed: The actor is no controller of this corporation.
        WrongState: There is no such rule that only asks, there is no reason, the day has passed
            or is too far away, or the rule is waived already.

    Changes:
        One ``Waiver``; one event ``waiver.granted``.
    """
    policies.check_may_waive(actor, party_id=party_id)
    today = timezone.localdate(now)
    # two at once would both find none running
    audit.hold_acts()
    if rule not in soft_rules():
        raise WrongState(
            _("Only a rule that asks for a reason can be waived, never one that blocks.")
        )
    if not reason.strip():
        raise WrongState(_("A waiver wants a reason."))
    if not today < until_on <= last_end(today):
        raise WrongState(
            _("A waiver ends after today and within %(years)s years.")
            % {"years": Waiver.MOST_YEARS}
        )
    if running(party_id=party_id, on=today).filter(rule=rule).exists():
        raise WrongState(_("This rule is waived already. End that waiver first."))
    waiver = Waiver.objects.create(
        party_id=party_id,
        rule=rule,
        reason=reason.strip(),
        until_on=until_on,
        granted_by_id=person(actor),
        granted_at=now,
    )
    audit.record(
        name="waiver.granted",
        subject=("waiver", waiver.id),
        actor=actor,
        now=now,
        party_code=find_party_code(party_id=party_id),
        facts={"rule": rule, "until_on": until_on.isoformat()},
    )
    return waiver


@transaction.atomic
def end_waiver(*, waiver_id: int, because: str, actor: Actor, now: datetime) -> None:
    """End a waiver before its day. What it confirmed stays confirmed; the next check asks again.

    Raises:
        NotAllowed: The actor is no controller of this corporation.
        WrongState: It has ended already, or there is no reason.

    Changes:
        ``Waiver`` with who ended it when and why; one event ``waiver.ended``.
    """
    waiver = Waiver.objects.select_for_update(of=("self",)).get(id=waiver_id)
    policies.check_may_waive(actor, party_id=waiver.party_id)
    policies.check_waiver_can_be_ended(waiver, timezone.localdate(now))
    if not because.strip():
        raise WrongState(_("Write down why the waiver ends."))
    waiver.ended_by_id, waiver.ended_at = person(actor), now
    waiver.ended_because = because.strip()
    waiver.save(update_fields=["ended_by", "ended_at", "ended_because"])
    audit.record(
        name="waiver.ended",
        subject=("waiver", waiver.id),
        actor=actor,
        now=now,
        party_code=find_party_code(party_id=waiver.party_id),
        facts={"rule": waiver.rule},
    )
