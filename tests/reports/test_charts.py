"""The pictures: what is in them, and what is never in them."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest

from drieluik.reports import FICTITIOUS_NL
from drieluik.reports.charts import (
    BLUE,
    Bar,
    BesideLine,
    Caption,
    Form,
    Moment,
    NormLine,
    bar_chart,
)
from drieluik.reports.line_charts import line_chart
from drieluik.reports.small_multiples import Panel, small_multiples

SHARE = Caption(
    title="Zoekers die binnen een jaar een woning vonden",
    description="Lijn over vier periodes: van 71,0% naar 66,0%.",
    unit="aandeel van de zoekers",
    form=Form.SHARE,
    fictitious=False,
)
MOMENTS = (
    Moment("2019-1", 0.71, 0.71, 0.71),
    Moment("2019-2", 0.73),
    Moment("2020-1", None),
    Moment("2020-2", 0.66),
)
BARS = (
    Bar("Ons Huis", 0.71, 0.68, 0.75),
    Bar("De Woonplaats", 0.83),
    Bar("De Veste", None, note="onbekend: niet aangeleverd"),
)
NORM = NormLine(0.75, "norm, ten minste 75%")
SVG = "{http://www.w3.org/2000/svg}"


def _texts(svg):
    root = ElementTree.fromstring(svg)
    return ["".join(node.itertext()) for node in root.iter(f"{SVG}text")]


def _paths(svg, **look):
    return [
        node.get("d")
        for node in ElementTree.fromstring(svg).iter(f"{SVG}path")
        if all(node.get(name) == value for name, value in look.items())
    ]


@pytest.mark.parametrize(("chart", "shown"), [(line_chart, MOMENTS), (bar_chart, BARS)])
def test_a_picture_has_a_name_and_a_description_and_refers_to_nothing_outside(chart, shown):
    svg = chart(shown, SHARE, NORM)
    root = ElementTree.fromstring(svg)

    assert root.find(f"{SVG}title").text == SHARE.title
    assert root.find(f"{SVG}desc").text == SHARE.description
    assert root.get("role") == "img"
    for forbidden in ("<script", "<image", "<foreignObject", "href=", "@import", "url(http"):
        assert forbidden not in svg


def test_figures_are_written_the_dutch_way():
    texts = _texts(line_chart(MOMENTS, SHARE))

    assert "71,0%" in texts
    assert "66,0%" in texts


def test_amounts_carry_the_euro_sign_and_points_between_thousands():
    caption = replace(SHARE, form=Form.EURO)

    texts = [
        text.replace("\u00a0", " ") for text in _texts(bar_chart([Bar("A", 12345.6)], caption))
    ]

    assert "€ 12.346" in texts
    assert "€ 10.000" in texts


def test_an_unknown_period_is_named_and_breaks_the_line():
    svg = line_chart(MOMENTS, SHARE)

    assert "onbekend" in _texts(svg)
    assert len([m for m in MOMENTS if m.value is None]) == 1
    drawn = _paths(svg, stroke="#1c5d8c", **{"stroke-width": "2.5"})
    assert [path.count("L") for path in drawn] == [1]


def test_an_unknown_period_breaks_the_line_also_between_figures_that_were_counted_alike():
    moments = [replace(one, counted_by="versie 1" if one.value else "") for one in MOMENTS]

    drawn = _paths(line_chart(moments, SHARE), stroke=BLUE, **{"stroke-width": "2.5"})

    assert [path.count("L") for path in drawn] == [1]


def test_an_incomplete_figure_is_an_open_point_with_no_line_to_or_from_it():
    svg = line_chart(
        (
            Moment("2018-1", 0.71),
            Moment("2018-2", 0.74),
            Moment("2019-1", 0.20, incomplete="3 van 5"),
            Moment("2019-2", 0.66),
        ),
        SHARE,
    )

    assert "onvolledig" in _texts(svg)
    assert any(text.startswith("Open punt") for text in _texts(svg))
    (line,) = _paths(svg, stroke="#1c5d8c", **{"stroke-width": "2.5"})
    assert (line.count("M"), line.count("L")) == (1, 1)
    assert len(_paths(svg, stroke="#1c5d8c", fill="white")) == 1


def test_incomplete_figures_of_the_very_same_parties_are_joined_by_dots_only():
    same = [
        Moment("2018-1", 0.2, incomplete="zonder A"),
        Moment("2018-2", 0.3, incomplete="zonder A"),
    ]
    other = Moment("2019-1", 0.4, incomplete="zonder B")
    svg = line_chart((*same, other, Moment("2019-2", 0.5)), SHARE)

    dotted = [path for path in _paths(svg, **{"stroke-dasharray": "2,4"}) if "L" in path]

    assert [path.count("L") for path in dotted if "Z" not in path] == [1]


UNCERTAIN = (
    Moment("2018-1", 0.70),
    Moment("2018-2", 0.71),
    Moment("2019-1", 0.73, low=0.70, high=0.78),
    Moment("2019-2", 0.72),
    Moment("2020-1", 0.40, low=0.40),
    Moment("2020-2", 0.74),
)


def _bars(svg):
    """Return of each upright bar where its ends lie below the upper edge of the picture."""
    found = []
    for line in ElementTree.fromstring(svg).iter(f"{SVG}line"):
        if line.get("stroke-linecap") == "round":
            up = float(re.search(r",(\S+)\)", line.get("transform")).group(1))
            found.append({up, up + float(line.get("y2"))})
    return found


def test_an_uncertain_figure_is_an_upright_bar_with_its_bounds_and_no_point():
    svg = line_chart(UNCERTAIN[:4], SHARE)

    (ends,) = _bars(svg)
    assert 0 < min(ends) < max(ends)
    assert len(_paths(svg, fill=BLUE)) == 3
    assert {"70,0%\u2013", "78,0%"} <= set(_texts(svg))
    assert "Staande balk: het cijfer ligt ergens tussen de uiteinden" in _texts(svg)
    (line,) = _paths(svg, stroke=BLUE, **{"stroke-width": "2.5"})
    (dots,) = _paths(svg, **{"stroke-dasharray": "2,4"})
    assert (line.count("L"), dots.count("L")) == (1, 2)


def test_a_lower_bound_is_a_bar_up_to_the_edge_that_nothing_goes_to():
    svg = line_chart(UNCERTAIN[3:], SHARE)

    (ends,) = _bars(svg)
    assert min(ends) == 0 < max(ends)
    assert {"minstens", "40,0%"} <= set(_texts(svg))
    assert "Staande balk tot de bovenrand: alleen de ondergrens is bekend" in _texts(svg)
    assert _paths(svg, stroke=BLUE, **{"stroke-width": "2.5"}) == []
    assert _paths(svg, **{"stroke-dasharray": "2,4"}) == []
    assert len(_paths(svg, fill=BLUE)) == 2


def test_a_bar_that_ends_nowhere_says_at_least():
    assert "minstens 3" in _texts(
        bar_chart([Bar("Noord", 3.0, low=3.0)], replace(SHARE, form=Form.COUNT))
    )


def test_certain_figures_need_no_words_about_bars():
    assert not any(text.startswith("Staande") for text in _texts(line_chart(MOMENTS, SHARE)))


def test_an_uncertain_figure_counted_otherwise_is_a_bar_too():
    svg = line_chart(MOMENTS, SHARE, beside=(BesideLine("versie 1", UNCERTAIN),))

    assert len(_bars(svg)) == 2


def test_small_charts_draw_uncertain_and_incomplete_figures_as_the_large_one_does():
    lacking = Moment("2021-1", 0.5, incomplete="zonder A")

    svg = small_multiples([Panel("A", (*UNCERTAIN, lacking)), Panel("B", UNCERTAIN[:3])], SHARE)

    assert len(_bars(svg)) == 3
    lines = _paths(svg, stroke=BLUE, **{"stroke-width": "2"})
    assert [line.count("L") for line in lines if "L" in line] == [1, 1]
    assert len(_paths(svg, fill="white", stroke=BLUE)) == 1
    assert all(words in svg for words in ("Staande balk: ", "Staande balk tot", "Open punt"))


def test_incomplete_bars_are_open_and_explained():
    svg = bar_chart([Bar("Noord", 3.0, incomplete="3 van 5"), Bar("Zuid", 2.0)], SHARE)

    assert any(text.startswith("Open balk") for text in _texts(svg))
    assert len(_paths(svg, fill="white", stroke="#1c5d8c")) == 1
    assert not any(text.startswith("Open") for text in _texts(bar_chart(BARS, SHARE)))


def test_a_missing_party_shows_why_and_no_bar():
    svg = bar_chart(BARS, SHARE)

    assert "onbekend: niet aangeleverd" in _texts(svg)
    assert svg.count('aria-roledescription="bar"') == 2


def test_the_norm_is_a_dashed_line_with_its_words():
    svg = line_chart(MOMENTS, SHARE, NORM)

    assert 'stroke-dasharray="7,4"' in svg
    assert "Streepjeslijn: norm, ten minste 75%" in _texts(svg)
    assert 'stroke-dasharray="7,4"' not in line_chart(MOMENTS, SHARE)


def test_made_up_figures_say_so_inside_the_picture():
    assert FICTITIOUS_NL in _texts(line_chart(MOMENTS, replace(SHARE, fictitious=True)))
    assert FICTITIOUS_NL not in _texts(line_chart(MOMENTS, SHARE))


def test_the_same_rows_give_the_same_picture_byte_for_byte():
    first, again = (bar_chart(BARS, SHARE, NORM) for _ in range(2))

    assert first == again


def test_names_with_angle_brackets_stay_words():
    svg = bar_chart([Bar("<script>x</script>", 1.0)], replace(SHARE, title="a < b & c"))

    assert ElementTree.fromstring(svg).find(f"{SVG}title").text == "a < b & c"
    assert "<script" not in svg


@pytest.mark.parametrize(
    "moments",
    [
        (),
        (Moment("2019-1", None),),
        (Moment("2019-1", 0.0),),
        (Moment("2019-1", 0.5), Moment("2019-2", 0.5)),
        (Moment("2019-1", -3.0), Moment("2019-2", 4.0)),
        (Moment("2019-1", 5_000_000.0), Moment("2019-2", 5_000_100.0)),
    ],
)
@pytest.mark.parametrize("form", list(Form))
def test_odd_series_are_drawn_too(moments, form):
    assert line_chart(moments, replace(SHARE, form=form)).startswith("<svg")


def test_no_bars_at_all_give_an_empty_picture_and_no_error():
    assert bar_chart([], SHARE).startswith("<svg")


def test_many_buurten_keep_every_name():
    bars = [Bar(f"Buurt {number:02}", float(number)) for number in range(70)]

    texts = _texts(bar_chart(bars, replace(SHARE, form=Form.COUNT)))

    assert {bar.name for bar in bars} <= set(texts)


def test_bars_stand_in_the_order_given_also_when_one_is_unknown():
    bars = [Bar("Zuid", None, note="onbekend"), Bar("Noord", 2.0), Bar("Aa", 1.0)]

    texts = _texts(bar_chart(bars, replace(SHARE, form=Form.COUNT)))

    assert [text for text in texts if text in ("Zuid", "Noord", "Aa")] == ["Zuid", "Noord", "Aa"]


@pytest.mark.parametrize(
    ("values", "from_zero"), [((24.0, 22.0), True), ((868.0, 933.0), False), ((24.0, 2.0), True)]
)
def test_a_small_count_starts_at_zero_and_a_large_one_shows_its_movement(values, from_zero):
    moments = [Moment(str(2019 + at), value) for at, value in enumerate(values)]

    svg = line_chart(moments, replace(SHARE, form=Form.COUNT, unit="huishoudens"))

    assert ("0" in _texts(svg)) == from_zero


def test_a_line_breaks_where_figures_are_counted_otherwise_and_the_other_series_stands_beside():
    counted = ("versie 1", "versie 1", "", "versie 2")
    moments = [replace(one, counted_by=by) for one, by in zip(MOMENTS, counted, strict=True)]
    beside = BesideLine("versie 1", (*MOMENTS[:3], Moment("2020-2", 0.61)))
    second = BesideLine("versie 2", MOMENTS[:2])

    plain, svg = line_chart(MOMENTS, SHARE), line_chart(moments, SHARE, beside=(beside, second))

    assert "Verticale stippellijn: vanaf 2020-2 versie 2" in svg
    assert "Vierkantjes: versie 1, ter vergelijking" in svg
    assert "Driehoekjes: versie 2, ter vergelijking" in svg
    assert "Verticale" not in plain
    assert "Vierkantjes" not in plain
    assert svg.count('stroke-dasharray="1,3"') == 1


def test_small_charts_share_one_scale_name_each_corporation_and_mark_what_is_unknown():
    panels = [
        Panel("Ons Huis", MOMENTS),
        Panel("De Woonplaats", (Moment("2019-1", 0.1), *MOMENTS[1:])),
    ]

    svg = small_multiples(panels, SHARE)

    texts = _texts(svg)
    assert [text for text in texts if text in ("Ons Huis", "De Woonplaats")] == [
        "Ons Huis",
        "De Woonplaats",
    ]
    assert texts.count("×") == 2
    assert texts.count("66,0%") == 4  # behind and before, in both
    assert any("×: geen cijfer" in text for text in texts)
    assert ElementTree.fromstring(svg).find(f"{SVG}desc").text == SHARE.description


def test_small_charts_break_their_line_where_counting_changed():
    def counted(first, second):
        halves = [("2019-1", first), ("2019-2", first), ("2020-1", second), ("2020-2", second)]
        return [Panel("A", tuple(Moment(each, 0.5, counted_by=way) for each, way in halves))]

    lines = [
        len(_paths(svg, stroke=BLUE, **{"stroke-width": "2"}))
        for svg in (
            small_multiples(counted("versie 1", "versie 1"), SHARE),
            small_multiples(counted("versie 1", "versie 2"), SHARE),
        )
    ]

    assert lines[1] == lines[0] + 1
