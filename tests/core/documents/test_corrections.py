"""Corrections of the outline, and the promise that no word is lost by them."""

import dataclasses
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drieluik.core.documents import RefusedError, read_document
from drieluik.core.documents.corrections import (
    date_action,
    edit_agreement,
    mark_not_an_agreement,
    merge_agreements,
    move_agreement,
    name_document,
    name_theme,
    place_as_agreement,
    split_agreement,
    write_goal,
)
from drieluik.core.documents.model import Action, FocusProject, Position
from drieluik.core.documents.texts import texts_of

TEXT = """Vooraf een zin.

1. Wonen

A. Bouwen

1.1 Bouwtempo: Wij bouwen vlot en goed.
1.2 Wij slopen weinig.

B. Huren

1.3 Wij verhuren eerlijk.

2. Zorg

2.1 Wij helpen elkaar.
"""


@pytest.fixture
def document():
    return read_document(TEXT.encode(), "a.txt")


def _ids(document):
    return [[a.id for a in s.agreements] for t in document.themes for s in t.sections]


def test_an_agreement_moves_to_another_section(document):
    moved, record = move_agreement(document, "agreement-1.2", "theme-2/section", 0)

    assert _ids(moved) == [["agreement-1.1"], ["agreement-1.3"], ["agreement-1.2", "agreement-2.1"]]
    assert record.act == "moved"
    assert _ids(document)[0] == ["agreement-1.1", "agreement-1.2"]


def test_an_agreement_moves_within_its_own_section(document):
    moved, _ = move_agreement(document, "agreement-1.1", "theme-1/section-a")

    assert _ids(moved)[0] == ["agreement-1.2", "agreement-1.1"]


def test_two_agreements_become_one(document):
    merged, record = merge_agreements(document, "agreement-1.2", "agreement-1.1")

    agreement = merged.themes[0].sections[0].agreements[0]
    assert agreement.text == "Wij slopen weinig.\nBouwtempo: Wij bouwen vlot en goed."
    assert agreement.number == "1.2"
    assert "1.1" in [label.text for label in merged.labels]
    assert record.elements == ("agreement-1.2", "agreement-1.1")


def test_merging_keeps_who_when_and_both_readings():
    table = "1. Wonen\n\nNr\tAfspraak\tWie\tWanneer\n1.1\tBouwen\tGemeente\tQ1\n1.2\tSlopen\tStichting\tQ2\n"
    document = read_document(table.encode(), "a.txt")

    merged, _ = merge_agreements(document, "agreement-1.1", "agreement-1.2")

    agreement = merged.themes[0].sections[0].agreements[0]
    assert agreement.details == (("verantwoordelijke", "Stichting"), ("termijn", "Q2"))


def test_merging_tracked_agreements_merges_the_old_reading_too(word):
    changed = '<w:p><w:pPr><w:pStyle w:val="Afspraak"/></w:pPr><w:r><w:t>Wij </w:t></w:r><w:del><w:r><w:delText>oud</w:delText></w:r></w:del></w:p>'
    made = word.WordDocument().add([("theme", "Wonen"), ("raw", changed), ("agreement", "Nieuw.")])
    document = read_document(made.packed(), "a.docx")

    merged, _ = merge_agreements(document, "agreement-1.1", "agreement-1.2")

    assert merged.themes[0].sections[0].agreements[0].text_before == "Wij oud\nNieuw."


def test_an_agreement_is_split_where_the_reader_points(document):
    split, record = split_agreement(document, "agreement-1.1", len("Wij bouwen vlot"))

    first, second = split.themes[0].sections[0].agreements[:2]
    assert (first.number, first.heading, first.text) == ("1.1", "Bouwtempo", "Wij bouwen vlot")
    assert (second.number, second.text) == (None, "en goed.")
    assert record.elements == (first.id, second.id)


def test_what_is_no_agreement_is_kept_as_unplaced(document):
    without, _ = mark_not_an_agreement(document, "agreement-1.2")

    left = next(one for one in without.unplaced if one.kind == "not_an_agreement")
    assert left.text == "1.2\nWij slopen weinig."
    assert _ids(without)[0] == ["agreement-1.1"]


def test_unplaced_words_become_an_agreement(document):
    placed, _ = place_as_agreement(document, document.unplaced[0].id, "theme-2/section")

    assert placed.themes[1].sections[0].agreements[-1].text == "Vooraf een zin."
    assert placed.unplaced == ()


def test_an_edit_keeps_the_old_words_in_its_record(document):
    edited, record = edit_agreement(
        document, "agreement-1.1", number="1.9", heading=" ", text=" Wij bouwen. "
    )

    agreement = edited.themes[0].sections[0].agreements[0]
    assert (agreement.id, agreement.number, agreement.heading, agreement.text) == (
        "agreement-1.1",
        "1.9",
        None,
        "Wij bouwen.",
    )
    assert "vlot en goed" in record.before
    assert record.after == "1.9\nWij bouwen."


@pytest.mark.parametrize(
    ("act", "rule"),
    [
        (lambda d: move_agreement(d, "weg", "theme-2/section"), "unknown_element"),
        (lambda d: move_agreement(d, "agreement-1.1", "weg"), "unknown_element"),
        (lambda d: merge_agreements(d, "agreement-1.1", "agreement-1.1"), "merge_with_itself"),
        (lambda d: split_agreement(d, "agreement-1.1", 0), "split_outside_text"),
        (lambda d: split_agreement(d, "agreement-1.1", 999), "split_outside_text"),
        (lambda d: place_as_agreement(d, "weg", "theme-2/section"), "unknown_element"),
        (
            lambda d: edit_agreement(d, "agreement-1.1", number=None, heading=None, text=" "),
            "text_missing",
        ),
    ],
)
def test_an_impossible_correction_is_refused_with_a_sentence(document, act, rule):
    with pytest.raises(RefusedError) as refused:
        act(document)

    assert refused.value.finding.rule == f"documents.{rule}"


def _with_action(document):
    fields = dict.fromkeys((one.name for one in dataclasses.fields(FocusProject)), None) | {
        "leads": (),
        "other_fields": (),
        "id": "project",
        "source": Position(0, 1, 1),
    }
    action = Action("project/action", "Onderzoek doen", (), (), "actions", Position(0, 1, 1))
    project = FocusProject(**fields | {"actions": (action,)})
    return dataclasses.replace(document, focus_projects=(project,))


@pytest.mark.parametrize(
    ("moment", "periods"),
    [
        ("Q2 2020", (("2020-04-01", "2020-07-01"),)),
        ("eerste helft 2020", (("2020-01-01", "2020-07-01"),)),
        ("als het zover is", ()),
    ],
)
def test_an_action_gets_its_moment_as_written_and_dated_when_that_is_understood(
    document, moment, periods
):
    dated, record = date_action(_with_action(document), "project/action", f" {moment} ")

    (action,) = dated.focus_projects[0].actions
    assert (action.quarters, action.periods) == ((moment,), periods)
    assert (record.act, record.before, record.after) == ("dated", "", moment)


def test_titles_and_goals_that_were_not_found_are_filled_in(document):
    named, _ = name_document(document, " Afspraken ")
    named, theme = name_theme(named, "theme-2", "Zorg en wonen")
    named, goal = write_goal(named, "theme-1/section-a", "Genoeg woningen.")

    assert (named.title, named.themes[1].title) == ("Afspraken", "Zorg en wonen")
    assert [section.goal for section in named.themes[0].sections] == ["Genoeg woningen.", None]
    assert (theme.before, theme.after) == ("Zorg", "Zorg en wonen")
    assert goal.elements == ("theme-1/section-a",)


@pytest.mark.parametrize(
    ("fill", "rule"),
    [
        (lambda document: name_document(document, " "), "words_missing"),
        (lambda document: name_theme(document, "theme-2", ""), "words_missing"),
        (lambda document: name_theme(document, "theme-9", "Zorg"), "unknown_element"),
        (lambda document: write_goal(document, "theme-1/section-a", " "), "words_missing"),
        (lambda document: write_goal(document, "nergens", "Genoeg."), "unknown_element"),
        (lambda document: date_action(document, "project/action", ""), "words_missing"),
        (lambda document: date_action(document, "nergens", "Q1 2020"), "unknown_element"),
    ],
)
def test_filling_in_nothing_or_nowhere_is_refused(document, fill, rule):
    with pytest.raises(RefusedError) as refused:
        fill(_with_action(document))

    assert refused.value.finding.rule == f"documents.{rule}"


def _words(document):
    return Counter(" ".join(texts_of(document)).replace(":", " ").split())


def _corrected(document, step, draw):
    agreements = [a for t in document.themes for s in t.sections for a in s.agreements]
    sections = [s.id for t in document.themes for s in t.sections]
    if not agreements:
        return document
    one, other = draw(st.sampled_from(agreements)), draw(st.sampled_from(agreements))
    spaces = [
        i
        for i, sign in enumerate(one.text)
        if sign in " \n" and one.text[:i].strip() and one.text[i:].strip()
    ]
    acts = {
        "move": lambda: move_agreement(
            document, one.id, draw(st.sampled_from(sections)), draw(st.none() | st.integers(0, 3))
        ),
        "merge": lambda: (
            merge_agreements(document, one.id, other.id) if one.id != other.id else (document, None)
        ),
        "split": lambda: (
            split_agreement(document, one.id, draw(st.sampled_from(spaces)))
            if spaces
            else (document, None)
        ),
        "out": lambda: mark_not_an_agreement(document, one.id),
        "place": lambda: (
            place_as_agreement(document, document.unplaced[0].id, sections[0])
            if document.unplaced
            else (document, None)
        ),
    }
    return acts[step]()[0]


@settings(max_examples=100)
@given(st.data())
def test_no_row_of_corrections_loses_a_word_or_doubles_an_id(data):
    document = read_document(TEXT.encode(), "a.txt")
    before = _words(document)

    for step in data.draw(
        st.lists(st.sampled_from(["move", "merge", "split", "out", "place"]), max_size=8)
    ):
        document = _corrected(document, step, data.draw)

    ids = [a.id for t in document.themes for s in t.sections for a in s.agreements]
    ids += [one.id for one in document.unplaced]
    assert _words(document) == before
    assert len(ids) == len(set(ids))
