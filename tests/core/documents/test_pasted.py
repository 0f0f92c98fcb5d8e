"""What people paste becomes plain words: nothing that runs, nothing that hides, nothing lost."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drieluik.core.documents.pasted import has_markup, plain_words


@pytest.mark.parametrize(
    ("pasted", "words"),
    [
        ("<script>alert(1)</script>Wij bouwen.", "Wij bouwen."),
        ("<svg onload=alert(1)><text>x</text></svg>Wij bouwen.", "Wij bouwen."),
        ("<img src=x onerror=alert(1)>Wij bouwen.", "Wij bouwen."),
        ("<style>p{color:red}</style><p style='x'>Wij bouwen.</p>", "Wij bouwen."),
        ("<a href='javascript:alert(1)'>Wij</a> <b>bouwen</b>.", "Wij bouwen."),
        ("<!--[if gte mso 9]><xml>x</xml><![endif]--><p class=MsoNormal>Wij bouwen.<o:p></o:p></p>", "Wij bouwen."),
        ("<p>Een.</p>\r\n<p>Twee\r\nen drie.</p>", "Een.\nTwee en drie."),
        ("<ol><li>een</li><li>twee<ul><li>deel</li></ul></li></ol>", "1. een\n2. twee\n- deel"),
        ("<table><tr><td>huur</td><td>€ 500</td></tr><tr><td>koop</td><td>2</td></tr></table>", "huur\t€ 500\nkoop\t2"),
        ("a &amp; b", "a &amp; b"),
        ("<p>a &amp; b &lt;script&gt;</p>", "a & b <script>"),
    ],
)  # fmt: skip
def test_layout_and_scripts_go_and_the_words_stay(pasted, words):
    assert plain_words(pasted) == words


@pytest.mark.parametrize(
    "text",
    ["inkomen < 23 en > 5", "<4 jaar", "zie <bijlage>", "x <= 3", "- een\n- twee\n\n  drie\tvier", ""],
)  # fmt: skip
def test_what_only_looks_like_a_tag_is_left_alone(text):
    assert not has_markup(text)
    assert plain_words(text) == text


def test_signs_that_nobody_sees_go_and_accents_become_one_sign():
    assert plain_words("co\u00f6pe\u00adratie") == "coöperatie"
    assert plain_words("coo\u0308peratie\u200b") == "coöperatie"
    assert plain_words("€\u00a025.000\u202fper jaar\u200e") == "€ 25.000 per jaar"
    assert plain_words("een\x0btwee\r\ndrie\u2028vier\x07") == "een\ntwee\ndrie\nvier"


@pytest.mark.parametrize("tag", ["<div>", "<ul><li>", "<ol><li>", "<table>", "<b>", "<svg>", "<p "])
def test_tens_of_thousands_of_nested_tags_do_not_keep_anybody_waiting(tag):
    began = time.process_time()

    plain_words(tag * (200_000 // len(tag)) + "woorden")

    assert time.process_time() - began < 10


@given(st.text())
def test_whatever_was_made_plain_stays_as_it_is(text):
    once = plain_words(text)

    assert has_markup(once) or plain_words(once) == once
