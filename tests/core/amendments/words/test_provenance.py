"""For every word the decision that brought it."""

from hypothesis import given
from hypothesis import strategies as st

from drieluik.core.amendments.words.provenance import SourcedSpan, provenance, with_next_version


def _shown(spans):
    return [(span.decision, span.text) for span in spans]


def test_every_word_belongs_to_the_decision_that_brought_it():
    spans = provenance(
        [
            ("BO-1", "De corporatie bouwt 100 woningen."),
            ("BO-2", "De corporatie bouwt 150 woningen."),
            ("BO-3", "De corporatie bouwt 150 sociale woningen. Dat meldt zij."),
        ]
    )

    assert _shown(spans) == [
        ("BO-1", "De corporatie bouwt "),
        ("BO-2", "150"),
        ("BO-1", " "),
        ("BO-3", "sociale "),
        ("BO-1", "woningen."),
        ("BO-3", " Dat meldt zij."),
    ]


def test_a_later_change_elsewhere_moves_no_word_to_another_decision():
    versions = [("1", "Een twee drie vier."), ("2", "Een twee vijf vier.")]

    later = provenance([*versions, ("3", "Een twee vijf vier. Zes.")])

    assert later == (*provenance(versions), SourcedSpan(" Zes.", "3"))


def test_words_that_came_back_belong_to_the_decision_that_brought_them_back():
    spans = provenance([("1", "De lage huur."), ("2", "De huur."), ("3", "De lage huur.")])

    assert _shown(spans) == [("1", "De "), ("3", "lage "), ("1", "huur.")]


def test_a_clause_made_of_two_keeps_the_decisions_of_both():
    first, second = provenance([("1", "Zij bouwen.")]), provenance([("2", "Zij slopen.")])

    together = with_next_version((*first, *second), "3", "Zij bouwen.\nZij slopen.")

    assert _shown(together) == [("1", "Zij bouwen."), ("3", "\n"), ("2", "Zij slopen.")]


@given(data=st.data())
def test_the_pieces_together_are_the_last_text(data, dutch_texts):
    texts = data.draw(st.lists(dutch_texts, min_size=1, max_size=5))

    spans = provenance([(str(number), text) for number, text in enumerate(texts)])

    assert "".join(span.text for span in spans) == texts[-1]
    assert {span.decision for span in spans} <= {str(number) for number in range(len(texts))}
