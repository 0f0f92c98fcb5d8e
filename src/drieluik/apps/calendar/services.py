"""What can be done with the year: record house rules, and make or withdraw a secret address."""

import hashlib
import secrets
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from drieluik.apps.audit import services as audit
from drieluik.apps.calendar import policies
from drieluik.apps.calendar.models import CalendarAddress, HouseRules
from drieluik.apps.errors import NotAllowed
from drieluik.apps.organisations.actors import Actor
from drieluik.core.cycle import rule_book


@transaction.atomic
def record_house_rules(
    *, municipality_id: int, text: str, grounds: str, actor: Actor, now: datetime
) -> HouseRules:
    """Record a new version of the house rules; earlier versions stay as they were.

    Raises:
        NotAllowed: The actor may not set house rules here.
        RuleFileError: The text is no rule file that can be joined with the law.

    Changes:
        One ``HouseRules``; one audit event ``house_rules.recorded``.
    """
    policies.check_may_set_rules(actor, municipality_id=municipality_id)
    user_id = _locked_person(actor)
    rule_book(text)
    rows = HouseRules.objects.filter(municipality_id=municipality_id)
    rules = HouseRules.objects.create(
        municipality_id=municipality_id,
        number=(rows.aggregate(last=Max("number"))["last"] or 0) + 1,
        text=text,
        grounds=grounds,
        recorded_by_id=user_id,
        recorded_at=now,
    )
    audit.record(
        name="house_rules.recorded",
        subject=("house_rules", rules.pk),
        actor=actor,
        now=now,
        facts={"number": rules.number, "municipality_id": municipality_id},
    )
    return rules


@transaction.atomic
def renew_address(*, municipality_id: int, party_id: int, actor: Actor, now: datetime) -> str:
    """Make a secret address for a person and a party; an earlier one stops at once.

    Returns:
        The secret part of the address. It is not kept and cannot be shown again.

    Raises:
        NotAllowed: The person does not belong to this party here.

    Changes:
        One ``CalendarAddress``, the earlier one withdrawn; one audit event
        ``calendar_address.made``.
    """
    user_id = _locked_person(actor)
    policies.check_may_have_address(actor, municipality_id=municipality_id, party_id=party_id)
    _standing_addresses(municipality_id, party_id, user_id).update(withdrawn_at=now)
    secret = secrets.token_urlsafe(32)
    address = CalendarAddress.objects.create(
        user_id=user_id,
        party_id=party_id,
        municipality_id=municipality_id,
        secret_hash=secret_hash(secret),
        made_at=now,
    )
    subject = ("calendar_address", address.pk)
    audit.record(name="calendar_address.made", subject=subject, actor=actor, now=now)
    return secret


@transaction.atomic
def withdraw_address(*, municipality_id: int, party_id: int, actor: Actor, now: datetime) -> None:
    """Let a person's secret address stop; nothing happens when there is none.

    Also somebody who left the party may do this.

    Changes:
        The ``CalendarAddress`` withdrawn; one audit event ``calendar_address.withdrawn``.
    """
    user_id = _locked_person(actor)
    for address in _standing_addresses(municipality_id, party_id, user_id):
        address.withdrawn_at = now
        address.save(update_fields=["withdrawn_at"])
        subject = ("calendar_address", address.pk)
        audit.record(name="calendar_address.withdrawn", subject=subject, actor=actor, now=now)


def secret_hash(secret: str) -> str:
    """Return what is kept of a secret; it has 256 random bits, so a plain hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _locked_person(actor: Actor) -> int:
    """The person, who makes or withdraws one address at a time."""
    if actor.user_id is None:
        raise NotAllowed(_("Sign in first."))
    get_user_model().objects.select_for_update().filter(pk=actor.user_id).first()
    return actor.user_id


def _standing_addresses(
    municipality_id: int, party_id: int, user_id: int
) -> QuerySet[CalendarAddress]:
    return CalendarAddress.objects.filter(
        municipality_id=municipality_id, party_id=party_id, user_id=user_id, withdrawn_at=None
    )
