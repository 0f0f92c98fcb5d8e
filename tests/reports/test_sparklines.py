"""The line in a row of a list: what it joins, what it leaves open, and what it never says."""

import re
import xml.etree.ElementTree as ElementTree

from drieluik.reports.charts import BLUE, MISSING, NORM, Form, Moment, NormLine
from drieluik.reports.sparklines import sparkline

KNOWN = (Moment("2019-1", 0.71), Moment("2019-2", 0.73), Moment("2020-1", 0.66))


def _drawn(svg, colour, tag="path"):
    return [node for node in ElementTree.fromstring(svg).iter(tag) if node.get("stroke") == colour]


def _stretches(svg):
    """How many points each unbroken stretch of the first line has."""
    (line,) = _drawn(svg, BLUE)[:1]
    return [1 + piece.count("L") for piece in line.get("d").split("M")[1:]]


def _ends(bar):
    """How high the two ends of a bar lie, counted from the top."""
    return [float(each) for each in re.fullmatch(r"M\S+ (\S+)V(\S+)", bar.get("d")).groups()]


def test_it_is_hidden_from_who_hears_the_page_and_holds_no_words_style_or_script():
    svg = sparkline([KNOWN], Form.SHARE, NormLine(0.75, "norm, ten minste 75%"))

    root = ElementTree.fromstring(svg)
    assert root.get("aria-hidden") == "true"
    assert "".join(root.itertext()) == ""
    assert {node.tag for node in root.iter()} <= {"svg", "path", "circle"}
    assert not re.search(r"style=|href|<script", svg)


def test_known_figures_side_by_side_are_one_line():
    assert _stretches(sparkline([KNOWN], Form.SHARE)) == [3]


def test_an_unknown_period_is_a_gap_and_a_lone_figure_a_point():
    moments = (*KNOWN[:2], Moment("2020-1", None), Moment("2020-2", 0.5))

    assert _stretches(sparkline([moments], Form.SHARE)) == [2, 1]


def test_a_figure_without_somebody_is_an_open_point_that_no_line_goes_to():
    moments = (*KNOWN, Moment("2020-2", 0.4, incomplete="3 van 5 corporaties, zonder A en B"))

    svg = sparkline([moments], Form.SHARE)

    assert _stretches(svg) == [3]
    (point,) = _drawn(svg, BLUE, "circle")
    assert point.get("fill") == "white"


def test_an_uncertain_figure_is_an_upright_bar_that_only_dots_go_to():
    moments = (
        *KNOWN,
        Moment("2020-2", 0.4, low=0.4, high=0.6),
        Moment("2021-1", 0.7, low=0.7, high=0.7),
    )

    svg = sparkline([moments], Form.SHARE)

    assert _stretches(svg) == [3, 1]
    _line, bar, dots = _drawn(svg, BLUE)
    low, high = _ends(bar)
    assert low > high
    assert dots.get("stroke-dasharray")
    assert dots.get("d").count("L") == 2
    certain = _drawn(sparkline([(*KNOWN, Moment("2020-2", 0.4, 0.4, 0.4))], Form.SHARE), BLUE)
    assert len(certain) == 1


def test_a_lower_bound_is_a_bar_up_to_the_edge_and_no_dip():
    svg = sparkline([(*KNOWN, Moment("2020-2", 0.1, low=0.1))], Form.SHARE)

    assert _stretches(svg) == [3]
    _line, bar = _drawn(svg, BLUE)
    assert _ends(bar)[1] == 0


def test_a_figure_without_somebody_is_an_open_point_and_no_bar():
    moments = (*KNOWN, Moment("2020-2", 0.4, low=0.4, incomplete="zonder A"))

    svg = sparkline([moments], Form.SHARE)

    assert len(_drawn(svg, BLUE)) == 1
    assert len(_drawn(svg, BLUE, "circle")) == 1


def test_counting_otherwise_breaks_the_line_and_is_marked_between_the_two():
    moments = (
        Moment("2019-1", 10, counted_by="versie 1"),
        Moment("2019-2", 12, counted_by="versie 1"),
        Moment("2020-1", 30, counted_by="versie 2"),
    )

    svg = sparkline([moments], Form.COUNT)

    assert _stretches(svg) == [2, 1]
    (mark,) = _drawn(svg, MISSING)
    assert mark.get("d").startswith("M97 ")


def test_the_norm_is_a_line_at_its_own_height():
    svg = sparkline([KNOWN], Form.SHARE, NormLine(0.66, "norm, ten minste 66%"))

    (rule,) = _drawn(svg, NORM)
    (last,) = list(ElementTree.fromstring(svg).iter("circle"))
    assert rule.get("d").split("H")[0].split(" ")[1] == last.get("cy")
    assert _drawn(sparkline([KNOWN], Form.SHARE), NORM) == []


def test_several_lines_lie_on_one_scale():
    higher = tuple(Moment(moment.period, 0.9) for moment in KNOWN)

    first, second = _drawn(sparkline([KNOWN, higher], Form.SHARE), BLUE)

    heights = [float(each.get("d")[1:].split("h")[0].split(" ")[1]) for each in (first, second)]
    assert heights[0] > heights[1]


def test_a_small_count_starts_at_zero_so_that_24_to_22_is_no_fall():
    svg = sparkline([(Moment("2019-1", 24), Moment("2019-2", 22))], Form.COUNT)

    (line,) = _drawn(svg, BLUE)
    _, from_up, until_up = re.split(r"M\S+ |h0L\S+ ", line.get("d"))
    assert float(until_up) - float(from_up) < 3
