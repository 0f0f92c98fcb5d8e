"""A second figure over a map: in words, legend, table and address, and never more than may be seen."""

from dataclasses import replace

import pytest
from django.urls import reverse

from drieluik.apps.areas.services import NewArea, add_own_area
from drieluik.apps.monitor.selectors.maps_above import _over
from drieluik.reports.maps import Circles
from tests.factories import borders as made
from tests.factories.areas import put_in_use
from tests.factories.monitor import (
    BUURTEN,
    NOW,
    accept_figures,
    calculate,
    make_place,
    make_steward,
)
from tests.factories.organisations import make_actor, make_party, sign_in
from tests.factories.worlds import world

pytestmark = pytest.mark.django_db
RATIO = "affordable-dwellings-share"


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker):
    """Evictions in two buurten, and dwellings of which some are affordable."""
    with world(django_db_blocker):
        place = make_place()
        rows = [
            made.made_row(at, code=code, wijk="WK900100", municipality="GM9001", year=2020)
            for at, code in enumerate((*BUURTEN, "BU90010002"))
        ]
        put_in_use(make_steward(place), rows, place="GM9001")
        for period, evictions in (("2019-2", (3, 4)), ("2020-1", (8, 12))):
            accept_figures(place, evictions=evictions, period=period, rents=(400.0, 900.0))
            accept_figures(place, party_code="corporatie-b", evictions=(0, 0), period=period)
        calculate(place, "2019-2")
        calculate(place)
        yield place


def _ask(client, name="map", who=None, **asked):
    sign_in(client, who or make_actor("reader", party=make_party(code="corporatie-a")))
    asked = {"cijfer": RATIO, "boven": "evictions", "periode": "2020-1", **asked}
    return client.get(reverse(f"monitor:{name}", args=["gm9001"]), asked)


def _circles(drawn):
    return next((one for one in drawn.layers if isinstance(one, Circles)), None)


def test_every_area_says_both_figures_and_the_table_has_both(client, place):
    answer = _ask(client)

    (drawn,) = answer.context["map"].maps
    assert drawn.places[0].words.endswith("; Huisuitzettingen: 8")
    assert drawn.places[2].words.count("niets aangeleverd over deze buurt") == 2
    (table,) = answer.context["map"].tables
    assert table.heads == ("2020-1", "Huisuitzettingen, 2020-1")
    assert [cell.figure_words for _head, cell in table.rows[1][1]][1] == "12"
    assert "Cirkels: Huisuitzettingen, 2020-1" in " ".join(drawn.words.notes)
    assert "Huisuitzettingen: hoe groter de cirkel" in answer.text


def test_only_a_figure_above_zero_has_a_circle_and_the_largest_lies_lowest(client, place):
    (drawn,) = _ask(client).context["map"].maps

    assert [(one.name, one.value) for one in _circles(drawn).circles] == [
        ("Buurt 1", 12.0),
        ("Buurt 0", 8.0),
    ]


@pytest.mark.parametrize(
    ("asked", "at"),
    [("", 3), ("cijfers,cirkels,wijken,eigen", 1), ("cirkels,cijfers,wijken,eigen", 0), ("cijfers", 1)],
)  # fmt: skip
def test_the_reader_chooses_where_the_circles_lie_and_how_opaque_they_are(client, place, asked, at):
    answer = _ask(client, lagen=asked, bovendekking="60")

    (drawn,) = answer.context["map"].maps
    assert drawn.layers.index(_circles(drawn)) == at
    assert _circles(drawn).opacity == 0.6


def test_the_address_keeps_the_second_figure_and_so_do_the_files(client, place):
    query = _ask(client, bovendekking="60").context["map_query"]

    assert "boven=evictions" in query
    assert "bovendekking=60" in query
    picture = client.get(f"{reverse('monitor:map_svg', args=['gm9001'])}?{query}").content.decode()
    assert picture.count("<circle") > 4
    moving = client.get(f"{reverse('monitor:map_geojson', args=['gm9001'])}?{query}").json()
    assert [one["properties"]["laag"] for one in moving["features"]].count("cirkels") == 2


def test_two_half_years_each_have_their_own_second_figure(client, place):
    first, second = _ask(client, naast="2019-2").context["map"].maps

    assert [one.value for one in _circles(first).circles] == [12.0, 8.0]
    assert [one.value for one in _circles(second).circles] == [4.0, 3.0]


def test_what_is_said_of_the_second_figure_alone_names_the_circles(client, place):
    found = _ask(client).context["map"]
    (under,) = _ask(client, boven="").context["map"].maps
    (second,) = _ask(client, cijfer="evictions", boven="").context["map"].maps
    said = replace(second.words, notes=("2 van 3 corporaties", "Van beide."))
    both = replace(under, words=replace(under.words, notes=("Van beide.",)))

    notes = _over(both, replace(second, words=said), found.choice).words.notes

    assert "Over de cirkels: 2 van 3 corporaties" in notes
    assert [one for one in notes if "Van beide." in one] == ["Van beide."]


def test_circles_of_two_maps_beside_each_other_have_one_scale(client, place):
    first, second = map(_circles, _ask(client, naast="2019-2").context["map"].maps)

    sizes = {one.value: drawn.radius(one) for drawn in (first, second) for one in drawn.circles}
    assert sizes[12.0] == pytest.approx(sizes[3.0] * 2, abs=0.1)
    assert sizes[12.0] == pytest.approx(sizes[4.0] * 3**0.5, abs=0.1)


@pytest.mark.parametrize("asked", ["bestaat-niet", RATIO, "", "laag-x"])
def test_what_is_not_known_or_is_the_map_itself_is_not_put_over_it(client, place, asked):
    (drawn,) = _ask(client, boven=asked).context["map"].maps

    assert _circles(drawn) is None


def test_on_its_own_page_a_figure_is_not_put_over_itself_and_the_first_of_all_maps_can_be(
    client, place
):
    sign_in(client, make_actor("reader", party=make_party(code="corporatie-a")))
    first = client.get(reverse("monitor:map", args=["gm9001"])).context["card"].id

    def above(card, asked):
        page = client.get(
            reverse("monitor:indicator", args=["gm9001", card]),
            {"boven": asked, "periode": "2020-1"},
        )
        return page.context["map"].choice.above

    assert above("evictions", "evictions") == ""
    assert first != "evictions"
    assert above("evictions", first) == first


def test_a_layer_that_is_not_there_for_this_reader_is_told_and_not_drawn(client, place):
    unknown = "laag-00000000-0000-4000-8000-000000000000"
    (drawn,) = _ask(client, boven=unknown).context["map"].maps

    assert _circles(drawn) is None
    assert any("Het tweede cijfer is er" in note for note in drawn.words.notes)


def test_a_second_figure_is_seen_by_the_same_rights_as_its_own_page(client, place):
    council = make_actor("reader", party=make_party(code="raad", kind="council"))

    answer = _ask(client, who=council)

    (drawn,) = answer.context["map"].maps
    assert _circles(drawn) is None
    assert "Huisuitzettingen: 8" not in answer.text
    assert "Het tweede cijfer is er" in answer.text


def test_it_also_goes_over_areas_of_our_own(client, place):
    add_own_area(
        municipality_id=place.id,
        area=NewArea("dia", "Beide", "Samen investeren", codes=BUURTEN),
        actor=make_steward(place),
        now=NOW,
    )

    (drawn,) = _ask(client, gebied="eigen").context["map"].maps

    assert [one.words.split("; ")[1] for one in drawn.places] == ["Huisuitzettingen: 20"]
