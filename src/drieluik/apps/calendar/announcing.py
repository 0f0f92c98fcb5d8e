"""Telling, changing and withdrawing days of one year only. Part of the services of this app."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from drieluik.apps.audit import services as audit
from drieluik.apps.calendar import policies
from drieluik.apps.calendar.models import OneOffDay
from drieluik.apps.calendar.one_off import KINDS, PARTIES, SHOWN_KINDS, OneOffRow, find_one_off
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.services import lock_municipality
from drieluik.core.cycle import Sort, Who

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)


@dataclass(frozen=True, slots=True)
class NewOneOff:
    """What is told about a day of one year only; the words of ``OneOffRow``."""

    kind: str
    name: str
    on: date
    words: str
    who: tuple[Who, ...] = ()
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""


Fault = tuple[str, str]
"""A field, and what is wrong with it."""


def faults_of(day: NewOneOff) -> list[Fault]:
    """Return everything that is wrong with such a day, each at its field."""
    shown = day.kind in SHOWN_KINDS
    checks: list[tuple[str, Callable[[], bool], str]] = [
        ("kind", lambda: day.kind not in KINDS, _("Choose one of the list.")),
        ("name", lambda: not day.name.strip(), _("Say what it is.")),
        ("words", lambda: not day.words.strip(), _("Say where this was agreed.")),
        (
            "on",
            lambda: not FIRST_DAY <= day.on <= LAST_DAY,
            _("Take a day from 2000 up to and including 2100."),
        ),
        ("who", lambda: shown and not day.who, _("Say who takes part or must do this.")),
        ("who", lambda: bool(set(day.who) - set(PARTIES)), _("Choose parties of the list.")),
        (
            "starts_at",
            lambda: day.starts_at is not None and day.kind != Sort.MEETING.value,
            _("Only an occasion has a time; this is about a whole day."),
        ),
        (
            "ends_at",
            lambda: (
                day.ends_at is not None and (day.starts_at is None or day.ends_at <= day.starts_at)
            ),
            _("The end comes after the beginning: fill in both."),
        ),
    ]
    return [(field, words) for field, is_wrong, words in checks if is_wrong()]


@transaction.atomic
def add_one_off(*, municipality_id: int, day: NewOneOff, actor: Actor, now: datetime) -> UUID:
    """Tell of an occasion, a last day, or of what starts a term of the law.

    Returns:
        Its key.

    Raises:
        NotAllowed: The actor may not set days here.
        WrongState: Something is wrong with it; the message holds all of it.

    Changes:
        One ``OneOffDay``; one event ``one_off_day.added``.
    """
    policies.check_may_set_days(actor, municipality_id=municipality_id)
    lock_municipality(municipality_id)
    key = uuid4()
    _add(municipality_id, (key, 1), day, "one_off_day.added", (actor, now))
    return key


@transaction.atomic
def change_one_off(
    *, municipality_id: int, key: UUID, day: NewOneOff, seen: int, actor: Actor, now: datetime
) -> None:
    """Change such a day; how it stood before stays to be read.

    Args:
        municipality_id: Where.
        key: Which day.
        day: All of it, as it will be.
        seen: The number of the row that the person had before the eyes.
        actor: Who.
        now: When.

    Raises:
        NotAllowed: The actor may not set days here.
        WrongState: It is not there or withdrawn, somebody changed it meanwhile, or something is
            wrong with it.

    Changes:
        One ``OneOffDay``; one event ``one_off_day.changed``.
    """
    policies.check_may_set_days(actor, municipality_id=municipality_id)
    lock_municipality(municipality_id)
    standing = _standing(municipality_id, key)
    if standing.number != seen:
        raise WrongState(_("Somebody changed this while you were at it. Look at it again first."))
    if day.on.year != standing.on.year:
        raise WrongState(_("It stays in its year: withdraw it here and add it in the other year."))
    if (day.kind in SHOWN_KINDS) != (standing.kind in SHOWN_KINDS):
        raise WrongState(_("A day cannot become the start of a term: withdraw it and add that."))
    _add(municipality_id, (key, seen + 1), day, "one_off_day.changed", (actor, now))


@transaction.atomic
def withdraw_one_off(
    *, municipality_id: int, key: UUID, reason: str, actor: Actor, now: datetime
) -> None:
    """Let such a day count no more, with a reason; calendar programmes show it as cancelled.

    Raises:
        NotAllowed: The actor may not set days here.
        WrongState: It is not there, withdrawn already, or there is no reason.

    Changes:
        One ``OneOffDay``; one event ``one_off_day.withdrawn``.
    """
    policies.check_may_set_days(actor, municipality_id=municipality_id)
    lock_municipality(municipality_id)
    row = _standing(municipality_id, key)
    if not reason.strip():
        raise WrongState(_("Say why this day is withdrawn."))
    day = NewOneOff(
        row.kind, row.name, row.on, reason, row.who, row.starts_at, row.ends_at, row.place
    )
    number, by = (key, row.number + 1), (actor, now)
    _add(municipality_id, number, day, "one_off_day.withdrawn", by, withdrawn=True)


def _standing(municipality_id: int, key: UUID) -> OneOffRow:
    row = find_one_off(municipality_id=municipality_id, key=key)
    if row is None or row.is_withdrawn:
        raise WrongState(_("This day has been withdrawn already."))
    return row


def _add(
    municipality_id: int,
    which: tuple[UUID, int],
    day: NewOneOff,
    event: str,
    by: tuple[Actor, datetime],
    *,
    withdrawn: bool = False,
) -> None:
    actor, now = by
    if actor.user_id is None:
        raise NotAllowed(_("Sign in first."))
    if faults := faults_of(day):
        raise WrongState(" ".join(words for _field, words in faults))
    key, number = which
    OneOffDay.objects.create(
        municipality_id=municipality_id,
        key=key,
        number=number,
        kind=day.kind,
        name=day.name.strip()[:160],
        on=day.on,
        starts_at=day.starts_at,
        ends_at=day.ends_at,
        place=day.place.strip()[:120],
        who=" ".join(day.who),
        words=day.words.strip()[:300],
        withdrawn=withdrawn,
        recorded_by_id=actor.user_id,
        recorded_at=now,
    )
    facts = {"municipality_id": municipality_id, "on": day.on.isoformat(), "kind": day.kind}
    audit.record(name=event, subject=("one_off_day", key), actor=actor, now=now, facts=facts)
