"""Which proposals touch each other, and how much."""

import pytest

from drieluik.core.amendments.edits.conflicts import Touch, conflict_matrix, conflicts
from drieluik.core.amendments.edits.edit import (
    AddClause,
    ChangeHeading,
    ChangeNumber,
    ChangeSection,
    ChangeWords,
    MergeClauses,
    MoveClause,
    RepealClause,
    SplitClause,
)
from drieluik.core.amendments.sets.rows import SetClause

_BOUW = "De corporatie bouwt 100 woningen. Zij meldt dat elk jaar."


def _words(name, old, new):
    return ChangeWords(name, "c1", _BOUW, _BOUW.replace(old, new))


_PARTS = (SetClause("c1", "1.1", "", "Een."), SetClause("c8", "1.4", "", "Twee."))


@pytest.mark.parametrize(
    ("one", "other", "touch"),
    [
        (_words("a", "100", "150"), _words("b", "100", "80"), Touch.SAME_WORDS),
        (_words("a", "100", "150"), _words("b", "bouwt", "koopt"), Touch.SAME_SENTENCE),
        (_words("a", "100", "150"), _words("b", "elk jaar", "vaak"), Touch.SAME_CLAUSE),
        (_words("a", "100", "150"), _words("b", "100", "150"), Touch.SAME_CHANGE),
        (
            _words("a", "100", "150"),
            ChangeWords("b", "c1", f"{_BOUW} ", f"{_BOUW} ".replace("100", "150")),
            Touch.SAME_CHANGE,
        ),
        (_words("a", "100", "150"), RepealClause("b", "c1"), Touch.EXCLUDES),
        (RepealClause("a", "c1"), RepealClause("b", "c1"), Touch.SAME_CHANGE),
        (_words("a", "100", "150"), SplitClause("b", "c1", _BOUW, _PARTS), Touch.EXCLUDES),
        (
            _words("a", "100", "150"),
            MergeClauses("b", ("c2", "c1"), ("", ""), "1.2", "", "Samen."),
            Touch.EXCLUDES,
        ),
        (_words("a", "100", "150"), ChangeNumber("b", "c1", "1.9"), Touch.SAME_CLAUSE),
        (
            ChangeNumber("a", "c1", "1.8"),
            MoveClause("b", "c1", "s2", None, "2.9"),
            Touch.EXCLUDES,
        ),
        (
            ChangeHeading("a", "c1", "Bouw", "Nieuwbouw"),
            ChangeHeading("b", "c1", "Bouw", "Bouwen"),
            Touch.SAME_WORDS,
        ),
        (
            ChangeSection("a", "s2", "goal", "Doel.", "Eén."),
            ChangeSection("b", "s2", "goal", "Doel.", "Twee."),
            Touch.SAME_WORDS,
        ),
        (
            AddClause("a", "s2", SetClause("x", "2.3", "", "Een.")),
            AddClause("b", "s2", SetClause("y", "2.3", "", "Twee.")),
            Touch.SAME_NUMBER,
        ),
        (ChangeNumber("a", "c1", "9.9"), ChangeNumber("b", "c2", "9.9"), Touch.SAME_NUMBER),
    ],
)
def test_two_edits_touch_in_one_way(start, one, other, touch):
    found = conflicts(start, {"p": [one], "q": [other]})

    assert [(c.first, c.second, c.touch) for c in found] == [("p", "q", touch)]
    assert conflicts(start, {"p": [other], "q": [one]})[0].touch is touch


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (_words("a", "100", "150"), RepealClause("b", "c2")),
        (
            ChangeSection("a", "s2", "goal", "Doel.", "Eén."),
            ChangeSection("b", "s2", "how", "Samen.", "Twee."),
        ),
        (
            AddClause("a", "s2", SetClause("x", "2.3", "", "Een.")),
            AddClause("b", "s2", SetClause("y", "2.4", "", "Twee.")),
        ),
    ],
)
def test_edits_of_different_things_do_not_touch(start, one, other):
    assert conflicts(start, {"p": [one], "q": [other]}) == ()


def test_both_readings_of_the_same_words_are_kept(start):
    found = conflicts(start, {"p": [_words("a", "100", "150")], "q": [_words("b", "100", "80")]})

    assert [(c.base, c.ours, c.theirs) for c in found[0].clashes] == [("100", "150", "80")]


def test_edits_made_against_other_words_are_compared_on_the_words_in_force(start):
    older = ChangeWords("a", "c1", "De corporatie bouwt 90 woningen.", "De stad bouwt 90 woningen.")

    found = conflicts(start, {"p": [older], "q": [_words("b", "De corporatie", "Men")]})

    assert [(c.ours, c.theirs) for c in found[0].clashes] == [("De stad", "Men")]


def test_the_matrix_holds_the_gravest_touch_per_pair(start):
    found = conflicts(
        start,
        {
            "p": [_words("a", "100", "150"), ChangeNumber("b", "c2", "1.8")],
            "q": [_words("c", "elk jaar", "vaak"), RepealClause("d", "c2")],
            "r": [_words("e", "bouwt", "koopt")],
            "s": [RepealClause("f", "c5")],
        },
    )

    assert conflict_matrix(found) == {
        ("p", "q"): Touch.EXCLUDES,
        ("p", "r"): Touch.SAME_SENTENCE,
        ("q", "r"): Touch.SAME_CLAUSE,
    }
