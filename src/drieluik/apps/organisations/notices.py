"""Telling a person by mail that a role was given, and how to sign in.

Part of the services of this app. The role counts whether or not the mail arrives: what became of
the mail stands beside the member, and an administrator can have it sent again.
"""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from drieluik.apps.accounts.services import path_to_first_password
from drieluik.apps.audit import services as audit
from drieluik.apps.organisations import policies
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.models import Membership

_log = logging.getLogger(__name__)


def send_notice(*, membership_id: int, by: str, now: datetime) -> bool:
    """Mail the person behind a membership, when the notice still waits; tell whether it went.

    Not in a transaction: a mail cannot be taken back. A mail server that does not answer leaves
    the membership as it is and the notice marked as failed.

    Args:
        membership_id: The role that was given.
        by: Name of who gave it.
        now: When.

    Changes:
        ``Membership.notice`` and ``notice_at``.
    """
    rows = Membership.objects.select_related("user", "party")
    membership = rows.get(id=membership_id)
    if membership.notice != Membership.Notice.WAITING:
        return False
    try:
        with translation.override(settings.LANGUAGE_CODE):
            subject = _("Drieluik: you have a role for %(party)s") % {
                "party": membership.party.name
            }
            send_mail(subject, _message(membership, by, now), None, [membership.user.email])
    except OSError:
        _log.exception("the notice of membership %s could not be sent", membership_id)
        outcome = Membership.Notice.FAILED
    else:
        outcome = Membership.Notice.SENT
    membership.notice, membership.notice_at = outcome, now
    membership.save(update_fields=["notice", "notice_at"])
    return outcome == Membership.Notice.SENT


def _message(membership: Membership, by: str, now: datetime) -> str:
    first_password = path_to_first_password(user_id=membership.user_id)
    lasts = timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    context = {
        "membership": membership,
        "by": by,
        "first_password": first_password and f"{settings.SITE_ADDRESS}{first_password}",
        "until": timezone.localtime(now + lasts),
        "sign_in": f"{settings.SITE_ADDRESS}{reverse('account_login')}",
    }
    return render_to_string("organisations/notice_message.txt", context)


@transaction.atomic
def ask_notice_again(*, membership_id: int, actor: Actor, now: datetime) -> None:
    """Have the mail about a role sent again, with a new link.

    Raises:
        NotAllowed: The actor is no administrator of the party.
        WrongState: The membership has ended, or a mail is on its way already.

    Changes:
        ``Membership.notice`` to waiting; one event ``membership.notice-asked``.
    """
    membership = Membership.objects.select_for_update(of=("self",)).get(id=membership_id)
    policies.check_may_manage_members(actor, party_id=membership.party_id)
    policies.check_can_be_told(membership)
    membership.notice, membership.notice_at = Membership.Notice.WAITING, now
    membership.save(update_fields=["notice", "notice_at"])
    audit.record(
        name="membership.notice-asked",
        subject=("party", membership.party_id),
        actor=actor,
        now=now,
        party_code=membership.party.code,
        facts={"membership_id": membership.id},
    )
