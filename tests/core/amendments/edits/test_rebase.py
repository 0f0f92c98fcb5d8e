"""A proposal carried over to a newer version: clean, to be read, or both readings kept."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drieluik.core.amendments.edits.consolidation import consolidated
from drieluik.core.amendments.edits.edit import (
    AddClause,
    AddSection,
    ChangeHeading,
    ChangeNumber,
    ChangeSection,
    ChangeWords,
    MergeClauses,
    MoveClause,
    RepealClause,
    ReplaceClause,
    SplitClause,
)
from drieluik.core.amendments.edits.rebase import RebaseOutcome, rebased
from drieluik.core.amendments.sets.rows import SetClause, SetSection

_BOUW = "De corporatie bouwt 100 woningen. Zij meldt dat elk jaar."
_SLOOP = "Sloop mag alleen na instemming van bewoners."
_NEWER = _BOUW.replace("100", "150")


def _newer(start, *edits):
    return consolidated(start, edits).after


def _one(edit, start, newer):
    return rebased([edit], start, newer)[0]


def test_an_edit_elsewhere_in_the_clause_comes_over_clean(start):
    newer = _newer(start, ChangeWords("n", "c1", _BOUW, _NEWER))

    found = _one(ChangeWords("e", "c1", _BOUW, _BOUW.replace("elk jaar", "vaak")), start, newer)

    assert found.outcome is RebaseOutcome.CLEAN
    assert found.edit == ChangeWords("e", "c1", _NEWER, _NEWER.replace("elk jaar", "vaak"))


def test_an_edit_in_a_sentence_that_changed_is_to_be_read(start, rules):
    newer = _newer(start, ChangeWords("n", "c1", _BOUW, _NEWER))

    found = _one(ChangeWords("e", "c1", _BOUW, _BOUW.replace("bouwt", "koopt")), start, newer)

    assert found.outcome is RebaseOutcome.TO_READ
    assert rules(found.findings) == ["sentence_changed_since"]
    assert found.edit.new_text == _NEWER.replace("bouwt", "koopt")


def test_an_edit_of_words_that_changed_keeps_both_readings(start, rules):
    newer = _newer(start, ChangeWords("n", "c1", _BOUW, _NEWER))
    edit = ChangeWords("e", "c1", _BOUW, _BOUW.replace("100", "80"))

    found = _one(edit, start, newer)

    assert found.outcome is RebaseOutcome.CONFLICT
    assert found.edit == edit
    assert [(c.base, c.ours, c.theirs) for c in found.clashes] == [("100", "80", "150")]
    assert rules(found.findings) == ["clash_with_newer"]


def test_an_edit_of_a_replaced_clause_points_to_the_successor(start):
    newer = _newer(start, ReplaceClause("n", "c1", ("c2",)))

    found = _one(ChangeHeading("e", "c1", "Bouw", "Bouwen"), start, newer)

    assert (found.outcome, found.successors) == (RebaseOutcome.CONFLICT, ("c2",))


_PARTS = (SetClause("c1", "1.1", "", "Een."), SetClause("c8", "1.4", "", "Twee."))


@pytest.mark.parametrize(
    ("change", "edit", "outcome", "found"),
    [
        (ChangeWords("n", "c1", _BOUW, _NEWER), RepealClause("e", "c1"), "to_read", ["touched_text_changed"]),
        (ChangeWords("n", "c1", _BOUW, _NEWER), RepealClause("e", "c2"), "clean", []),
        (ChangeWords("n", "c1", _BOUW, _NEWER), SplitClause("e", "c1", _BOUW, _PARTS), "conflict", ["words_changed_since"]),
        (ChangeWords("n", "c1", _BOUW, _NEWER), MergeClauses("e", ("c2", "c1"), (_SLOOP, _BOUW), "1.2", "", "X"), "conflict", ["words_changed_since"]),
        (ChangeHeading("n", "c1", "Bouw", "Nieuwbouw"), ChangeHeading("e", "c1", "Bouw", "Bouwen"), "conflict", ["clash_with_newer"]),
        (ChangeHeading("n", "c1", "Bouw", "Nieuwbouw"), ChangeHeading("e", "c2", "Sloop", "Slopen"), "clean", []),
        (ChangeSection("n", "s2", "goal", "Doel.", "Anders."), ChangeSection("e", "s2", "goal", "Doel.", "Doelen."), "conflict", ["clash_with_newer"]),
        (RepealClause("n", "c1"), AddClause("e", "s1A", SetClause("x", "1.9", "", "Nieuw."), "c1"), "to_read", ["put_at_the_end"]),
        (ChangeNumber("n", "c1", "1.9"), AddClause("e", "s1A", SetClause("x", "1.9", "", "Nieuw."), "c1"), "to_read", ["number_taken"]),
        (AddClause("n", "s1A", SetClause("x", "1.9", "", "N.")), AddClause("e", "s1A", SetClause("x", "1.9", "", "N.")), "conflict", ["number_taken", "known_clause"]),
        (ChangeNumber("n", "c1", "1.9"), ChangeNumber("e", "c2", "1.9"), "to_read", ["number_taken"]),
        (RepealClause("n", "c1"), MoveClause("e", "c3", "s9", None, "1.9"), "conflict", ["unknown_section"]),
        (ReplaceClause("n", "c2", ("c3",)), ReplaceClause("e", "c1", ("c2",)), "to_read", ["successor_followed"]),
        (RepealClause("n", "c2"), ReplaceClause("e", "c1", ("c2",)), "conflict", ["unknown_successor"]),
        (RepealClause("n", "c2"), ChangeSection("e", "s9", "goal", "", "x"), "conflict", ["unknown_section"]),
    ],
)  # fmt: skip
def test_every_kind_of_edit_comes_over_or_says_why_not(start, rules, change, edit, outcome, found):
    result = _one(edit, start, _newer(start, change))

    assert rules(result.findings) == found
    assert result.outcome == outcome


def test_edits_on_what_the_proposal_itself_adds_come_over(start):
    section = SetSection("s3", "3", "Zorg", "", "", "", "", "", ())
    edits = [
        AddSection("e1", section, "s2"),
        AddClause("e2", "s3", SetClause("x", "3.1", "", "Nieuw.")),
        ChangeWords("e3", "x", "Nieuw.", "Nieuwer."),
        ChangeSection("e4", "s3", "goal", "", "Doel."),
        ReplaceClause("e5", "c1", ("x",)),
    ]

    found = rebased(edits, start, _newer(start, RepealClause("n", "c2")))

    assert [(one.edit, one.outcome) for one in found] == [
        (edit, RebaseOutcome.CLEAN) for edit in edits
    ]


def test_two_edits_of_one_clause_in_one_proposal_both_come_over(start):
    step = _BOUW.replace("bouwt", "koopt")
    edits = [
        ChangeWords("e1", "c1", _BOUW, step),
        ChangeWords("e2", "c1", step, step.replace("elk jaar", "vaak")),
    ]
    newer = _newer(start, ChangeHeading("n", "c1", "Bouw", "Koop"))

    carried = [one.edit for one in rebased(edits, start, newer)]

    assert consolidated(newer, carried).after.clauses[0].text == (
        "De corporatie koopt 100 woningen. Zij meldt dat vaak."
    )


@settings(max_examples=60)
@given(data=st.data())
def test_on_the_same_version_every_edit_stays_as_it_is(data, start, random_edit):
    edit = random_edit(data, start, 1)

    found = _one(edit, start, start)

    if consolidated(start, [edit]).after is not None:
        assert (found.edit, found.outcome) == (edit, RebaseOutcome.CLEAN)


@settings(max_examples=60)
@given(data=st.data())
def test_what_comes_over_clean_can_be_applied(data, start, random_edit):
    edit, other = random_edit(data, start, 1), random_edit(data, start, 2)
    newer = consolidated(start, [other]).after
    if newer is None or consolidated(start, [edit]).after is None:
        return

    found = _one(edit, start, newer)

    if found.outcome is RebaseOutcome.CLEAN:
        assert consolidated(newer, [found.edit]).after is not None
