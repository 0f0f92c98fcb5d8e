"""The catalogue is looked over: every finding says what to do; page, interface and command line."""

from dataclasses import replace

import pytest
from click.testing import CliRunner
from django.urls import reverse

from drieluik.apps.monitor import services
from drieluik.apps.monitor.selectors import catalogue_check
from drieluik.apps.monitor.selectors.catalogue_check import check_catalogue
from drieluik.cli import main
from drieluik.core.indicators import Aggregation
from tests.factories.monitor import (
    NOW,
    accept_figures,
    calculate,
    make_norm,
    make_place,
    make_steward,
)
from tests.factories.organisations import make_actor, make_party, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    """A municipality with a norm on evictions and figures of one half-year."""
    here = make_place()
    make_norm(here)
    for code in ("corporatie-a", "corporatie-b"):
        accept_figures(here, party_code=code)
    calculate(here)
    return here


def _found(place):
    return {
        group.kind: {one.card.id: one for one in group.findings}
        for group in check_catalogue(municipality_id=place.id)
    }


def test_what_has_no_decision_no_norm_or_no_agreement_is_named_with_what_to_do(place):
    found = _found(place)

    assert found["decision"]["evictions"].to_do.startswith("Leg vast waar")
    assert "evictions" not in found["no_norm"] | found["unused"]
    assert "vacancy-share" in found["unused"]
    assert not found["units"]
    assert not found["twice"]
    assert not found["not_delivered"]
    services.record_first_definition(
        municipality_id=place.id, indicator_id="evictions", grounds="Overleg",
        actor=make_steward(place), now=NOW,
    )  # fmt: skip
    assert "evictions" not in _found(place)["decision"]


def test_units_formulas_owners_and_sheets_that_are_not_in_order_are_found(place, monkeypatch):
    rows = catalogue_check.list_catalogue(municipality_id=place.id)
    share = next(row for row in rows if row.card.id == "vacancy-share")
    wrong = (
        replace(share, card=replace(share.card, aggregation=Aggregation.SUM, owner=" ")),
        replace(share, card=replace(share.card, id="vacancy-again")),
    )
    monkeypatch.setattr(catalogue_check, "list_catalogue", lambda **_place: wrong)

    found = _found(place)

    assert "opgeteld" in found["units"]["vacancy-share"].sentence
    assert "Leegstand" in found["twice"]["vacancy-again"].sentence
    assert "eigenaar" in found["owner"]["vacancy-share"].to_do


def test_a_figure_that_no_corporation_delivers_is_found():
    here = make_place()
    make_party(code="corporatie-a", municipality=here)
    accept_figures(here, without=("dwellings",))
    calculate(here)

    found = _found(here)["not_delivered"]

    assert found["vacancy-share"].sentence.endswith("wat dit cijfer nodig heeft: Woningen.")
    assert "evictions" not in found


def test_everybody_here_reads_the_check_and_the_interface_gives_the_same(client, place):
    sign_in(client, make_actor("reader", party=make_party(code="corporatie-a"), municipality=place))

    page = client.get(reverse("monitor:catalogue_check", args=[place.slug]))
    told = client.get(f"/api/v1/gemeenten/{place.slug}/indicatoren/controle").json()

    assert page.status_code == 200
    assert page.context["n_found"] == len(told) > 0
    assert "Controle van de catalogus" in page.content.decode()
    assert {"soort", "indicator", "bevinding", "actie"} == set(told[0])


def test_the_command_line_tells_faults_of_the_product_and_findings_here(place):
    answer = CliRunner().invoke(main, ["indicators", "check"])

    assert answer.exit_code == 0
    assert "versies in het product, 0 fouten." in answer.output
    assert f"{place.name}, Huisuitzettingen:" in answer.output
