"""Figures of a half-year are asked of who takes part at its end: after a merger of the heir."""

from datetime import date

import pytest

from drieluik.apps.deliveries.selectors.asking import rounds_for
from drieluik.apps.deliveries.selectors.overview import get_overview
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.core.tables import Period
from tests.factories.deliveries import make_signed, make_steward, make_workbook, open_round
from tests.factories.mergers import merge
from tests.factories.organisations import make_actor, make_municipality, make_party, sign_in

pytestmark = pytest.mark.django_db
FIRST, SECOND = Period(2020, 1), Period(2020, 2)


def _delivered():
    municipality = make_municipality()
    for code in ("corporatie-a", "corporatie-b"):
        make_party(code=code, municipality=municipality)
    for period in (FIRST, SECOND):
        open_round(municipality, period=period)
    make_signed(make_workbook(period=FIRST), party=make_party(), period=FIRST)
    return municipality


@pytest.fixture
def place():
    municipality = _delivered()
    merge(on=date(2020, 10, 1), place=municipality)
    return municipality


def test_the_half_year_of_the_merger_and_later_ones_are_asked_of_the_heir(place):
    def asked(code):
        return [str(row.period) for row in rounds_for(party_id=make_party(code=code).pk)]

    assert asked("corporatie-a") == ["2020-1"]
    assert asked("corporatie-b") == ["2020-2", "2020-1"]


def test_the_overview_keeps_what_the_merged_corporation_delivered(place):
    found = get_overview(municipality_id=place.id, actor=SYSTEM, today=date(2021, 2, 1))

    assert [str(row.period) for row in found.rounds] == ["2020-2", "2020-1"]
    states = {name: [cell.state for cell in cells] for name, cells in found.rows}
    assert states["Corporatie a"] == ["not_asked", "signed"]
    assert states["Corporatie b"] == ["not_started", "not_started"]
    late = {name: [cell.late for cell in cells] for name, cells in found.rows}
    assert late["Corporatie a"] == [False, False]


def test_what_was_delivered_before_a_merger_was_recorded_late_stays_in_sight(client):
    municipality = _delivered()
    merge(on=date(2020, 6, 1), place=municipality)
    sign_in(client, make_steward(municipality))

    page = client.get("/gm9001/aanleveringen/")

    later, delivered = dict(page.context["overview"].rows)["Corporatie a"]
    assert (later.state, delivered.state, delivered.late) == ("not_asked", "signed", False)
    assert f"/{delivered.delivery_id}/" in page.text


def test_the_page_says_what_is_not_asked(client, place):
    steward = make_actor("steward", party=make_party(code="gemeente-voorbeeld"))
    sign_in(client, steward)

    assert "Niet gevraagd" in client.get("/gm9001/aanleveringen/").text
