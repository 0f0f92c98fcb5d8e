"""Every word of a set leads to the decision that brought it, whatever became of its clause."""

from drieluik.core.amendments.edits.consolidation import consolidated
from drieluik.core.amendments.edits.edit import (
    ChangeHeading,
    ChangeSection,
    ChangeWords,
    MergeClauses,
    MoveClause,
    RepealClause,
    SplitClause,
)
from drieluik.core.amendments.sets.origin import set_origin
from drieluik.core.amendments.sets.rows import SetClause

_LINES = """
1 | A | 1.1 | Bouw  | Wij bouwen huizen. Zij verkopen flats.     | c1
1 | A | 1.2 | Sloop | Sloop gaat door na instemming van mensen.  | c2
2 |   | 2.1 | Huur  | De huur blijft laag.                       | c3
"""
_BOUW = "Wij bouwen huizen. Zij verkopen flats."
_SLOOP = "Sloop gaat door na instemming van mensen."


def _history(a_set, *decisions):
    versions = [("BO-0", a_set(_LINES))]
    for number, edits in enumerate(decisions, start=1):
        versions.append((f"BO-{number}", consolidated(versions[-1][1], edits).after))
    return versions


def _shown(spans):
    return [(span.decision, span.text) for span in spans]


def test_a_changed_word_is_from_its_decision_and_stays_so_through_a_move(a_set):
    versions = _history(
        a_set,
        [ChangeWords("e1", "c1", _BOUW, _BOUW.replace("huizen", "woningen"))],
        [MoveClause("e2", "c1", "s2", "c3", "2.2")],
    )

    assert _shown(set_origin(versions).texts["c1"]) == [
        ("BO-0", "Wij bouwen "),
        ("BO-1", "woningen"),
        ("BO-0", ". Zij verkopen flats."),
    ]


def test_the_parts_of_a_split_clause_keep_the_decision_of_the_whole(a_set):
    parts = (
        SetClause("c1", "1.1", "Bouw", "Wij bouwen huizen."),
        SetClause("c9", "1.3", "Verkoop", "Zij verkopen twee flats."),
    )
    versions = _history(
        a_set,
        [SplitClause("e1", "c1", _BOUW, parts)],
        [ChangeWords("e2", "c9", parts[1].text, parts[1].text + " Wij bouwen huizen.")],
    )

    assert _shown(set_origin(versions[:2]).texts["c9"]) == [
        ("BO-0", "Zij verkopen "),
        ("BO-1", "twee "),
        ("BO-0", "flats."),
    ]
    assert _shown(set_origin(versions).texts["c9"])[-1] == ("BO-2", " Wij bouwen huizen.")


def test_a_merged_clause_keeps_the_decisions_of_all_it_took_up(a_set):
    newer = _SLOOP.replace("mensen", "bewoners")
    versions = _history(
        a_set,
        [ChangeWords("e1", "c2", _SLOOP, newer)],
        [MergeClauses("e2", ("c1", "c2"), (_BOUW, newer), "1.1", "Bouw", f"{_BOUW}\n{newer}")],
    )

    assert _shown(set_origin(versions).texts["c1"]) == [
        ("BO-0", _BOUW),
        ("BO-2", "\n"),
        ("BO-0", "Sloop gaat door na instemming van "),
        ("BO-1", "bewoners"),
        ("BO-0", "."),
    ]


def test_headings_and_goals_have_their_decisions_too(a_set):
    versions = _history(
        a_set,
        [
            ChangeHeading("e1", "c1", "Bouw", "Bouw en verkoop"),
            ChangeSection("e2", "s2", "goal", "Doel.", "Doel van ons."),
        ],
    )

    origin = set_origin(versions)

    assert _shown(origin.headings["c1"]) == [("BO-0", "Bouw"), ("BO-1", " en verkoop")]
    assert _shown(origin.sections["s2", "goal"]) == [
        ("BO-0", "Doel"),
        ("BO-1", " van ons"),
        ("BO-0", "."),
    ]


def test_every_text_of_the_last_version_is_there_to_the_letter(a_set):
    versions = _history(a_set, [ChangeWords("e1", "c3", "De huur blijft laag.", "Lage huur.")])

    origin = set_origin(versions)

    for clause in versions[-1][1].clauses:
        assert "".join(span.text for span in origin.texts[clause.id]) == clause.text


def test_a_merged_clause_keeps_them_in_whatever_order_its_words_stand(a_set):
    newer = _SLOOP.replace("mensen", "bewoners")
    mixed = f"Wij bouwen huizen. {newer} Zij verkopen flats."
    versions = _history(
        a_set,
        [ChangeWords("e1", "c2", _SLOOP, newer)],
        [MergeClauses("e2", ("c1", "c2"), (_BOUW, newer), "1.1", "Bouw", mixed)],
    )

    assert _shown(set_origin(versions).texts["c1"]) == [
        ("BO-0", "Wij bouwen huizen. Sloop gaat door na instemming van "),
        ("BO-1", "bewoners"),
        ("BO-0", "."),
        ("BO-2", " "),
        ("BO-0", "Zij verkopen flats."),
    ]


def test_a_part_of_a_split_takes_no_words_of_the_whole_that_leaves_later(a_set):
    parts = (
        SetClause("c1", "1.1", "Bouw", "Wij bouwen huizen."),
        SetClause("c9", "1.3", "Verkoop", "Zij verkopen flats."),
    )
    versions = _history(
        a_set,
        [SplitClause("e1", "c1", _BOUW, parts)],
        [
            RepealClause("e2", "c1"),
            ChangeWords("e3", "c9", parts[1].text, f"{parts[1].text} Wij bouwen huizen."),
        ],
    )

    assert _shown(set_origin(versions).texts["c9"]) == [
        ("BO-0", "Zij verkopen flats."),
        ("BO-2", " Wij bouwen huizen."),
    ]
