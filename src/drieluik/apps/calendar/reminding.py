"""Reminding people of last days by mail, each once. Part of the services of this app.

Who is reminded: whoever acts for a party that must act and did not note that it is done, or that takes
part in a one-off day. Of what: what law or parties really ask, from two weeks before the last day
(``soon_days`` of the house rules). When a day moves after that, one mail says so for each move.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from drieluik.apps.calendar import policies
from drieluik.apps.calendar.asking import asked_of, concerns_people, years_ahead
from drieluik.apps.calendar.choosing import DEFAULT, choices_here
from drieluik.apps.calendar.letters import letter_to
from drieluik.apps.calendar.models import MailChoice, Reminded
from drieluik.apps.calendar.rows import ROUND, Year, YearItem
from drieluik.apps.calendar.selectors import get_year
from drieluik.apps.errors import WrongState
from drieluik.apps.mailing.selectors import subjects_of
from drieluik.apps.mailing.services import put_in_outbox
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.apps.organisations.selectors import PersonHere, list_people
from drieluik.apps.organisations.services import lock_municipality

_REMINDER, _DIGEST, _MOVED = "reminder", "digest", "moved"


@dataclass(frozen=True, slots=True)
class Seen:
    """The year as it is at the moment of reminding.

    Attributes:
        municipality_id: Of which municipality.
        years: This year, and the next when it is near.
        lines: Every line of last year, this one and the next, by id of its item.
        now: The moment.
    """

    municipality_id: int
    years: tuple[Year, ...]
    lines: Mapping[str, YearItem]
    now: datetime

    @property
    def today(self) -> date:
        """The day of the moment."""
        return timezone.localdate(self.now)


def remind(*, municipality_id: int, now: datetime) -> int:
    """Put the reminders of today in the outbox; return how many. Again on the same day adds none.

    House rules that cannot be read remind nobody: the page of the calendar tells what is wrong.

    Changes:
        Per person, in one transaction: ``Reminded`` and the mails in the outbox.
    """
    try:
        seen = _seen(municipality_id, now)
    except WrongState:
        return 0
    people = list_people(
        municipality_id=municipality_id, on=seen.today, roles=policies.ACTING_ROLES
    )
    choices = choices_here(municipality_id)
    return sum(
        _remind_person(person, choices.get(person.user_id, DEFAULT), seen) for person in people
    )


def _seen(municipality_id: int, now: datetime) -> Seen:
    today = timezone.localdate(now)
    around = [
        get_year(municipality_id=municipality_id, year=year, today=today)
        for year in (today.year - 1, today.year, today.year + 1)
    ]
    lines = {line.item.id: line for year in around for line in year.lines()}
    years = years_ahead(municipality_id=municipality_id, today=today)
    return Seen(municipality_id, years, lines, now)


@transaction.atomic
def _remind_person(person: PersonHere, choice: str, seen: Seen) -> int:
    """Everything for one person at once; two jobs at the same time wait for each other here."""
    if choice == MailChoice.Choice.NONE:
        return 0
    lock_municipality(seen.municipality_id)
    told = Reminded.objects.filter(user_id=person.user_id, municipality_id=seen.municipality_id)
    if choice == MailChoice.Choice.WEEKLY:
        week = _week(seen.today)
        late, soon = asked_of(seen.years, person.party_ids)
        if not (late or soon) or told.filter(kind=_DIGEST, item_id=week).exists():
            return 0
        return _write(person, (_DIGEST, week), {"late": late, "soon": soon}, seen)
    rows = list(told.filter(kind__in=[_REMINDER, _MOVED]).order_by("id"))
    return _remind_once(person, rows, seen) + _tell_moves(person, rows, seen)


def _remind_once(person: PersonHere, rows: list[Reminded], seen: Seen) -> int:
    """A mail for each last day that is near and that the person was never told of.

    Of rounds of deliveries ``round_reminding`` tells, with what is lacking.
    """
    known = {row.item_id for row in rows}
    _late, soon = asked_of(seen.years, person.party_ids)
    return sum(
        _write(person, (_REMINDER, line.item.id), {"line": line}, seen, line.item.last_on)
        for line in soon
        if line.item.id not in known and line.item.rule_id != ROUND
    )


def _tell_moves(person: PersonHere, rows: list[Reminded], seen: Seen) -> int:
    """A mail for each day the person was told of and that is another day now, or no day at all."""
    newest = {row.item_id: row for row in rows if f":{ROUND}:" not in row.item_id}
    subjects = subjects_of(mail_ids=[row.mail for row in rows])
    return sum(
        _write(
            person,
            (_MOVED, row.item_id),
            {"line": line, "old": row.due_on, "subject": subjects[row.mail]},
            seen,
            line.item.last_on if line else None,
        )
        for row, line in _moves(person, newest, seen)
    )


def _moves(
    person: PersonHere, newest: Mapping[str, Reminded], seen: Seen
) -> Iterator[tuple[Reminded, YearItem | None]]:
    for item_id, row in newest.items():
        line = seen.lines.get(item_id)
        if line is None or line.item.cancelled_nl is not None:
            if row.due_on is not None and row.due_on >= seen.today:
                yield row, None
        elif (
            line.item.last_on != row.due_on
            and (row.due_on is not None or row.kind == _MOVED)
            and concerns_people(line, person.party_ids)
        ):
            yield row, line


def _week(day: date) -> str:
    number = day.isocalendar()
    return f"{number.year}-W{number.week:02}"


def _write(
    person: PersonHere,
    what: tuple[str, str],
    words: Mapping[str, object],
    seen: Seen,
    due_on: date | None = None,
) -> int:
    kind, item_id = what
    place = seen.municipality_id
    earlier = Reminded.objects.filter(
        user_id=person.user_id, municipality_id=place, item_id=item_id, kind=kind
    )
    which = f"{item_id}:{earlier.count() + 1}" if kind == _MOVED else item_id
    mail_id = put_in_outbox(
        person_id=person.user_id,
        municipality_id=place,
        letter=letter_to(place, person, (kind, which), words),
        actor=SYSTEM,
        now=seen.now,
    )
    if mail_id is None:
        return 0
    Reminded.objects.create(
        user_id=person.user_id,
        municipality_id=place,
        item_id=item_id,
        kind=kind,
        mail=mail_id,
        due_on=due_on,
        reminded_at=seen.now,
    )
    return 1
