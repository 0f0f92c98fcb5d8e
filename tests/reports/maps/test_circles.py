"""Circles of a second figure: as large as their figure, explained, and the same on every map."""

import json
import re
from itertools import pairwise

import pytest

from drieluik.reports.maps import (
    Circle,
    Circles,
    Method,
    classes_of,
    legend_of,
    map_for_page,
    map_geojson,
    map_picture,
)
from tests.factories.maps import WORDS, figures

FOUR = Circle("Buurt 0", (250_500.0, 470_500.0), 400.0, "400")
ONE = Circle("Buurt 1", (251_500.0, 470_500.0), 100.0, "100")
CIRCLES = Circles("Verhuringen", (FOUR, ONE), 0.6)


@pytest.fixture
def layers():
    return (figures(1, 2), CIRCLES)


@pytest.fixture
def classes():
    return classes_of([1, 2], Method.NATURAL, 5, WORDS.form)


def test_four_times_as_much_is_four_times_the_surface():
    assert CIRCLES.radius(FOUR) == pytest.approx(2 * CIRCLES.radius(ONE))


def test_samples_are_the_largest_the_middle_and_the_smallest():
    three = [Circle(str(n), (0.0, 0.0), float(n), str(n)) for n in (9, 5, 4, 2, 1)]

    assert [one.words for one in Circles("X", tuple(three)).samples] == ["9", "4", "1"]
    assert CIRCLES.samples == (FOUR, ONE)


def test_circles_and_their_sizes_stand_in_page_and_picture(layers, classes):
    for drawn in (map_for_page(layers, classes, WORDS, "k"), map_picture(layers, classes, WORDS)):
        # one in its area and one in the row of sizes, each
        assert drawn.count("<circle") >= 4
        assert 'opacity="0.6"' in drawn
        assert ">400</text>" in drawn


def test_long_words_beside_the_sizes_stay_within_the_picture(classes):
    words = "ongeveer 1.234,5 woningen per jaar (tussen"
    many = tuple(
        Circle(str(n), (250_500.0, 470_500.0), float(n), f"{words} {n})") for n in (9, 4, 1)
    )

    drawn = map_for_page((figures(1, 2), Circles("X", many)), classes, WORDS, "k")

    texts = re.findall(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]+)</text>', drawn)
    (height,) = re.findall(r'viewBox="0 0 640 (\d+)"', drawn)
    assert len({y for _x, y, _words in texts}) == 3
    assert all(float(x) + 8 * len(said) <= 640 for x, _y, said in texts)
    assert all(float(y) < float(height) for _x, y, _words in texts)


def test_short_words_beside_the_sizes_have_room_to_be_large_on_a_small_screen(layers, classes):
    drawn = map_for_page(layers, classes, WORDS, "k")

    texts = re.findall(r'<text class="circle-size" x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]+)<', drawn)
    assert texts
    for (x, y, said), (next_x, next_y, _said) in pairwise(texts):
        assert y != next_y or float(x) + 17 * len(said) < float(next_x)


def test_what_lies_above_is_drawn_later(layers, classes):
    over = map_for_page(layers, classes, WORDS, "k")
    under = map_for_page(layers[::-1], classes, WORDS, "k")

    assert over.index('pointer-events="none"') > over.index("BU99010000")
    assert under.index('pointer-events="none"') < under.index("BU99010000")


def test_the_legend_says_what_circles_mean_and_how_large_the_largest_is(layers, classes):
    row = next(one for one in legend_of(layers, classes) if one.label.startswith("Verhuringen"))

    assert row.label == (
        "Verhuringen: hoe groter de cirkel, hoe hoger het cijfer; de grootste is 400"
    )
    assert row.n == 2


def test_the_map_that_moves_gets_points_of_the_same_size(layers, classes):
    found = json.loads(map_geojson(layers, classes, WORDS))["features"]
    points = [one for one in found if one["geometry"]["type"] == "Point"]

    assert [one["properties"]["straal"] for one in points] == [17.0, 8.5]
    assert points[0]["properties"]["tekst"] == "Verhuringen: 400"
    # the buttons go through what has a code: an area once
    assert "code" not in points[0]["properties"]


def test_a_map_without_a_figure_above_zero_has_no_circles(classes):
    layers = (figures(1, 2), Circles("Verhuringen", ()))

    assert len(legend_of(layers, classes)) == 2
    assert "<text" not in map_for_page(layers, classes, WORDS, "k")
