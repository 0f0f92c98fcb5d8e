"""Definitions on pages and in the interface: both series, the decision, confirming again, proposing."""

import pytest

from drieluik.apps.agreements.models import Proposal
from drieluik.apps.agreements.proposals.defining import definition_key
from drieluik.jobs.monitor import complete_series
from tests.factories.definitions import (
    LATER,
    NORM,
    STOCK,
    adopted,
    place_with_stock,
    set_definition,
)
from tests.factories.monitor import accept_figures, calculate, make_norm, make_steward
from tests.factories.organisations import make_party, sign_in
from tests.factories.proposals import delegate

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return place_with_stock()


def test_the_page_shows_both_series_the_break_the_decision_and_who_consented(client, place):
    sign_in(client, make_steward(place))
    address = f"/{place.slug}/monitor/indicatoren/daeb-dwellings/"
    adopted(set_definition(meaning="Zonder kamers."))
    assert "0 van de" not in client.get(address).content.decode()
    assert "2 van de 4 cijfers zijn berekend" in client.get(address).content.decode()
    complete_series.call(place.id)
    for code in ("corporatie-a", "corporatie-b"):
        accept_figures(place, party_code=code, period="2021-1", dwellings=STOCK)
    calculate(place, "2021-1", now=LATER)

    page = client.get(address)

    text = page.content.decode()
    rows = [
        (period, [(figure.value, counts) for figure, counts, _lacks in cells])
        for period, cells in page.context["page"].version_rows
    ]
    assert rows == [
        ("2020-1", [(6.0, True), (4.0, False)]),
        ("2020-2", [(6.0, True), (4.0, False)]),
        ("2021-1", [(6.0, False), (4.0, True)]),
    ]
    assert "Zonder kamers." in text
    assert "Versie 2 telt vanaf 2021-1." in text
    assert "4 partijen stemden in" in text
    assert "Ter vergelijking, versie 1" in text
    chart = client.get(f"{address}verloop.svg").content.decode()
    assert "Verticale stippellijn: vanaf 2021-1 versie 2" in chart
    assert "Vierkantjes: versie 1, ter vergelijking" in chart
    series = client.get(f"/api/v1/gemeenten/{place.slug}/indicatoren/daeb-dwellings/reeksen").json()
    assert [(one["versie"], one["telt_in"]) for one in series] == [
        (1, ["2020-1", "2020-2"]),
        (2, ["2021-1"]),
    ]
    assert [one["waarde"] for one in series[1]["cijfers"]] == [4.0, 4.0, 4.0]
    old = client.get(f"{address}?periode=2020-1").content.decode()
    assert "Woningen met het label DAE, geteld." in old


def test_the_norm_page_says_with_which_definition_and_lets_the_steward_confirm_again(client, place):
    norm = make_norm(place, text=NORM.format(target="minstens 6"))
    adopted(set_definition())
    address = f"/{place.slug}/monitor/normen/{norm.id}/"
    sign_in(client, make_steward(place))
    assert "Afgesproken bij definitie" in client.get(address).content.decode()
    assert "Deze norm geldt ook voor de nieuwe definitie" in client.get(address).content.decode()

    client.post(f"{address}opnieuw/")

    assert "Deze norm geldt ook" not in client.get(address).content.decode()
    assert [row.version for row in norm.versions.all()] == [1, 2]


def test_the_interface_says_with_which_definition_and_lets_the_steward_confirm_again(client, place):
    norm = make_norm(place, text=NORM.format(target="minstens 6"))
    adopted(set_definition())
    address = f"/api/v1/gemeenten/{place.slug}/normen"
    sign_in(client, make_steward(place))
    (before,) = client.get(address).json()

    confirmed = client.post(f"{address}/{norm.id}/herbevestiging").json()

    assert before["definities"] == [{"indicator": "daeb-dwellings", "versies": [1]}]
    assert confirmed["definities"] == [{"indicator": "daeb-dwellings", "versies": [1, 2]}]
    assert client.post(f"{address}/{norm.id}/herbevestiging").status_code == 409


def test_who_is_no_steward_confirms_no_norm_again_through_the_interface(client, place):
    norm = make_norm(place, text=NORM.format(target="minstens 6"))
    adopted(set_definition())
    sign_in(client, delegate("huurders-a"))

    answer = client.post(f"/api/v1/gemeenten/{place.slug}/normen/{norm.id}/herbevestiging")

    assert answer.status_code == 403
    assert [row.version for row in norm.versions.all()] == [1]


def test_a_definition_is_proposed_on_the_pages_and_through_the_interface(client, place):
    sign_in(client, delegate("huurders-a"))
    key = definition_key("vacancy-share")
    begin = f"/{place.slug}/voorstellen/nieuw/?definitie={key}"
    assert "Definitie van Leegstand" in client.get(begin).content.decode()
    party = make_party(code="huurders-a")
    answer = client.post(
        begin,
        {"party": party.id, "title": "Leegstand", "motive": "Duidelijker.", "reason": "decision"},
    )
    form = client.get(answer["Location"])
    assert "Anders dan ervoor" in form.content.decode()
    filled = form.context["form"].initial
    client.post(
        answer["Location"], filled | {"version": "2", "reason": "Alleen DAEB.", "step": "0"}
    )
    edit = Proposal.objects.get().edits.get()
    assert (edit.kind, edit.payload["becomes"], edit.payload["was"]) == ("set_definition", 2, 1)
    assert [edit.payload[name] for name in ("meaning", "limits", "owner", "audience")] == [""] * 4

    told = client.get(f"/api/v1/gemeenten/{place.slug}/indicatoren").json()

    card = next(one for one in told if one["id"] == "vacancy-share")
    assert [one["versie"] for one in card["versies"]] == [1, 2]
    assert card["bronnen"] == [{"blad": "Woningen", "kolommen": ["Verhuurd"]}]
    changed = client.post(
        f"/api/v1/gemeenten/{place.slug}/voorstellen/{Proposal.objects.get().id}/wijzigingen/definitie",
        {"stap": 1, "over": key, "versie": 2, "reden": "Anders.", "eigenaar": "kernteam"},
    )
    assert changed.status_code == 200, changed.content
    payload = Proposal.objects.get().edits.get().payload
    assert (payload["owner"], payload["reason"], payload["meaning"]) == ("kernteam", "Anders.", "")
