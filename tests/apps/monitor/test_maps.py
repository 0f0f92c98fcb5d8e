"""Figures on the map: what it shows, by which choices, and that it shows nobody more than a table."""

import xml.etree.ElementTree as ElementTree
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from tests.factories import borders as made
from tests.factories.areas import put_in_use
from tests.factories.monitor import BUURTEN, accept_figures, calculate, make_place, make_steward
from tests.factories.organisations import make_actor, make_party, sign_in
from tests.factories.worlds import world

pytestmark = pytest.mark.django_db
SLUG = "gm9001"
CANARIES = ("7.331", "7331", "9.337", "9337", "8.443", "8443")
"""Figures per buurt as they are written, of the first corporation, the second, and together."""


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker):
    """Borders of three buurten, with evictions of two corporations in two of them."""
    with world(django_db_blocker):
        place = make_place()
        codes = (*BUURTEN, "BU90010002")
        rows = [
            made.made_row(at, code=code, wijk="WK900100", municipality="GM9001", year=2020)
            for at, code in enumerate(codes)
        ]
        put_in_use(make_steward(place), rows, place="GM9001")
        accept_figures(place, evictions=(7331, 12), period="2019-2")
        accept_figures(place, evictions=(7331, 12))
        accept_figures(place, party_code="corporatie-b", evictions=(1112, 9325))
        calculate(place, "2019-2")
        calculate(place)
        yield place


def _of(code="corporatie-a", kind="corporation", role="reader"):
    return make_actor(role, party=make_party(code=code, kind=kind))


def _ask(client, name="map", who=None, **asked):
    sign_in(client, who or _of())
    return client.get(reverse(f"monitor:{name}", args=[SLUG]), {"cijfer": "evictions", **asked})


def _labels(answer):
    return [place.words for drawn in answer.context["map"].maps for place in drawn.places]


def test_every_buurt_is_on_the_map_with_its_figure_or_why_it_has_none(client, place):
    answer = _ask(client)

    assert _labels(answer) == [
        "Buurt 0: 8.443",
        "Buurt 1: 9.337",
        "Buurt 2: niets aangeleverd over deze buurt",
    ]
    for words in _labels(answer):
        assert f'aria-label="{words}"' in answer.text


def test_a_buurt_leads_to_where_its_figure_comes_from(client, place):
    drawn = _ask(client, corporatie="corporatie-a").context["map"].maps[0]

    where = urlsplit(drawn.places[1].href)
    assert where.path == reverse("monitor:origin", args=[SLUG, "evictions"])
    assert parse_qs(where.query) == {
        "periode": ["2020-1"], "partij": ["corporatie-a"], "buurt": [BUURTEN[1]],
    }  # fmt: skip
    assert client.get(drawn.places[1].href).status_code == 200
    assert client.get(drawn.places[2].href).status_code == 200


def test_a_corporation_sees_itself_apart_and_nobody_else(client, place):
    own, other = (_ask(client, corporatie=code) for code in ("corporatie-a", "corporatie-b"))

    assert _labels(own)[:2] == ["Buurt 0: 7.331", "Buurt 1: 12"]
    assert own.context["map"].parties == (("corporatie-a", "Corporatie a"),)
    assert other.context["map"].choice.party == ""
    assert _labels(other) == _labels(_ask(client))


def test_a_corporation_that_did_not_deliver_has_no_figures(client, place):
    who = _of("corporatie-b")

    drawn = _ask(client, who=who, corporatie="corporatie-b", naast="2019-2").context["map"].maps[1]

    assert {one.figure_words for one in drawn.places} == {"onbekend: niet aangeleverd"}


def test_two_half_years_stand_beside_each_other_on_the_same_classes(client, place):
    page = _ask(client, naast="2019-2").context["map"]

    assert [one.period for one in page.maps] == ["2020-1", "2019-2"]
    assert [one.classes.uppers for one in page.maps] == [(12, 7331, 8443, 9337)] * 2
    (table,) = page.tables
    assert [name for name, _cells in table.rows] == ["Buurt 0", "Buurt 1", "Buurt 2"]


def test_somebody_who_is_missing_is_named_at_the_map(client, place):
    page = _ask(client, naast="2019-2").context["map"]

    assert [one.words.notes for one in page.maps] == [
        (),
        ("1 van 2 corporaties, zonder Corporatie b",),
    ]


def test_all_choices_stand_in_an_address_that_gives_the_same_map(client, place):
    first = _ask(
        client, periode="2019-2", naast="2020-1", corporatie="corporatie-a", methode="gelijk-gevuld",
        klassen="3", lagen="eigen,cijfers", dekking="60",
    )  # fmt: skip

    again = client.get(f"{reverse('monitor:map', args=[SLUG])}?{first.context['map_query']}")

    choice = first.context["map"].choice
    assert again.context["map"].choice == choice
    assert (choice.n_classes, choice.layers, choice.opacity) == (3, ("eigen", "cijfers"), 60)
    assert [one.picture for one in again.context["drawn_maps"]] == [
        one.picture for one in first.context["drawn_maps"]
    ]


@pytest.mark.parametrize(
    "odd",
    [
        {"periode": "1850-1"}, {"naast": "x"}, {"corporatie": "niemand"}, {"methode": "<b>"},
        {"klassen": "9999"}, {"klassen": "²"}, {"lagen": "wijken"}, {"lagen": "cijfers,x"}, {"dekking": "0"},
    ],
)  # fmt: skip
def test_a_choice_that_does_not_exist_counts_as_not_chosen(client, place, odd):
    usual = _ask(client).context["map"].choice

    assert _ask(client, **odd).context["map"].choice == usual


def test_a_figure_that_does_not_exist_is_not_found(client, place):
    assert _ask(client, cijfer="bestaat-niet").status_code == 404


def test_the_page_of_an_indicator_has_the_map_beside_its_table(client, place):
    sign_in(client, _of())

    answer = client.get(reverse("monitor:indicator", args=[SLUG, "evictions"]))

    assert _labels(answer)[0] == "Buurt 0: 8.443"
    assert 'id="buurten-tabel"' in answer.text
    assert len(answer.content) < 250_000


def test_the_map_can_be_kept_as_a_picture(client, place):
    svg, png = (_ask(client, name) for name in ("map_svg", "map_png"))

    root = ElementTree.fromstring(svg.content)
    assert "Buurt 1: 9.337" in root.findtext("{http://www.w3.org/2000/svg}desc")
    assert png.content.startswith(b"\x89PNG")
    assert (svg["Content-Type"], png["Content-Type"]) == ("image/svg+xml", "image/png")
    assert 'filename="gm9001-' in png["Content-Disposition"]


def test_the_map_that_moves_gets_the_same_figures_words_and_colours(client, place):
    drawn = _ask(client).context["map"]

    found = _ask(client, "map_geojson").json()

    places = [
        one["properties"] for one in found["features"] if one["properties"]["laag"] == "cijfers"
    ]
    assert [one["tekst"] for one in places] == [one.words for one in drawn.maps[0].places]
    assert [one["vulling"] for one in places] == [*drawn.maps[0].classes.colours, "missing"]
    assert [one.get("waarde") for one in places] == [8443, 9337, None]
    west, south, east, north = found["bbox"]
    assert 3 < west < east < 8
    assert 50 < south < north < 54


def test_whoever_has_the_map_already_does_not_get_it_again(client, place):
    first = _ask(client, "map_geojson")

    address = first.request["PATH_INFO"] + "?" + first.request["QUERY_STRING"]
    again = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert _ask(client, "map_geojson", naast="2019-2", kaart="2")["ETag"] != first["ETag"]
    assert _ask(client, "map_geojson", kaart="2").status_code == 404


@pytest.mark.parametrize(("code", "kind"), [("raad", "council"), ("hogeschool", "other")])
@pytest.mark.parametrize("corporation", ["", "corporatie-a", "corporatie-b"])
def test_whoever_may_not_see_detail_finds_no_figure_of_a_buurt_anywhere(
    client, place, code, kind, corporation
):
    who = _of(code, kind)

    page = _ask(client, who=who, corporatie=corporation, naast="2019-2")
    indicator = client.get(
        reverse("monitor:indicator", args=[SLUG, "evictions"]), {"corporatie": corporation}
    )
    pictures = [
        _ask(client, name, who=who, corporatie=corporation)
        for name in ("map_svg", "map_png", "map_geojson")
    ]

    assert "U ziet het totaal." in page.text
    for answer in (page, indicator):
        assert not [canary for canary in CANARIES if canary in answer.text]
        assert answer.context["map"].maps == ()
    assert [answer.status_code for answer in pictures] == [404] * 3


def test_a_figure_that_is_not_given_per_buurt_has_no_map(client, place):
    answer = _ask(client, cijfer="active-seekers-housed-within-12-months")

    assert "Dit cijfer bestaat niet per buurt." in answer.text
