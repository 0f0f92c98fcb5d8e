"""The map as a picture: what it shows, what it says, and what never comes out of it."""

import json
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

from drieluik.reports.charts import Form
from drieluik.reports.maps import (
    Figures,
    Lines,
    Look,
    Method,
    Shown,
    classes_of,
    describe_map,
    legend_of,
    map_for_page,
    map_geojson,
    map_picture,
    map_png,
    swatch,
)
from tests.factories.maps import HIDDEN, LATE, WORDS, figures, place, square

SVG = "{http://www.w3.org/2000/svg}"


def _classes(layer):
    shown = [one.figure.value for one in layer.places if isinstance(one.figure, Shown)]
    return classes_of(shown, Method.NATURAL, 5, Form.COUNT)


def _page(layer, words=WORDS, others=()):
    svg = map_for_page([layer, *others], _classes(layer), words, "kaart")
    return svg, ElementTree.fromstring(svg)


def test_every_area_is_a_link_that_says_its_name_and_figure():
    _svg, root = _page(figures(3, HIDDEN, LATE))

    assert [link.get("aria-label") for link in root.iter(f"{SVG}a")] == [
        "Buurt 0: 3",
        "Buurt 1: niet getoond om te zorgen dat het cijfer over niemand gaat",
        "Buurt 2: niet aangeleverd",
    ]
    assert [title.text for title in root.iter(f"{SVG}title")][1:] == [
        link.get("aria-label") for link in root.iter(f"{SVG}a")
    ]


def test_not_shown_and_no_figure_have_a_hatching_of_their_own():
    _svg, root = _page(figures(3, HIDDEN, LATE))

    fills = [link[0].get("fill") for link in root.iter(f"{SVG}a")]
    assert fills[1:] == ["url(#kaart-hidden)", "url(#kaart-missing)"]
    assert fills[0].startswith("#")


def test_a_map_on_a_page_is_a_group_with_title_and_description_and_holds_no_style_or_script():
    svg, root = _page(figures(3, 5))

    assert root.get("role") == "group"
    assert root.find(f"{SVG}desc").text == describe_map(figures(3, 5).places, WORDS)
    assert not re.search(r"style|<script|\son\w+=", svg)


def test_two_maps_on_one_page_share_no_names():
    one, other = (map_for_page([figures(3)], _classes(figures(3)), WORDS, key) for key in "ab")

    names = [set(re.findall(r'\sid="([^"]+)"', svg)) for svg in (one, other)]
    assert names[0]
    assert not names[0] & names[1]


def test_names_of_people_and_addresses_cannot_become_markup():
    odd = replace(place(0, 3, href='/?a=1&b="2"'), name='<b>"Oost" & West</b>')

    _svg, root = _page(Figures((odd,)))

    (link,) = root.iter(f"{SVG}a")
    assert link.get("aria-label") == '<b>"Oost" & West</b>: 3'
    assert link.get("href") == '/?a=1&b="2"'


def test_north_is_up_and_neighbours_meet():
    north, south = (replace(place(0, 3), polygons=square(0, row)) for row in (1, 0))

    _svg, root = _page(Figures((north, south)))

    up, down = (path.get("d") for path in root.iter(f"{SVG}path"))
    top = [float(re.match(r"M\S+ ?(-?[\d.]+)l", d).group(1)) for d in (up, down)]
    assert top[0] < top[1]
    assert "pattern" not in up


def test_an_area_may_have_holes_and_parts():
    outer, inner = square(0)[0][0], tuple((x / 1, y / 1) for x, y in square(0)[0][0])
    small = tuple((250_250 + (x - 250_000) / 2, 470_250 + (y - 470_000) / 2) for x, y in inner)
    _svg, root = _page(Figures((replace(place(0, 3), polygons=((outer, small), square(2)[0])),)))

    (path,) = root.iter(f"{SVG}path")
    assert path.get("d").count("M") == 3
    assert path.get("fill-rule") == "evenodd"


def test_an_area_too_small_to_draw_is_left_out_without_a_fault():
    tiny = tuple(
        (250_000 + x / 100, 470_000 + y / 100) for x, y in ((0, 0), (1, 0), (1, 1), (0, 0))
    )
    _svg, root = _page(Figures((place(5, 3), replace(place(0, 3), polygons=((tiny,),)))))

    assert [path.get("d") for path in root.iter(f"{SVG}path")][1] == ""


def test_layers_lie_in_the_order_given_with_their_opacity():
    wijken = Lines("Wijken", (("Oost", square(0)),), Look.WIJK)
    faint = replace(figures(3), opacity=0.6)

    svg = map_for_page([wijken, faint], _classes(figures(3)), WORDS, "kaart")

    assert svg.index("Wijken: Oost") < svg.index('opacity="0.6"') < svg.index("Buurt 0: 3</title>")


def test_the_legend_tells_how_many_areas_each_class_has_and_why_others_have_none():
    layer = figures(1, 1, 9, HIDDEN, LATE)
    own = Lines("Eigen gebieden", (("DIA", square(0)),), Look.OWN)
    rows = legend_of([layer, own, Lines("Wijken", (), Look.WIJK)], _classes(layer))

    assert [(row.label, row.n) for row in rows] == [
        ("9", 1),
        ("1", 2),
        ("niet getoond (privacy)", 1),
        ("geen cijfer: niet aangeleverd", 1),
        ("Eigen gebieden", 1),
    ]
    assert all(ElementTree.fromstring(swatch(row, "k")) is not None for row in rows)


def test_the_description_tells_lowest_highest_and_what_is_missing():
    words = replace(WORDS, schematic=True, fictitious=True, notes=("Er ontbreekt iemand.",))

    told = describe_map(figures(4, 1, HIDDEN, LATE, LATE).places, words)

    assert "2 van de 5 gebieden met cijfer. Laagste: Buurt 1: 1. Hoogste: Buurt 0: 4." in told
    assert "Van 1 gebied wordt het cijfer niet getoond om privacy." in told
    assert "Zonder cijfer: 2 gebieden (niet aangeleverd)." in told
    assert "schematisch" in told
    assert "Er ontbreekt iemand." in told


def test_a_map_without_any_figure_says_so():
    layer = figures(HIDDEN, LATE)

    assert "geen enkel gebied" in describe_map(layer.places, WORDS)
    assert _page(layer)[0]
    assert ElementTree.fromstring(map_picture([layer], _classes(layer), WORDS)) is not None


def test_a_picture_stands_alone_with_title_legend_source_and_without_links():
    words = replace(WORDS, schematic=True, fictitious=True)
    layer = figures(3, 5, HIDDEN)
    svg = map_picture([layer], _classes(layer), words)

    root = ElementTree.fromstring(svg)
    said = " ".join(text.text for text in root.iter(f"{SVG}text"))
    assert root.get("role") == "img"
    assert "Ontruimingen, Voorbeeldstad" in said
    assert "Bron: aanleveringen; grenzen: verzonnen, 2021" in said
    assert "schematisch" in said
    assert "niet getoond (privacy) (1)" in said
    assert not list(root.iter(f"{SVG}a"))
    assert "href" not in svg


def test_the_same_figures_give_the_same_bytes():
    layer = figures(3, 5, HIDDEN, LATE)
    drawn = {map_picture([layer], _classes(layer), WORDS) for _ in range(3)}

    assert len(drawn) == 1


def test_a_map_in_degrees_has_a_value_only_where_it_may_be_seen():
    own = Lines("Eigen gebieden", (("DIA", square(0)),), Look.OWN)
    layer = figures(3, HIDDEN, LATE)

    found = json.loads(map_geojson([layer, own], _classes(layer), WORDS))

    told = [one["properties"] for one in found["features"]]
    assert [one.get("waarde") for one in told] == [3, None, None, None]
    assert [one.get("vulling") for one in told] == ["#3b8290", "hidden", "missing", None]
    assert [one["laag"] for one in told] == ["cijfers", "cijfers", "cijfers", "own"]
    assert found["features"][0]["geometry"]["type"] == "MultiPolygon"


def test_a_picture_becomes_a_png():
    layer = figures(3, 5, HIDDEN, LATE)

    png = map_png(map_picture([layer], _classes(layer), WORDS))

    assert png.startswith(b"\x89PNG")


def test_what_is_not_shown_changes_nothing_but_its_own_area():
    """Whatever the hidden figure was: nothing of it can be here, for it never comes in."""
    shown = _classes(figures(1, 5, 9))

    assert _classes(figures(1, 5, 9, HIDDEN)) == shown
    assert not {"value", "low", "high"} & set(HIDDEN.__slots__)
