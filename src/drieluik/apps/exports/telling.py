"""Mails about exports: to the recipient that a file is there or went, to the steward what is lacking."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from drieluik.apps.exports.models import ExportPlan
from drieluik.apps.exports.rows import PeriodRow, PlanRow
from drieluik.apps.exports.selectors import list_exports
from drieluik.apps.mailing.selectors import list_with
from drieluik.apps.mailing.services import Letter, put_in_outbox
from drieluik.apps.organisations.actors import SYSTEM, Actor, Standing
from drieluik.apps.organisations.selectors import PersonHere, get_municipality, list_people

BEFORE = timedelta(days=14)
"""So long before its day the steward is told what a file would lack."""
LATE = timedelta(days=30)
"""So long after its day the steward is still told that there is nothing to give."""
NEWS = timedelta(days=14)
"""So long after a file was made its mail still goes."""
_ROLES = ("reader", "editor", "controller", "delegate", "steward", "administrator")


def tell_of_exports(*, municipality_id: int, now: datetime) -> int:
    """Write the mails about files that are there and files that are not; return how many.

    Each once: the outbox refuses a second mail about the same to the same person.

    Changes:
        The mails in the outbox.
    """
    rows = list_exports(municipality_id=municipality_id, actor=_everybody(municipality_id), now=now)
    if not rows:
        return 0
    today = timezone.localdate(now)
    people = list_people(municipality_id=municipality_id, on=today, roles=_ROLES)
    stewards = list_people(
        municipality_id=municipality_id, on=today, roles=["steward"], kinds=["municipality"]
    )
    written = 0
    for row in rows:
        receivers = [one for one in people if row.plan.recipient_id in one.party_ids]
        for person, letter in _letters(row, receivers, stewards, now):
            mail = put_in_outbox(
                person_id=person.user_id,
                municipality_id=municipality_id,
                letter=letter,
                actor=SYSTEM,
                now=now,
            )
            written += mail is not None
    return written


def _letters(
    row: PlanRow, receivers: list[PersonHere], stewards: list[PersonHere], now: datetime
) -> Iterator[tuple[PersonHere, Letter]]:
    today = timezone.localdate(now)
    for period in row.periods:
        if period.editions:
            yield from _of_newest(row.plan, period, receivers, now)
        elif row.goes_on and period.lacking:
            moment = "late" if period.due_on <= today else "before"
            if period.due_on - BEFORE <= today <= period.due_on + LATE:
                for person in stewards:
                    yield person, _letter(row.plan, period, moment, {"person": person})


def _of_newest(
    plan: ExportPlan, period: PeriodRow, receivers: list[PersonHere], now: datetime
) -> Iterator[tuple[PersonHere, Letter]]:
    """Give the mails about the newest file: that it is there, or to who was told so that it went."""
    newest = period.editions[0]
    told = replace(period, lacking=period.told)
    if period.gone:
        # when a next file comes, its mail says what the one before it had
        know = {one.person_id for one in list_with(kind="export", facts={"made": str(newest.id)})}
        moment, receivers = "gone", [one for one in receivers if one.user_id in know]
        is_news = not period.goes_on
    else:
        moment = "empty" if period.state == "empty" else "made"
        is_news = newest.made_at > now - NEWS
    for person in receivers if is_news else ():
        words = {"number": newest.number, "person": person}
        yield person, _letter(plan, told, moment, words, str(newest.id))


def _letter(
    plan: ExportPlan,
    period: PeriodRow,
    moment: str,
    words: Mapping[str, object],
    which: str = "",
) -> Letter:
    place = get_municipality(municipality_id=plan.municipality_id)
    page = f"{settings.SITE_ADDRESS}{reverse('exports:exports', args=[place.slug])}"
    context = {
        "plan": plan,
        "row": period,
        "place": place,
        "page": page,
        "moment": moment,
        **words,
    }
    with translation.override(settings.LANGUAGE_CODE):
        subject = render_to_string("exports/mails/export_subject.txt", context)
        body = render_to_string("exports/mails/export.txt", context)
    key = f"export:{plan.municipality_id}:{plan.recipient_id}:{period.period}:{moment}:{which}"
    return Letter("export", key, subject, body, facts={moment: which} if which else {})


def _everybody(municipality_id: int) -> Actor:
    """Return an actor that sees all exports of a municipality, for this job only."""
    standing = Standing(0, "", "", "municipality", "reader", frozenset({municipality_id}))
    return Actor(user_id=None, name="Drieluik", standings=(standing,))
