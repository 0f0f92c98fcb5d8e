"""Which lights everybody may see: no light that a few households could have changed."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drieluik.core.disclosure import NoRulesYet
from drieluik.core.flows import (
    FigureBehind,
    NotShown,
    light_rules,
    moved_enough,
    read_norm,
    weigh_light,
)
from drieluik.core.indicators import VALUES_SCHEMA
from drieluik.core.norms import Interval, possible_lights, status

RULES = light_rules(date(2026, 1, 1))
AFTER = date(2020, 7, 1)


def norm(indicator="evictions", target="hoogstens 50", whom="alle corporaties samen", more=""):
    text = (
        f'afspraak: 2.1\ncitaat: "woorden"\nsoort: resultaat\nindicator: {indicator}\n'
        f"norm: {target}\nperiode: halfjaar\nvoor: {whom}{more}"
    )
    return read_norm(text)


def figures(total=None, parties=(), indicator="evictions", **more):
    """Counts of all together and per corporation over a half-year."""
    rows = [("total", "", total)] if total is not None else []
    rows += [("corporation", code, n) for code, n in parties]
    return pl.DataFrame([count(indicator, *row, **more) for row in rows], schema=VALUES_SCHEMA)


def count(indicator, level, party, n, high="same"):
    values = {
        "value": float(n),
        "value_low": float(n),
        "value_high": n if high == "same" else high,
    }
    return {
        "indicator_id": indicator, "version": 1, "period": "2020-1", "level": level,
        "party_code": party, "breakdown": "all", "n_unknown": 0, "n_rows": 1, **values,
    }  # fmt: skip


def share(above, below, indicator="vacancy-share", unknown=0):
    sides = {
        "numerator": above, "denominator": below, "numerator_low": above,
        "denominator_low": below, "numerator_high": above + unknown, "denominator_high": below,
    }  # fmt: skip
    row = count(indicator, "total", "", 0) | {name: float(n) for name, n in sides.items()}
    row |= {"value": above / below, "value_low": above / below, "n_unknown": unknown}
    return pl.DataFrame([row | {"value_high": (above + unknown) / below}], schema=VALUES_SCHEMA)


def weigh(one, values, of=("a", "b"), *, is_open=False):
    return weigh_light(one, values, "2020-1", of, RULES, is_open=is_open).not_shown


@pytest.mark.parametrize(
    ("n", "outcome"), [(42, None), (43, NotShown.FEW), (58, NotShown.FEW), (59, None)]
)
def test_a_count_within_seven_of_its_norm_has_no_public_light(n, outcome):
    assert weigh(norm(), figures(n)) == outcome


def test_nobody_at_all_is_never_told_by_a_light():
    assert weigh(norm(target="hoogstens 0"), figures(0)) == NotShown.FEW
    assert weigh(norm(target="hoogstens 7"), figures(0)) == NotShown.FEW


@pytest.mark.parametrize(
    ("target", "more", "n"),
    [
        ("hoogstens 8", "", 0),
        ("hoogstens 9", "", 1),
        ("hoogstens 15", "", 7),
        ("minstens 100", "\nmarge: 17", 91),
        ("tussen 40 en 56", "", 48),
    ],
)
def test_a_light_that_few_figures_could_give_is_not_told(target, more, n):
    assert weigh(norm(target=target, more=more), figures(n)) == NotShown.FEW


@pytest.mark.parametrize(
    ("above", "below", "target", "more"),
    [
        (0, 80, "hoogstens 10%", ""),
        (80, 80, "minstens 90%", ""),
        (144, 340, "minstens 45%", "\nmarge: 5 procentpunt"),
    ],
)
def test_a_share_that_few_counts_could_give_is_not_told(above, below, target, more):
    one = norm("vacancy-share", target, more=more)

    assert weigh(one, share(above, below)) == NotShown.FEW


@pytest.mark.parametrize("margin", [0, 8, 17, 39])
@pytest.mark.parametrize("most", [0, 8, 12, 50])
def test_whoever_reads_a_light_keeps_eight_figures_that_are_not_all_small(most, margin):
    one = norm(target=f"hoogstens {most}", more=f"\nmarge: {margin}" if margin else "")
    shown = {}
    for n in range(120):
        if weigh(one, figures(n)) is None:
            (light,) = possible_lights(one.target, Interval(n, n, n))
            shown.setdefault(light, []).append(n)

    for those in shown.values():
        assert len(those) >= RULES.moved
        assert max(those) >= RULES.moved


@pytest.mark.parametrize(
    ("above", "below", "outcome"),
    [(0, 19, NotShown.FEW), (10, 1_000, None), (13, 1_000, NotShown.FEW), (12, 1_000, None)],
)
def test_a_share_of_few_dwellings_or_near_its_norm_has_no_public_light(above, below, outcome):
    assert weigh(norm("vacancy-share", "hoogstens 2%"), share(above, below)) == outcome


def test_a_share_that_must_be_everybody_is_not_told():
    everybody = norm("vacancy-share", "minstens 100%")

    assert weigh(everybody, share(1_000, 1_000)) == NotShown.FEW


def test_what_is_not_known_counts_beside_what_could_move():
    near = norm("vacancy-share", "hoogstens 2%")

    assert weigh(near, share(10, 1_000, unknown=2)) is None
    assert weigh(near, share(10, 1_000, unknown=3)) == NotShown.FEW


def test_figures_that_may_still_come_in_leave_the_light_out():
    assert weigh(norm(), figures(80, high=None)) == NotShown.INCOMPLETE


def test_a_norm_per_corporation_needs_an_open_card_and_every_corporation():
    each = norm(whom="elke corporatie")
    both = figures(parties=[("a", 20), ("b", 80)])

    assert weigh(each, both) == NotShown.PER_CORPORATION
    assert weigh(each, both, is_open=True) is None
    assert weigh(each, figures(parties=[("a", 20), ("b", 49)]), is_open=True) == NotShown.FEW
    assert weigh(each, figures(parties=[("a", 20)]), is_open=True) == NotShown.INCOMPLETE


@pytest.mark.parametrize(
    ("indicator", "target", "more"),
    [
        ("evictions", "lager dan vorig jaar", ""),
        ("liveability-spending", "minstens € 100", ""),
        ("evictions", "hoogstens 50", "\nmits cijfer: sales minstens 10"),
    ],
)
def test_without_rules_there_is_no_public_light(indicator, target, more):
    asked = norm(indicator, target, more=more)
    assert not isinstance(asked, tuple), asked

    assert weigh(asked, figures(10, indicator=indicator)) == NotShown.NO_RULES


def test_without_any_figure_a_light_tells_none():
    assert weigh(norm(), figures()) is None


def test_before_there_were_rules_no_light_is_public():
    with pytest.raises(NoRulesYet):
        light_rules(date(2020, 1, 1))


def test_another_light_needs_a_figure_that_really_moved():
    then = [FigureBehind(0.02, 0.02, 0.02, 1_000)]

    assert not moved_enough(then, [FigureBehind(0.0279, 0.02, 0.02, 1_000)], RULES)
    assert moved_enough(then, [FigureBehind(0.0281, 0.02, 0.02, 1_000)], RULES)
    assert not moved_enough(then, [FigureBehind(0.0281, 0.02, 0.02, 500)], RULES)
    assert not moved_enough(then, [FigureBehind(0.5, 0, 1, 0.0)], RULES)
    assert not moved_enough([], then, RULES)


@settings(max_examples=60)
@given(
    n=st.integers(0, 200),
    bound=st.integers(0, 200),
    margin=st.sampled_from([0, 5, 20]),
    side=st.sampled_from(["hoogstens", "minstens"]),
    move=st.integers(-7, 7),
)
def test_whoever_knows_of_seven_households_learns_nothing_of_the_others(
    n, bound, margin, side, move
):
    asked = norm(target=f"{side} {bound}" + (f"\nmarge: {margin}" if margin else ""))
    shown = weigh(asked, figures(n)) is None

    lights = {status(asked, figures(max(0, m)), ["a"], AFTER).light for m in (n, n + move)}

    assert not shown or len(lights) == 1
