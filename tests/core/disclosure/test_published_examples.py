"""Examples that others published, and small tables after what the Handbook on SDC says of methods.

The file is read from the folder ``shared`` beside the checkout and is no part of the project; without that
folder its tests are skipped and say so.
"""

import csv
from dataclasses import replace

import numpy as np
import pytest

from drieluik.core.disclosure import (
    Dimension,
    FewContributors,
    PercentRule,
    SmallCounts,
    audit,
    protect,
    round_to,
)
from tests.core.disclosure.drawn import area, cells, drawn, rules

CITY = area(w1="b1 b2", w2="b3 b4")


@pytest.fixture
def sdctable(shared):
    """The small problem that comes with the R package sdcTable, with what its methods hide."""
    path = shared / "reference" / "F_sdctable_testproblem.csv"
    if not path.is_file():
        pytest.skip("the test problem of sdcTable is not in the folder shared/reference")
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def of_sdctable(rows):
    """Return its lowest cells as a table; its codes 00 are totals."""
    lowest = [row for row in rows if "00" not in (row["region"], row["gender"])]
    lines = "\n".join(f"{one['region']} {one['gender']} {one['freq']}" for one in lowest)
    dimensions = [
        Dimension.over(name, "00", sorted({row[name] for row in lowest}))
        for name in ("region", "gender")
    ]
    return drawn(lines, *dimensions)


def hidden_by(rows, method):
    """Return the cells that a method of the package does not show, and their sum beside the secret."""
    out = [row for row in rows if row[method] in ("u", "x")]
    beside = sum(float(row["freq"]) for row in out if row[method] == "x")
    return {(row["region"], row["gender"]) for row in out}, beside


def test_the_problem_of_sdctable_loses_what_its_optimal_method_loses(sdctable):
    figures = of_sdctable(sdctable)
    assert dict(zip(figures.places, figures.values.reshape(-1), strict=True)) == {
        (row["region"], row["gender"]): float(row["freq"]) for row in sdctable
    }

    made = protect(figures, rules(SmallCounts(1, 2, 1)))

    best, loss = hidden_by(sdctable, "OPT")
    assert {place for place, one in cells(made.release).items() if one is None} == best
    assert made.kept.cost == loss
    assert made.release.certificate.proven


def test_the_problem_of_sdctable_loses_less_than_by_its_greedy_method(sdctable):
    made = protect(of_sdctable(sdctable), rules(SmallCounts(1, 2, 1)))

    assert made.kept.cost < hidden_by(sdctable, "GAUSS")[1]


def test_what_every_method_of_sdctable_hides_is_not_exact(sdctable):
    figures = of_sdctable(sdctable)
    care = rules(SmallCounts(1, 2, 1))
    made = protect(figures, care)
    for method in ("OPT", "HITAS", "HYPERCUBE", "SIMPLEHEURISTIC", "GAUSS"):
        out, _ = hidden_by(sdctable, method)
        values = zip(figures.places, figures.values.reshape(-1), strict=True)
        shown = tuple(None if place in out else float(value) for place, value in values)
        release = _like(made.release, shown)

        secret = [one for one in audit([release]).intervals if one.places == (("01", "02"),)]
        assert [one.exact for one in secret] == [False], method


def _like(release, shown):
    """Return a release of the same table that shows something else."""
    return replace(release, shown=shown)


def test_conventional_rounding_is_unpicked_and_controlled_rounding_is_not():
    """Handbook on SDC, 2nd edition: rounding each figure by itself is easily unpicked."""
    table = drawn(
        "b1 2\nb2 2\nb3 2\nb4 2", Dimension.over("buurt", "stad", ["b1", "b2", "b3", "b4"])
    )
    asked = rules(SmallCounts(1, 4, 2))
    hidden = protect(table, asked)
    nearest = [5 * np.floor(value / 5 + 0.5) for value in table.values.reshape(-1)]
    rounded = _like(hidden.release, tuple((one - 2.0, one + 2.0) for one in nearest))

    # four figures of at most 2 that are 8 or more together are 2 each
    calculated = audit([rounded], [_kept_of(hidden, rounded)]).leaks
    controlled = round_to(table, asked, 5, rng=np.random.default_rng(0))

    assert {(one.low, one.high) for one in calculated if one.places != (("stad",),)} == {(2, 2)}
    assert controlled.audit.safe


def _kept_of(made, release):
    """Return what was kept of a table for another release of it."""
    return replace(made.kept, release_id=release.id)


def test_the_percent_rule_asks_what_the_second_largest_must_not_be_able_to_estimate():
    """Handbook on SDC, 2nd edition: secret when X - x1 - x2 < p/100 x1; it must stay p/100 x1 - (X - x1 - x2)."""
    table = drawn(
        "b1 80 a\nb1 15 b\nb1 5 c\nb2 40 a\nb2 30 b\nb2 50 c\nb3 70 a\nb3 60 b\nb3 20 c\n"
        "b4 30 a\nb4 30 b\nb4 30 c",
        CITY,
    )

    made = protect(table, rules(PercentRule(10.0), contributors_calculate=True))

    assert cells(made.release)["b1",] is None
    (need,) = [one for one in made.kept.needs if one.of == "b"]
    assert need.up == pytest.approx(10 / 100 * 80 - (100 - 80 - 15))
    (by_b,) = [one for one in made.audit.intervals if one.attacker == "b"]
    assert by_b.high is None or by_b.high >= 100 + need.up


def test_just_enough_of_others_needs_no_hiding():
    table = drawn("b1 80 a\nb1 15 b\nb1 8 c\nb2 40 a\nb2 30 b\nb2 50 c", area(w1="b1 b2"))

    made = protect(table, rules(PercentRule(10.0), contributors_calculate=True))

    assert None not in made.release.shown


def test_two_parties_alone_in_a_line_do_not_expose_each_other():
    """Handbook on SDC, 2nd edition: an interval that is wide enough is necessary, not sufficient."""
    alone = "b1 20 a\nb2 14 b\nb3 12 a\nb3 10 b\nb3 11 c\nb4 9 a\nb4 16 b\nb4 13 c"
    few = rules(FewContributors(2, 3), contributors_calculate=True)

    made = protect(drawn(alone, CITY), few)

    shown = cells(made.release)
    assert shown["b1",] is None
    assert shown["b2",] is None
    # each knows the one of the two that is its own, so their sum may not stand beside
    assert shown["w1",] is None
    assert all(one.enough for one in made.audit.intervals if one.attacker in ("a", "b"))
