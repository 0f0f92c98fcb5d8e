"""A redline as plain values: everything in it, and exact."""

import json
from dataclasses import replace

import pytest

from drieluik.core.amendments.sets.exchange import redline_to_json
from drieluik.core.amendments.sets.pairing import Pairing, paired_by_id
from drieluik.core.amendments.sets.redline import ClauseRedline, SectionRedline, redline
from drieluik.core.amendments.sets.rows import AgreementSet
from drieluik.core.amendments.words.difference import difference

_OLD = """
1 | A | 1.1 | Bouw  | Wij bouwen huizen.   | c1
1 | A | 1.2 | Sloop | Wij slopen flats.    | c2
2 |   | 2.1 | Huur  | De huur blijft laag. | c3
"""
_NEW = """
1 | A | 1.1 | Bouw  | Wij bouwen woningen. | c1
2 |   | 2.1 | Huur  | De huur blijft laag. | c3
2 |   | 2.2 | Sloop | Wij slopen flats.    | c2
"""


def test_counts_states_and_spans_fit_in_json(a_set):
    old, new = a_set(_OLD), a_set(_NEW)

    written = json.loads(json.dumps(redline_to_json(redline(old, new, paired_by_id(old, new)))))

    assert written["changed"]
    assert {state: n for state, n in written["counts"].items() if n} == {
        "unchanged": 1, "changed": 1, "moved": 1, "renumbered": 1
    }  # fmt: skip
    assert written["words"] == {"removed": 1, "added": 1}
    rows = written["sections"][0]["clauses"]
    assert rows[1] == {"moved_away": "c2", "number": "1.2", "to": "s2"}
    assert [span["text"] for span in rows[0]["text"]["spans"]] == [
        "Wij bouwen ", "huizen", "woningen", "."
    ]  # fmt: skip


def test_a_redline_of_two_empty_sets_is_empty():
    empty = AgreementSet("", "", ())

    written = redline_to_json(redline(empty, replace(empty), Pairing({}, {})))

    assert (written["changed"], written["sections"]) == (False, [])


def test_a_row_of_nothing_is_a_mistake():
    same = difference("", "")

    with pytest.raises(ValueError, match="nothing"):
        _ = ClauseRedline(None, None, (), same, same, same).clause
    with pytest.raises(ValueError, match="nothing"):
        _ = SectionRedline(None, None, same, same, same, same, same, ()).section
