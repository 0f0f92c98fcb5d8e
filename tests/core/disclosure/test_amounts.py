"""Amounts of corporations together: what each of them can estimate of another, by a slow attacker."""

from datetime import date

import numpy as np
import pytest
from scipy.optimize import linprog

from drieluik.core.disclosure import FiguresError, add_up, protect, release_json, rule_set
from tests.core.disclosure.drawn import area, cells, kinds

PERCENT = 10.0
PLACE, KINDS = area(w1="b1 b2 b3", w2="b4 b5"), kinds("x", "y")
AMOUNTS = rule_set("amounts", date(2026, 11, 30))


def spent(seed):
    """Return what four corporations spent per buurt and kind, in whole euros; not everywhere each."""
    rng = np.random.default_rng(seed)
    rows = [
        ((buurt, kind), party, float(rng.integers(50, 40_000)))
        for buurt in PLACE.lowest
        for kind in KINDS.lowest
        for party in "abcd"
        if rng.random() < 0.7
    ]
    return add_up("uitgaven", (PLACE, KINDS), rows, amounts=True)


def reach(table, release, cell, of):
    """Return the least and the most that a cell can be for a contributor, or for an outsider."""
    numbers = np.arange(table.n_cells).reshape(table.values.shape)
    sums = []
    for axis, dimension in enumerate(table.dimensions):
        lines = np.moveaxis(numbers, axis, 0).reshape(len(dimension.codes), -1)
        at = {code: number for number, code in enumerate(dimension.codes)}
        for parent, parts in dimension.sums:
            for line in range(lines.shape[1]):
                row = np.zeros(table.n_cells)
                row[lines[at[parent], line]] = -1
                row[lines[[at[part] for part in parts], line]] = 1
                sums.append(row)
    own = table.parts[of].reshape(-1) if of else np.zeros(table.n_cells)
    bounds = []
    for number, shown in enumerate(release.shown):
        value = table.values.reshape(-1)[number]
        known = shown if shown is not None else (value if of and own[number] == value > 0 else None)
        bounds.append((own[number], None) if known is None else (known, known))
    found = []
    for sign in (1, -1):
        cost = np.zeros(table.n_cells)
        cost[cell] = sign
        answer = linprog(cost, A_eq=np.array(sums), b_eq=np.zeros(len(sums)), bounds=bounds)
        found.append(np.inf if answer.status == 3 else answer.fun * sign)
    return found[0] if np.isfinite(found[0]) else 0.0, found[1]


@pytest.mark.parametrize("seed", range(8))
def test_nobody_can_estimate_the_part_of_another_within_the_percentage(seed):
    table = spent(seed)

    made = protect(table, AMOUNTS.with_percent(PERCENT))

    flat = table.values.reshape(-1)
    parts = {name: part.reshape(-1) for name, part in table.parts.items()}
    close, n_hidden = [], 0
    for cell, shown in enumerate(made.release.shown):
        n_hidden += shown is None
        for name, own in parts.items():
            others = {other: part[cell] for other, part in parts.items() if other != name}
            largest = max(others.values())
            if not largest or own[cell] == flat[cell]:
                continue
            _, high = reach(table, made.release, cell, name)
            # who knows its own part takes the rest for the part of the largest other
            if high - own[cell] - largest < PERCENT / 100 * largest - 1e-3:
                close.append((made.release.places[cell], name, high))
    assert n_hidden
    assert close == []
    assert made.audit.safe


def test_an_amount_of_one_or_two_corporations_is_never_shown():
    rows = [
        (("b1", "x"), "a", 900.0),
        (("b2", "x"), "a", 500.0),
        (("b2", "x"), "b", 480.0),
        *[((buurt, "x"), party, 700.0) for buurt in ("b3", "b4", "b5") for party in "abcd"],
    ]

    made = protect(
        add_up("uitgaven", (PLACE, KINDS), rows, amounts=True), AMOUNTS.with_percent(1.0)
    )

    shown = cells(made.release)
    assert shown["b1", "x"] is None
    assert shown["b2", "x"] is None
    assert shown["b4", "x"] == 2_800


def test_whole_euros_are_amounts_and_cents_are_kept_apart():
    whole = add_up("m", [KINDS], [(("x",), "a", 10.0)], amounts=True)
    cents = add_up("m", [KINDS], [(("x",), "a", 0.1), (("y",), "b", 0.2)], amounts=True)

    assert not whole.whole
    assert cents.values.tolist() == [0.1, 0.2, 0.3]


def test_large_amounts_are_protected_as_exactly_as_small_ones():
    rows = [
        ((buurt, "x"), party, 1_000_000.0 * n + n)
        for n, buurt in enumerate(PLACE.lowest, start=7)
        for party in ("abcd" if buurt != "b2" else "a")
    ]

    made = protect(
        add_up("uitgaven", (PLACE, KINDS), rows, amounts=True), AMOUNTS.with_percent(5.0)
    )

    assert cells(made.release)["b2", "x"] is None
    assert made.audit.safe


def test_without_a_percentage_no_table_of_amounts_comes_out():
    with pytest.raises(FiguresError, match="eigen percentage"):
        protect(spent(1), AMOUNTS)


def test_a_release_does_not_tell_the_percentage():
    releases = [
        protect(spent(3), AMOUNTS.with_percent(percent)).release for percent in (10.0, 10.5)
    ]

    first, second = map(release_json, releases)

    assert first.split('"cells"')[0] == second.split('"cells"')[0]
