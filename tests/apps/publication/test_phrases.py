"""Headings of one word with a sign in them, in texts of all kinds."""

import pytest

from drieluik.apps.publication.phrases import phrases_of, phrases_out

TOLD = "[3.1]"


@pytest.mark.parametrize("heading", ["Wonen/zorg", "Wonen!", "(Wonen)", "Wonen&zorg", "Wonen-zorg"])
def test_a_heading_with_a_sign_is_left_out_where_it_is_a_title(heading):
    without = phrases_out(dict.fromkeys(phrases_of("3.1", heading, ""), TOLD))

    for text, out in (
        ("{}", "{}"),
        ("- {};", "- {};"),
        ("2) {}", "2) {}"),
        ("Zie “{}” daar.", "Zie {} daar."),
        ("De afspraak {} loopt.", "De {} loopt."),
    ):
        assert without(text.format(heading)) == out.format(TOLD)
    for text in ("Over 3.1 {}", "Over 3.1) {}", "Over {} (3.1)", "Over {}, 3.1"):
        assert without(text.format(heading)) == f"Over {TOLD}"


@pytest.mark.parametrize("text", ["Hier is wonen/zorg nodig.", "12 wonen/zorg", "Wonen/zorgen"])
def test_in_a_sentence_it_stays(text):
    assert phrases_out(dict.fromkeys(phrases_of("3.1", "Wonen/zorg", ""), TOLD))(text) == text
