"""Joint preparation: a party puts a question, others answer, and all read who said what and when."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from drieluik.apps.decisions import services
from drieluik.apps.decisions.minutes import minutes_of
from drieluik.apps.decisions.models import PartyInput, QuestionAnswer
from drieluik.apps.decisions.selectors import get_agenda
from drieluik.apps.errors import NotAllowed, WrongState
from tests.factories.decisions import (
    NOW,
    STARTS,
    close_meeting,
    decide,
    make_item,
    make_meeting,
    make_table,
    open_meeting,
    secretary,
)
from tests.factories.organisations import make_actor, make_party, sign_in
from tests.factories.traces import n_events

pytestmark = pytest.mark.django_db
ANSWERED = NOW + timedelta(days=2)


@pytest.fixture
def item():
    make_table()
    return make_item(make_meeting(kind="theme"))


def _ask(item, text="Wanneer begint het?", kind="question", code="huurders-a"):
    party = make_party(code=code)
    return services.give_input(
        item_id=item.id,
        party_id=party.pk,
        kind=kind,
        text=text,
        actor=make_actor("editor", party=party),
        now=NOW,
    )


def _answer(question, text="In mei.", role="editor", code="corporatie-a"):
    party = make_party(code=code)
    services.answer_question(
        question_id=question.pk,
        party_id=party.pk,
        text=text,
        actor=make_actor(role, party=party),
        now=ANSWERED,
    )


def _row(item):
    return get_agenda(item.meeting_id, on=NOW.date()).items[0]


def test_a_question_waits_until_another_party_answers(item):
    question = _ask(item)
    assert _row(item).n_unanswered == 1

    _answer(question)
    _answer(question, "Wij helpen mee.", code="gemeente-voorbeeld")

    (asked,) = _row(item).inputs
    assert _row(item).n_unanswered == 0
    assert [(one.party, one.text) for one in asked.answers] == [
        ("Corporatie a", "In mei."),
        ("Gemeente voorbeeld", "Wij helpen mee."),
    ]
    assert {one.at for one in asked.answers} == {ANSWERED}
    assert all(one.by for one in asked.answers)
    assert n_events("question.answered") == 2


def test_a_second_question_does_not_replace_the_first(item):
    _ask(item)
    _ask(item, "En wat kost het?")

    assert [one.newest for one in _row(item).inputs] == [True, True]
    assert _row(item).n_unanswered == 2


@pytest.mark.parametrize(
    ("role", "code", "allowed"),
    [
        ("delegate", "corporatie-a", True),
        ("editor", "corporatie-a", True),
        ("editor", "gemeente-voorbeeld", True),
        ("delegate", "gemeente-voorbeeld", True),
        ("reader", "corporatie-a", False),
        ("controller", "corporatie-a", False),
        ("steward", "gemeente-voorbeeld", False),
        ("administrator", "corporatie-a", False),
    ],
)
def test_only_who_speaks_for_a_party_answers(item, role, code, allowed):
    question = _ask(item)

    if allowed:
        _answer(question, role=role, code=code)
        assert QuestionAnswer.objects.count() == 1
        return
    with pytest.raises(NotAllowed):
        _answer(question, role=role, code=code)


def test_nobody_answers_the_own_question_nor_what_is_no_question(item):
    with pytest.raises(WrongState, match="andere partij"):
        _answer(_ask(item), code="huurders-a")
    with pytest.raises(WrongState):
        _answer(_ask(item, kind="input"))
    with pytest.raises(WrongState):
        _answer(_ask(item), " ")

    assert not QuestionAnswer.objects.exists()


def test_after_the_meeting_nothing_is_answered_and_the_minutes_hold_both(item):
    question, other = _ask(item), _ask(item, "En wat kost het?")
    _answer(question)
    open_meeting(item.meeting)
    decide(item)
    meeting = close_meeting(item.meeting)

    with pytest.raises(WrongState):
        _answer(other)
    with pytest.raises(IntegrityError), transaction.atomic():
        QuestionAnswer.objects.create(
            question=other,
            party=make_party(code="corporatie-a"),
            text="Toch.",
            recorded_by_id=secretary().user_id,
            recorded_at=STARTS,
        )
    assert minutes_of(meeting).items[0].input == (
        ("Huurders a (vraag)", "Wanneer begint het?"),
        ("Corporatie a (antwoord)", "In mei."),
        ("Huurders a (vraag)", "En wat kost het?"),
    )


def test_the_database_keeps_answers_and_takes_them_with_questions_only(item):
    question, said = _ask(item), _ask(item, kind="input")
    _answer(question)
    facts = {"text": "Nee.", "recorded_by_id": secretary().user_id, "recorded_at": ANSWERED}

    with (
        pytest.raises(IntegrityError, match="kept for ever"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE decisions_questionanswer SET text = 'Anders.'")
    with pytest.raises(IntegrityError), transaction.atomic():
        QuestionAnswer.objects.create(question=said, party=make_party(code="corporatie-a"), **facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        QuestionAnswer.objects.create(
            question=question, party=make_party(code="huurders-a"), **facts
        )


def test_a_question_is_put_and_answered_on_the_pages(item, client):
    tenants, landlord = make_party(code="huurders-a"), make_party(code="corporatie-a")
    page = f"/gm9001/overleggen/{item.meeting_id}/punten/{item.id}/"
    sign_in(client, make_actor("editor", party=tenants))
    client.post(
        f"{page}inbreng/", {"party": tenants.pk, "kind": "question", "text": "Wanneer begint het?"}
    )
    question = PartyInput.objects.get()
    own = client.get(page).content.decode()
    meeting = client.get(f"/gm9001/overleggen/{item.meeting_id}/").content.decode()
    client.logout()
    sign_in(client, make_actor("editor", party=landlord))
    offered = client.get(page).content.decode()
    empty = client.post(f"{page}inbreng/{question.pk}/beantwoorden/", {"party": landlord.pk})
    client.post(
        f"{page}inbreng/{question.pk}/beantwoorden/", {"party": landlord.pk, "text": "In mei."}
    )
    answered = client.get(page).content.decode()
    session = client.get(f"/gm9001/overleggen/{item.meeting_id}/zitting/").content.decode()

    assert "1 vraag zonder antwoord" in meeting
    assert "Nog geen antwoord" in own
    assert "beantwoorden/" not in own
    assert f"inbreng/{question.pk}/beantwoorden/" in offered
    assert empty.status_code == 400
    assert "In mei." in answered
    assert "In mei." in session
    assert client.get(f"{page}inbreng/0/beantwoorden/").status_code == 404


def test_a_question_is_put_and_answered_with_the_api(item, client):
    address = f"/api/v1/gemeenten/gm9001/overleggen/{item.meeting_id}/punten/{item.id}/inbreng"
    sign_in(client, make_actor("editor", party=make_party(code="huurders-a")))
    asked = client.post(
        address, {"partij": "huurders-a", "soort": "question", "tekst": "Wanneer begint het?"}
    ).json()
    (question,) = asked["punten"][0]["inbreng"]
    client.logout()
    sign_in(client, make_actor("editor", party=make_party(code="corporatie-a")))
    sent = client.post(
        f"{address}/{question['id']}/beantwoording", {"partij": "corporatie-a", "tekst": "In mei."}
    )

    (answered,) = sent.json()["punten"][0]["inbreng"]
    assert sent.status_code == 201
    assert question["antwoorden"] == []
    assert [(one["partij"], one["tekst"]) for one in answered["antwoorden"]] == [
        ("Corporatie a", "In mei.")
    ]
