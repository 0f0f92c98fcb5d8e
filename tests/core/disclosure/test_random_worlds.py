"""Small worlds by chance: rules, geographies, corrections and roundings, one after another."""

import numpy as np
import pytest

from drieluik.core.disclosure import (
    CannotRound,
    Dimension,
    GroupTogether,
    Hierarchy,
    NoCoarser,
    Refused,
    SmallCounts,
    SmallTotals,
    add_up,
    coarser,
    protect,
    round_to,
)
from drieluik.core.disclosure.sensitive import find_sensitive
from tests.core.disclosure.drawn import SMALL, area, kinds, rules
from tests.core.disclosure.oracle import Together

_CBS = {"b1": "w1", "b2": "w1", "b3": "w2", "b4": "w2", "w1": "stad", "w2": "stad"}
_DIA = {"b2": "g1", "b3": "g1"}
PLACES = [
    area(w1="b1 b2 b3"),
    area(w1="b1 b2 b3", w2="b4"),
    Dimension("buurt", "stad", (Hierarchy("cbs", _CBS), Hierarchy("dia", _DIA))),
]
KINDS = [
    kinds("x", "y"),
    kinds("x", "y", "z"),
    Dimension(
        "soort", "alle", (Hierarchy("h", {"x": "xy", "y": "xy", "xy": "alle", "z": "alle"}),)
    ),
]
RULES = [
    rules(),
    rules(SmallCounts(0, 7, 8)),
    rules(SmallTotals("soort", 20, 3)),
    rules(SMALL, GroupTogether("soort", 3)),
    rules(SmallCounts(0, 7, 8), SmallTotals("soort", 20, 8)),
]
CALCULATING = [
    rules(contributors_calculate=True),
    rules(SMALL, GroupTogether("soort", 3), contributors_calculate=True),
    rules(SmallCounts(0, 7, 8), contributors_calculate=True),
]


def published(rng):
    """Return one to three releases of one small city, with their tables and rules."""
    place, kind = PLACES[rng.integers(len(PLACES))], KINDS[rng.integers(len(KINDS))]
    scale = rng.choice([2, 5, 9, 15])
    values = {
        (buurt, soort): int(rng.poisson(scale * rng.choice([0, 0.3, 1, 1, 3])))
        for buurt in place.lowest
        for soort in kind.lowest
    }
    found = []
    for _ in range(1 + rng.integers(3)):
        asked = RULES[rng.integers(len(RULES))]
        table = add_up("proef", (place, kind), [(p, "", float(v)) for p, v in values.items()])
        earlier = [(made.release, made.kept) for made, _, _ in found]
        try:
            if rng.random() < 0.3:
                table = coarser(table, "buurt")
            if rng.random() < 0.15:
                found.append((round_to(table, asked, 5, earlier, rng=rng), table, asked))
            else:
                found.append((protect(table, asked, earlier), table, asked))
        except (Refused, CannotRound, NoCoarser):
            continue
        for cell in values:
            if rng.random() < 0.2:
                values[cell] = max(0, values[cell] + int(rng.integers(-3, 5)))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("ten", range(6))
def test_no_small_world_leaves_a_secret_too_narrow_over_all_its_releases(ten):
    narrow = []
    for seed in range(10 * ten, 10 * ten + 10):
        found = published(np.random.default_rng(seed))
        together = Together([(made.release, made.kept, table) for made, table, _ in found])
        if any(made.already_out for made, _, _ in found):
            continue
        for number, (_, table, asked) in enumerate(found):
            values = table.values.reshape(-1)
            for need in find_sensitive(table, asked.rules, contributors_calculate=False).needs:
                places = [table.places[cell] for cell in need.cells]
                low, high = together.interval(number, places)
                value = sum(values[cell] for cell in need.cells)
                if high - low < need.width or high < value + need.up:
                    narrow.append((seed, places, low, high))
    assert narrow == []


@pytest.mark.slow
@pytest.mark.parametrize("ten", range(6))
def test_no_corporation_finds_a_secret_of_another_by_taking_its_own_part_away(ten):
    narrow, n_asked = [], 0
    for seed in range(10 * ten, 10 * ten + 10):
        rng = np.random.default_rng(1000 + seed)
        place, kind = PLACES[rng.integers(len(PLACES))], KINDS[rng.integers(len(KINDS))]
        asked = CALCULATING[rng.integers(len(CALCULATING))]
        by_party = rng.random() < 0.4
        kind = kinds(*"abc") if by_party else kind
        rows = [
            ((buurt, soort), party, float(rng.poisson(rng.choice([0, 2, 6, 15]))))
            for buurt in place.lowest
            for soort in kind.lowest
            for party in (soort if by_party else "abc")
        ]
        table = add_up("proef", (place, kind), rows)
        try:
            made = protect(table, asked)
        except Refused:
            continue
        together = Together([(made.release, made.kept, table)])
        values = table.values.reshape(-1)
        few = asked.rules[0]
        for cell, value in enumerate(values):
            for name, part in table.parts.items():
                own = part.reshape(-1)[cell]
                small = value if own == 0 else value - own
                # where the others have nothing, it is taken to know that
                if max(few.secret_from, 1) <= small <= few.secret_until:
                    low, high = together.interval(0, [table.places[cell]], name)
                    if high - low < few.least_width:
                        narrow.append((seed, name, table.places[cell], low, high))
                    n_asked += 1
    assert n_asked > 50
    assert narrow == []
