"""A meeting that is not held: cancelled with its reason, its subjects kept, and undone in time."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from drieluik.apps.calendar.freeing import NewFreeDays, add_free_days
from drieluik.apps.decisions import selectors, services
from drieluik.apps.decisions.models import Meeting
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.mailing.models import Mail
from tests.factories.decisions import (
    LATER,
    NOW,
    deliver,
    make_held,
    make_item,
    make_meeting,
    make_paper,
    make_table,
    open_meeting,
    secretary,
)
from tests.factories.organisations import make_actor, make_party, sign_in
from tests.factories.traces import n_events

pytestmark = pytest.mark.django_db
SOON = datetime(2020, 2, 10, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def place():
    return make_table()


def _cancel(meeting, reason="De wethouder is ziek.", to=None, **more):
    services.cancel_meeting(
        meeting_id=meeting.id,
        reason=reason,
        to_meeting_id=to.id if to else None,
        **({"actor": secretary(), "now": SOON} | more),
    )
    meeting.refresh_from_db()


def _reinstate(meeting, now=SOON + timedelta(days=1)):
    services.reinstate_meeting(meeting_id=meeting.id, actor=secretary(), now=now)
    meeting.refresh_from_db()


def _offers(meeting):
    """What is offered, without the last days of the year: those are there for any meeting."""
    row = selectors.find_meeting(
        meeting_id=meeting.id, municipality_id=meeting.municipality_id, actor=secretary()
    )
    offers = selectors.list_offers(row, secretary())
    found = {source.key: [one.title for one in rows] for source, rows in offers}
    found.pop("deadline", None)
    return found


def test_a_cancelled_meeting_stays_with_its_reason_and_everybody_invited_gets_a_mail():
    speaker = make_actor("delegate", party=make_party(code="huurders-a"))
    make_actor("reader", party=make_party(code="huurders-a"))
    meeting = make_meeting()

    _cancel(meeting)

    assert (meeting.state, meeting.cancellation_reason) == ("cancelled", "De wethouder is ziek.")
    mail = Mail.objects.get(person_id=speaker.user_id)
    assert "De wethouder is ziek." in mail.body
    assert mail.subject == "Gaat niet door: Bestuurlijk Overleg van 12 maart 2020"
    assert Mail.objects.count() == 2
    assert n_events("meeting.cancelled") == 1
    coming, held = selectors.list_meetings(
        municipality_id=meeting.municipality_id, actor=secretary()
    )
    assert (coming, held) == ([], [])


def test_its_subjects_go_to_another_meeting_with_their_papers():
    meeting, other = make_meeting(), make_meeting(starts_at=LATER)
    item = make_item(meeting, "Verkoop")
    deliver(make_paper(item), "huurders-a", NOW)

    _cancel(meeting, to=other)

    (there,) = selectors.get_agenda(other.id, on=SOON.date()).items
    assert there.title == "Verkoop"
    assert [paper.title for paper in there.papers] == ["Notitie"]
    assert _offers(other) == {}


def test_without_another_meeting_its_subjects_are_offered_for_the_next_agenda():
    meeting, other = make_meeting(), make_meeting(starts_at=LATER)
    item = make_item(meeting, "Verkoop")
    make_paper(item)

    _cancel(meeting)

    assert _offers(other) == {"cancelled": ["Verkoop"]}
    services.add_suggestion(
        meeting_id=other.id,
        source="cancelled",
        source_id=str(item.thread),
        actor=secretary(),
        now=SOON + timedelta(days=1),
    )
    assert _offers(other) == {}
    (there,) = selectors.get_agenda(other.id, on=SOON.date()).items
    assert [paper.title for paper in there.papers] == ["Notitie"]


def test_a_meeting_is_put_back_in_time_without_what_stands_elsewhere_by_now():
    meeting, other = make_meeting(), make_meeting(starts_at=LATER)
    gone, staying = make_item(meeting, "Verkoop"), make_item(meeting, "Huren")
    _cancel(meeting)
    services.add_suggestion(
        meeting_id=other.id,
        source="cancelled",
        source_id=str(gone.thread),
        actor=secretary(),
        now=SOON,
    )

    _reinstate(meeting)

    assert (meeting.state, meeting.cancelled_at, meeting.published_at) == ("planned", None, None)
    assert [item.title for item in selectors.get_agenda(meeting.id, on=SOON.date()).items] == [
        staying.title
    ]
    assert "Bestuurlijk Overleg van 8 oktober 2020" in meeting.items.get(id=gone.id).removal_reason
    assert Mail.objects.filter(subject__startswith="Gaat toch door").exists()


@pytest.mark.parametrize(
    ("arrange", "sentence"),
    [
        (open_meeting, "al begonnen"),
        (lambda meeting: _cancel(meeting), "gaat niet door"),
    ],
)
def test_what_has_begun_or_was_cancelled_is_not_cancelled(arrange, sentence):
    meeting = make_meeting()
    make_item(meeting)
    arrange(meeting)

    with pytest.raises(WrongState, match=sentence):
        _cancel(meeting)


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_reason_is_asked(reason):
    with pytest.raises(WrongState, match="waarom"):
        _cancel(make_meeting(), reason=reason)


def test_its_subjects_only_go_to_a_meeting_that_has_not_begun():
    meeting, held = make_meeting(starts_at=LATER), make_held()

    with pytest.raises(WrongState, match="ander overleg"):
        _cancel(meeting, to=held)
    with pytest.raises(WrongState, match="ander overleg"):
        _cancel(meeting, to=meeting)


def test_only_who_plans_cancels():
    tenant = make_actor("delegate", party=make_party(code="huurders-a"))

    with pytest.raises(NotAllowed):
        _cancel(make_meeting(), actor=tenant)


def test_a_meeting_of_which_the_day_went_by_is_not_put_back():
    meeting = make_meeting()
    _cancel(meeting)

    with pytest.raises(WrongState, match="voorbij"):
        _reinstate(meeting, now=LATER)


def test_nothing_is_added_to_what_is_not_held():
    meeting = make_meeting()
    item = make_item(meeting)
    _cancel(meeting)

    for act in (
        lambda: make_item(meeting),
        lambda: make_paper(item),
        lambda: open_meeting(meeting),
    ):
        with pytest.raises(WrongState, match="gaat niet door"):
            act()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE decisions_meeting SET cancellation_reason = 'anders'",
        "UPDATE decisions_meeting SET starts_at = '2021-01-01 10:00:00+00'",
        "DELETE FROM decisions_meeting",
        "UPDATE decisions_agendaitem SET title = 'anders'",
        "DELETE FROM decisions_agendaitem",
    ],
)
def test_the_database_keeps_what_was_cancelled(statement):
    meeting = make_meeting()
    make_item(meeting)
    _cancel(meeting)

    with (
        pytest.raises(IntegrityError, match="kept for ever"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "cancelled"},
        {"cancellation_reason": "Zomaar."},
        {"cancelled_at": NOW},
    ],
)
def test_a_cancelled_meeting_has_reason_moment_and_person(changes):
    meeting = make_meeting()

    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(id=meeting.id).update(**changes)


def test_the_new_day_that_is_proposed_holds_the_terms_and_is_nobodys_holiday_or_meeting():
    meeting = make_meeting()
    make_item(meeting, needs_advice=False)
    early, late = date(2020, 2, 10), date(2020, 3, 16)
    assert selectors.propose_replacement(meeting.id, on=early) is None
    _cancel(meeting)

    def _day(on):
        found = selectors.propose_replacement(meeting.id, on=on)
        return timezone.localtime(found.starts_at).isoformat(" ", "minutes"), found.papers_by

    assert _day(early) == ("2020-03-19 14:00+01:00", date(2020, 3, 5))
    make_meeting(starts_at=datetime(2020, 3, 19, 9, 0, tzinfo=UTC))
    assert _day(early) == ("2020-03-26 14:00+01:00", date(2020, 3, 12))
    assert _day(late) == ("2020-04-02 14:00+02:00", date(2020, 3, 19))
    # Ascension Day is a Thursday
    assert _day(date(2020, 5, 5)) == ("2020-05-28 14:00+02:00", date(2020, 5, 14))

    # a day without meetings that was recorded
    add_free_days(
        municipality_id=meeting.municipality_id,
        days=NewFreeDays("Werkweek", date(2020, 5, 25), date(2020, 5, 29), "Kalender"),
        actor=secretary(),
        now=NOW,
    )
    assert _day(date(2020, 5, 5)) == ("2020-06-04 14:00+02:00", date(2020, 5, 21))

    asks = make_meeting(starts_at=LATER)
    make_item(asks, "Verkoop", needs_advice=True)
    _cancel(asks)
    found = selectors.propose_replacement(asks.id, on=date(2020, 10, 1))
    assert (timezone.localdate(found.starts_at), found.needs_advice) == (date(2020, 11, 12), True)


def test_the_secretary_cancels_and_undoes_on_the_pages(place):
    client = sign_in(Client(), secretary())
    meeting = make_meeting(starts_at=datetime.now(UTC) + timedelta(days=30))
    base = f"/{place.slug}/overleggen/{meeting.id}/"

    wrong = client.post(f"{base}afgelasten/", {"text": "", "to": "", "version": meeting.version})
    assert wrong.status_code == 400
    body = {"text": "Te weinig stukken.", "to": "", "version": meeting.version}
    page = client.post(f"{base}afgelasten/", body, follow=True).content.decode()

    assert "Te weinig stukken." in page
    assert "Toch laten doorgaan" in page
    new_day = f"/{place.slug}/overleggen/plannen/?in-plaats-van={meeting.id}"
    assert new_day in page
    offered = client.get(new_day).content.decode()
    assert "Een voorstel voor de nieuwe dag" in offered
    assert 'value="Stadhuis"' in offered
    listed = client.get(f"/{place.slug}/overleggen/").content.decode()
    assert "Gaat niet door" in listed
    meeting.refresh_from_db()
    client.post(f"{base}toch-houden/", {"version": meeting.version})
    meeting.refresh_from_db()
    assert meeting.state == "planned"
