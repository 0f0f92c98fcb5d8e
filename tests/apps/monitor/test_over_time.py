"""Each corporation over the half-years: in a picture and a table, for who may see it."""

import pytest
from django.urls import reverse

from drieluik.apps.monitor.sight import Sight
from drieluik.core.indicators import Audience
from tests.factories.monitor import accept_figures, calculate, make_place, make_steward
from tests.factories.organisations import make_actor, make_party, sign_in

pytestmark = pytest.mark.django_db


def _url(name, *args):
    return reverse(f"monitor:{name}", args=["gm9001", *args])


def test_each_corporation_is_drawn_over_the_half_years_for_who_may_see_it(client, monkeypatch):
    place = make_place()
    for period, evictions in (("2020-1", (1, 2)), ("2020-2", (4, 3))):
        accept_figures(place, period=period, evictions=evictions)
        calculate(place, period)
    accept_figures(place, period="2020-1", party_code="corporatie-b", evictions=(9,))
    calculate(place, "2020-1")
    sign_in(client, make_steward(place))

    page = client.get(_url("indicator", "evictions") + "?periode=2020-2")
    picture = client.get(_url("chart", "evictions", "per-corporatie") + "?periode=2020-2")

    rows = page.context["page"].over_time_rows
    assert [(each, [one.moment.value for _name, one in cells]) for each, cells in rows] == [
        ("2020-1", [3, 9]),
        ("2020-2", [7, None]),
    ]
    _name, lacking = rows[1][1][1]
    assert lacking.why == "onbekend: niet aangeleverd"
    assert "van 3 (2020-1) naar 7 (2020-2)" in page.content.decode()
    assert picture.status_code == 200
    monkeypatch.setattr(Sight, "audience", lambda _self, _card: Audience.OWNER)
    sign_in(client, make_actor("controller", party=make_party(code="corporatie-b")))
    own = client.get(_url("indicator", "evictions") + "?periode=2020-2").context["page"]
    assert [row.code for row in own.over_time] == ["corporatie-b"]
