"""Which mails there are, and which of them are in trouble."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from drieluik.apps.mailing import policies
from drieluik.apps.mailing.models import Mail
from drieluik.apps.mailing.services import LONGEST_SENDING
from drieluik.apps.organisations.actors import Actor

MOST_SHOWN = 200
"""Mails on the page, the newest; of those that did not go none is left out."""


@dataclass(frozen=True, slots=True)
class MailRow:
    """A mail without its database; ``body`` only for the person it was written to."""

    mail_id: UUID
    person_id: int
    to: str
    kind_label: str
    subject: str
    body: str
    state: str
    state_label: str
    asked_at: datetime
    sent_at: datetime | None
    next_at: datetime | None
    n_attempts: int
    problem: str
    enclosed: tuple[str, ...]

    @property
    def is_in_trouble(self) -> bool:
        """Whether an attempt failed and it did not go yet."""
        return self.state != Mail.State.SENT and bool(self.problem)

    @property
    def state_kind(self) -> str:
        """How its state is shown."""
        if self.is_in_trouble:
            return "refused"
        return "done" if self.state == Mail.State.SENT else "busy"


def facts_of_mails(*, municipality_id: int, kind: str) -> dict[int, list[Mapping[str, Any]]]:
    """Return what was written down with the mails of a kind, by person, oldest first."""
    found: dict[int, list[Mapping[str, Any]]] = {}
    rows = Mail.objects.filter(municipality_id=municipality_id, kind=kind).order_by("asked_at")
    for person_id, facts in rows.values_list("person_id", "facts"):
        found.setdefault(person_id, []).append(facts)
    return found


def list_own(*, municipality_id: int, actor: Actor) -> list[MailRow]:
    """Return the mails to the person, the newest first."""
    if actor.user_id is None:
        return []
    rows = Mail.objects.filter(municipality_id=municipality_id, person_id=actor.user_id)
    return [_row(one, with_body=True) for one in rows.select_related("person")[:MOST_SHOWN]]


def list_all(*, municipality_id: int, actor: Actor) -> tuple[list[MailRow], list[MailRow]]:
    """Return what did not go, and the newest of the rest; nothing for who may not see all."""
    if not policies.check_may_see_all.allows(actor, municipality_id=municipality_id):
        return [], []
    rows = Mail.objects.filter(municipality_id=municipality_id).select_related("person")
    trouble = ~Q(state=Mail.State.SENT) & ~Q(problem="")
    rest = rows.exclude(trouble)[:MOST_SHOWN]
    return [_row(one) for one in rows.filter(trouble)], [_row(one) for one in rest]


def list_with(*, kind: str, facts: Mapping[str, object]) -> list[MailRow]:
    """Return the mails of a kind that were written with these facts, the newest first.

    Whether the reader may know of mails to others is for whoever asks.
    """
    about = {f"facts__{name}": value for name, value in facts.items()}
    rows = Mail.objects.filter(kind=kind, **about).select_related("person")
    return [_row(one) for one in rows]


def count_in_trouble(*, municipality_id: int) -> int:
    """Return how many mails could not be sent yet."""
    rows = Mail.objects.filter(municipality_id=municipality_id).exclude(state=Mail.State.SENT)
    return rows.exclude(problem="").count()


def is_of(*, mail_id: UUID, municipality_id: int) -> bool:
    """Tell whether a mail belongs to a municipality."""
    return Mail.objects.filter(id=mail_id, municipality_id=municipality_id).exists()


def subjects_of(*, mail_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the subjects of mails, for whoever writes about them again."""
    return dict(Mail.objects.filter(id__in=list(mail_ids)).values_list("id", "subject"))


def list_left_lying(*, now: datetime) -> list[UUID]:
    """Return the mails that no job seems to look after: their moment went by an hour ago."""
    before = now - LONGEST_SENDING
    waiting = Q(state=Mail.State.WAITING, next_at__lt=before)
    sending = Q(state=Mail.State.SENDING, attempted_at__lt=before)
    return list(Mail.objects.filter(waiting | sending).values_list("id", flat=True))


def _row(mail: Mail, *, with_body: bool = False) -> MailRow:
    return MailRow(
        mail_id=mail.id,
        person_id=mail.person_id,
        to=mail.person.name,
        kind_label=str(mail.get_kind_display()),
        subject=mail.subject,
        body=mail.body if with_body else "",
        state=mail.state,
        state_label=str(mail.get_state_display()),
        asked_at=mail.asked_at,
        sent_at=mail.sent_at,
        next_at=mail.next_at,
        n_attempts=mail.n_attempts,
        problem=mail.problem,
        enclosed=tuple(one["name"] for one in mail.enclosed),
    )
