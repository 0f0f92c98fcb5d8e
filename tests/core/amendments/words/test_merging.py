"""Two changes of one text: together where they keep apart, both kept where they clash."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drieluik.core.amendments.words.difference import difference
from drieluik.core.amendments.words.merging import carried_place, merged, replacements

_BASE = "De corporatie bouwt 100 woningen. De gemeente geeft de grond. Samen kijken zij elk jaar."


def _with(old, new):
    assert old in _BASE
    return _BASE.replace(old, new)


def test_changes_of_different_sentences_come_together_without_remark():
    result = merged(_BASE, _with("100", "150"), _with("elk jaar", "elk half jaar"))

    assert result.text == _with("100", "150").replace("elk jaar", "elk half jaar")
    assert result.shared_sentences == ()


def test_two_changes_of_one_sentence_come_together_and_ask_for_a_reader():
    result = merged(_BASE, _with("bouwt", "koopt"), _with("100", "150"))

    assert result.text.startswith("De corporatie koopt 150 woningen.")
    assert result.shared_sentences == ("De corporatie bouwt 100 woningen.",)


def test_two_changes_of_the_same_words_clash_and_both_readings_are_kept():
    result = merged(_BASE, _with("100", "150"), _with("100 woningen", "80 huizen"))

    assert result.text is None
    assert [(c.base, c.ours, c.theirs) for c in result.clashes] == [
        ("100 woningen", "150 woningen", "80 huizen")
    ]


def test_the_same_change_made_twice_is_made_once():
    both = _with("100", "150")

    assert merged(_BASE, both, both).text == both
    assert merged(_BASE, both, both).shared_sentences == ()


def test_removing_a_sentence_clashes_with_changing_it():
    result = merged(_BASE, _with(" De gemeente geeft de grond.", ""), _with("geeft", "verkoopt"))

    assert result.text is None
    assert "verkoopt" in result.clashes[0].theirs


def test_two_additions_at_one_place_clash_since_their_order_would_be_a_guess():
    result = merged(_BASE, _BASE + " Eén.", _BASE + " Twee.")

    assert [(c.ours, c.theirs) for c in result.clashes] == [(" Eén.", " Twee.")]


@given(data=st.data())
def test_the_order_of_the_readings_does_not_matter(data, dutch_texts):
    base, ours, theirs = (data.draw(dutch_texts) for _ in range(3))

    one, other = merged(base, ours, theirs), merged(base, theirs, ours)

    assert one.text == other.text
    assert [(c.place, c.ours) for c in one.clashes] == [(c.place, c.theirs) for c in other.clashes]


@given(data=st.data())
def test_a_reading_that_changed_nothing_leaves_the_other_as_it_is(data, dutch_texts):
    base, other = data.draw(dutch_texts), data.draw(dutch_texts)

    assert merged(base, base, other).text == other
    assert merged(base, other, base).text == other


@given(data=st.data())
def test_the_replacements_of_a_difference_make_the_new_text(data, dutch_texts):
    old, new = data.draw(dutch_texts), data.draw(dutch_texts)

    parts, at = [], 0
    for one in replacements(difference(old, new)):
        parts += [old[at : one.start], one.text]
        at = one.end

    assert "".join(parts) + old[at:] == new


@pytest.mark.parametrize(
    ("new", "words"),
    [
        (_with("De gemeente", "Ook de gemeente"), "geeft de grond"),
        (_with("geeft de", "geeft alle"), "geeft alle grond"),
        (_with("geeft de grond", "betaalt"), None),
    ],
)
def test_a_remark_on_words_moves_along_with_them(new, words):
    start = _BASE.index("geeft de grond")

    place = carried_place(difference(_BASE, new), (start, start + len("geeft de grond")))

    assert (place and new[slice(*place)]) == words
