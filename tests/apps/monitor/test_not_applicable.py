"""A corporation to which a table does not apply is neither missing nor counted, and is named."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse

from drieluik.apps.deliveries.services import record_not_applicable
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.sight import Sight
from drieluik.core.tables import Period
from tests.factories.monitor import (
    NOW,
    accept_figures,
    calculate,
    make_norm,
    make_place,
    make_steward,
)
from tests.factories.organisations import make_actor, make_party, sign_in
from tests.factories.worlds import world

pytestmark = pytest.mark.django_db
REASON = "Studenten betalen vooruit (verzonnen)."
WORDS = "Niet van toepassing: Corporatie b (Studenten betalen vooruit (verzonnen))."


def say(place, *, period="2020-1", code="corporatie-b"):
    party = make_party(code=code, municipality=place)
    return record_not_applicable(
        party_id=party.id,
        table_id="arrears",
        period=Period.parse(period),
        reason=REASON,
        actor=make_actor("controller", party=party),
        now=NOW,
    )


def light_of(place, period="2020-1", actor=None):
    lights = Lights(Sight(actor or make_steward(place), place.id))
    (standing,) = [one for one in lights.standings(period) if one.norms]
    return standing.norms[0]


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker):
    """Figures of one of two corporations; to the other one arrears do not apply from 2020-1 on."""
    with world(django_db_blocker):
        place = make_place()
        make_party(code="corporatie-b", municipality=place)
        make_norm(place)
        accept_figures(place, period="2019-2", evictions=(3, 1))
        calculate(place, "2019-2")
        say(place)
        accept_figures(place, period="2020-1", evictions=(9, 2))
        # the sheet was left in and empty: still no zero
        accept_figures(place, party_code="corporatie-b", period="2020-1", evictions=())
        calculate(place, "2020-1", NOW + timedelta(hours=1))
        yield place


@pytest.fixture
def steward(client, place):
    return sign_in(client, make_steward(place))


def test_the_light_is_known_and_the_corporation_has_none_with_its_reason(place):
    light = light_of(place)

    assert light.light != "unknown"
    assert (light.incomplete, light.missing) == ("", ())
    aside = {one.party_code: one for one in light.parties}["corporatie-b"]
    assert (aside.light, aside.set_aside, aside.missing) == ("", True, False)
    assert aside.reason == f"Niet van toepassing: {REASON}"


def test_before_that_half_year_it_is_missing_as_ever(place):
    light = light_of(place, "2019-2")

    assert (light.light, light.missing) == ("unknown", ("Corporatie b",))


def test_the_page_of_the_indicator_names_it_with_the_reason_and_writes_no_zero(steward):
    page = steward.get(reverse("monitor:indicator", args=["gm9001", "evictions"])).content.decode()

    assert WORDS in page
    assert "Niet compleet" not in page
    assert "n.v.t." in page


def test_the_page_of_the_origin_names_it_too(steward):
    address = reverse("monitor:origin", args=["gm9001", "evictions"])
    page = steward.get(f"{address}?periode=2020-1").content.decode()

    assert WORDS in page
    assert "n.v.t." in page


def test_the_page_of_the_agreement_says_n_a(steward):
    page = steward.get("/gm9001/afspraken/2.1/").content.decode()

    assert f"Niet van toepassing: {REASON}" in page
    assert "n.v.t." in page


def test_a_file_tells_it_in_a_column_of_its_own(steward):
    text = steward.get(reverse("monitor:csv", args=["gm9001", "evictions"])).content.decode(
        "utf-8-sig"
    )
    lines = list(csv.reader(io.StringIO(text), delimiter=";"))
    top = next(place for place, line in enumerate(lines) if "niet van toepassing op" in line)
    rows = [dict(zip(lines[top], line, strict=True)) for line in lines[top + 1 :]]

    totals = {row["periode"]: row for row in rows if row["niveau"] == "totaal"}
    assert totals["2020-1"]["corporaties in dit cijfer"] == "1 van 1 corporaties"
    assert totals["2020-1"]["corporaties die ontbreken"] == ""
    assert totals["2020-1"]["niet van toepassing op"] == f"Corporatie b ({REASON})"
    assert totals["2019-2"]["niet van toepassing op"] == ""
    assert {row["corporatie"] for row in rows} == {"", "Corporatie a"}


def test_other_programmes_are_told(steward):
    found = steward.get("/api/v1/gemeenten/gm9001/waarden?indicator=evictions&periode=2020-1")

    total = next(row for row in found.json()["items"] if row["niveau"] == "total")
    assert (total["volledig"], total["ontbrekende_corporaties"]) == (True, [])
    assert total["niet_van_toepassing"] == [{"corporatie": "corporatie-b", "reden": REASON}]


def test_a_half_year_that_nobody_delivered_does_not_wait_for_it(place):
    light = light_of(place, "2020-2")

    assert light.light == "unknown"
    assert "Corporatie b" not in light.missing
