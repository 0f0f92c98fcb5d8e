"""The figure of a year can be opened to the deliveries and rows of both its halves."""

import pytest
from django.urls import reverse

from drieluik.core.flows import Behind, halves_behind
from tests.factories.monitor import (
    accept_figures,
    calculate,
    make_norm,
    make_place,
    make_steward,
    norm_text,
)
from tests.factories.organisations import sign_in

pytestmark = pytest.mark.django_db
ORIGIN = "/gm9001/monitor/indicatoren/evictions/herkomst/"


@pytest.fixture
def client(client):
    """A steward of a place with figures of both halves of 2020 and a norm about the year."""
    place = make_place()
    make_norm(place, text=norm_text().replace("periode: halfjaar", "periode: jaar"))
    for period, evictions in (("2020-1", (1, 2)), ("2020-2", (4,))):
        for party in ("corporatie-a", "corporatie-b"):
            accept_figures(place, party_code=party, period=period, evictions=evictions)
    calculate(place, "2020-2")
    return sign_in(client, make_steward(place))


def test_a_year_shows_the_sources_and_rows_of_both_halves(client):
    context = client.get(ORIGIN, {"periode": "2020"}).context

    assert [source.period for source in context["sources"]] == ["2020-1"] * 2 + ["2020-2"] * 2
    assert context["rows"].n_rows == context["sheet"].total.n_rows == 6
    assert sum(row.numerator for row in context["rows"].rows) == context["sheet"].total.value == 14

    half = client.get(ORIGIN, {"periode": "2020-2"}).context
    assert {source.period for source in half["sources"]} == {"2020-2"}
    assert half["rows"].n_rows == 2


def test_a_stock_at_the_end_of_a_year_comes_from_the_second_half():
    assert [str(half) for half in halves_behind(Behind("arrears-amount", "2020"))] == ["2020-2"]


def test_the_page_of_an_agreement_leads_to_the_rows_of_its_yearly_figure(client):
    page = client.get(reverse("agreements:clause", args=["gm9001", "2.1"])).content.decode()

    assert f'href="{ORIGIN}?periode=2020"' in page
