"""Acts before a meeting: what is allowed, refused without a trace, and kept in the log."""

from datetime import date, timedelta

import pytest

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.decisions import services
from drieluik.apps.decisions.clock import Timeliness
from drieluik.apps.decisions.models import (
    AgendaItem,
    Attendance,
    Meeting,
    PaperDelivery,
    PaperVersion,
)
from drieluik.apps.decisions.selectors import get_agenda
from drieluik.apps.decisions.services import (
    Arrival,
    MeetingFacts,
    NewPaper,
    Presence,
)
from drieluik.apps.errors import NotAllowed
from tests.factories.decisions import (
    LATER,
    NOW,
    STARTS,
    deliver,
    make_item,
    make_meeting,
    make_paper,
    make_table,
    open_meeting,
    secretary,
)
from tests.factories.organisations import make_actor, make_municipality, make_party
from tests.factories.traces import n_events, refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def place():
    return make_table()


def test_planning_puts_a_meeting_on_the_calendar():
    meeting = make_meeting()

    assert meeting.state == Meeting.State.PLANNED
    assert n_events("meeting.planned") == 1


def test_a_chair_from_elsewhere_is_refused(place):
    stranger = make_party(code="vreemd", kind="municipality")

    refused(
        lambda: services.plan_meeting(
            municipality_id=place.id,
            facts=MeetingFacts("bo", STARTS, "", stranger.pk),
            actor=secretary(),
            now=NOW,
        )
    )
    assert not Meeting.objects.exists()


def test_moving_asks_for_the_agenda_to_be_sent_again():
    meeting = make_meeting()
    make_item(meeting)
    services.publish_agenda(meeting_id=meeting.id, actor=secretary(), now=NOW)

    services.move_meeting(meeting_id=meeting.id, starts_at=LATER, actor=secretary(), now=NOW)

    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.published_at) == (LATER, None)
    assert n_events("meeting.moved") == 1


def test_a_meeting_that_began_cannot_be_moved():
    meeting = make_meeting()
    make_item(meeting)
    open_meeting(meeting)

    refused(
        lambda: services.move_meeting(
            meeting_id=meeting.id, starts_at=LATER, actor=secretary(), now=NOW
        )
    )


def test_an_old_page_does_not_move_a_meeting():
    meeting = make_meeting()
    make_item(meeting)

    told = refused(
        lambda: services.move_meeting(
            meeting_id=meeting.id,
            starts_at=LATER,
            actor=secretary(),
            now=NOW,
            expected_version=meeting.version,
        )
    )
    assert told.startswith("Iemand anders was u hier")


def test_items_keep_their_order_and_close_the_gap():
    meeting = make_meeting()
    first, second, third = (make_item(meeting, title) for title in "abc")

    services.reorder_items(
        meeting_id=meeting.id,
        item_ids=[third.id, first.id, second.id],
        actor=secretary(),
        now=NOW,
    )
    services.remove_item(item_id=first.id, reason="Vervalt.", actor=secretary(), now=NOW)

    left = AgendaItem.objects.filter(removed_at=None).values_list("title", "position")
    assert list(left) == [("c", 1), ("b", 2)]
    assert AgendaItem.objects.count() == 3


def test_an_order_that_forgets_an_item_is_refused():
    meeting = make_meeting()
    first, _second = make_item(meeting, "a"), make_item(meeting, "b")

    refused(
        lambda: services.reorder_items(
            meeting_id=meeting.id, item_ids=[first.id], actor=secretary(), now=NOW
        )
    )


def test_a_next_version_of_a_paper_keeps_the_one_before():
    item = make_item(make_meeting())
    make_paper(item, words="Eerste.")

    make_paper(item, words="Tweede, langer.")

    assert list(PaperVersion.objects.values_list("number", "n_words")) == [(1, 1), (2, 2)]


def test_the_same_paper_again_is_refused():
    item = make_item(make_meeting())
    make_paper(item)

    refused(lambda: make_paper(item))


@pytest.mark.parametrize(
    "paper",
    [
        NewPaper("Leeg", "leeg.txt", b""),
        NewPaper("Programma", "virus.exe", b"MZ\x90"),
        NewPaper("Elders", link="https://elders.example/stuk"),
        NewPaper("Elders", link="//elders.example/stuk"),
        NewPaper("", "notitie.txt", b"Woorden."),
    ],
)
def test_what_is_no_paper_is_refused(paper):
    item = make_item(make_meeting())

    refused(lambda: services.add_paper(item_id=item.id, paper=paper, actor=secretary(), now=NOW))
    assert not PaperVersion.objects.exists()


def test_a_page_of_ours_can_be_a_paper():
    item = make_item(make_meeting())

    version = services.add_paper(
        item_id=item.id,
        paper=NewPaper("Afspraak 2.1", link="/gm9001/afspraken/2.1/"),
        actor=secretary(),
        now=NOW,
    )

    assert (version.link, version.n_words) == ("/gm9001/afspraken/2.1/", None)


def test_a_wrong_receipt_is_put_right_by_a_newer_one_and_both_stay():
    version = make_paper(make_item(make_meeting()))
    deliver(version, "huurders-a", NOW)

    refused(lambda: deliver(version, "huurders-a", NOW + timedelta(days=1)))
    deliver(version, "huurders-a", NOW + timedelta(days=1), reason="Verkeerde dag genoteerd.")

    assert PaperDelivery.objects.count() == 2


def test_a_receipt_in_the_future_is_refused():
    version = make_paper(make_item(make_meeting()))
    arrival = Arrival((make_party(code="huurders-a").pk,), NOW + timedelta(days=1), "mail")

    refused(
        lambda: services.record_paper_delivery(
            version_id=version.pk, arrival=arrival, actor=secretary(), now=NOW
        )
    )


def test_tenants_say_themselves_when_they_received_a_paper():
    version = make_paper(make_item(make_meeting()))
    tenants = make_party(code="huurders-a")
    delegate = make_actor("delegate", party=tenants)

    services.record_paper_delivery(
        version_id=version.pk, arrival=Arrival((tenants.pk,), NOW, "post"), actor=delegate, now=NOW
    )
    refused(
        lambda: services.record_paper_delivery(
            version_id=version.pk,
            arrival=Arrival((make_party(code="corporatie-a").pk,), NOW, "post"),
            actor=delegate,
            now=NOW,
        ),
        NotAllowed,
    )

    assert AuditEvent.objects.get(name="paper.delivered").actor_name == delegate.name


def test_only_tenants_give_advice_and_the_newest_input_counts():
    item = make_item(make_meeting())
    tenants, landlord = make_party(code="huurders-a"), make_party(code="corporatie-a")
    give = {"item_id": item.id, "now": NOW}

    services.give_input(
        **give,
        party_id=tenants.pk,
        kind="advice",
        text="Doen.",
        actor=make_actor("delegate", party=tenants),
    )
    refused(
        lambda: services.give_input(
            **give,
            party_id=landlord.pk,
            kind="advice",
            text="Doen.",
            actor=make_actor("delegate", party=landlord),
        )
    )

    assert item.inputs.count() == 1


def test_an_agenda_without_items_is_not_sent_and_no_meeting_begins_without_chair():
    empty, leaderless = make_meeting(), make_meeting(chair=False)
    make_item(leaderless)

    refused(lambda: services.publish_agenda(meeting_id=empty.id, actor=secretary(), now=NOW))
    told = refused(
        lambda: services.open_meeting(meeting_id=leaderless.id, actor=secretary(), now=NOW)
    )
    assert told == "Wijs eerst een voorzitter aan: een overleg heeft er een nodig."


def test_a_party_is_noted_once_per_meeting():
    meeting = make_meeting()
    make_item(meeting)
    open_meeting(meeting)
    party = make_party(code="huurders-a")

    services.record_attendance(
        meeting_id=meeting.id,
        attendance=[Presence(party.pk, "excused", "Mevrouw X")],
        actor=secretary(),
        now=STARTS,
    )
    refused(
        lambda: services.record_attendance(
            meeting_id=meeting.id,
            attendance=[Presence(party.pk, "present"), Presence(party.pk, "absent")],
            actor=secretary(),
            now=STARTS,
        )
    )

    assert Attendance.objects.get(party=party).presence == "excused"


def test_an_organisation_that_joins_before_the_meeting_can_get_its_papers_earlier():
    late = make_party(code="huurders-b", kind="tenants", municipality=make_municipality())
    late.participations.update(from_on=date(2020, 3, 1))
    meeting = make_meeting()
    paper = make_paper(make_item(meeting))

    deliver(paper, "huurders-b", NOW)

    agenda = get_agenda(meeting.id, on=STARTS.date())
    found = {one.listener.code: one.timeliness for one in agenda.items[0].judgements}
    assert found["huurders-b"] is Timeliness.ON_TIME


def test_who_takes_part_neither_now_nor_then_gets_no_papers():
    gone = make_party(code="huurders-b", kind="tenants", municipality=make_municipality())
    gone.participations.update(until_on=date(2020, 2, 1))
    paper = make_paper(make_item(make_meeting()))

    refused(lambda: deliver(paper, "huurders-b", NOW))
