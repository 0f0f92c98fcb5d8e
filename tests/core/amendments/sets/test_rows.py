"""A set has one fingerprint, and a clause that left still leads to what came after it."""

from dataclasses import replace

from drieluik.core.amendments.sets.rows import (
    DepartedClause,
    Departure,
    content_hash,
    standing_successors,
)

_LINES = """
1 | A | 1.1 | Bouw  | Wij bouwen.
1 | A | 1.2 | Sloop | Wij slopen é.
"""


def test_the_fingerprint_of_a_set_is_fixed_for_ever(a_set):
    assert content_hash(a_set(_LINES)) == (
        "b5613f2d1ea8f9da3750d209c974df878e3ee66335dae7bb2490d86d9bb3014c"
    )


def test_other_words_order_numbers_or_goals_give_another_fingerprint(a_set):
    lines = _LINES.strip().splitlines()
    others = [
        a_set(_LINES.replace("bouwen", "Bouwen")),
        a_set("\n".join(lines[::-1])),
        a_set(_LINES.replace("1.2", "1.3")),
        a_set(_LINES, {"s1A": "Ander doel."}),
        a_set(_LINES, title="Anders"),
    ]

    assert len({content_hash(one) for one in (a_set(_LINES), *others)}) == 6


def test_links_to_the_past_leave_the_fingerprint_alone(a_set):
    plain = a_set(_LINES)
    gone = DepartedClause(plain.clauses[0], "s1A", Departure.REPEALED, (), "e1")

    assert content_hash(replace(plain, departed=(gone,))) == content_hash(plain)


def test_a_departed_clause_leads_to_what_stands_now_even_through_a_circle(a_set):
    plain = a_set(_LINES)
    gone = [
        DepartedClause(replace(plain.clauses[0], id=name), "s1A", Departure.REPLACED, after, "e")
        for name, after in (("x", ("y", "c1.2")), ("y", ("x", "c1.1")), ("z", ()))
    ]
    with_past = replace(plain, departed=tuple(gone))

    assert standing_successors(with_past, "x") == ("c1.2", "c1.1")
    assert standing_successors(with_past, "z") == ()
    assert standing_successors(with_past, "c1.1") == ("c1.1",)
