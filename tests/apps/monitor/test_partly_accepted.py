"""What the monitor says when some sheets of a delivery were sent back."""

from datetime import timedelta

import pytest
from django.urls import reverse

from drieluik.apps.agreements.selectors import find_clause
from drieluik.apps.deliveries import services as deliveries
from drieluik.apps.monitor.selectors.figures import PartyRef, get_sheet
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.selectors.origin import behind_of, list_sources
from drieluik.apps.monitor.selectors.reported import get_reported
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.core.indicators import indicator
from drieluik.core.tables import table
from tests.factories.agreements import make_register
from tests.factories.deliveries import (
    NOW,
    make_accepted,
    make_signed,
    make_steward,
    make_workbook,
    open_round,
)
from tests.factories.monitor import accept_figures, calculate, make_norm, norm_text
from tests.factories.organisations import make_actor, make_municipality, sign_in

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
EVICTIONS = "evictions"


@pytest.fixture(autouse=True)
def _asked():
    make_actor("editor")
    open_round()


def _accept_without_arrears(delivery, now=NOW):
    place = make_municipality()
    deliveries.accept_tables(
        delivery_id=delivery.id,
        municipality_id=place.id,
        choice=deliveries.Choice({"arrears": "De helft ontbreekt."}),
        actor=make_steward(place),
        now=now,
    )
    return place


def _of_arrears(calculation):
    cards = map(indicator, calculation.definition_versions)
    return next(card for card in cards if set(card.tables) == {"arrears"})


def test_a_figure_of_a_sheet_that_was_sent_back_is_unknown_and_says_why(client):
    place = _accept_without_arrears(make_signed())
    calculation = calculate(place, "2020-1", NOW)
    card = _of_arrears(calculation)

    sheet = get_sheet(
        indicator=card,
        period="2020-1",
        calculation=calculation,
        expected=[PartyRef("corporatie-a", "Corporatie A")],
        sight=Sight(SYSTEM, place.id),
    )
    sign_in(client, make_steward(place))
    address = reverse("monitor:indicator", args=["gm9001", card.id])
    page = client.get(address, {"periode": "2020-1"}).content.decode()

    assert sheet.total is None
    assert sheet.sent_back.endswith(f"({table('arrears').sheet_nl}).")
    assert "omdat de gemeente het blad terugstuurde" in page


def test_a_figure_opens_to_the_file_each_sheet_came_in():
    first = make_accepted()
    place = make_municipality()
    second = make_signed(make_workbook(n_dwellings=4), seen=first.id)
    _accept_without_arrears(second, LATER)
    calculation = calculate(place, "2020-1", LATER)
    card = _of_arrears(calculation)

    (source,) = list_sources(
        behind=behind_of(card, "2020-1", {}),
        calculation=calculation,
        municipality=place,
        actor=make_steward(place),
    )

    assert source.delivery_id == str(first.id)
    assert source.tables == {"arrears"}
    assert source.counts_now


def test_what_was_said_before_the_split_stays_readable():
    first = make_accepted()
    place = make_municipality()
    calculate(place, "2020-1", NOW)
    then = get_reported(period="2020-1", sight=Sight(SYSTEM, place.id), known_at=NOW)

    second = make_signed(make_workbook(n_dwellings=4), seen=first.id)
    _accept_without_arrears(second, LATER)
    calculate(place, "2020-1", LATER)
    again = get_reported(period="2020-1", sight=Sight(SYSTEM, place.id), known_at=NOW)
    now = get_reported(period="2020-1", sight=Sight(SYSTEM, place.id))

    assert again.figures == then.figures
    assert now.figures != then.figures
    of_arrears = [place_ for place_ in then.figures if place_.indicator_id == EVICTIONS]
    assert [now.figures[one] for one in of_arrears] == [then.figures[one] for one in of_arrears]


def test_the_light_of_an_agreement_says_sent_back_and_not_that_nothing_was_delivered():
    place = _accept_without_arrears(make_signed())
    make_register(place)
    make_norm(place, text=norm_text(for_whom="elke corporatie"))
    accept_figures(place, party_code="corporatie-b", evictions=(1, 2))
    calculate(place, "2020-1", NOW)

    lights = Lights(Sight(SYSTEM, place.id))
    (norm,) = lights.standing(find_clause(place.id, "2.1"), "2020-1").norms

    found = {one.party_code: (one.missing, one.lacks) for one in norm.parties}
    assert found["corporatie-a"] == (True, "teruggestuurd")
    assert not found["corporatie-b"][0]
