"""The API of the monitor: the same rights as the pages."""

import pytest

from tests.factories.monitor import accept_figures, calculate, make_norm, make_place
from tests.factories.organisations import make_actor, make_municipality, make_party, sign_in

pytestmark = pytest.mark.django_db
BASE = "/api/v1/gemeenten/gm9001"


@pytest.fixture
def reader(client):
    """A reader of a tenants' organisation, signed in, beside figures and a norm."""
    place = make_place()
    make_norm(place)
    accept_figures(place, evictions=(1, 2))
    calculate(place)
    return sign_in(client, make_actor("reader", party=make_party(code="huurders-a")))


def test_the_catalogue_tells_what_every_figure_means(reader):
    found = {row["id"]: row for row in reader.get(f"{BASE}/indicatoren").json()}

    assert found["evictions"]["eenheid"] == "households"
    assert found["evictions"]["vastgesteld"] is False


def test_figures_can_be_narrowed_down(reader):
    found = reader.get(f"{BASE}/waarden?indicator=evictions&niveau=total").json()

    assert [(row["waarde"], row["fictief"]) for row in found["items"]] == [(3.0, False)]


def test_an_unknown_indicator_or_period_does_not_exist(reader):
    assert reader.get(f"{BASE}/waarden?indicator=onbekend").status_code == 404
    assert reader.get(f"{BASE}/statussen?periode=1999-1").status_code == 404


def test_a_light_names_the_missing_party(reader):
    (light,) = reader.get(f"{BASE}/statussen").json()

    assert (light["afspraak"], light["licht"]) == ("2.1", "unknown")
    assert {party["partij"] for party in light["normen"][0]["partijen"]} == {
        "corporatie-a",
        "corporatie-b",
    }


@pytest.mark.parametrize("path", ["indicatoren", "waarden?indicator=evictions", "statussen"])
def test_nobody_from_elsewhere_gets_figures(client, path):
    make_place()
    elsewhere = make_municipality(code="GM9002")
    stranger = make_actor("reader", party=make_party(code="elders", municipality=elsewhere))

    assert client.get(f"{BASE}/{path}").status_code == 401
    sign_in(client, stranger)
    assert client.get(f"{BASE}/{path}").status_code == 404
