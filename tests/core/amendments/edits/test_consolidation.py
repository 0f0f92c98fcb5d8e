"""Edits make a new set, all at once, or tell everything that is wrong."""

import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drieluik.core.amendments.edits.consolidation import consolidated, replayed
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
from drieluik.core.amendments.edits.exchange import edit_from_json, edit_to_json
from drieluik.core.amendments.sets.rows import (
    Departure,
    SetClause,
    SetSection,
    content_hash,
    standing_successors,
)

_BOUW = "De corporatie bouwt 100 woningen. Zij meldt dat elk jaar."
_SLOOP = "Sloop mag alleen na instemming van bewoners."


def _numbers(agreements):
    return [[clause.number for clause in section.clauses] for section in agreements.sections]


def _text(agreements, clause_id):
    return next(clause.text for clause in agreements.clauses if clause.id == clause_id)


def test_no_edits_change_nothing(start):
    assert consolidated(start, []).after == start


def test_words_heading_number_and_goal_change_at_once(start, rules):
    result = consolidated(
        start,
        [
            ChangeWords("e1", "c1", _BOUW, _BOUW.replace("100", "150")),
            ChangeHeading("e2", "c1", "Bouw", "Nieuwbouw"),
            ChangeNumber("e3", "c2", "1.9"),
            ChangeSection("e4", "s2", "goal", "Doel.", "Betaalbaar wonen."),
        ],
    )

    assert rules(result.findings) == []
    clause = result.after.clauses[0]
    assert (clause.id, clause.heading) == ("c1", "Nieuwbouw")
    assert clause.text == "De corporatie bouwt 150 woningen. Zij meldt dat elk jaar."
    assert _numbers(result.after) == [["1.1", "1.9"], ["1.3"], ["2.1", "2.2"]]
    assert result.after.sections[2].goal == "Betaalbaar wonen."


def test_two_edits_of_one_clause_come_together_when_they_keep_apart(start, rules):
    result = consolidated(
        start,
        [
            ChangeWords("e1", "c1", _BOUW, _BOUW.replace("100", "150")),
            ChangeWords("e2", "c1", _BOUW, _BOUW.replace("elk jaar", "elk half jaar")),
        ],
    )

    assert _text(result.after, "c1") == (
        "De corporatie bouwt 150 woningen. Zij meldt dat elk half jaar."
    )
    assert rules(result.findings) == []


def test_two_edits_in_one_sentence_ask_to_be_confirmed(start, rules):
    result = consolidated(
        start,
        [
            ChangeWords("e1", "c1", _BOUW, _BOUW.replace("100", "150")),
            ChangeWords("e2", "c1", _BOUW, _BOUW.replace("bouwt", "koopt")),
        ],
    )

    assert rules(result.findings) == ["shared_sentence"]
    assert _text(result.after, "c1").startswith("De corporatie koopt 150 woningen.")


def test_overlapping_edits_block_and_both_readings_are_told(start, rules):
    result = consolidated(
        start,
        [
            ChangeWords("e1", "c1", _BOUW, _BOUW.replace("100", "150")),
            ChangeWords("e2", "c1", _BOUW, _BOUW.replace("100", "80")),
        ],
    )

    assert result.after is None
    assert rules(result.findings) == ["overlapping_edits"]
    assert dict(result.findings[0].facts) == {
        "edit": "e2", "number": "1.1", "ours": "80", "theirs": "150"
    }  # fmt: skip


def test_a_repealed_clause_keeps_its_last_words(start):
    after = consolidated(start, [RepealClause("e1", "c2")]).after

    assert _numbers(after) == [["1.1"], ["1.3"], ["2.1", "2.2"]]
    gone = after.departed[0]
    assert (gone.clause.text, gone.section_id, gone.departure, gone.edit_id) == (
        _SLOOP, "s1A", Departure.REPEALED, "e1"
    )  # fmt: skip


def test_a_clause_is_replaced_by_one_that_is_added_in_its_place(start):
    new = SetClause("c9", "2.3", "Huurgewenning", "De huur stijgt in stappen.")

    after = consolidated(
        start, [ReplaceClause("e1", "c4", ("c9",)), AddClause("e2", "s2", new, "c4")]
    ).after

    assert _numbers(after)[2] == ["2.3", "2.2"]
    assert standing_successors(after, "c4") == ("c9",)


def test_a_clause_moves_and_gets_its_new_number(start):
    after = consolidated(start, [MoveClause("e1", "c1", "s2", "c4", "2.9")]).after

    assert _numbers(after) == [["1.2"], ["1.3"], ["2.1", "2.9", "2.2"]]
    assert _text(after, "c1") == _BOUW


def test_two_clauses_can_change_numbers_with_each_other(start):
    after = consolidated(start, [ChangeNumber("e1", "c1", "1.2"), ChangeNumber("e2", "c2", "1.1")])

    assert _numbers(after.after)[0] == ["1.2", "1.1"]


def test_a_split_clause_stays_and_its_parts_know_where_they_are_from(start):
    parts = (
        SetClause("c1", "1.1", "Bouw", "De corporatie bouwt 100 woningen."),
        SetClause("c9", "1.1a", "", "Zij meldt dat elk jaar."),
    )

    after = consolidated(start, [SplitClause("e1", "c1", _BOUW, parts)]).after

    assert _numbers(after)[0] == ["1.1", "1.1a", "1.2"]
    assert after.clauses[1].predecessors == ("c1",)


def test_merged_clauses_live_on_in_the_first(start):
    edit = MergeClauses("e1", ("c1", "c2"), (_BOUW, _SLOOP), "1.1", "Bouw en sloop", "Samen.")

    after = consolidated(start, [edit]).after

    assert _numbers(after)[0] == ["1.1"]
    assert after.clauses[0].predecessors == ("c2",)
    assert standing_successors(after, "c2") == ("c1",)


def test_a_new_theme_comes_with_its_clauses(start):
    clauses = (SetClause("c8", "3.1", "", "Eerst."), SetClause("c9", "3.2", "", "Dan."))
    section = SetSection("s3", "3", "Zorg", "", "", "", "Doel.", "", clauses)

    after = consolidated(start, [AddSection("e1", section, "s1B")]).after

    assert _numbers(after) == [["1.1", "1.2"], ["1.3"], ["3.1", "3.2"], ["2.1", "2.2"]]


_NEW = SetClause("c9", "9.9", "", "Nieuw.")


@pytest.mark.parametrize(
    ("edits", "found"),
    [
        ([ChangeWords("e1", "weg", "a", "b")], ["unknown_clause"]),
        ([RepealClause("e1", "c1"), ChangeNumber("e2", "c1", "1.9")], ["gone_by_earlier_edit"]),
        ([ChangeWords("e1", "c1", _BOUW, " ")], ["empty_text"]),
        ([ChangeNumber("e1", "c1", "1.2")], ["double_number"]),
        ([ChangeNumber("e1", "c1", "")], ["no_number"]),
        ([AddClause("e1", "s9", _NEW)], ["unknown_section"]),
        ([AddClause("e1", "s2", _NEW, "c1")], ["place_is_gone"]),
        ([AddClause("e1", "s2", SetClause("c1", "9.9", "", "Nieuw."))], ["known_clause"]),
        ([ChangeSection("e1", "s9", "goal", "", "x")], ["unknown_section"]),
        ([AddSection("e1", SetSection("s2", "3", "", "", "", "", "", "", ()))], ["known_section"]),
        (
            [AddSection("e1", SetSection("s3", "3", "", "", "", "", "", "", ()), "s9")],
            ["unknown_section"],
        ),
        ([ReplaceClause("e1", "c1", ())], ["no_successor"]),
        ([ReplaceClause("e1", "c1", ("c9",))], ["unknown_successor"]),
        ([ReplaceClause("e1", "c1", ("c1",))], ["circular_replacement"]),
        (
            [ReplaceClause("e1", "c1", ("c2",)), ReplaceClause("e2", "c2", ("c1",))],
            ["circular_replacement", "circular_replacement"],
        ),
        ([MoveClause("e1", "c1", "s9", None, "1.1")], ["unknown_section"]),
        ([MoveClause("e1", "c1", "s1A", "c1", "1.1")], ["after_itself"]),
        ([SplitClause("e1", "c1", _BOUW, (_NEW,))], ["split_without_parts"]),
        (
            [SplitClause("e1", "c1", "Oud.", (SetClause("c1", "1.1", "", "Een."), _NEW))],
            ["words_changed_since"],
        ),
        ([MergeClauses("e1", ("c1", "c1"), (_BOUW, _BOUW), "1.1", "", "X")], ["merge_of_one"]),
        ([MergeClauses("e1", ("c1", "c2"), ("", ""), "1.1", "", "X")], ["words_changed_since"]),
        ([MergeClauses("e1", ("c1", "x"), ("", ""), "1.1", "", "X")], ["unknown_clause"]),
        ([RepealClause("e1", "c1"), RepealClause("e1", "c2")], ["double_edit"]),
        (
            [RepealClause("e1", "weg"), ChangeNumber("e2", "c1", "1.2"), RepealClause("e3", "c8")],
            ["unknown_clause", "unknown_clause", "double_number"],
        ),
    ],
)
def test_every_fault_is_told_at_once_and_nothing_changes(start, rules, edits, found):
    result = consolidated(start, edits)

    assert rules(result.findings) == found
    assert result.after is None


@pytest.mark.parametrize(
    "edit",
    [
        ChangeHeading("e", "weg", "", "x"),
        ChangeNumber("e", "weg", "9.1"),
        RepealClause("e", "weg"),
        ReplaceClause("e", "weg", ("c1",)),
        MoveClause("e", "weg", "s2", None, "9.1"),
        SplitClause("e", "weg", "", ()),
    ],
)
def test_no_kind_of_edit_works_on_a_clause_that_is_not_there(start, rules, edit):
    assert rules(consolidated(start, [edit]).findings) == ["unknown_clause"]


def test_headings_and_goals_can_overlap_too(start, rules):
    edits = [
        ChangeHeading("e1", "c1", "Bouw", "Bouwen"),
        ChangeHeading("e2", "c1", "Bouw", "Nieuwbouw"),
        ChangeSection("e3", "s2", "goal", "Doel.", "Eén."),
        ChangeSection("e4", "s2", "goal", "Doel.", "Twee."),
    ]

    assert rules(consolidated(start, edits).findings) == ["overlapping_edits"] * 2


def test_a_new_section_cannot_bring_a_known_or_empty_clause(start, rules):
    section = SetSection("s3", "3", "Zorg", "", "", "", "", "", (
        SetClause("c1", "3.1", "", "Weer."), SetClause("c8", "3.2", "", " "),
    ))  # fmt: skip

    found = consolidated(start, [AddSection("e1", section, "s2")]).findings

    assert rules(found) == ["known_clause", "empty_text"]


def test_the_parts_of_a_split_need_new_ids(start, rules):
    parts = (SetClause("c1", "1.1", "", "Een."), SetClause("c2", "1.4", "", "Twee."))

    assert rules(consolidated(start, [SplitClause("e1", "c1", _BOUW, parts)]).findings) == [
        "known_clause"
    ]


def test_what_is_no_edit_is_refused(start):
    with pytest.raises(TypeError, match="not an edit"):
        consolidated(start, ["iets"])


def test_a_fault_can_follow_several_ways_to_one_end(start, rules):
    edits = [
        ReplaceClause("e1", "c1", ("c2", "c3")),
        ReplaceClause("e2", "c2", ("c4",)),
        ReplaceClause("e3", "c3", ("c4",)),
    ]

    result = consolidated(start, edits)

    assert rules(result.findings) == []
    assert standing_successors(result.after, "c1") == ("c4",)


def test_a_new_section_survives_the_way_through_json():
    section = SetSection("s3", "3", "Zorg", "", "", "", "", "", (
        SetClause("c8", "3.1", "", "Eerst.", ("c1",)),
    ))  # fmt: skip
    edit = AddSection("e1", section, "s2")

    assert edit_from_json(json.loads(json.dumps(edit_to_json(edit)))) == edit


def test_a_clause_that_left_in_an_earlier_version_cannot_be_edited(start, rules):
    earlier = consolidated(start, [RepealClause("e1", "c2")]).after

    assert rules(consolidated(earlier, [ChangeNumber("e2", "c2", "1.9")]).findings) == [
        "no_longer_in_force"
    ]


def test_an_id_is_never_used_again(start, rules):
    earlier = consolidated(start, [RepealClause("e1", "c2")]).after

    again = consolidated(earlier, [AddClause("e2", "s2", SetClause("c2", "9.9", "", "Weer."))])

    assert rules(again.findings) == ["known_clause"]


def test_replaying_a_decision_that_never_fitted_is_a_mistake(start):
    with pytest.raises(ValueError, match="decision 1"):
        replayed(start, [[RepealClause("e1", "weg")]])


@settings(max_examples=60)
@given(data=st.data())
def test_any_row_of_decisions_replays_and_loses_no_clause(data, start, random_edit):
    versions, decisions, hashes = [start], [], [content_hash(start)]
    for number in range(1, 9):
        edits = [
            random_edit(data, versions[-1], number * 10 + step)
            for step in range(data.draw(st.integers(1, 3)))
        ]
        after = consolidated(versions[-1], edits).after
        if after is not None:
            versions.append(after)
            decisions.append(edits)
            hashes.append(content_hash(after))

    kept = json.loads(json.dumps([[edit_to_json(one) for one in edits] for edits in decisions]))
    again = replayed(start, [[edit_from_json(one) for one in edits] for edits in kept])

    assert again == versions[-1]
    assert [content_hash(version) for version in versions] == hashes
    for before, after in pairwise(versions):
        in_force = {clause.id for clause in after.clauses}
        gone = {one.clause.id for one in after.departed}
        assert {clause.id for clause in before.clauses} <= in_force | gone
        assert not in_force & gone
        assert set(before.departed) <= set(after.departed)
