"""The longest common part, by every method the same length, and never more work than allowed."""

import random

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq

from drieluik.core.amendments.words import matching as module
from drieluik.core.amendments.words.matching import common_by_rows, few_changes, matching

_sequences = st.lists(st.integers(0, 5), max_size=40)


def _length(runs):
    return sum(length for _, _, length in runs)


def _is_common(runs, old, new):
    return all(old[a : a + n] == new[b : b + n] for a, b, n in runs)


@given(_sequences, _sequences)
def test_the_common_part_is_common_and_as_long_as_the_reference_finds(old, new):
    found = matching(old, new)

    assert _is_common(found.runs, old, new)
    assert _length(found.runs) == LCSseq.similarity(old, new)
    assert found.exact


@given(_sequences, _sequences)
def test_both_exact_methods_agree(old, new):
    few, _ = few_changes(old, new, most=80)
    rows = common_by_rows(old, new)

    assert _is_common(few, old, new)
    assert [old[a] for a, _ in rows] == [new[b] for _, b in rows]
    assert _length(few) == len(rows) == LCSseq.similarity(old, new)


@given(_sequences, _sequences)
def test_halving_for_lack_of_memory_changes_no_length(old, new):
    kept = (module._KEPT_BITS, module._FEW_CHANGES)
    module._KEPT_BITS, module._FEW_CHANGES = 30, 0
    try:
        found = matching(old, new)
    finally:
        module._KEPT_BITS, module._FEW_CHANGES = kept

    assert _length(found.runs) == LCSseq.similarity(old, new)


@given(_sequences, _sequences)
def test_without_room_to_work_the_common_part_is_still_common(old, new):
    found = matching(old, new, most_work=0)

    assert _is_common(found.runs, old, new)
    assert _length(found.runs) <= LCSseq.similarity(old, new)


def test_cutting_at_words_that_occur_once_never_goes_on_for_ever(monkeypatch):
    monkeypatch.setattr(module, "_MOST_CUTS_DEEP", 1)
    monkeypatch.setattr(module, "_FEW_CHANGES", 0)
    old, new = [1, 2, 2, 9, 8, 3, 4], [5, 9, 2, 6, 3, 3, 8, 7, 4, 0]

    found = matching(old, new, most_work=0)

    assert not found.exact
    assert _is_common(found.runs, old, new)


def test_the_quick_method_gives_up_on_a_text_of_one_word():
    old, new = [0] * 1000 + list(range(1, 41)), [0] * 1000 + list(range(51, 91))

    found, work = few_changes(old, new, most=64)

    assert found is None
    assert work < 20 * 1040


def test_equal_texts_take_one_step_per_token():
    assert matching(range(70_000), range(70_000)).work == 70_000


def test_few_changes_in_a_long_text_take_a_few_steps_per_token():
    new = list(range(70_000))
    new[5], new[40_000], new[69_990] = -1, -2, -3

    assert matching(range(70_000), new).work < 3 * 70_000


def test_the_work_on_two_strange_texts_is_bounded():
    rng = random.Random(1)
    old, new = ([rng.randrange(9) for _ in range(20_000)] for _ in range(2))

    found = matching(old, new, most_work=1_000_000)

    assert not found.exact
    assert found.work <= 1_000_000 + 30 * 40_000


def test_beyond_the_bound_words_that_occur_once_still_hold_the_texts_together():
    rng = random.Random(2)
    old, new = [], []
    for chapter in range(40):
        old += [f"hoofdstuk {chapter}", *(rng.randrange(4) for _ in range(200))]
        new += [f"hoofdstuk {chapter}", *(rng.randrange(4) for _ in range(200))]

    found = matching(old, new, most_work=300_000)

    assert not found.exact
    assert _length(found.runs) > 40 * 100
