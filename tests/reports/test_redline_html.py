"""The redline as HTML: readable without colour, hearable, and safe whatever the text holds."""

import re
from dataclasses import replace

import pytest
from lxml import html

from drieluik.core.amendments.sets.pairing import paired_by_id
from drieluik.core.amendments.sets.redline import redline
from drieluik.core.amendments.sets.rows import (
    AgreementSet,
    DepartedClause,
    Departure,
    SetClause,
    SetSection,
)
from drieluik.core.amendments.words.difference import difference
from drieluik.reports.redline_html import (
    difference_html,
    folded_redline_html,
    listed_changes,
    redline_html,
    states_nl,
)


@pytest.fixture(scope="module")
def page(found):
    return html.fragment_fromstring(redline_html(found))


def _set(text, title="T"):
    clause = SetClause("c", "1.1", text, text)
    return AgreementSet(
        title, "", (SetSection("s", "1", text, "", text, text, text, text, (clause,)),)
    )


def test_what_happened_to_each_agreement_is_said_in_words(page):
    said = [line.text_content() for line in page.find_class("redline__states")]

    assert said == [
        "Verplaatst, vernummerd (was 1.2).",
        "Gewijzigd, vernummerd (was 1.1).",
        "Vervallen.",
        "Nieuw.",
        "Gewijzigd, verplaatst, gesplitst in deze en 1.6.",
        "Afgesplitst van 1.5.",
        "Gewijzigd, samengevoegd met 2.2.",
        "Opgegaan in 2.1.",
        "Gewijzigd, verplaatst, vernummerd (was 1.4).",
    ]


def test_a_replaced_agreement_names_what_took_its_place(old_set):
    gone = DepartedClause(old_set.clauses[-1], "s3", Departure.REPLACED, ("c6",), "e1")
    last = replace(old_set.sections[-1], clauses=old_set.sections[-1].clauses[:1])
    new = replace(old_set, sections=(*old_set.sections[:-1], last), departed=(gone,))

    found = redline(old_set, new, paired_by_id(old_set, new))

    assert states_nl(found.clauses[-1]) == "Vervangen door 2.1."


def test_the_place_a_moved_agreement_left_is_shown(page):
    moved = [line.text_content() for line in page.find_class("redline__moved")]

    assert "Hier stond 1.4 Grond: verplaatst." in moved


def test_every_listed_change_has_its_place_in_the_open(found):
    drawn = html.fromstring(folded_redline_html(found))
    listed = listed_changes(found)
    changed = {row.clause.id for row in found.clauses if row.changed}

    assert len(listed) >= len(changed) > 0
    assert {one.anchor for one in listed} == {
        one for one in drawn.xpath("//@id") if one.startswith("wijziging")
    }
    assert len({one.anchor for one in listed}) == len(listed)
    assert not drawn.xpath("//details//ins") + drawn.xpath("//details//del")


def test_folded_or_not_the_same_words_are_there(found):
    def words(drawn):
        return re.findall(r"\w+", re.sub(r"<summary>.*?</summary>|<[^>]+>", " ", drawn))

    assert words(folded_redline_html(found)) == words(redline_html(found))


def test_of_equal_sets_nothing_is_listed_and_all_is_folded(old_set):
    same = redline(old_set, old_set, paired_by_id(old_set, old_set))
    drawn = html.fragment_fromstring(folded_redline_html(same))

    assert listed_changes(same) == []
    assert len(drawn.xpath("//details//*[@data-states]")) == len(same.clauses)
    assert drawn.xpath("//*[@data-states][not(ancestor::details)]") == []


def test_between_changes_what_did_not_change_is_folded():
    def with_texts(*texts):
        clauses = tuple(SetClause(f"c{n}", f"1.{n}", "", text) for n, text in enumerate(texts))
        return AgreementSet(
            "T", "", (SetSection("s", "1", "Wonen", "A", "Bouw", "", "", "", clauses),)
        )

    old, new = with_texts("a", "b", "c"), with_texts("a", "anders", "c")
    drawn = html.fragment_fromstring(folded_redline_html(redline(old, new, paired_by_id(old, new))))

    assert [one.text for one in drawn.xpath("//summary")] == [
        "Ongewijzigd: 1.0",
        "Ongewijzigd: 1.2",
    ]
    (changed,) = drawn.xpath("//*[@data-states][not(ancestor::details)]")
    assert "anders" in changed.text_content()


def test_every_change_has_words_for_who_listens(page):
    for tag, word in (("ins", "[toegevoegd:] "), ("del", "[vervallen:] ")):
        changes = list(page.iter(tag))

        assert changes
        assert {change[0].text for change in changes} == {word}
        assert {change[-1].text for change in changes} == {" [einde]"}


def test_the_words_are_dutch_whatever_the_language_of_the_page(page):
    assert page.get("lang") == "nl"
    assert {one.get("lang") for one in page.find_class("redline__clause")} == {"nl"}


def test_a_space_that_came_or_went_is_visible_as_a_sign():
    shown = difference_html(difference("de huur", "de\u00a0\u00a0huur"))

    assert "</span>␣<span" in shown
    assert "</span>␣␣<span" in shown


def test_a_line_that_came_is_visible_as_a_sign():
    shown = difference_html(difference("a\nb", "a\nc\nb"))

    assert "c↵<br>" in shown
    assert shown.startswith("a<br>")


def test_headings_follow_the_page_they_are_put_in(found):
    levels = re.findall(r"<h(\d)>", redline_html(found, top_level=5))

    assert set(levels) == {"5", "6"}


def test_nothing_in_a_text_becomes_markup():
    evil = "<script>alert('x')</script>&\"<img src=x onerror=y>"
    old, new = _set(evil), _set(f"{evil} meer", title=evil)

    written = redline_html(redline(old, new, paired_by_id(old, new)))

    assert "<script" not in written
    assert "<img" not in written
    assert {node.tag for node in html.fragment_fromstring(written).iter()} <= {
        "div", "p", "h2", "h3", "h4", "strong", "span", "ins", "del", "br"
    }  # fmt: skip


def test_control_signs_are_never_sent_to_a_page():
    assert "\x00" not in difference_html(difference("a\x00", "a\x1b"))
