"""Choosing which mails about the year one gets. Part of the services of this app."""

from datetime import datetime
from typing import Any

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _

from drieluik.apps.audit import services as audit
from drieluik.apps.calendar import policies
from drieluik.apps.calendar.models import MailChoice
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.selectors import get_municipality

DEFAULT = MailChoice.Choice.EACH
_SALT = "calendar.mails"


@transaction.atomic
def choose_mails(*, municipality_id: int, choice: str, actor: Actor, now: datetime) -> None:
    """Keep which mails a person wants about the year here.

    Raises:
        NotAllowed: The person takes no part here.
        WrongState: There is no such choice.

    Changes:
        ``MailChoice``; one event ``mail_choice.made``.
    """
    policies.check_may_choose_mails(actor, municipality_id=municipality_id)
    if choice not in MailChoice.Choice.values:
        raise WrongState(_("Choose one of the three."))
    _keep_choice(municipality_id, choice, (actor, now))


@transaction.atomic
def stop_mails(*, token: str, now: datetime) -> str:
    """Send a person no mails about the year any more, by the address in a mail itself.

    Returns:
        The name of the municipality.

    Raises:
        WrongState: The address is no address of a mail of ours.

    Changes:
        ``MailChoice`` to none; one event ``mail_choice.made``.
    """
    user_id, municipality_id = read_token(token)
    place = get_municipality(municipality_id=municipality_id)
    by = (Actor(user_id, ""), now)
    _keep_choice(place.id, MailChoice.Choice.NONE, by)
    return place.name


def place_of_token(token: str) -> str:
    """Return the name of the municipality an address to stop mails is about.

    Raises:
        WrongState: The address is no address of a mail of ours.
    """
    _user_id, municipality_id = read_token(token)
    return get_municipality(municipality_id=municipality_id).name


def mail_choices() -> list[tuple[str, Any]]:
    """Return what can be chosen, with words for people."""
    return list(MailChoice.Choice.choices)


def get_choice(*, municipality_id: int, actor: Actor) -> str:
    """Return which mails a person gets about the year here."""
    return str(choices_here(municipality_id).get(actor.user_id or 0, DEFAULT))


def _keep_choice(municipality_id: int, choice: str, by: tuple[Actor, datetime]) -> None:
    actor, now = by
    if actor.user_id is None:
        raise NotAllowed(_("Sign in first."))
    MailChoice.objects.update_or_create(
        user_id=actor.user_id,
        municipality_id=municipality_id,
        defaults={"choice": choice, "chosen_at": now},
    )
    audit.record(
        name="mail_choice.made",
        subject=("municipality", municipality_id),
        actor=actor,
        now=now,
        facts={"choice": choice},
    )


def choices_here(municipality_id: int) -> dict[int, str]:
    """Return what people chose, by person; who never chose is not in it."""
    rows = MailChoice.objects.filter(municipality_id=municipality_id)
    return dict(rows.values_list("user_id", "choice"))


def who_wants_none(municipality_id: int) -> frozenset[int]:
    """Return the persons who chose to get no mails."""
    none = MailChoice.Choice.NONE
    return frozenset(one for one, said in choices_here(municipality_id).items() if said == none)


def make_token(user_id: int, municipality_id: int) -> str:
    """Return what a mail holds so that its reader can stop such mails without signing in."""
    return signing.dumps([user_id, municipality_id], salt=_SALT)


def read_token(token: str) -> tuple[int, int]:
    """Return person and municipality of such a token.

    Raises:
        WrongState: We did not make it.
    """
    try:
        user_id, municipality_id = signing.loads(token, salt=_SALT)
    except signing.BadSignature as error:
        raise WrongState(
            _("This address is not whole. Copy it from the mail again, or sign in and choose.")
        ) from error
    return user_id, municipality_id
