"""Hiding cells of neighbourhood tables: the cheapest choice with proof, beside a greedy one.

    python bench/disclosure.py

Tables of 70 buurten in 10 wijken by 5 classes (486 cells), and by 4 kinds as well (2,430 cells,
about 600 secret), drawn with a fixed seed (fictitious). The limits are 1 second and 60 seconds for
a proven least loss, 5 seconds for the audit, 120 seconds for a release after four earlier ones.

The peer is the greedy elimination that R calls GAUSS (sdcTable, SSBtools): show cells from the
largest down as long as no secret cell is fixed by what is shown. It is written here after the
method, for R is not part of this project; its time says little, what it hides says much. Ours
reckons with readers who know that a hidden count is at least 1 and no count is negative; the peer
does not, so that it asks less of a table. ``loss_ratio`` is the value that ours hides beside the secrets as
a part of what the peer hides, and ``loss_ratio_equal`` the same when ours asks no more than the peer.
Prints one JSON line per case.
"""

import json
import os
import resource
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeVar

import numpy as np

from drieluik.core.disclosure import (
    Cost,
    Dimension,
    Figures,
    Hierarchy,
    Kept,
    Protected,
    Release,
    RuleSet,
    SmallCounts,
    add_up,
    audit,
    protect,
)
from drieluik.core.disclosure.case import case_of
from drieluik.core.disclosure.choosing.suppressing import suppress
from drieluik.core.disclosure.protecting import reachable
from drieluik.core.parameters import Source

Outcome = TypeVar("Outcome")
N_BUURTEN, N_WIJKEN = 70, 10


def rules() -> RuleSet:
    """Return: counts of 1 to 4 are secret, and must not be exact."""
    day = date(2026, 1, 1)
    limits = (SmallCounts(secret_from=1, secret_until=4, least_width=1),)
    return RuleSet("proef", "proef", day, limits, Cost.VALUE, False, Source("proef"), "bench", day)


def table(seed: int, scale: float, n_kinds: int) -> Figures:
    """Return a city of neighbourhoods by class and, when there is more than one, by kind."""
    rng = np.random.default_rng(seed)
    size = rng.lognormal(0, 0.8, N_BUURTEN)
    by_class = rng.dirichlet(np.ones(5) * 2, N_BUURTEN)
    by_kind = rng.dirichlet(np.ones(n_kinds) * 2) if n_kinds > 1 else np.ones(1)
    numbers = rng.poisson(size[:, None, None] * by_class[:, :, None] * by_kind * scale)
    wijken = {f"w{number}": "stad" for number in range(N_WIJKEN)}
    buurten = {f"b{i:02}": f"w{i * N_WIJKEN // N_BUURTEN}" for i in range(N_BUURTEN)}
    dimensions = [
        Dimension("buurt", "stad", (Hierarchy("cbs", {**buurten, **wijken}),)),
        Dimension.over("klasse", "alle", [f"k{number}" for number in range(5)]),
        Dimension.over("soort", "elke", [f"s{number}" for number in range(n_kinds)]),
    ]
    n_used = 3 if n_kinds > 1 else 2
    rows = [
        ((f"b{i:02}", f"k{k}", f"s{s}")[:n_used], "", float(n))
        for (i, k, s), n in np.ndenumerate(numbers)
    ]
    return add_up("proef", dimensions[:n_used], rows)


def greedy(figures: Figures) -> float:
    """Return the value that the greedy elimination hides beside the secret cells."""
    flat = figures.values.reshape(-1)
    holds = [one.below for one in figures.dimensions]
    lowest = [place for place in figures.places if _is_lowest(figures, place)]
    within = np.array(
        [
            [all(c in h[p] for c, p, h in zip(low, place, holds, strict=True)) for low in lowest]
            for place in figures.places
        ],
        dtype=float,
    )
    secret = np.flatnonzero((flat > 0) & (flat < 5))
    protected = within[secret]
    basis: list[tuple[int, np.ndarray]] = []
    hidden = 0.0
    others = set(range(flat.size)) - set(secret.tolist())
    # zeros are known to everybody, so they come first
    for cell in sorted(others, key=lambda one: (flat[one] > 0, -flat[one], one)):
        row = within[cell].copy()
        for pivot, known in basis:
            if row[pivot]:
                row -= row[pivot] * known
        row[np.abs(row) < 1e-9] = 0
        if not row.any():
            continue
        pivot = int(np.flatnonzero(row)[0])
        row /= row[pivot]
        left = protected - np.outer(protected[:, pivot], row)
        left[np.abs(left) < 1e-9] = 0
        if flat[cell] and not left.any(axis=1).all():
            hidden += float(flat[cell])
        else:
            basis.append((pivot, row))
            protected = left
    return hidden


def _is_lowest(figures: Figures, place: tuple[str, ...]) -> bool:
    pairs = zip(figures.dimensions, place, strict=True)
    return all(code in dimension.lowest for dimension, code in pairs)


def least_loss(figures: Figures) -> float:
    """Return the least value to hide beside the secrets when readers only add and subtract."""
    asked = case_of(figures, rules(), ())
    needs, _ = reachable(asked)
    task = asked.task(needs)
    zero = asked.united.values == 0
    # ten times what must stay open either way: no bound but the sums
    room = np.where(zero, 0.0, 10.0)
    views = tuple(replace(view, below=room, above=room) for view in task.views)
    pattern = suppress(replace(task, may_hide=task.may_hide & ~zero, views=views))
    if not pattern.proven:
        raise SystemExit("the least loss was not proven")
    return pattern.cost


def case(name: str, figures: Figures, limit_s: float) -> Protected:
    """Protect a table, compare what is lost with the peer, and print it."""
    ours_s, made = timed(lambda: protect(figures, rules()))
    peer_s, peer_loss = timed(lambda: greedy(figures))
    tell(
        name,
        figures.n_cells,
        ours_s,
        "greedy elimination",
        peer_s,
        limit_s=limit_s,
        loss=made.kept.cost,
        peer_loss=peer_loss,
        loss_ratio=round(made.kept.cost / peer_loss, 3),
        loss_ratio_equal=round(least_loss(figures) / peer_loss, 3),
        proven=made.release.certificate.proven,
    )
    return made


def after_four(figures: Figures) -> None:
    """Protect a fifth release after four earlier ones, each with ten figures corrected."""
    rng = np.random.default_rng(5)
    earlier: list[tuple[Release, Kept]] = []
    for release in range(5):
        start = time.perf_counter()
        made = protect(figures, rules(), earlier)
        spent = time.perf_counter() - start
        if release == 4:
            tell("release after four", figures.n_cells, spent, "limit", 120)
        earlier.append((made.release, made.kept))
        figures = corrected(figures, rng)


def corrected(figures: Figures, rng: np.random.Generator) -> Figures:
    """Return the table with ten of its lowest figures corrected."""
    values = dict(zip(figures.places, figures.values.reshape(-1).tolist(), strict=True))
    lowest = [place for place in figures.places if _is_lowest(figures, place)]
    for number in rng.choice(len(lowest), 10, replace=False):
        values[lowest[number]] += float(rng.integers(1, 4))
    return add_up(figures.measure, figures.dimensions, [(p, "", values[p]) for p in lowest])


def timed(work: Callable[[], Outcome]) -> tuple[float, Outcome]:
    """Return the seconds that something took, with its outcome."""
    start = time.perf_counter()
    outcome = work()
    return time.perf_counter() - start, outcome


def tell(name: str, n: int, ours_s: float, peer: str, peer_s: float, **more: object) -> None:
    """Print one line."""
    line = {
        "name": name,
        "n": n,
        "ours_s": round(ours_s, 3),
        "peer": peer,
        "peer_s": round(peer_s, 3),
        "ratio": round(ours_s / peer_s, 3),
        **more,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "load": round(os.getloadavg()[0], 1),
    }
    print(json.dumps(line), flush=True)


if __name__ == "__main__":
    case("486 cells", table(1, 40, 1), 1)
    large = case("2,430 cells", table(1, 110, 4), 60)
    audit_s, outcome = timed(lambda: audit([large.release], [large.kept]))
    if not outcome.safe:
        raise SystemExit("the audit found a leak")
    tell("audit of 2,430 cells", len(outcome.intervals), audit_s, "limit", 5)
    after_four(table(2, 40, 1))
