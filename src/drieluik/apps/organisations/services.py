"""What can be done with members, each one whole act; and the lock of a municipality."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.accounts.services import find_or_invite
from drieluik.apps.audit import services as audit
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations import policies
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.models import Membership, Municipality, Party


def lock_municipality(municipality_id: int) -> None:
    """Let one act at a time change what belongs to a municipality as a whole.

    Acts that must not pass each other, such as two recordings of the register or a calculation
    and the confirmation of a norm, call this before they read anything; it lasts until the end of
    their transaction. Rows that only refer to the municipality can still be added meanwhile.
    """
    Municipality.objects.select_for_update(no_key=True).get(id=municipality_id)


def lock_party(party_id: int) -> None:
    """Let one act at a time change who speaks for a party; it lasts until the transaction ends.

    Raises:
        Party.DoesNotExist: There is none with this id.
    """
    Party.objects.select_for_update(no_key=True).get(id=party_id)


@transaction.atomic
def add_member(
    *, party_id: int, email: str, name: str, role: str, actor: Actor, now: datetime
) -> Membership:
    """Give a person a role for a party; make the account when there is none.

    Raises:
        NotAllowed: The actor is no administrator of the party.
        WrongState: The person already has this role.

    Changes:
        One ``Membership``, possibly one ``User``; one event ``membership.added``. When a person
        adds the member, a notice by mail waits to be sent; the set-up tells people itself.
    """
    party = Party.objects.select_for_update().get(id=party_id)
    policies.check_may_manage_members(actor, party_id=party_id)
    user_id = find_or_invite(email=email, name=name)
    today = timezone.localdate(now)
    if Membership.objects.filter(user_id=user_id, party=party, role=role, until_on=None).exists():
        raise WrongState(_("This person already has this role."))
    told_by_mail = actor.user_id is not None
    membership = Membership.objects.create(
        user_id=user_id,
        party=party,
        role=role,
        from_on=today,
        notice=Membership.Notice.WAITING if told_by_mail else Membership.Notice.NONE,
        notice_at=now if told_by_mail else None,
    )
    audit.record(
        name="membership.added",
        subject=("party", party.id),
        actor=actor,
        now=now,
        party_code=party.code,
        facts={"user_id": user_id, "role": role, "membership_id": membership.id},
    )
    return membership


@transaction.atomic
def end_membership(*, membership_id: int, actor: Actor, now: datetime) -> None:
    """End a role from today; what was done in it stays on record.

    Raises:
        NotAllowed: The actor is no administrator of the party.
        WrongState: The membership has ended, or it is the party's last administrator.

    Changes:
        ``Membership.until_on``; one event ``membership.ended``.
    """
    party_id = Membership.objects.values_list("party_id", flat=True).get(id=membership_id)
    party = Party.objects.select_for_update().get(id=party_id)
    # Read only now: whoever held the lock before may have ended it.
    membership = Membership.objects.get(id=membership_id)
    policies.check_may_manage_members(actor, party_id=party.id)
    if membership.until_on is not None:
        raise WrongState(_("This membership has already ended."))
    if membership.role == Membership.Role.ADMINISTRATOR and not _another_administrator(membership):
        raise WrongState(_("A party keeps at least one administrator."))
    membership.until_on = timezone.localdate(now)
    membership.save(update_fields=["until_on"])
    audit.record(
        name="membership.ended",
        subject=("party", party.id),
        actor=actor,
        now=now,
        party_code=party.code,
        facts={"user_id": membership.user_id, "role": membership.role},
    )


def _another_administrator(membership: Membership) -> bool:
    others = Membership.objects.filter(
        party_id=membership.party_id,
        role=Membership.Role.ADMINISTRATOR,
        until_on=None,
        user__is_active=True,
    )
    return others.exclude(id=membership.id).exists()
