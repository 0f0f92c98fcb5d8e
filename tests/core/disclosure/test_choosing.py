"""The choice of what to hide beside the secrets: the cheapest there is, with proof."""

from itertools import chain, combinations

import numpy as np
import pytest

from drieluik.core.disclosure import Cost, audit, protect
from tests.core.disclosure.drawn import area, drawn, kinds, random_city, rules

SMALL_CITY = area(w1="b1 b2", w2="b3 b4")


def costs_by_trying(table, asked, most: float) -> list[float]:
    """Return what the choices that protect cost, up to the most, by trying every one of them."""
    from drieluik.core.disclosure.case import case_of
    from drieluik.core.disclosure.choosing.cutting import Cutter

    case = case_of(table, asked, ())
    task = case.task(case.needs)
    cutter = Cutter(task)
    needs = [(view, need) for view in task.views for need in view.needs]
    free = np.flatnonzero(task.may_hide & ~task.hidden).tolist()
    found = []
    for chosen in chain.from_iterable(combinations(free, n) for n in range(6)):
        hidden = task.hidden.astype(float)
        hidden[list(chosen)] = 1
        cost = float(task.cost[list(chosen)].sum())
        if cost <= most and cutter.meets(needs, hidden):
            found.append(cost)
    return found


@pytest.mark.parametrize("seed", range(3))
def test_no_choice_of_all_there_are_is_cheaper(seed):
    rng = np.random.default_rng(seed)
    numbers = rng.integers(5, 30, 8)
    numbers[rng.integers(8)] = 2
    places = [f"{b} {k}" for b in ("b1", "b2", "b3", "b4") for k in ("x", "y")]
    lines = "\n".join(f"{place} {n}" for place, n in zip(places, numbers, strict=True))
    table = drawn(lines, SMALL_CITY, kinds("x", "y"))

    made = protect(table, rules())

    assert made.release.certificate.proven
    assert min(costs_by_trying(table, rules(), made.kept.cost)) == made.kept.cost


@pytest.mark.parametrize("seed", [47, 98])
def test_the_bound_is_met_where_a_started_solver_answered_wrongly(seed):
    made = protect(random_city(seed), rules())

    assert made.kept.cost == made.kept.bound


def test_a_search_cut_short_is_safe_and_says_how_far_it_can_be_off():
    made = protect(random_city(0), rules(), most_nodes=0)

    assert made.audit.safe
    assert not made.release.certificate.proven
    assert made.kept.bound < made.kept.cost
    assert made.release.certificate.gap_percent >= 1


@pytest.mark.parametrize("cost", [*Cost])
def test_every_kind_of_loss_gives_a_safe_release(cost):
    made = protect(random_city(5), rules(cost=cost))

    assert made.audit.safe
    assert made.release.certificate.proven


def test_hiding_fewest_cells_hides_no_more_cells_than_hiding_least_value():
    least_value = protect(random_city(7), rules()).release.shown.count(None)
    fewest = protect(random_city(7), rules(cost=Cost.CELLS)).release.shown.count(None)

    assert fewest <= least_value


@pytest.mark.slow
@pytest.mark.parametrize("hundred", range(10))
def test_a_thousand_random_tables_leave_no_secret_exact_or_too_narrow(hundred):
    leaking = [
        seed
        for seed in range(1000 + 100 * hundred, 1100 + 100 * hundred)
        if not audit([protect(random_city(seed), rules()).release]).safe
    ]

    assert leaking == []
