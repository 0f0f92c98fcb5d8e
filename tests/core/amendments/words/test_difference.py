"""A difference gives both texts back to the letter and touches as few words as can be."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from drieluik.core.amendments.words.difference import (
    SpanKind,
    applied,
    difference,
    unapplied,
)
from drieluik.core.amendments.words.readable import readable
from drieluik.core.amendments.words.tokens import is_space, pieces


def _words(text):
    return [piece for piece in pieces(text) if not is_space(piece)]


def _shown(found):
    signs = {SpanKind.KEPT: "{}", SpanKind.REMOVED: "[-{}-]", SpanKind.ADDED: "[+{}+]"}
    return "".join(signs[span.kind].format(span.text) for span in found.spans)


@given(data=st.data())
def test_applying_gives_the_new_text_and_going_back_the_old_one(data, dutch_texts, any_texts):
    texts = dutch_texts | any_texts
    old, new = data.draw(texts), data.draw(texts)

    found = difference(old, new)

    assert applied(found, old) == new
    assert unapplied(found, new) == old
    assert applied(readable(found), old) == new
    assert unapplied(readable(found), new) == old


@given(data=st.data())
def test_no_more_words_are_touched_than_the_reference_says(data, dutch_texts):
    old, new = data.draw(dutch_texts), data.draw(dutch_texts)

    found = difference(old, new)

    assert found.n_removed + found.n_added == Indel.distance(_words(old), _words(new))


@given(data=st.data())
def test_every_span_says_where_it_stands_in_both_texts(data, dutch_texts):
    old, new = data.draw(dutch_texts), data.draw(dutch_texts)

    for found in (difference(old, new), readable(difference(old, new))):
        for span in found.spans:
            in_old = old[slice(*span.old)], "".join(pieces(old)[slice(*span.old_tokens)])
            in_new = new[slice(*span.new)], "".join(pieces(new)[slice(*span.new_tokens)])
            shown = (span.text, span.text)

            assert in_old == (("", "") if span.kind is SpanKind.ADDED else shown)
            assert in_new == (("", "") if span.kind is SpanKind.REMOVED else shown)


@given(data=st.data())
def test_the_places_of_the_spans_join_up(data, dutch_texts):
    old, new = data.draw(dutch_texts), data.draw(dutch_texts)

    at_old = at_new = 0
    for span in readable(difference(old, new)).spans:
        assert (span.old[0], span.new[0]) in {(at_old, at_new)}
        at_old, at_new = span.old[1], span.new[1]

    assert (at_old, at_new) == (len(old), len(new))


def test_a_long_document_is_within_one_percent_of_the_least(long_text):
    rng = random.Random(3)
    cut = pieces(long_text)
    new = "".join(
        rng.choice(("", "anders", piece)) if rng.random() < 0.05 else piece for piece in cut
    )

    found = difference(long_text, new)

    least = Indel.distance(_words(long_text), _words(new))
    assert least > 100
    assert least <= found.n_removed + found.n_added <= 1.01 * least
    assert new == found.new_text


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("De huur stijgt.", "De huur stijgt 2,5%.", "De huur stijgt[+ 2,5%+]."),
        ("Max. € 1.000 per jaar", "Max. € 1.500 per jaar", "Max. [-€ 1.000-][+€ 1.500+] per jaar"),
        ("- a;\n- b;\n", "- a;\n- c;\n- b;\n", "- a;\n[+- c;\n+]- b;\n"),
        ("Een. Twee. Drie.", "Een. Drie.", "Een. [-Twee. -]Drie."),
        ("- a;\n- b.", "- a;\n- b.\n- c.", "- a;\n- b.[+\n- c.+]"),
        ("geen  dubbel", "geen dubbel", "geen[-  -][+ +]dubbel"),
        ("", "Nieuw.", "[+Nieuw.+]"),
        ("Oud.", "", "[-Oud.-]"),
        ("", "", ""),
        ("Zelfde.", "Zelfde.", "Zelfde."),
    ],
)
def test_changes_begin_where_a_reader_expects_them(old, new, shown):
    assert _shown(difference(old, new)) == shown


def test_a_small_word_between_two_replacements_goes_along():
    old, new = "Zij bouwen de flats, en bel.", "Zij slopen de huizen, en mail."

    shown = _shown(readable(difference(old, new)))

    assert shown == "Zij [-bouwen de flats, en bel-][+slopen de huizen, en mail+]."


def test_a_word_with_weight_between_two_replacements_stays():
    old, new = "oude huurders hier", "jonge huurders daar"

    assert _shown(readable(difference(old, new))) == ("[-oude-][+jonge+] huurders [-hier-][+daar+]")


def test_lines_are_never_taken_together():
    old, new = "- a\n- b", "- c\n- d"

    assert _shown(readable(difference(old, new))) == "- [-a-][+c+]\n- [-b-][+d+]"


def test_a_difference_refuses_a_text_it_was_not_made_against():
    found = difference("een", "twee")

    with pytest.raises(ValueError, match="another text"):
        applied(found, "drie")
    with pytest.raises(ValueError, match="another text"):
        unapplied(found, "drie")


def test_a_clause_of_200_kilobytes_takes_bounded_work(long_text):
    old = (long_text * 10)[:200_000]
    words = old.split(" ")
    random.Random(4).shuffle(words)

    found = difference(old, " ".join(words), most_work=2_000_000)

    assert found.work <= 2_000_000 + 30 * 2 * len(words)
    assert found.new_text == " ".join(words)


def test_a_text_in_thousands_of_crumbs_reads_as_replaced_whole():
    old, new = "a b " * 5000, "a c " * 5000

    shown = readable(difference(old, new))

    assert [(span.kind, span.text) for span in shown.spans] == [
        (SpanKind.REMOVED, old),
        (SpanKind.ADDED, new),
    ]
    assert applied(shown, old) == new
    assert (shown.n_removed, shown.n_added) == (10_000, 10_000)
