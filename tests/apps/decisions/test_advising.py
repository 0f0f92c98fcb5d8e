"""Advice of tenants on a version that changed since, and the written answer of the landlord."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from drieluik.apps.decisions import selectors, services
from drieluik.apps.decisions.models import AdviceReply, PartyInput
from drieluik.apps.errors import NotAllowed, WrongState
from tests.factories.decisions import NOW, make_item, make_meeting, make_paper, make_table
from tests.factories.organisations import make_actor, make_party, sign_in

pytestmark = pytest.mark.django_db
ADVISED = datetime(2020, 2, 10, 9, 0, tzinfo=UTC)
ANSWERED = datetime(2020, 2, 20, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def place():
    return make_table()


@pytest.fixture
def advice():
    item = make_item(make_meeting(), "Servicekosten", needs_advice=True)
    make_paper(item, now=NOW)
    tenants = make_party(code="huurders-a")
    return services.give_input(
        item_id=item.id,
        party_id=tenants.pk,
        kind="advice",
        text="Wacht een jaar.",
        actor=make_actor("delegate", party=tenants),
        now=ADVISED,
    )


def _answer(
    advice, follows="not", reasons="Het dak lekt nu.", role="delegate", code="corporatie-a"
):
    party = make_party(code=code)
    services.answer_advice(
        advice_id=advice.pk,
        party_id=party.pk,
        follows=follows,
        reasons=reasons,
        actor=make_actor(role, party=party),
        now=ANSWERED,
    )


def _told(advice):
    agenda = selectors.get_agenda(advice.item.meeting_id, on=ANSWERED.date())
    (judgement,) = agenda.items[0].judgements
    return judgement


def test_a_version_after_the_advice_is_flagged(advice):
    assert _told(advice).advice == "given"

    make_paper(advice.item, words="Het plan is anders.", now=ANSWERED)

    assert _told(advice).advice == "overtaken"
    assert _told(advice).flagged
    assert not _told(advice).came_late
    assert (
        "Het ging over versie 1 van Notitie; daarna kwam versie 2." in _told(advice).advice_sentence
    )


def test_the_landlord_answers_with_reasons_and_all_read_it(advice):
    _answer(advice)

    assert "op zijn vroegst op 23 februari 2020" in _told(advice).advice_sentence
    agenda = selectors.get_agenda(advice.item.meeting_id, on=ANSWERED.date())
    (reply,) = agenda.items[0].inputs[0].replies
    assert (reply.follows, reply.reasons) == ("not", "Het dak lekt nu.")


@pytest.mark.parametrize(("follows", "reasons"), [("not", " "), ("partly", ""), ("soms", "Nee.")])
def test_another_course_needs_its_reasons(advice, follows, reasons):
    with pytest.raises(WrongState):
        _answer(advice, follows, reasons)

    assert not AdviceReply.objects.exists()


@pytest.mark.parametrize(
    ("role", "code", "allowed"),
    [
        ("delegate", "corporatie-a", True),
        ("editor", "corporatie-a", True),
        ("reader", "corporatie-a", False),
        ("controller", "corporatie-a", False),
        ("steward", "corporatie-a", False),
        ("administrator", "corporatie-a", False),
        ("delegate", "huurders-a", False),
        ("editor", "gemeente-voorbeeld", False),
    ],
)
def test_only_who_speaks_for_a_corporation_answers(advice, role, code, allowed):
    if allowed:
        _answer(advice, role=role, code=code)
        assert AdviceReply.objects.count() == 1
        return
    with pytest.raises(NotAllowed):
        _answer(advice, role=role, code=code)


def test_only_advice_is_answered(advice):
    said = PartyInput.objects.create(
        item=advice.item,
        party=advice.party,
        kind="input",
        text="Mooi plan.",
        recorded_by=advice.recorded_by,
        recorded_at=ADVISED,
    )

    with pytest.raises(WrongState):
        _answer(said)


def test_a_corporation_answers_on_the_page_and_with_the_api(advice):
    client = sign_in(Client(), make_actor("delegate", party=make_party(code="corporatie-a")))
    item = advice.item
    page = f"/gm9001/overleggen/{item.meeting_id}/punten/{item.id}/"
    answer = f"{page}inbreng/{advice.pk}/antwoord/"
    body = {"party": make_party(code="corporatie-a").pk, "follows": "not", "reasons": ""}

    assert "Dit advies beantwoorden" in client.get(page).content.decode()
    wrong = client.post(answer, body)
    assert (wrong.status_code, "dat vraagt de wet" in wrong.content.decode()) == (400, True)
    shown = client.post(answer, body | {"reasons": "Het dak lekt nu."}, follow=True)

    assert "Het dak lekt nu." in shown.content.decode()
    told = client.post(
        f"/api/v1/gemeenten/gm9001/overleggen/{item.meeting_id}/punten/{item.id}"
        f"/inbreng/{advice.pk}/antwoord",
        {"partij": "corporatie-a", "gevolgd": "wholly"},
    )
    assert told.status_code == 201
    assert AdviceReply.objects.count() == 2
