"""A talk steps through the open signals; what was concluded happens when it ends, and stays."""

import io
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from docx import Document

from drieluik.apps.decisions.models import AgendaItem
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.monitor import services
from drieluik.apps.monitor.models import Talk, TalkNote
from drieluik.apps.monitor.selectors.talks import find_talk
from drieluik.apps.monitor.sight import Sight
from tests.factories.decisions import make_meeting, secretary
from tests.factories.monitor import NOW
from tests.factories.organisations import make_actor, make_party, sign_in
from tests.factories.signals import begin_talk, conclude, make_signal

pytestmark = pytest.mark.django_db
PAGES = "/gm9001/monitor/gesprekken/"


@pytest.fixture
def signal():
    return make_signal()


@pytest.fixture
def talk(signal):
    return begin_talk(signal.municipality)


def _end(talk):
    services.end_talk(talk_id=talk.id, actor=secretary(), now=NOW + timedelta(hours=1))


def _row(talk):
    return find_talk(Sight(secretary(), talk.municipality_id), talk.id)


def test_a_talk_holds_the_signals_that_are_open_with_their_light_of_then(talk, signal):
    row = _row(talk)

    assert row.parties == ("Corporatie a", "Gemeente voorbeeld")
    assert [(one.signal_id, one.fact.light) for one in row.items] == [(signal.id, "off_course")]
    assert row.is_under_way


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"held_on": (NOW + timedelta(days=1)).date()}, "op de dag zelf"),
        ({"party_ids": []}, "partijen"),
        ({"party_ids": [0]}, "partijen"),
    ],
)
def test_a_talk_begins_on_a_day_that_came_with_parties_from_here(signal, change, why):
    asked = {"held_on": NOW.date(), "party_ids": [make_party().pk]} | change

    with pytest.raises(WrongState, match=why):
        services.begin_talk(
            municipality_id=signal.municipality_id, actor=secretary(), now=NOW, **asked
        )


def test_one_talk_at_a_time(talk):
    with pytest.raises(WrongState, match="bezig"):
        begin_talk(talk.municipality)


def test_without_open_signals_there_is_nothing_to_talk_about(signal):
    services.close_signal(signal_id=signal.id, reason="Klaar.", actor=secretary(), now=NOW)

    with pytest.raises(WrongState, match="geen open signalen"):
        begin_talk(signal.municipality)


def test_only_the_secretary_leads(talk):
    party = make_party(code="corporatie-a")
    with pytest.raises(NotAllowed):
        services.end_talk(talk_id=talk.id, actor=make_actor("delegate", party=party), now=NOW)


def test_nothing_happens_before_the_end_and_the_last_conclusion_counts(talk, signal):
    conclude(talk, "Klaar.", "closes")
    conclude(talk, "Toch niet klaar.", "stays")
    _end(talk)

    signal.refresh_from_db()
    assert signal.state == "open"
    assert [note.conclusion for note in _row(talk).items[0].notes] == ["Klaar.", "Toch niet klaar."]


def test_a_signal_is_closed_with_the_conclusion_of_the_talk(talk, signal):
    conclude(talk, "Het beleid is veranderd.", "closes")
    signal.refresh_from_db()
    assert signal.state == "open"

    _end(talk)

    act = signal.acts.get()
    assert (act.reason, act.talk_id) == ("Het beleid is veranderd.", talk.id)


def test_a_signal_comes_on_the_chosen_agenda(talk, signal):
    meeting = make_meeting()
    conclude(talk, "Naar het bestuur.", "agenda", meeting.id)
    assert not AgendaItem.objects.exists()

    _end(talk)

    assert AgendaItem.objects.get(meeting=meeting).source_id == str(signal.id)


def test_what_somebody_did_meanwhile_is_done(talk, signal):
    meeting = make_meeting()
    conclude(talk, "Naar het bestuur.", "agenda", meeting.id)
    services.put_signal_on_agenda(
        signal_id=signal.id, meeting_id=meeting.id, actor=secretary(), now=NOW
    )

    _end(talk)

    assert AgendaItem.objects.count() == 1


def test_what_cannot_be_done_is_said_and_nothing_changes(talk, signal):
    meeting = make_meeting()
    conclude(talk, "Naar het bestuur.", "agenda", meeting.id)
    services.close_signal(signal_id=signal.id, reason="Klaar.", actor=secretary(), now=NOW)

    with pytest.raises(WrongState, match=r"2\.1 .*: Dit signaal is gesloten\."):
        _end(talk)

    talk.refresh_from_db()
    assert talk.ended_at is None


@pytest.mark.parametrize("outcome", ["agenda", "stays"])
def test_a_conclusion_has_words_and_a_meeting_that_is_to_come(talk, outcome):
    with pytest.raises(WrongState):
        conclude(talk, "Iets." if outcome == "agenda" else " ", outcome)


def test_after_the_end_nothing_is_noted_any_more(talk):
    _end(talk)

    with pytest.raises(WrongState, match="afgesloten"):
        conclude(talk)
    with pytest.raises(WrongState, match="afgesloten"):
        _end(talk)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE monitor_talk SET held_on = '2000-01-01'",
        "UPDATE monitor_talk SET ended_at = NULL, ended_by_id = NULL",
        "DELETE FROM monitor_talk",
        "DELETE FROM monitor_talkpresence",
        "UPDATE monitor_talkitem SET title = 'Anders'",
        "UPDATE monitor_talknote SET conclusion = 'Anders'",
    ],
)
def test_the_database_keeps_a_talk(talk, statement):
    conclude(talk)
    _end(talk)

    with (
        pytest.raises(IntegrityError, match="kept for ever"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_the_database_lets_no_note_slip_into_a_talk_that_ended(talk):
    _end(talk)

    with pytest.raises(IntegrityError, match="kept for ever"), transaction.atomic():
        TalkNote.objects.create(
            item=talk.items.get(),
            conclusion="Te laat.",
            outcome="stays",
            noted_by_id=secretary().user_id,
            noted_at=NOW,
        )


def test_a_talk_on_the_pages_from_beginning_to_end(client, signal):
    meeting = make_meeting()
    sign_in(client, secretary())
    begun = client.post(
        f"{PAGES}beginnen/", {"held_on": "2021-02-15", "parties": [make_party().pk]}, follow=True
    )
    page = f"{PAGES}{Talk.objects.get().id}/"
    assert begun.redirect_chain == [(page, 302)]

    noted = client.post(
        f"{page}1/",
        {
            "conclusie-conclusion": "<i>Naar het bestuur.</i>",
            "conclusie-outcome": "agenda",
            "conclusie-meeting": meeting.id,
        },
        follow=True,
    ).content.decode()
    assert f'data-recorded="{page}1/"' in noted
    assert "Naar het bestuur." in noted
    client.post(f"{page}afsluiten/")

    record = client.get(page).content.decode()
    assert f"/overleggen/{meeting.id}/" in record
    word = Document(io.BytesIO(client.get(f"{page}verslag.docx").content))
    assert "Naar het bestuur." in [paragraph.text for paragraph in word.paragraphs]


def test_a_conclusion_without_its_meeting_keeps_what_was_typed(client, talk):
    sign_in(client, secretary())

    answer = client.post(
        f"{PAGES}{talk.id}/1/",
        {"conclusie-conclusion": "Naar het bestuur.", "conclusie-outcome": "agenda"},
    )

    assert answer.status_code == 400
    assert "Kies een overleg dat nog moet komen." in answer.content.decode()
    assert "Naar het bestuur." in answer.content.decode()


def test_an_end_that_is_refused_says_why_on_the_page(client, talk):
    meeting = make_meeting()
    conclude(talk, "Naar het bestuur.", "agenda", meeting.id)
    services.close_signal(
        signal_id=talk.items.get().signal_id, reason="Klaar.", actor=secretary(), now=NOW
    )
    sign_in(client, secretary())

    answer = client.post(f"{PAGES}{talk.id}/afsluiten/", follow=True)

    assert "Dit signaal is gesloten." in answer.content.decode()


def test_the_council_reads_no_talk(client, talk):
    council = make_party(code="raad", kind="council", municipality=talk.municipality)
    sign_in(client, make_actor("reader", party=council))

    assert client.get(f"{PAGES}{talk.id}/").status_code == 403
    assert "Gesprekken" not in client.get("/gm9001/monitor/signalen/").content.decode()


def test_a_talk_that_is_under_way_has_no_record_yet(client, talk):
    sign_in(client, secretary())

    assert client.get(f"{PAGES}{talk.id}/verslag.docx").status_code == 404
