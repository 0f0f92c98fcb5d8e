"""Writing mails down, sending them, and trying again. A mail is sent after the act, never during it.

Sending is at least once. A job first writes down that it begins, then talks to the mail server,
then writes down that it was sent. When it is killed between the last two, the same mail goes again,
with the same Message-ID, so that mail programs can see that it is the same one. Losing it would be
worse. Two jobs never send one mail at the same time: the second sees that the first has begun.
"""

import logging
import smtplib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps import kept_files
from drieluik.apps.audit import services as audit
from drieluik.apps.mailing import policies
from drieluik.apps.mailing.models import Mail
from drieluik.apps.organisations.actors import SYSTEM, Actor

_log = logging.getLogger(__name__)
WAITS = tuple(timedelta(minutes=one) for one in (1, 5, 15, 60, 240))
"""How long to wait after the first attempts that failed; after these each time half a day."""
LONGEST_WAIT = timedelta(hours=12)
MOST_ATTEMPTS = 15
LONGEST_SENDING = timedelta(hours=1)
"""A job that began longer ago is no more: another one may send the mail."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A kept file that goes with a mail.

    Attributes:
        name: As the reader sees it.
        content_hash: Under which it is kept.
        suffix: As it is kept.
    """

    name: str
    content_hash: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What is written to a person.

    Attributes:
        kind: One of ``Mail.Kind``.
        key: What it is about; the same person gets no second mail with the same key.
        subject: One line.
        body: Plain text.
        stop_address: Where one asks not to get such mails, as a whole address; may be empty.
        facts: Plain JSON values for whoever reacts when it has been sent.
        enclosed: Kept files that go with it; whoever asks sees to it that they are not too big.
    """

    kind: str
    key: str
    subject: str
    body: str
    stop_address: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    enclosed: tuple[Enclosure, ...] = ()


@transaction.atomic
def put_in_outbox(
    *, person_id: int, municipality_id: int, letter: Letter, actor: Actor, now: datetime
) -> UUID | None:
    """Write a mail down in the transaction of the act that asks for it; a job sends it later.

    Returns:
        The mail; None when this person was written to with this key already.

    Changes:
        One ``Mail``; one event ``mail.asked``, after which a job sends it.
    """
    mail, is_new = Mail.objects.get_or_create(
        person_id=person_id,
        key=letter.key,
        defaults={
            "municipality_id": municipality_id,
            "kind": letter.kind,
            "subject": " ".join(letter.subject.split())[:200],
            "body": letter.body,
            "stop_address": letter.stop_address,
            "facts": dict(letter.facts),
            "enclosed": [asdict(one) for one in letter.enclosed],
            "asked_by_id": actor.user_id,
            "asked_at": now,
            "next_at": now,
        },
    )
    if not is_new:
        return None
    _tell("mail.asked", mail, actor, now)
    return mail.id


@transaction.atomic
def try_again(*, mail_id: UUID, actor: Actor, now: datetime) -> None:
    """Have a mail that could not be sent tried at once.

    Raises:
        NotAllowed: The actor is not the secretary.
        WrongState: It was sent already, or is being sent.

    Changes:
        ``Mail`` to waiting, its attempts counted anew; one event ``mail.asked``.
    """
    mail = Mail.objects.select_for_update().get(id=mail_id)
    policies.check_may_see_all(actor, municipality_id=mail.municipality_id)
    policies.check_can_be_tried_again(mail)
    mail.state, mail.n_attempts, mail.next_at = Mail.State.WAITING, 0, now
    mail.save(update_fields=["state", "n_attempts", "next_at"])
    _tell("mail.asked", mail, actor, now)


def send_mail(*, mail_id: UUID, claim: str, now: datetime) -> bool:
    """Send one mail, unless it was sent or another job is sending it; tell whether it went.

    Not in a transaction: a mail cannot be taken back, and nobody waits for the mail server.

    Args:
        mail_id: The mail.
        claim: Name of the job; a job that is begun anew has the same name.
        now: When.

    Changes:
        ``Mail``; one event ``mail.sent``, or ``mail.delayed`` after which a job tries again later,
        or ``mail.given_up``.
    """
    mail = _begin(mail_id, claim, now)
    if mail is None:
        return False
    try:
        _hand_over(mail)
    except smtplib.SMTPRecipientsRefused as refusal:
        for_ever = all(code >= 500 for code, _words in refusal.recipients.values())
        _delay(mail, claim, refusal, now, for_ever=for_ever)
    except OSError as error:
        # all faults of smtplib are of this kind too
        _delay(mail, claim, error, now)
    else:
        return _end(mail, claim)
    return False


@transaction.atomic
def _begin(mail_id: UUID, claim: str, now: datetime) -> Mail | None:
    mail = Mail.objects.select_for_update(of=("self",)).select_related("person").get(id=mail_id)
    busy = mail.state == Mail.State.SENDING and mail.claim != claim
    if busy and mail.attempted_at is not None and mail.attempted_at > now - LONGEST_SENDING:
        return None
    if mail.state not in (Mail.State.WAITING, Mail.State.SENDING):
        return None
    mail.state, mail.claim = Mail.State.SENDING, claim
    mail.attempted_at, mail.n_attempts = now, mail.n_attempts + 1
    mail.save(update_fields=["state", "claim", "attempted_at", "n_attempts"])
    return mail


def _hand_over(mail: Mail) -> None:
    host = settings.SITE_ADDRESS.partition("://")[2].partition(":")[0].partition("/")[0]
    headers = {"Message-ID": f"<{mail.id}@{host}>", "Auto-Submitted": "auto-generated"}
    if mail.stop_address:
        headers["List-Unsubscribe"] = f"<{mail.stop_address}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message = EmailMessage(mail.subject, mail.body, None, [mail.person.email], headers=headers)
    for one in mail.enclosed:
        message.attach(one["name"], kept_files.read_original(one["content_hash"], one["suffix"]))
    message.send()


@transaction.atomic
def _end(mail: Mail, claim: str) -> bool:
    """Write down that it was sent, with all that hangs on that."""
    row = _still_own(mail, claim)
    if row is None:
        return True
    now = timezone.now()
    row.state, row.sent_at, row.next_at, row.problem = Mail.State.SENT, now, None, ""
    row.save(update_fields=["state", "sent_at", "next_at", "problem"])
    _tell("mail.sent", row, SYSTEM, now)
    return True


@transaction.atomic
def _delay(
    mail: Mail, claim: str, error: Exception, now: datetime, *, for_ever: bool = False
) -> None:
    _log.warning("mail %s could not be sent: %s", mail.id, type(error).__name__)
    row = _still_own(mail, claim)
    if row is None:
        return
    n = row.n_attempts
    wait = WAITS[n - 1] if n <= len(WAITS) else LONGEST_WAIT
    give_up = for_ever or n >= MOST_ATTEMPTS
    row.state = Mail.State.GIVEN_UP if give_up else Mail.State.WAITING
    row.next_at = None if give_up else now + wait
    row.problem = (
        _("The mail server does not accept this address.")
        if for_ever
        else _("The mail server did not answer or did not accept the mail.")
    )
    row.save(update_fields=["state", "next_at", "problem"])
    _tell("mail.given_up" if give_up else "mail.delayed", row, SYSTEM, now)


def _still_own(mail: Mail, claim: str) -> Mail | None:
    rows = Mail.objects.select_for_update()
    return rows.filter(id=mail.id, state=Mail.State.SENDING, claim=claim).first()


def _tell(name: str, mail: Mail, actor: Actor, now: datetime) -> None:
    facts = {
        "municipality_id": mail.municipality_id,
        "kind": mail.kind,
        "asked_by": mail.asked_by_id,
        "next_at": mail.next_at.isoformat() if mail.next_at else None,
        **mail.facts,
    }
    audit.record(name=name, subject=("mail", mail.id), actor=actor, now=now, facts=facts)
