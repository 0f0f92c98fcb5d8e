"""Small tables for the tests of disclosure control."""

from collections.abc import Mapping
from datetime import date

import numpy as np

from drieluik.core.disclosure import (
    Cost,
    Dimension,
    Figures,
    Hierarchy,
    RuleSet,
    SmallCounts,
    add_up,
)
from drieluik.core.parameters import Source

SMALL = SmallCounts(secret_from=1, secret_until=4, least_width=3)


def rules(*some, cost=Cost.VALUE, contributors_calculate=False):
    """Return a rule set; without rules counts of 1 to 4 are secret."""
    day = date(2026, 1, 1)
    source = Source("proef")
    return RuleSet(
        "proef", "proef", day, some or (SMALL,), cost, contributors_calculate, source, "t", day
    )


def area(**wijken):
    """Return a dimension of buurten in wijken in a city: area(w1="b1 b2", w2="b3")."""
    parents = dict.fromkeys(wijken, "stad")
    for wijk, buurten in wijken.items():
        parents |= dict.fromkeys(buurten.split(), wijk)
    return Dimension("buurt", "stad", (Hierarchy("cbs", parents),))


def kinds(*codes):
    """Return a flat dimension."""
    return Dimension.over("soort", "alle", codes)


def drawn(lines: str, *dimensions: Dimension, measure: str = "proef", fixed=None) -> Figures:
    """Return a table from lines "b1 x 12"; a fourth word is the contributor."""
    rows = []
    for line in filter(None, map(str.strip, lines.splitlines())):
        words = line.split()
        n = len(dimensions)
        contributor = words[n + 1] if len(words) > n + 1 else ""
        rows.append((tuple(words[:n]), contributor, float(words[n])))
    return add_up(measure, dimensions, rows, fixed)


def random_city(seed: int, n_buurten=12, n_wijken=3, n_corporations=5) -> Figures:
    """Return a table of buurten in wijken by corporation, as small as the real ones are."""
    rng = np.random.default_rng(seed)
    wijken = {f"w{j}": "stad" for j in range(n_wijken)}
    buurten = {f"b{i:02}": f"w{i * n_wijken // n_buurten}" for i in range(n_buurten)}
    place = Dimension("buurt", "stad", (Hierarchy("cbs", {**buurten, **wijken}),))
    parties = Dimension.over("corporatie", "alle", [f"c{k}" for k in range(n_corporations)])
    there = rng.random((n_buurten, n_corporations)) < 0.7
    means = rng.lognormal(np.log(6), 1, (n_buurten, n_corporations)) * there
    numbers = rng.poisson(means)
    rows = [
        ((buurt, party), "", float(numbers[i, k]))
        for i, buurt in enumerate(buurten)
        for k, party in enumerate(parties.lowest)
    ]
    return add_up("proef", (place, parties), rows)


def shown_at(release, *place: str):
    """Return what a release shows of one cell."""
    return release.shown[release.places.index(place)]


def cells(release) -> Mapping[tuple[str, ...], object]:
    """Return all cells of a release."""
    return dict(zip(release.places, release.shown, strict=True))
