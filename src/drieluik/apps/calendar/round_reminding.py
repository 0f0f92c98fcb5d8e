"""Mails about half-years that are asked: what is still lacking, and days that changed; each once.

Who is written to: whoever hands in or signs for a corporation that is asked, unless the person wants
no mails about the calendar. Before the shown day, on it and after it only who still owes something
is reminded, one by one and not in the overview of a week; a round can have its reminders off.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from drieluik.apps.calendar.choosing import DEFAULT, choices_here
from drieluik.apps.calendar.letters import letter_to
from drieluik.apps.calendar.models import MailChoice, Reminded
from drieluik.apps.calendar.rows import ROUND
from drieluik.apps.deliveries.round_words import words_of_states
from drieluik.apps.deliveries.selectors import DeliveryRound
from drieluik.apps.deliveries.selectors.rounds import (
    PartyRow,
    RoundNews,
    list_owing,
    list_round_news,
    list_rounds,
)
from drieluik.apps.mailing.services import put_in_outbox
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.apps.organisations.selectors import PersonHere, list_people
from drieluik.apps.organisations.services import lock_municipality

ROLES = ("editor", "controller")
"""Who hands in or signs."""
AFTERWARDS = timedelta(days=7)
"""So long after the shown day the last reminder still goes, when no job ran the day after it."""
NEWS = timedelta(days=14)
"""So long after a change its mail still goes."""

_MOVED = "moved"


@dataclass(frozen=True, slots=True)
class _Post:
    """One mail as it is to be written: to whom, under which name, from which texts."""

    person: PersonHere
    kind: str
    item_id: str
    template: str
    words: Mapping[str, object]


def remind_of_rounds(*, municipality_id: int, now: datetime) -> int:
    """Write the reminders of today about half-years that are asked; return how many.

    Again on the same day adds none. When a round gets another shown day, its reminders begin anew.

    Changes:
        Per person, in one transaction: ``Reminded`` and the mail in the outbox.
    """
    today = timezone.localdate(now)
    near = [
        (asked, moment)
        for asked in list_rounds(municipality_id=municipality_id)
        if (moment := _moment(asked, today))
    ]
    people = _people(municipality_id, today) if near else []
    posts = [post for asked, moment in near for post in _reminders(asked, moment, people, today)]
    return sum(_write(municipality_id, post, now) for post in posts)


def tell_round_news(*, municipality_id: int, now: datetime) -> int:
    """Tell the corporations of days that changed and of half-years that are open again.

    Changes:
        Per person, in one transaction: ``Reminded`` and the mail in the outbox.
    """
    news = list_round_news(municipality_id=municipality_id, since=now - NEWS)
    if not news:
        return 0
    people = _people(municipality_id, timezone.localdate(now))
    told = _told(municipality_id, [_news_item(one) for one in news])
    posts = [
        _Post(person, _MOVED, _news_item(one), one.kind, {"asked": one.what.round, "one": one.what})
        for one in news
        for person in people
        if one.party_ids & person.party_ids and (person.user_id, _news_item(one)) not in told
    ]
    return sum(_write(municipality_id, post, now) for post in posts)


def _told(municipality_id: int, items: list[str]) -> set[tuple[int, str]]:
    """Return who was told of which news already."""
    rows = Reminded.objects.filter(municipality_id=municipality_id, kind=_MOVED, item_id__in=items)
    return set(rows.values_list("user_id", "item_id"))


def _news_item(one: RoundNews) -> str:
    return f"{_item(one.what.round)}:{one.name}"


def _people(municipality_id: int, today: date) -> list[PersonHere]:
    people = list_people(municipality_id=municipality_id, on=today, roles=ROLES)
    choices = choices_here(municipality_id)
    none = MailChoice.Choice.NONE
    return [one for one in people if choices.get(one.user_id, DEFAULT) != none]


def _moment(asked: DeliveryRound, today: date) -> str:
    """Return which reminder belongs to today: ``before``, ``day``, ``after``, or empty for none."""
    if asked.remind_before is None:
        return ""
    if today == asked.due_on:
        return "day"
    if asked.due_on - timedelta(days=asked.remind_before) <= today < asked.due_on:
        return "before"
    return "after" if asked.due_on < today <= asked.due_on + AFTERWARDS else ""


def _reminders(
    asked: DeliveryRound, moment: str, people: list[PersonHere], today: date
) -> Iterator[_Post]:
    labels = words_of_states()
    for row, cells in list_owing(asked, today=today):
        lacking = [(cell.table.sheet_nl, labels[cell.state].label) for cell in cells]
        words = {
            "asked": asked,
            "moment": moment,
            "row": row,
            "lacking": lacking,
            "closed": row.is_closed(today),
            "first_until": row.asking.closed_after(is_new=True) if row.is_new else None,
            "corrections_until": row.asking.closed_after(is_new=False),
        }
        for person in people:
            if row.party.party_id in person.party_ids:
                yield _Post(person, "reminder", _name(asked, row, moment), "round", words)


def _name(asked: DeliveryRound, row: PartyRow, moment: str) -> str:
    return f"{_item(asked)}:{row.party.party_id}:{moment}:{asked.due_on}"


def _item(asked: DeliveryRound) -> str:
    return f"{asked.year}:{ROUND}:{asked.period}"


@transaction.atomic
def _write(municipality_id: int, post: _Post, now: datetime) -> int:
    """Write one mail, unless it was written; two jobs at the same time wait for each other here."""
    lock_municipality(municipality_id)
    given = {
        "user_id": post.person.user_id,
        "municipality_id": municipality_id,
        "item_id": post.item_id,
        "kind": post.kind,
    }
    if Reminded.objects.filter(**given).exists():
        return 0
    what = (post.kind, post.item_id)
    mail_id = put_in_outbox(
        person_id=post.person.user_id,
        municipality_id=municipality_id,
        letter=letter_to(municipality_id, post.person, what, post.words, post.template),
        actor=SYSTEM,
        now=now,
    )
    if mail_id is None:
        return 0
    Reminded.objects.create(**given, mail=mail_id, reminded_at=now)
    return 1
