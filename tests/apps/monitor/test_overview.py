"""The overview of places with other figures than those of ``test_monitor_pages``."""

import pytest
from django.urls import reverse

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
_OVERVIEW = reverse("monitor:overview", args=["gm9001"])


def test_with_a_party_chosen_the_overview_tells_the_light_of_that_party_not_of_the_worst(client):
    place = make_place()
    make_norm(place, text=norm_text(for_whom="elke corporatie", target="hoogstens 5"))
    accept_figures(place, party_code="corporatie-a", evictions=(1,))
    accept_figures(place, party_code="corporatie-b", evictions=(9,))
    calculate(place)
    sign_in(client, make_steward(place))

    together = client.get(_OVERVIEW).context
    response = client.get(_OVERVIEW, {"partij": "corporatie-a"})

    assert {key: n for key, _, n in together["counts"]}["off_course"] == 1
    assert {key: n for key, _, n in response.context["counts"] if n} == {"on_course": 1}
    ((_number, _title, ((row, _way),)),) = response.context["themes"]
    assert row.light == "on_course"
    assert "Corporatie b" not in row.reason


def test_the_overview_of_a_place_without_figures_says_so(client):
    place = make_place()
    sign_in(client, make_steward(place))

    assert client.get(_OVERVIEW).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_choice_of_one_reader_is_not_the_choice_of_the_next(client):
    place = make_place()
    make_norm(place, text=norm_text(for_whom="elke corporatie", target="hoogstens 5"))
    accept_figures(place, party_code="corporatie-a", evictions=(1,))
    calculate(place)
    sign_in(client, make_steward(place))
    whole = client.get(_OVERVIEW).context["n_chosen"]

    chosen = [
        client.get(_OVERVIEW, {"thema": "99"}).context["n_chosen"],
        client.get(_OVERVIEW, {"licht": "off_course"}).context["n_chosen"],
        client.get(_OVERVIEW, {"partij": "wie-dan-ook"}).context["n_chosen"],
    ]

    assert chosen == [0, 0, 0]
    assert client.get(_OVERVIEW).context["n_chosen"] == whole > 0


def test_of_a_half_year_that_is_not_there_the_overview_tells_the_present(client):
    place = make_place()
    sign_in(client, make_steward(place))

    asked = client.get(_OVERVIEW, {"periode": "1800-1"}).context["period"]

    assert asked == client.get(_OVERVIEW).context["period"]
