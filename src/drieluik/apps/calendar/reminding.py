"""Reminding people of last days by mail, each once. Part of the services of this app.

Who is reminded: whoever acts for a party that must act and did not note that it is done. Of what: what
law or parties really ask, from two weeks before the last day (``soon_days`` of the house rules).
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from drieluik.apps.audit import services as audit
from drieluik.apps.calendar import policies
from drieluik.apps.calendar.models import MailChoice, Reminded
from drieluik.apps.calendar.rows import Year, YearItem
from drieluik.apps.calendar.selectors import get_year
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.mailing.services import Letter, put_in_outbox
from drieluik.apps.organisations.actors import SYSTEM, Actor
from drieluik.apps.organisations.selectors import PersonHere, get_municipality, list_people
from drieluik.apps.organisations.services import lock_municipality
from drieluik.core.cycle import Urgency

DEFAULT = MailChoice.Choice.EACH
_SALT = "calendar.mails"
_REMINDER, _DIGEST = "reminder", "digest"


def remind(*, municipality_id: int, now: datetime) -> int:
    """Put the reminders of today in the outbox; return how many. Again on the same day adds none.

    House rules that cannot be read remind nobody: the page of the calendar tells what is wrong.

    Changes:
        Per person, in one transaction: ``Reminded`` and the mails in the outbox.
    """
    today = timezone.localdate(now)
    try:
        year = get_year(municipality_id=municipality_id, year=today.year, today=today)
    except WrongState:
        return 0
    people = list_people(municipality_id=municipality_id, on=today, roles=policies.ACTING_ROLES)
    choices = _choices(municipality_id)
    return sum(
        _remind_person(municipality_id, person, choices.get(person.user_id, DEFAULT), (year, now))
        for person in people
    )


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
    user_id, municipality_id = _read(token)
    place = get_municipality(municipality_id=municipality_id)
    by = (Actor(user_id, ""), now)
    _keep_choice(place.id, MailChoice.Choice.NONE, by)
    return place.name


def place_of_token(token: str) -> str:
    """Return the name of the municipality an address to stop mails is about.

    Raises:
        WrongState: The address is no address of a mail of ours.
    """
    _user_id, municipality_id = _read(token)
    return get_municipality(municipality_id=municipality_id).name


def mail_choices() -> list[tuple[str, Any]]:
    """Return what can be chosen, with words for people."""
    return list(MailChoice.Choice.choices)


def get_choice(*, municipality_id: int, actor: Actor) -> str:
    """Return which mails a person gets about the year here."""
    return str(_choices(municipality_id).get(actor.user_id or 0, DEFAULT))


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


def _choices(municipality_id: int) -> dict[int, str]:
    rows = MailChoice.objects.filter(municipality_id=municipality_id)
    return dict(rows.values_list("user_id", "choice"))


@transaction.atomic
def _remind_person(
    municipality_id: int, person: PersonHere, choice: str, seen: tuple[Year, datetime]
) -> int:
    """Everything for one person at once; two jobs at the same time wait for each other here."""
    year, now = seen
    late, soon = asked_of(year, person.party_ids)
    if choice == MailChoice.Choice.NONE or not (late or soon):
        return 0
    lock_municipality(municipality_id)
    told = Reminded.objects.filter(user_id=person.user_id, municipality_id=municipality_id)
    if choice == MailChoice.Choice.WEEKLY:
        week = _week(timezone.localdate(now))
        if told.filter(kind=_DIGEST, item_id=week).exists():
            return 0
        lines = {"late": late, "soon": soon}
        return _write(municipality_id, person, (_DIGEST, week), lines, now)
    known = set(told.filter(kind=_REMINDER).values_list("item_id", flat=True))
    return sum(
        _write(municipality_id, person, (_REMINDER, line.item.id), {"line": line}, now)
        for line in soon
        if line.item.id not in known
    )


def asked_of(
    year: Year, party_ids: frozenset[int]
) -> tuple[Sequence[YearItem], Sequence[YearItem]]:
    """Return what these parties are late with, and what they must do soon."""
    late = [one for one in year.past_due() if one.is_asked and one.doing.waits_for(party_ids)]
    soon = [
        line
        for line in year.lines()
        if line.urgency is Urgency.SOON and line.is_asked and line.doing.waits_for(party_ids)
    ]
    return late, soon


def _week(day: date) -> str:
    number = day.isocalendar()
    return f"{number.year}-W{number.week:02}"


def _write(
    municipality_id: int,
    person: PersonHere,
    what: tuple[str, str],
    words: Mapping[str, object],
    now: datetime,
) -> int:
    kind, item_id = what
    letter = _letter(municipality_id, person, what, words)
    mail_id = put_in_outbox(
        person_id=person.user_id,
        municipality_id=municipality_id,
        letter=letter,
        actor=SYSTEM,
        now=now,
    )
    if mail_id is None:
        return 0
    Reminded.objects.create(
        user_id=person.user_id,
        municipality_id=municipality_id,
        item_id=item_id,
        kind=kind,
        mail=mail_id,
        reminded_at=now,
    )
    return 1


def _letter(
    municipality_id: int, person: PersonHere, what: tuple[str, str], words: Mapping[str, object]
) -> Letter:
    kind, item_id = what
    place = get_municipality(municipality_id=municipality_id)
    site = settings.SITE_ADDRESS
    stop = f"{site}{reverse('calendar:stop', args=[_token(person.user_id, place.id)])}"
    context = {
        **words,
        "person": person,
        "parties": ", ".join(person.party_names),
        "place": place,
        "site": site,
        "choose": f"{site}{reverse('calendar:reminders', args=[place.slug])}",
        "year_page": f"{site}{reverse('calendar:this_year', args=[place.slug])}",
        "stop": stop,
    }
    with translation.override(settings.LANGUAGE_CODE):
        subject = render_to_string(f"calendar/mails/{kind}_subject.txt", context)
        body = render_to_string(f"calendar/mails/{kind}.txt", context)
    return Letter(kind, f"{kind}:{place.id}:{item_id}", subject, body, stop)


def _token(user_id: int, municipality_id: int) -> str:
    return signing.dumps([user_id, municipality_id], salt=_SALT)


def _read(token: str) -> tuple[int, int]:
    try:
        user_id, municipality_id = signing.loads(token, salt=_SALT)
    except signing.BadSignature as error:
        raise WrongState(
            _("This address is not whole. Copy it from the mail again, or sign in and choose.")
        ) from error
    return user_id, municipality_id
