"""A light beside what went out before: no correction by a few households is told by what changed."""

from dataclasses import replace
from uuid import UUID

import pytest

from drieluik.apps.monitor.selectors.to_show import NormToShow
from drieluik.apps.publication.lights.beside import Beside, Earlier
from drieluik.apps.publication.lights.rows import FrozenNorm
from drieluik.core.flows import FigureBehind, LightRules, NotShown

NORM = UUID(int=1)
RULES = LightRules(least=20, moved=8)
ON, OFF = "on_course", "off_course"


def counted(n):
    return (FigureBehind(n, n, n),)


def now(n, light=ON, not_shown=None, **more):
    """A norm of at most fifty, with a count."""
    row = NormToShow(
        norm_id=NORM, wording=1, light=light, by_hand=False, is_judged=False,
        by_chance=False, figure_nl="Huisuitzettingen", indicator_id="evictions", quotation="",
        period="2020-1", not_shown=not_shown, weighed=counted(n),
    )  # fmt: skip
    return replace(row, **more)


def then(n, light=ON, not_shown="", rests_on="measured", **more):
    row = FrozenNorm(
        norm_id=NORM, wording=1, light=light, not_shown=not_shown, rests_on=rests_on,
        figure_id="evictions", figure_nl="Huisuitzettingen", quotation="", period="2020-1",
    )  # fmt: skip
    return Earlier({NORM: replace(row, **more)}, {NORM: counted(n)})


def kept_back(n):
    return then(n, light="", not_shown="few", rests_on="")


def found(one, *earlier, hidden=()):
    return Beside(earlier, frozenset(hidden), RULES).found(one)


def test_without_anything_before_a_light_is_what_it_is():
    assert found(now(40)) == ("", counted(40))
    assert found(now(45, not_shown=NotShown.FEW)) == ("few", counted(45))


def test_a_light_that_was_shown_stays_when_a_few_come_nearer():
    assert found(now(43, not_shown=NotShown.FEW), then(42)) == ("", counted(42))


def test_a_light_that_was_kept_back_stays_back_when_a_few_go_away():
    assert found(now(42), kept_back(43)) == ("few", counted(43))


def test_many_small_steps_count_from_the_opening_that_decided():
    steps = (then(42), then(42))

    assert found(now(49, not_shown=NotShown.FEW), *steps) == ("", counted(42))
    assert found(now(50, not_shown=NotShown.FEW), *steps) == ("few", counted(50))


def test_a_figure_that_really_moved_has_the_light_it_has():
    assert found(now(60, OFF), then(42)) == ("", counted(60))
    assert found(now(35), kept_back(43)) == ("", counted(35))


def test_the_last_opening_that_tells_counts():
    assert found(now(60, OFF), then(42), then(60, OFF)) == ("", counted(60))


def test_who_went_away_and_came_back_is_weighed_beside_every_opening():
    assert found(now(61, OFF), kept_back(57), then(70, OFF)) == ("few", counted(57))
    assert found(now(43, not_shown=NotShown.FEW), then(42), then(34)) == ("", counted(42))
    disagreeing = (then(42), kept_back(46), then(34))
    assert found(now(44, not_shown=NotShown.FEW), *disagreeing) == ("few", counted(46))


@pytest.mark.parametrize("other", [{"wording": 2}, {"period": "2019-1"}])
def test_another_norm_or_another_figure_is_no_correction(other):
    assert found(now(42), then(43, light="", not_shown="few", rests_on="", **other))[0] == ""


def test_a_light_by_hand_neither_hides_nor_tells_what_was_worked_out():
    near = now(43, not_shown=NotShown.FEW)

    assert found(replace(near, by_hand=True, light=OFF), then(42)) == ("", counted(42))
    assert found(near, then(42, light=OFF, rests_on="by_hand")) == ("", counted(42))
    assert found(replace(near, by_hand=True, light=OFF)) == ("few", counted(43))


def test_a_light_of_several_figures_changes_no_more():
    both = (*counted(10), *counted(20))
    each = replace(now(0), weighed=both)
    was = Earlier(then(0).norms, {NORM: both})

    assert found(each, was) == ("", both)
    assert found(replace(each, light=OFF), was) == ("few", both)


def test_what_a_public_table_hides_is_not_told_by_a_light():
    assert found(now(40), hidden=[("evictions", "2020-1")])[0] == "few"
    assert found(now(40, period="2020"), hidden=[("evictions", "2020-2")])[0] == "few"
    assert found(now(40), hidden=[("sales", "2020-1"), ("evictions", "2019-1")])[0] == ""


def test_other_reasons_stay_what_they_are():
    for why in (NotShown.PER_CORPORATION, NotShown.NO_RULES, NotShown.INCOMPLETE):
        assert found(now(40, not_shown=why), then(42))[0] == why


def test_what_rests_on_no_figure_is_shown():
    assert found(replace(now(0), weighed=(), light="unknown"), kept_back(43)) == ("", ())


@pytest.mark.parametrize("start", range(30, 75))
def test_nobody_learns_by_seven_households_on_which_side_the_figure_lies(start):
    """From one opening to the next at most seven change; what is shown does not."""

    def look(n, *earlier):
        few = NotShown.FEW if 42 < n < 59 else None
        return found(now(n, ON if n <= 50 else OFF, few), *earlier)

    shown, decided = look(start)
    was = then(start, ON if start <= 50 else OFF) if not shown else kept_back(start)

    for n in range(start - 7, start + 8):
        assert look(n, was) == (shown, decided), n
