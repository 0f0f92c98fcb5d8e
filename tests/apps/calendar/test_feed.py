"""The calendar file behind a secret address: who gets it, what stands in it, and when it stops."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.calendar import services
from drieluik.apps.calendar.feed import find_feed
from drieluik.apps.calendar.models import CalendarAddress
from drieluik.apps.decisions import services as meetings
from drieluik.apps.errors import NotAllowed
from drieluik.apps.organisations.actors import NOBODY
from drieluik.apps.organisations.models import Membership
from tests.factories.decisions import NOW, make_meeting, make_table, secretary
from tests.factories.icalendar import read_calendar
from tests.factories.organisations import make_actor, make_municipality, make_party, sign_in

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=30)


@pytest.fixture(autouse=True)
def place():
    return make_table()


@pytest.fixture
def tenants(place):
    return make_party(code="huurders-a", kind="tenants", municipality=place)


@pytest.fixture
def person(tenants):
    return make_actor("delegate", party=tenants)


def _renew(place, party, actor, now=NOW):
    return services.renew_address(municipality_id=place.id, party_id=party.pk, actor=actor, now=now)


def _events(content):
    return read_calendar(content).vevent_list


def test_the_file_is_read_by_a_calendar_program_with_the_day_and_hour_of_a_meeting(
    place, tenants, person
):
    make_meeting(starts_at=datetime(2020, 6, 18, 12, 0, tzinfo=UTC))

    events = _events(find_feed(secret=_renew(place, tenants, person), now=NOW))

    meeting = next(one for one in events if one.uid.value == "2020-board_meeting-2@gm9001.drieluik")
    assert meeting.summary.value == "Bestuurlijk Overleg 2"
    assert meeting.dtstart.value.isoformat() == "2020-06-18T14:00:00+02:00"
    assert meeting.status.value == "CONFIRMED"
    assert len({one.uid.value for one in events}) == len(events)
    assert {one.dtstart.value.year for one in events} >= {2020, 2021}


def test_a_moved_meeting_keeps_its_uid(place, tenants, person):
    meeting = make_meeting(starts_at=datetime(2020, 6, 18, 12, 0, tzinfo=UTC))
    secret = _renew(place, tenants, person)
    meeting.starts_at = datetime(2020, 6, 25, 12, 0, tzinfo=UTC)
    meeting.save()

    events = _events(find_feed(secret=secret, now=LATER))

    moved = next(one for one in events if one.uid.value == "2020-board_meeting-2@gm9001.drieluik")
    assert moved.dtstart.value.day == 25


def test_a_cancelled_meeting_says_so_under_the_same_uid_with_a_higher_number(
    place, tenants, person
):
    meeting = make_meeting(starts_at=datetime(2020, 6, 18, 12, 0, tzinfo=UTC))
    secret = _renew(place, tenants, person)
    before = _of_june(find_feed(secret=secret, now=LATER))
    meetings.cancel_meeting(
        meeting_id=meeting.id,
        reason="De zaal is dicht.",
        to_meeting_id=None,
        actor=secretary(),
        now=LATER,
    )

    after = _of_june(find_feed(secret=secret, now=LATER))

    assert (before.status.value, after.status.value) == ("CONFIRMED", "CANCELLED")
    assert int(after.sequence.value) > int(before.sequence.value)
    assert after.summary.value.startswith("Gaat niet door: Bestuurlijk Overleg")
    assert "De zaal is dicht." in after.description.value


def _of_june(content):
    uid = "2020-board_meeting-2@gm9001.drieluik"
    (found,) = [one for one in _events(content) if one.uid.value == uid]
    return found


def test_a_party_gets_what_concerns_it_and_care_gets_everything(place, tenants, person):
    care = make_party(code="zorg", kind="other", municipality=place)
    own = _events(find_feed(secret=_renew(place, tenants, person), now=NOW))
    secret = _renew(place, care, make_actor("reader", party=care))

    everything = _events(find_feed(secret=secret, now=NOW))

    names = {one.summary.value for one in own}
    assert not [name for name in names if "monitor verversen" in name]
    assert names < {one.summary.value for one in everything}


def test_anybody_with_the_address_reads_it_without_signing_in_and_nothing_keeps_it(
    client, place, tenants, person
):
    answer = client.get(f"/jaarkalender/{_renew(place, tenants, person)}.ics")

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert _events(answer.content)


def test_a_renewed_address_replaces_the_old_one_at_once(client, place, tenants, person):
    old = _renew(place, tenants, person)
    new = _renew(place, tenants, person, now=LATER)

    assert client.get(f"/jaarkalender/{old}.ics").status_code == 404
    assert client.get(f"/jaarkalender/{new}.ics").status_code == 200


def test_a_withdrawn_address_gives_nothing_any_more(client, place, tenants, person):
    secret = _renew(place, tenants, person)

    for _again in range(2):
        services.withdraw_address(
            municipality_id=place.id, party_id=tenants.pk, actor=person, now=LATER
        )

    assert client.get(f"/jaarkalender/{secret}.ics").status_code == 404
    assert AuditEvent.objects.filter(name="calendar_address.withdrawn").count() == 1


def test_whoever_left_the_party_gets_nothing_with_the_same_address(client, place, tenants, person):
    secret = _renew(place, tenants, person)
    Membership.objects.filter(user_id=person.user_id).update(until_on=timezone.localdate())

    assert client.get(f"/jaarkalender/{secret}.ics").status_code == 404


def test_a_party_that_left_the_municipality_gets_nothing(client, place, tenants, person):
    secret = _renew(place, tenants, person)
    tenants.participations.update(until_on=timezone.localdate())

    assert client.get(f"/jaarkalender/{secret}.ics").status_code == 404


def test_of_the_secret_only_a_hash_is_kept(place, tenants, person):
    secret = _renew(place, tenants, person)

    kept = CalendarAddress.objects.get()
    assert secret not in str(vars(kept))
    assert len(secret) >= 43
    assert secret not in str(list(AuditEvent.objects.values()))


def test_nobody_makes_an_address_for_another_party_or_another_place(place, person):
    other = make_municipality(code="GM9002")
    corporation = make_party(code="corporatie-a")

    for where, party in ((place, corporation), (other, make_party(code="huurders-a"))):
        with pytest.raises(NotAllowed):
            _renew(where, party, person)
    with pytest.raises(NotAllowed):
        _renew(place, corporation, NOBODY)

    assert not CalendarAddress.objects.exists()


def test_two_persons_of_a_party_have_addresses_of_their_own(place, tenants, person):
    colleague = make_actor("reader", party=tenants)
    first, second = _renew(place, tenants, person), _renew(place, tenants, colleague)

    services.withdraw_address(
        municipality_id=place.id, party_id=tenants.pk, actor=person, now=LATER
    )

    assert find_feed(secret=first, now=LATER) is None
    assert find_feed(secret=second, now=LATER)


def test_the_page_shows_a_new_address_once(client, tenants, person):
    sign_in(client, person)
    page = "/gm9001/jaarkalender/abonnement/"
    assert "U hebt nog geen adres." in client.get(page).content.decode()

    made = client.post(f"{page}{tenants.pk}/")

    assert "Uw nieuwe adres; het wordt alleen nu getoond" in made.content.decode()
    assert ".ics" in made.content.decode()
    assert "no-store" in made.headers["Cache-Control"]
    again = client.get(page).content.decode()
    assert ".ics" not in again
    assert "Het kan niet nog eens worden getoond." in again


def test_the_page_withdraws_an_address(client, place, tenants, person):
    secret = _renew(place, tenants, person)
    sign_in(client, person)

    client.post(f"/gm9001/jaarkalender/abonnement/{tenants.pk}/intrekken/")

    assert client.get(f"/jaarkalender/{secret}.ics").status_code == 404
