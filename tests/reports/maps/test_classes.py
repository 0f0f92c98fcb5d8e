"""Classes of a map: from shown figures alone, never contradicting the text beside a colour."""

import colorsys
import doctest
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drieluik.reports.charts import Form
from drieluik.reports.maps import Method, classes_of, colours, drawing
from drieluik.reports.maps import classes as classes_module
from drieluik.reports.maps.colours import RAMP, ramp

VALUES = st.lists(st.floats(0, 1e6, allow_nan=False), min_size=1, max_size=40)


@given(VALUES, st.sampled_from(Method), st.integers(2, 7), st.sampled_from(Form))
def test_every_figure_lies_in_one_class_between_the_bounds_of_its_text(values, method, n, form):
    classes = classes_of(values, method, n, form)

    lows = (classes.lows[0], *classes.uppers[:-1])
    decimals = {Form.SHARE: 3, Form.EURO_CENTS: 2, Form.DECIMAL: 2}.get(form, 0)
    for value in values:
        at = classes.of(value)
        assert lows[at] <= round(value, decimals) <= classes.uppers[at]


@given(VALUES, st.sampled_from(Method), st.integers(2, 7))
def test_bounds_rise_and_lie_between_the_lowest_and_the_highest_figure(values, method, n):
    classes = classes_of(values, method, n, Form.EURO_CENTS)

    assert list(classes.uppers) == sorted(set(classes.uppers))
    assert 1 <= len(classes.uppers) <= n
    assert classes.lows[0] == round(min(values), 2)
    assert classes.uppers[-1] == round(max(values), 2)


@given(VALUES, st.sampled_from(Method), st.randoms())
def test_the_order_of_figures_does_not_matter(values, method, chance):
    mixed = list(values)
    chance.shuffle(mixed)

    assert classes_of(mixed, method, 5, Form.COUNT) == classes_of(values, method, 5, Form.COUNT)


def test_natural_classes_keep_figures_together_that_lie_together():
    classes = classes_of([1, 2, 3, 10, 11, 12, 50, 51, 52], Method.NATURAL, 3, Form.COUNT)

    assert classes.uppers == (3, 12, 52)
    assert classes.labels == ("1 t/m 3", "4 t/m 12", "13 t/m 52")


def test_a_class_of_one_figure_is_called_by_that_figure():
    assert classes_of([0] * 9 + [64], Method.NATURAL, 5, Form.COUNT).labels == ("0", "64")
    assert classes_of([1, 2, 3, 64], Method.NATURAL, 2, Form.COUNT).labels == ("1 t/m 3", "64")
    assert classes_of([0.1, 0.2, 0.3, 0.9], Method.NATURAL, 2, Form.SHARE).labels[-1] == "90,0%"


def test_equally_filled_classes_have_as_many_areas():
    classes = classes_of(range(1, 13), Method.QUANTILES, 4, Form.COUNT)

    assert classes.uppers == (3, 6, 9, 12)


def test_equally_wide_classes_are_as_wide():
    assert classes_of([0, 1, 100], Method.EQUAL, 2, Form.COUNT).uppers == (50, 100)


@pytest.mark.parametrize(("values", "uppers"), [([], ()), ([7, 7], (7,)), ([1, 2, 2], (1, 2))])
def test_there_are_never_more_classes_than_different_figures(values, uppers):
    assert classes_of(values, Method.NATURAL, 5, Form.COUNT).uppers == uppers


def test_shares_that_are_written_alike_have_the_same_colour():
    classes = classes_of([0.1001, 0.1004, 0.2, 0.3], Method.EQUAL, 7, Form.SHARE)

    assert classes.of(0.1001) == classes.of(0.1004)


def _light(colour):
    return sum(
        weight * int(colour[at : at + 2], 16)
        for weight, at in ((0.2126, 1), (0.7152, 3), (0.0722, 5))
    )


def test_a_higher_class_is_always_clearly_darker():
    lights = [_light(colour) for colour in RAMP]

    assert all(a - b > 15 for a, b in pairwise(lights))
    assert [len(set(ramp(n))) for n in range(8)] == list(range(8))


def _hue(colour):
    return colorsys.rgb_to_hls(*(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)))[0] * 360


def test_the_colours_are_those_of_the_theme(request):
    theme = (request.config.rootpath / "src/drieluik/ui/static_src/theme.css").read_text("utf-8")
    petrol = re.search(r"--drieluik-petrol: (#\w+);", theme)[1]

    assert max(abs(_hue(colour) - _hue(petrol)) for colour in RAMP) < 10
    others = (
        colours.BORDER,
        colours.PAPER,
        colours.HIDDEN,
        colours.MISSING,
        colours.WIJK,
        colours.OWN,
    )
    assert [colour for colour in others if f": {colour};" not in theme] == []


@pytest.mark.parametrize("module", [classes_module, drawing])
def test_the_examples_in_the_docstrings_are_true(module):
    result = doctest.testmod(module)

    assert (result.failed, result.attempted > 0) == (0, True)
