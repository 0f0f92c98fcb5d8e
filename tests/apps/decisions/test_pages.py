"""Pages of meetings: what stands on them, and the minutes as Word."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from docx import Document

from drieluik.apps.decisions import extensions
from drieluik.apps.decisions.extensions import AgendaSource, Suggestion
from drieluik.apps.decisions.models import Decision, Meeting
from tests.factories.decisions import (
    LATER,
    STARTS,
    decide,
    make_held,
    make_item,
    make_meeting,
    make_meetings,
    make_paper,
    make_table,
    open_meeting,
    secretary,
)
from tests.factories.organisations import (
    make_actor,
    make_municipality,
    make_party,
    make_representation,
    sign_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def place():
    return make_table()


@pytest.fixture
def pages(client):
    sign_in(client, secretary())
    return client


def _text(response):
    return response.content.decode()


def test_without_meetings_the_list_says_what_to_do(pages):
    assert "Er is geen overleg gepland" in _text(pages.get("/gm9001/overleggen/"))


def test_an_agenda_shows_the_digest_the_time_to_read_and_the_late_paper(pages, place):
    where = make_meetings(place)

    page = _text(pages.get(f"/gm9001/overleggen/{where['held']}/"))

    assert "Huurders a" in page
    assert "10 dagen te laat" not in page
    assert "dagen te laat: op 9 maart 2020 in plaats van 27 februari 2020" in page
    assert "ongeveer 1 minuut voor alles, bij 200 woorden per minuut" in page
    assert "corporatie-b" not in page
    assert "Corporatie b" in page


def test_words_of_people_are_never_taken_for_markup(pages):
    meeting = make_meeting()
    make_item(meeting, "<script>alert(1)</script>", digest="<b>vet</b>")

    page = _text(pages.get(f"/gm9001/overleggen/{meeting.id}/"))

    assert "<script>alert" not in page
    assert "<b>vet</b>" not in page


def test_a_separate_track_is_told_and_not_expected_at_the_table(pages, place):
    committee = make_party(code="commissie", kind="tenants", municipality=place)
    make_representation(
        tenants=committee,
        corporation=make_party(code="corporatie-b"),
        municipality=place,
        track="separate",
    )
    meeting = make_meeting()
    item = make_item(meeting)
    make_paper(item)

    page = _text(pages.get(f"/gm9001/overleggen/{meeting.id}/punten/{item.id}/"))
    open_meeting(meeting)
    attendance = _text(pages.get(f"/gm9001/overleggen/{meeting.id}/zitting/aanwezigheid/"))

    assert "Deze organisatie wordt apart geraadpleegd." in page
    assert "Commissie" not in attendance


def test_moving_shows_first_what_becomes_too_late(pages):
    meeting = make_meeting(starts_at=LATER)
    make_paper(make_item(meeting))
    address = f"/gm9001/overleggen/{meeting.id}/verplaatsen/"
    given = {"on": "2020-03-12", "at": "14:00", "version": Meeting.objects.get().version}

    page = _text(pages.post(address, given))

    assert "De laatste dag voor stukken gaat van 24 september 2020 naar 27 februari 2020." in page
    assert Meeting.objects.get().starts_at == LATER
    pages.post(address, {**given, "confirmed": "on"})
    assert Meeting.objects.get().starts_at == STARTS


def test_a_decision_is_taken_on_the_page_with_a_task(pages):
    meeting = make_meeting()
    item = make_item(meeting)
    open_meeting(meeting)
    item.refresh_from_db()
    task = make_party(code="corporatie-a")

    pages.post(
        f"/gm9001/overleggen/{meeting.id}/zitting/{item.id}/besluit/",
        {
            "besluit-kind": "adopt",
            "besluit-text": "Akkoord.",
            "besluit-version": item.version,
            "besluit-task_party_1": task.pk,
            "besluit-task_text_1": "Voert het uit.",
        },
    )

    assert Decision.objects.get().tasks.get().party == task


def test_who_decides_on_what_somebody_else_decided_is_told_so_in_words(pages):
    meeting = make_meeting()
    item = make_item(meeting)
    open_meeting(meeting)
    item.refresh_from_db()
    given = {
        "besluit-kind": "reject",
        "besluit-text": "Toch maar niet.",
        "besluit-version": item.version,
    }
    decide(item, "adopt", "Akkoord.")

    answer = pages.post(f"/gm9001/overleggen/{meeting.id}/zitting/{item.id}/besluit/", given)

    assert answer.status_code == 400
    assert "Over dit punt is al besloten." in _text(answer)
    assert "Toch maar niet." in _text(answer)
    assert "beschikbare keuze" not in _text(answer)


def test_a_task_without_words_comes_back_with_what_is_wrong(pages):
    meeting = make_meeting()
    item = make_item(meeting)
    open_meeting(meeting)
    item.refresh_from_db()

    page = pages.post(
        f"/gm9001/overleggen/{meeting.id}/zitting/{item.id}/besluit/",
        {
            "besluit-kind": "note",
            "besluit-text": "Ja.",
            "besluit-version": item.version,
            "besluit-task_party_1": make_party(code="corporatie-a").pk,
        },
    )

    assert page.status_code == 400
    assert "In een taak staat wie wat doet." in _text(page)
    assert not Decision.objects.exists()


def test_a_meeting_of_a_later_day_cannot_be_opened_and_the_button_says_why(pages):
    meeting = make_meeting(starts_at=timezone.now() + timedelta(days=3))
    make_item(meeting)

    page = _text(pages.get(f"/gm9001/overleggen/{meeting.id}/"))

    assert "Dit overleg is op een latere dag. Verplaats het eerst als het vandaag is." in page


def test_what_another_room_offers_can_be_put_on_the_agenda(pages, monkeypatch):
    offered = Suggestion("s1", "Afspraak 2.1", "Niet op koers.", "Het gaat niet goed.")
    source = AgendaSource("proef", lambda: "Signalen", lambda actor, meeting: [offered])
    monkeypatch.setattr(extensions, "_sources", {"proef": source})
    meeting = make_meeting()
    address = f"/gm9001/overleggen/{meeting.id}/agenda/"

    assert "Niet op koers." in _text(pages.get(address))
    pages.post(f"{address}aangeboden/", {"source": "proef", "source_id": "s1"})

    item = meeting.items.get()
    assert (item.title, item.source, item.source_id) == ("Afspraak 2.1", "proef", "s1")
    assert "Niet op koers." not in _text(pages.get(address))


@pytest.mark.parametrize("kind", ["verslag", "besluitenlijst"])
def test_minutes_and_decisions_come_as_word_with_dutch_and_a_repeated_head(pages, place, kind):
    where = make_meetings(place)

    content = pages.get(f"/gm9001/overleggen/{where['held']}/{kind}.docx").content

    word = Document(BytesIO(content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert word.core_properties.language == "nl-NL"
    assert word.paragraphs[0].text.startswith(kind.capitalize())
    assert "Zoekt het uit." in cells
    words = " ".join([*cells, *(paragraph.text for paragraph in word.paragraphs)])
    assert "Akkoord met de aanpak." in words
    assert ("dagen te laat" in words) is (kind == "verslag")


def test_the_council_reads_what_was_decided_and_nothing_else(client):
    council = make_party(code="raad", kind="council", municipality=make_municipality())
    held = make_held()
    coming = make_meeting(starts_at=LATER)
    sign_in(client, make_actor("reader", party=council))

    listed = _text(client.get("/gm9001/overleggen/"))

    assert str(held.id) in listed
    assert str(coming.id) not in listed
    assert "Ter kennisgeving." in _text(client.get(f"/gm9001/overleggen/{held.id}/besluitenlijst/"))
    assert client.get(f"/gm9001/overleggen/{held.id}/verslag/").status_code == 403


def test_tasks_of_ones_own_party_stand_on_the_first_page(client, place):
    make_meetings(place)
    sign_in(client, make_actor("delegate", party=make_party(code="corporatie-a")))

    assert "Zoekt het uit." in _text(client.get("/"))


def test_a_longer_agenda_takes_no_more_queries(pages):
    meeting = make_meeting()
    make_paper(make_item(meeting, "a"))
    address = f"/gm9001/overleggen/{meeting.id}/"
    pages.get(address)
    with CaptureQueriesContext(connection) as short:
        pages.get(address)
    for title in "bcdef":
        make_paper(make_item(meeting, title))

    with CaptureQueriesContext(connection) as long:
        pages.get(address)

    assert len(long) == len(short)
