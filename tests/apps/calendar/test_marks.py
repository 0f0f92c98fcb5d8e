"""Saying that something in the year was done: by whom, taken back, and what is late without it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from drieluik.apps.calendar.marking import NewMark, mark_item, take_back
from drieluik.apps.calendar.marks import list_history
from drieluik.apps.calendar.models import ItemMark
from drieluik.apps.calendar.selectors import find_line, get_year
from drieluik.apps.calendar.services import record_house_rules
from drieluik.apps.errors import NotAllowed
from drieluik.apps.organisations.actors import NOBODY, SYSTEM
from drieluik.core.cycle import Urgency
from drieluik.example.cycle import house_rules
from tests.factories.at_once import at_once, database_in_a_file
from tests.factories.decisions import make_meeting, make_table, secretary
from tests.factories.organisations import ROLES, make_actor, make_municipality, make_party, sign_in
from tests.factories.traces import n_events, refused

pytestmark = pytest.mark.django_db
NOW = datetime(2020, 3, 20, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
REPORT = "2020:start_report"
"""Municipality and both corporations make it, before 1 March."""


@pytest.fixture
def place():
    found = make_table()
    record_house_rules(
        municipality_id=found.id,
        text=house_rules(),
        grounds="Verzonnen",
        actor=secretary(),
        now=NOW,
    )
    return found


def _party(code):
    return make_party(code=code).pk


def _mark(place, actor, party=None, on=date(2020, 2, 20), item=REPORT, note=""):
    mark_item(
        municipality_id=place.id,
        item_id=item,
        mark=NewMark(on, party, note),
        actor=actor,
        now=NOW,
    )


def _take_back(place, actor, party=None, reason="Vergissing"):
    take_back(
        municipality_id=place.id,
        item_id=REPORT,
        party_id=party,
        reason=reason,
        actor=actor,
        now=NOW,
    )


def _line(place, item=REPORT, today=TODAY):
    return find_line(municipality_id=place.id, item_id=item, today=today)


def test_a_day_that_went_by_without_a_mark_is_late_and_says_for_whom(place):
    line = _line(place)

    assert line.urgency is Urgency.PAST_DUE
    assert line.doing.waiting_names == "Corporatie a, Corporatie b, Gemeente voorbeeld"


def test_it_is_done_when_the_last_party_that_must_act_says_so(place):
    for code in ("corporatie-a", "corporatie-b", "gemeente-voorbeeld"):
        assert _line(place).urgency is Urgency.PAST_DUE
        _mark(place, make_actor("editor", party=make_party(code=code)), _party(code))

    assert _line(place).urgency is Urgency.DONE
    assert n_events("calendar_item.marked") == 3


def test_the_secretary_says_it_for_all_at_once(place):
    _mark(place, secretary(), note="Op de website")

    line = _line(place)

    assert line.urgency is Urgency.DONE
    assert not line.doing.waiting
    assert [(one.party, one.words) for one in line.doing.marks] == [("", "Op de website")]


def test_a_mark_taken_back_leaves_it_late_and_both_stay_to_be_read(place):
    _mark(place, secretary())
    _take_back(place, secretary())

    history = list_history(municipality_id=place.id, item_id=REPORT)

    assert _line(place).urgency is Urgency.PAST_DUE
    assert [one.is_done for one in history] == [False, True]
    assert history[0].words == "Vergissing"
    _mark(place, secretary())
    assert _line(place).urgency is Urgency.DONE


def test_being_late_is_told_by_the_last_day_as_it_was_when_it_was_noted(place):
    _mark(place, secretary(), on=date(2020, 3, 1))
    rules = house_rules().replace("before: '03-01'", "before: '04-01'")
    record_house_rules(
        municipality_id=place.id, text=rules, grounds="Verzonnen", actor=secretary(), now=NOW
    )

    (mark,) = _line(place).doing.marks

    assert mark.was_late
    assert mark.due_on == date(2020, 2, 29)
    assert _line(place).item.last_on == date(2020, 3, 31)


def test_every_role_of_every_party_says_it_only_for_what_it_must_do_itself(place):
    make_party(code="raad", kind="council", municipality=place)
    acting = {"editor", "delegate", "controller", "steward"}
    may = {("corporatie-a", role, "corporatie-a") for role in acting}
    may |= {("gemeente-voorbeeld", role, "gemeente-voorbeeld") for role in acting}
    may |= {
        ("gemeente-voorbeeld", role, whom)
        for role in ("editor", "steward")
        for whom in ("", "corporatie-a")
    }
    got = set()
    for code in ("gemeente-voorbeeld", "corporatie-a", "huurders-a", "raad"):
        for role in ROLES:
            for whom in ("", "gemeente-voorbeeld", "corporatie-a", "huurders-a"):
                actor = make_actor(role, party=make_party(code=code))
                with transaction.atomic():
                    try:
                        _mark(place, actor, _party(whom) if whom else None)
                        got.add((code, role, whom))
                    except NotAllowed:
                        pass
                    transaction.set_rollback(True)

    assert got == may


@pytest.mark.parametrize("who", [NOBODY, SYSTEM])
def test_nobody_and_the_clock_note_nothing(place, who):
    refused(lambda: _mark(place, who), NotAllowed)


def test_somebody_of_elsewhere_notes_and_takes_back_nothing(place):
    there = make_party(
        code="gemeente-elders", kind="municipality", municipality=make_municipality(code="GM9002")
    )
    _mark(place, secretary())
    stranger = make_actor("editor", party=there)

    refused(lambda: _take_back(place, stranger), NotAllowed)
    refused(lambda: _mark(place, stranger, there.pk), NotAllowed)


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ({"on": date(2020, 3, 21)}, "Het kan niet in de toekomst zijn gedaan."),
        ({"on": date(220, 2, 20)}, "Die dag is meer dan een jaar eerder: klopt het jaartal?"),
        ({"item": "2020:bestaat_niet"}, "Dit staat niet meer in de kalender."),
        ({"item": "gisteren"}, "Dit staat niet meer in de kalender."),
        ({"item": "1234:start_report"}, "Dit staat niet meer in de kalender."),
        ({"item": "٢٠٢٠:start_report"}, "Dit staat niet meer in de kalender."),
        (
            {"item": "2020:board_meeting:1"},
            "Dit noteert niemand als gedaan: een overleg wordt gehouden en cijfers worden aangeleverd.",
        ),
    ],
)
def test_what_cannot_be_noted_leaves_no_trace(place, how, sentence):
    assert refused(lambda: _mark(place, secretary(), **how)) == sentence


def test_the_same_is_noted_once_and_taken_back_once_with_a_reason(place):
    _mark(place, secretary())

    assert refused(lambda: _mark(place, secretary())) == "Er is al genoteerd dat dit is gedaan."
    assert "Schrijf waarom" in refused(lambda: _take_back(place, secretary(), reason=" "))
    _take_back(place, secretary())
    assert "al teruggenomen" in refused(lambda: _take_back(place, secretary()))


@pytest.mark.parametrize("statement", ["UPDATE {} SET words = 'x'", "DELETE FROM {}"])
def test_the_database_keeps_every_mark(place, statement):
    _mark(place, secretary())

    with (
        pytest.raises(IntegrityError, match="kept for ever"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format("calendar_itemmark"))


def test_the_database_wants_a_day_with_done_and_a_reason_with_taken_back(place):
    given = {"municipality": place, "item_id": REPORT, "number": 1, "recorded_at": NOW}
    for wrong in ({"done": True}, {"done": False}, {"done": False, "words": "x", "done_on": TODAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ItemMark.objects.create(**given, **wrong, recorded_by_id=secretary().user_id)


def test_a_proposal_or_a_meeting_nobody_planned_asks_nothing(place):
    papers = "2020:papers:1"
    after = date(2020, 4, 8)
    assert _line(place, papers, after).urgency is Urgency.PAST

    make_meeting(starts_at=datetime(2020, 4, 9, 13, 0, tzinfo=UTC))

    assert _line(place, papers, after).urgency is Urgency.PAST_DUE


def test_without_house_rules_only_the_law_asks_something():
    place = make_table()

    late = get_year(municipality_id=place.id, year=2021, today=date(2021, 6, 1)).past_due()

    assert late
    assert {line.item.kind.value for line in late} == {"statutory"}


def test_what_was_late_in_december_is_still_late_in_january(place):
    late = get_year(municipality_id=place.id, year=2021, today=date(2021, 1, 4)).past_due()

    assert REPORT in {line.item.id for line in late}


@pytest.mark.django_db(transaction=True)
def test_two_people_who_note_it_at_once_give_one_mark(tmp_path):
    with database_in_a_file(tmp_path):
        place, who = make_table(), secretary()
        record_house_rules(
            municipality_id=place.id, text=house_rules(), grounds="Verzonnen", actor=who, now=NOW
        )

        ended = at_once(*[lambda: _mark(place, who)] * 2)

        assert ended == {"done": 1, "told": 1}
        assert ItemMark.objects.count() == 1


def test_the_page_shows_what_is_late_and_notes_it(client, place):
    sign_in(client, secretary())
    page = f"/gm9001/jaarkalender/punt/{REPORT}/"
    assert "te laat" in client.get(page).content.decode()

    answer = client.post(
        page, {"party": "all", "done_on": "2020-02-20", "note": "Verstuurd"}, follow=True
    )

    text = answer.content.decode()
    assert "Door iedereen gedaan op" in text
    assert "Verstuurd" in text
    assert "Verstuurd" in client.get("/gm9001/jaarkalender/2020/").content.decode()
    back = client.post(f"{page}terugnemen/", {"party": "all", "reason": "Toch niet"}, follow=True)
    assert "Toch niet" in back.content.decode()
    assert "te laat" in back.content.decode()


def test_the_page_says_what_is_wrong_with_a_form(client, place):
    sign_in(client, secretary())
    page = f"/gm9001/jaarkalender/punt/{REPORT}/"

    wrong = client.post(page, {"party": "all", "done_on": "gisteren"})
    assert wrong.context["form"].errors["done_on"]
    _mark(place, secretary())
    for given in (
        {"party": "all"},
        {"party": "1" * 30, "reason": "x"},
        {"party": "-1", "reason": "x"},
    ):
        assert client.post(f"{page}terugnemen/", given).status_code == 200
    assert ItemMark.objects.count() == 1


def test_a_reader_sees_who_noted_it_and_no_form(client, place):
    _mark(place, secretary(), note="Verstuurd")
    sign_in(client, make_actor("reader", party=make_party(code="huurders-a")))

    page = client.get(f"/gm9001/jaarkalender/punt/{REPORT}/")

    assert "Genoteerd door Editor" in page.content.decode()
    assert b'<form method="post" class="narrow' not in page.content


def test_other_programmes_note_it_and_read_who_is_waited_for(client, place):
    sign_in(client, make_actor("controller", party=make_party(code="corporatie-a")))
    address = f"/api/v1/gemeenten/gm9001/jaarkalender/punten/{REPORT}"

    done = client.post(f"{address}/gedaan", {"partij": "corporatie-a", "gedaan_op": "2020-02-20"})
    year = client.get("/api/v1/gemeenten/gm9001/jaarkalender/2020").json()
    back = client.post(f"{address}/terugname", {"partij": "corporatie-a", "reden": "Toch niet"})

    assert done.json()["stand"] == "past_due"
    (item,) = [one for one in year["punten"] if one["id"] == REPORT]
    assert [one["gedaan_op"] for one in item["gedaan"]] == ["2020-02-20"]
    assert item["wacht_op"] == ["Corporatie b", "Gemeente voorbeeld"]
    assert back.json()["gedaan"] == []
    assert (
        client.post(f"{address}/gedaan", {"partij": "x", "gedaan_op": "2020-02-20"}).status_code
        == 404
    )


def test_the_first_page_asks_whoever_must_act_until_it_is_noted(client, place, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    controller = make_actor("controller", party=make_party(code="corporatie-a"))
    tenants = make_actor("delegate", party=make_party(code="huurders-a"))
    sentence = "Rapportage over wachttijd en betaalbaarheid (3.2 en 3.3)"

    assert sentence in _asked(client, controller)
    assert sentence not in _asked(client, tenants)
    assert sentence not in _asked(
        client, make_actor("reader", party=make_party(code="corporatie-a"))
    )
    _mark(place, controller, _party("corporatie-a"))
    assert sentence not in _asked(client, controller)
    assert sentence in _asked(client, secretary())


def test_what_is_late_for_months_stands_in_the_calendar_only(client, place, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(days=200))
    asked = _asked(client, secretary())

    assert not [sentence for sentence in asked if sentence.startswith("Rapportage")]
    assert REPORT in {line.item.id for line in _year(place, NOW + timedelta(days=200)).past_due()}


def _year(place, moment):
    return get_year(municipality_id=place.id, year=2020, today=moment.date())


def _asked(client, actor):
    sign_in(client, actor)
    ((_place, asked, _news),) = client.get("/").context["places"]
    return [row.sentence for row in asked]
