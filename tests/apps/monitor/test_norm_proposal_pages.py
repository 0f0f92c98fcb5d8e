"""Norms in proposals by the pages and the API: from a norm to a proposal, faults at their field."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.test import Client
from docx import Document

from drieluik.apps.agreements.models import Proposal
from drieluik.apps.agreements.proposals.reading import find_proposal, words_of_edits
from drieluik.apps.agreements.selectors import find_clause
from drieluik.apps.monitor.models import NormText
from drieluik.apps.organisations.actors import SYSTEM
from tests.factories.monitor import EFFORT, NOW, make_norm, make_place
from tests.factories.organisations import make_municipality, make_party, sign_in
from tests.factories.proposals import adopt, all_agree, delegate, make_proposal, second_delegate

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
BEGUN = {"title": "Minder uitzettingen", "motive": "Het kan.", "reason": "signal"}
NORM = {
    "comparison": "at_most",
    "value": "3",
    "upper": "",
    "margin": "1",
    "rhythm": "half_year",
    "for_whom": "alle corporaties samen",
    "deadline": "",
    "quotation": "vijfhonderd woningen betaalbaar",
    "explanation": "Minder is nodig.",
    "step": 0,
}


@pytest.fixture
def norm():
    place = make_place()
    make_party(code="huurders-a", kind="tenants", municipality=place)
    return make_norm(place)


@pytest.fixture
def page(client):
    sign_in(client, delegate("corporatie-a"))
    return client


def _draft():
    return make_proposal(submitted=False, now=NOW)


def _write(client, draft, kind, over, given):
    return client.post(f"/gm9001/voorstellen/{draft.id}/wijziging/{kind}/?over={over}", given)


def test_from_the_page_of_a_norm_to_a_decided_norm_and_back(page, norm):
    shown = page.get(f"/gm9001/monitor/normen/{norm.id}/").content.decode()
    begin = f"/gm9001/voorstellen/nieuw/?norm={norm.norm_id}"
    form = page.get(begin).context["form"]
    form_page = page.post(begin, BEGUN | {"party": form.initial["party"]}).headers["Location"]
    first = page.get(form_page).context["form"]
    page.post(form_page, NORM)
    proposal = Proposal.objects.get()
    again = page.get(form_page).context["form"]
    told = page.get(f"/gm9001/voorstellen/{proposal.id}/").content.decode()
    word = page.get(f"/gm9001/voorstellen/{proposal.id}/voorstel.docx")
    page.post(f"/gm9001/voorstellen/{proposal.id}/indienen/", {"step": 1})
    all_agree(proposal, now=NOW)
    adopt(proposal, in_force_from=date(2021, 1, 1), now=LATER)
    new = NormText.objects.latest("id")

    assert "Stel een andere norm voor" in shown
    assert begin in shown
    assert form.initial["reason"] == "signal"
    assert "Huisuitzettingen: hoogstens 5" in form.initial["title"]
    assert (first.initial["value"], first.initial["margin"]) == ("5", "")
    assert (again.initial["value"], again.initial["margin"]) == ("3", "1")
    assert "Streefwaarde: 5 wordt 3." in told
    assert "Marge: geen wordt 1." in told
    paragraphs = [one.text for one in Document(BytesIO(word.content)).paragraphs]
    assert "Streefwaarde: 5 wordt 3." in paragraphs
    assert any("Streefwaarde" in one for one in words_of_edits(_row(proposal)))
    decided = page.get(f"/gm9001/monitor/normen/{new.id}/").content.decode()
    history = page.get("/gm9001/afspraken/2.1/").content.decode()
    for where in (decided, history):
        assert "Bestuurlijk Overleg 2 maart 2020, besluit 1" in where
        assert f"/gm9001/voorstellen/{proposal.id}/" in where
    assert (
        "Stel een andere norm voor"
        not in page.get(f"/gm9001/monitor/normen/{norm.id}/").content.decode()
    ), "only the wording that counts is followed up"


def _row(proposal):
    return find_proposal(make_municipality().id, proposal.id, SYSTEM)


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"value": "90%"}, "value", "‘90%’ is niet te lezen. Schrijf een getal"),
        ({"value": ""}, "value", "Vul een cijfer in"),
        ({"value": "3", "upper": "9"}, "upper", "Laat dit leeg bij ‘hoogstens’"),
        ({"comparison": "between", "value": "9", "upper": "3"}, "upper", "onder de laagste"),
        ({"comparison": "between", "value": "9"}, "upper", "Vul een cijfer in"),
        ({"comparison": "lower_than_last_year"}, "value", "lager dan vorig jaar"),
        ({"margin": "veel"}, "margin", "Schrijf een marge als 3"),
        ({"quotation": "iets anders"}, "quotation", "staat niet letterlijk"),
        ({"rhythm": "eeuw"}, "rhythm", ""),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_nothing_is_kept(page, norm, given, field, words):
    draft = _draft()

    answer = _write(page, draft, "norm", norm.norm_id, NORM | given)

    assert list(answer.context["form"].errors) == [field]
    assert words in str(answer.context["form"].errors[field])
    assert answer.context["form"].data["explanation"] == "Minder is nodig."
    assert not draft.edits.exists()


def test_all_faults_are_told_at_once(page, norm):
    wrong = NORM | {"value": "x", "margin": "y", "quotation": "", "for_whom": "niemand"}

    errors = _write(page, _draft(), "norm", norm.norm_id, wrong).context["form"].errors

    assert set(errors) == {"value", "margin", "quotation", "for_whom"}


def test_a_norm_that_stays_the_same_is_no_change(page, norm):
    draft = _draft()
    same = NORM | {"value": "5", "margin": "", "explanation": norm.explanation}

    _write(page, draft, "norm", norm.norm_id, same)

    assert not draft.edits.exists()


def test_an_agreement_gets_a_norm_by_figure_or_by_judgement(page, norm):
    draft = _draft()
    clause_id = find_clause(make_municipality().id, "1.1").clause_id
    address = f"/gm9001/voorstellen/{draft.id}/wijziging/nieuwe-norm/?over={clause_id}"
    asked = page.get(address).content.decode()
    share = page.get(f"{address}&met=affordable-share")
    given = {
        name: value for name, value in NORM.items() if name not in ("value", "upper", "margin")
    } | {"quotation": "twee keer per jaar", "rhythm": "year"}
    judged = {
        name: given[name] for name in ("rhythm", "for_whom", "quotation", "explanation", "step")
    }
    page.post(f"{address}&met=effort", judged)

    assert "Waaraan zien we of deze afspraak is nagekomen?" in asked
    assert "Aan een cijfer" in asked
    assert share.status_code == 200
    (edit,) = draft.edits.all()
    assert edit.kind == "add_norm"
    assert "soort: inspanning" in edit.payload["becomes"]
    assert "value" not in page.get(address).context["form"].fields


def test_a_judged_norm_changes_without_figures_and_a_norm_ends_with_a_reason(page, norm):
    judged, draft = make_norm(norm.norm.municipality, text=EFFORT), _draft()
    form = page.get(
        f"/gm9001/voorstellen/{draft.id}/wijziging/norm/?over={judged.norm_id}"
    ).context["form"]
    silent = _write(page, draft, "norm-vervalt", norm.norm_id, {"reason": "", "step": 0})
    _write(page, draft, "norm-vervalt", norm.norm_id, {"reason": "Niet nodig.", "step": 0})

    assert set(form.fields) == {
        "rhythm", "for_whom", "corporations", "quotation", "condition", "exception", "fallback",
        "one_of", "explanation",
    }  # fmt: skip
    assert set(silent.context["form"].errors) == {"reason"}
    told = page.get(f"/gm9001/voorstellen/{draft.id}/").content.decode()
    assert "Huisuitzettingen: hoogstens 5. Deze norm telt dan niet meer." in told
    (edit,) = draft.edits.all()
    page.post(f"/gm9001/voorstellen/{draft.id}/weg/{edit.id}/", {"step": 1})
    assert not draft.edits.exists()


def test_a_norm_for_an_agreement_that_the_proposal_adds(page, norm):
    draft = _draft()
    place = page.get(f"/gm9001/voorstellen/{draft.id}/wijziging/nieuw/").context["form"]
    page.post(
        f"/gm9001/voorstellen/{draft.id}/wijziging/nieuw/",
        {
            "number": "1.9",
            "heading": "Uitzetting",
            "text": "Partijen voorkomen uitzettingen.",
            "place": place.fields["place"].choices[0][0],
            "bound": ["corporatie-a"],
            "step": 0,
        },
    )
    address = f"/gm9001/voorstellen/{draft.id}/wijziging/nieuwe-norm/"
    choices = dict(page.get(address).context["choices"])
    over = next(key for key, label in choices.items() if label.startswith("1.9"))

    page.post(
        f"{address}?over={over}&met=evictions",
        NORM | {"quotation": "voorkomen uitzettingen", "step": 1},
    )

    assert [one.kind for one in draft.edits.all()] == ["add_clause", "add_norm"]
    assert "afspraak: 1.9" in draft.edits.get(kind="add_norm").payload["becomes"]


def _becomes(draft):
    return draft.edits.get().payload["becomes"]


def test_an_exception_what_else_and_named_corporations_are_edited_too(page, norm):
    draft, over = _draft(), norm.norm_id
    given = NORM | {
        "for_whom": "elk van:",
        "corporations": ["corporatie-b", "corporatie-a"],
        "exception": "het gaat om\n overlast",
        "fallback": "partijen overleggen",
    }
    nobody = _write(page, draft, "norm", over, given | {"corporations": []})
    stranger = _write(page, draft, "norm", over, given | {"corporations": ["huurders-a"]})

    _write(page, draft, "norm", over, given)
    shown = page.get(f"/gm9001/voorstellen/{draft.id}/").text
    again = page.get(f"/gm9001/voorstellen/{draft.id}/wijziging/norm/?over={over}").context["form"]

    assert "Kies minstens één corporatie." in str(nobody.context["form"].errors["corporations"])
    assert list(stranger.context["form"].errors) == ["corporations"]
    assert "voor: elk van: corporatie-b, corporatie-a" in _becomes(draft)
    assert "tenzij: het gaat om overlast\nanders: partijen overleggen" in _becomes(draft)
    assert "Tenzij: geen wordt het gaat om overlast." in shown
    assert again.initial["corporations"] == ["corporatie-b", "corporatie-a"]
    assert (again.initial["for_whom"], again.initial["exception"]) == (
        "elk van:",
        "het gaat om overlast",
    )
    _write(page, draft, "norm", over, given | {"for_whom": "elke corporatie", "step": 1})
    assert "voor: elke corporatie" in _becomes(draft)


def test_by_the_api_everything_a_norm_holds_is_edited(norm):
    client, draft = Client(), _draft()
    sign_in(client, second_delegate("corporatie-a"))
    address = f"/api/v1/gemeenten/gm9001/voorstellen/{draft.id}/wijzigingen/norm"
    given = {"over": norm.norm_id, "stap": 0, "voor": "samen:", "tenzij": "x", "anders": "y"}

    wrong = client.post(address, given)
    right = client.post(address, given | {"corporaties": ["corporatie-a", "corporatie-b"]})

    assert [one["name"] for one in wrong.json()["invalidParams"]] == ["corporaties"]
    becomes = right.json()["wijzigingen"][0]["inhoud"]["becomes"]
    assert "voor: samen: corporatie-a, corporatie-b" in becomes
    assert "tenzij: x\nanders: y" in becomes


def test_a_norm_of_another_place_or_nowhere_cannot_be_chosen(page, norm):
    choose = page.get(f"/gm9001/voorstellen/{_draft().id}/wijziging/norm/?over=onbekend")

    assert [label for _id, label in choose.context["choices"]] == [
        "2.1 Voorraad – Huisuitzettingen: hoogstens 5"
    ]


def test_by_the_api_a_norm_is_changed_added_and_ended_with_faults_at_their_field(norm):
    client = Client()
    sign_in(client, second_delegate("corporatie-a"))
    draft = _draft()
    address = f"/api/v1/gemeenten/gm9001/voorstellen/{draft.id}/wijzigingen"

    wrong = client.post(f"{address}/norm", {"over": norm.norm_id, "waarde": "90%", "stap": 0})
    unknown = client.post(f"{address}/norm", {"over": draft.id, "waarde": "3", "stap": 0})
    changed = client.post(f"{address}/norm", {"over": norm.norm_id, "waarde": "3", "stap": 0})
    unasked = client.post(f"{address}/nieuwe-norm", {"over": "1.1", "stap": 1})
    new = {"over": "1.1", "met": "evictions", "richting": "at_most", "waarde": "7", "stap": 1}
    added = client.post(f"{address}/nieuwe-norm", new | {"citaat": "twee keer per jaar"})
    ended = client.post(
        f"{address}/norm-vervalt", {"over": norm.norm_id, "reden": "Weg.", "stap": 2}
    )

    assert (wrong.status_code, unknown.status_code, unasked.status_code) == (400, 404, 400)
    assert "waarde" in wrong.content.decode()
    assert changed.status_code == 200, changed.content
    (edit,) = changed.json()["wijzigingen"]
    assert (edit["soort"], edit["inhoud"]["wording"]) == ("change_norm", 1)
    assert "norm: hoogstens 3" in edit["inhoud"]["becomes"]
    assert [one["soort"] for one in added.json()["wijzigingen"]] == ["change_norm", "add_norm"]
    assert any("twee keer" in one["melding"] for one in ended.json()["bevindingen"])
    listed = client.get("/api/v1/gemeenten/gm9001/normen").json()
    assert [one["besluiten"] for one in listed] == [[]]
