"""Answering for a party: who may, what is kept, and what the others read."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from drieluik.apps.accounts.models import User
from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.evaluation import services
from drieluik.apps.evaluation.models import ProcessAnswers
from drieluik.apps.evaluation.selectors.answers import newest_answers
from tests.factories.decisions import NOW, make_table
from tests.factories.organisations import (
    ROLES,
    join,
    make_actor,
    make_municipality,
    make_party,
    sign_in,
)

pytestmark = pytest.mark.django_db
API = "/api/v1/gemeenten/gm9001/evaluatie/2020/vragenlijst"
KINDS = {
    "gemeente-voorbeeld": "municipality",
    "corporatie-a": "corporation",
    "huurders-a": "tenants",
    "raad": "council",
    "zorg": "other",
}


def _address(name, year=2020):
    return reverse(f"evaluation:{name}", args=[make_municipality().slug, year])


def _answer(code="huurders-a", role="delegate", year=2020, **said):
    party = make_party(code=code)
    return services.answer(
        municipality_id=make_municipality().id,
        party_id=party.pk,
        year=year,
        said=services.Said(**({"scores": {"heard": 4}} | said)),
        actor=make_actor(role, party=party),
        now=NOW,
    )


@pytest.mark.parametrize("code", KINDS)
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("elsewhere", [False, True])
def test_who_answers_for_a_party_as_a_table(code, role, elsewhere):
    place, other = make_table(), make_municipality(code="GM9002")
    party = make_party(code=code, kind=KINDS[code], municipality=other if elsewhere else place)
    if elsewhere and KINDS[code] in ("municipality", "corporation", "tenants"):
        party = make_party(code=f"{code}-elders", kind=KINDS[code], municipality=other)
    may = (
        not elsewhere
        and role in ("editor", "delegate")
        and KINDS[code] in ("municipality", "corporation", "tenants")
    )

    said = services.Said({"heard": 4})
    act = {
        "municipality_id": place.id,
        "party_id": party.pk,
        "year": 2020,
        "said": said,
        "now": NOW,
    }
    if may:
        services.answer(**act, actor=make_actor(role, party=party))
    else:
        with pytest.raises(NotAllowed):
            services.answer(**act, actor=make_actor(role, party=party))

    assert ProcessAnswers.objects.count() == may
    assert AuditEvent.objects.filter(name="process_answers.given").count() == may


def test_a_later_answer_counts_and_the_earlier_one_stays():
    make_table()
    _answer(scores={"heard": 1}, remark="Te laat")
    _answer(scores={"heard": 4, "equal": 5})

    (line,) = newest_answers(municipality_id=make_municipality().id, year=2020)

    assert (dict(line.scores), line.remark, line.n_earlier) == ({"heard": 4, "equal": 5}, "", 1)
    assert ProcessAnswers.objects.count() == 2


@pytest.mark.parametrize(
    "said",
    [
        {"scores": {}},
        {"scores": {}, "remark": "  "},
        {"scores": {"heard": 6}},
        {"scores": {"unknown": 3}},
    ],
)
def test_what_the_form_never_sends_is_refused(said):
    make_table()

    with pytest.raises(ValueError, match=r"answered|unknown"):
        _answer(**said)

    assert not ProcessAnswers.objects.exists()


def test_a_year_to_come_has_nothing_to_look_back_on():
    make_table()

    with pytest.raises(WrongState):
        _answer(year=2021)


@pytest.mark.parametrize("statement", ["UPDATE {} SET year = 2019", "DELETE FROM {}"])
def test_the_database_itself_keeps_answers(statement):
    make_table()
    row = _answer()

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format("evaluation_processanswers"))

    assert ProcessAnswers.objects.get().year == row.year


def test_from_the_questionnaire_to_the_page_and_word(client):
    make_table()
    sign_in(client, make_actor("delegate", party=make_party(code="huurders-a")))
    form = client.get(_address("questionnaire")).content.decode()
    assert "U antwoordt namens Huurders a." in form

    sent = {"heard": "2", "remark": "Graag <eerder> stukken."}
    page = client.post(_address("questionnaire"), sent, follow=True).content.decode()

    assert "Nauwelijks" in page
    assert "Graag &lt;eerder&gt; stukken." in page
    word = client.get(_address("word"))
    assert word.status_code == 200
    assert word["Content-Disposition"].endswith('evaluatie-gm9001-2020.docx"')


@pytest.mark.parametrize("sent", [{}, {"remark": " "}, {"heard": "9"}, {"heard": "vier"}])
def test_an_empty_or_odd_answer_comes_back_with_a_sentence(client, sent):
    make_table()
    sign_in(client, make_actor("delegate", party=make_party(code="huurders-a")))

    page = client.post(_address("questionnaire"), sent)

    assert page.status_code == 200
    assert not ProcessAnswers.objects.exists()
    text = page.content.decode()
    assert "Beantwoord ten minste één stelling" in text or "Selecteer een geldige keuze" in text


def test_who_speaks_for_two_parties_chooses_one(client):
    make_table()
    person = make_actor("delegate", party=make_party(code="huurders-a"))
    join(User.objects.get(pk=person.user_id), make_party(code="corporatie-a"), "editor")
    sign_in(client, person)

    lacking = client.post(_address("questionnaire"), {"heard": "2"})
    assert lacking.status_code == 200
    assert not ProcessAnswers.objects.exists()
    client.post(
        _address("questionnaire"), {"heard": "2", "party": make_party(code="corporatie-a").pk}
    )

    assert ProcessAnswers.objects.get().party.code == "corporatie-a"


def test_who_answers_again_finds_what_the_party_said_before(client):
    make_table()
    _answer(scores={"heard": 4}, remark="Graag eerder.")
    sign_in(client, make_actor("editor", party=make_party(code="huurders-a")))

    form = client.get(_address("questionnaire")).context["form"]

    assert form.initial == {"heard": 4, "remark": "Graag eerder."}
    assert '<option value="4" selected>' in str(form["heard"])


def test_a_year_to_come_has_no_page(client):
    make_table()
    sign_in(client, make_actor("delegate", party=make_party(code="huurders-a")))

    assert client.get(_address("year", date.today().year + 1)).status_code == 404
    assert client.get(_address("year", 1999)).status_code == 404


def test_a_party_answers_with_the_api_and_all_parties_read_it_back(client):
    make_table()
    sign_in(client, make_actor("delegate", party=make_party(code="huurders-a")))

    told = client.post(API, {"op_tijd": "2", "gedaan": "5", "opmerking": "Graag eerder."}).json()

    assert [(one["partij"], one["antwoorden"], one["opmerking"]) for one in told["antwoorden"]] == [
        ("Huurders a", {"op_tijd": 2, "gedaan": 5}, "Graag eerder.")
    ]
    assert "Huurders a" not in told["nog_niet"]
    assert {one["naam"] for one in told["stellingen"]} > {"op_tijd", "gedaan"}
    sign_in(client, make_actor("reader", party=make_party(code="corporatie-a")))
    assert client.get(API).json() == told


def test_with_the_api_all_that_is_wrong_with_answers_is_told_and_nothing_is_kept(client):
    make_table()
    person = make_actor("delegate", party=make_party(code="huurders-a"))
    sign_in(client, person)

    wrong = client.post(API, {"gehoord": "9", "gelijk": "veel"})
    assert {one["name"] for one in wrong.json()["invalidParams"]} == {"gehoord", "gelijk"}
    assert client.post(API, {}).status_code == 400
    assert client.post(API, {"gehoord": "4", "partij": "corporatie-a"}).status_code == 403
    assert client.post(API.replace("2020", "2999"), {"gehoord": "4"}).status_code == 404
    join(User.objects.get(pk=person.user_id), make_party(code="corporatie-a"), "editor")
    sign_in(client, person)
    unsaid = client.post(API, {"gehoord": "4"})
    assert [one["name"] for one in unsaid.json()["invalidParams"]] == ["partij"]

    assert not ProcessAnswers.objects.exists()
    client.post(API, {"gehoord": "4", "partij": "corporatie-a"})
    assert ProcessAnswers.objects.get().party.code == "corporatie-a"
