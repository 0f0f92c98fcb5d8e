"""Dutch words, numbers and signs are cut where a reader would cut them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drieluik.core.amendments.words.tokens import TokenKind, pieces, sentence_starts, tokens


@pytest.mark.parametrize(
    "whole",
    [
        "1.234,56", "15%", "15 %", "1-op-1", "2.3", "€ 1.000", "€ 1.000,-", "€2,50", "01-07-2020",
        "2020-01-01", "1 januari 2020", "31 december", "2019-2020", "2019/2020", "1e", "3.8.1",
        "'s", "'s-Gravenhage", "’t", "zo'n", "foto's", "sociaal-economisch", "privé", "m.b.t.",
        "o.a.", "e\u0301e\u0301n", "m²", "https://voorbeeld.nl/a?b=1", "...",
        "25\u00a0000", "€\u202f1\u2009250\u2009000,50", "€ 1.000,–", "-5%", "−2,5 %", "€ -500", "65+", "A+++",
        "1 jan. 2025", "1 Juli 2025", "44a", "1–7–2025", "‘s", "zo‘n", "sociaal\u2011economisch",
        "co\u00f6pera\u00adtie", "2019\u20112020",
    ],
)  # fmt: skip
def test_words_and_numbers_stay_whole(whole):
    assert [token.text for token in tokens(whole)] == [whole]


def test_a_hyphen_that_stands_for_a_word_belongs_to_the_word():
    assert pieces("huur- en koopwoningen") == ["huur-", " ", "en", " ", "koopwoningen"]


def test_a_space_between_two_numbers_does_not_make_them_one():
    assert [one for one in pieces("in 2020 100 en 5 000 en 10\u00a01000") if not one.isspace()] == [
        "in", "2020", "100", "en", "5", "000", "en", "10", "1000",
    ]  # fmt: skip


def test_a_hyphen_between_numbers_is_no_minus():
    assert pieces("10 -5") == ["10", " ", "-5"]
    assert pieces("(a)-5") == ["(", "a", ")", "-", "5"]


def test_the_point_after_a_number_is_no_part_of_it():
    assert pieces("zie 2.3.") == ["zie", " ", "2.3", "."]


def test_signs_of_a_list_count_only_at_the_start_of_a_line():
    text = "Samen:\n- wonen - en;\n  b) zorg\n10. 1. dat"

    marked = [token.text for token in tokens(text) if token.kind is TokenKind.MARKER]

    assert marked == ["-", "  b)", "10."]


def test_white_space_and_line_breaks_are_tokens_of_their_own():
    kinds = [token.kind.value for token in tokens("a \u00a0b\r\n\nc")]

    assert kinds == ["word", "space", "word", "break", "break", "word"]


@given(st.text())
def test_the_tokens_together_are_the_text(text):
    cut = tokens(text)

    assert "".join(token.text for token in cut) == text
    assert [token.text for token in cut] == pieces(text)
    assert all(text[token.start : token.end] == token.text for token in cut)


def test_sentences_and_lines_begin_where_the_last_one_ended():
    assert sentence_starts("Een. Twee (drie.) vier\nvijf") == (0, 4, 17, 23)
