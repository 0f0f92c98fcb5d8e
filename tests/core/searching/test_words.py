"""Words of texts and queries: every form finds the other forms, and anything can be typed."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drieluik.core.searching import (
    excerpt,
    excerpts,
    finding,
    folded_words,
    how_well,
    marked,
    queries,
    read_query,
    stems_of,
    words,
)
from drieluik.core.searching.words import places_of_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("huis", "huizen"),
        ("huurprijs", "huurprijzen"),
        ("duurzaam", "duurzame"),
        ("sociaal", "sociale"),
        ("brief", "brieven"),
        ("afspraak", "afspraken"),
        ("Corporatie", "corporaties"),
        ("betaalbaarheid", "betaalbaar"),
        ("idee", "ideeën"),
        ("ideeen", "ideeën"),
        ("provincie", "provinciën"),
        ("coöperatie", "COOPERATIE"),
        ("éénoudergezin", "eenoudergezinnen"),
    ],
)
def test_forms_of_a_word_share_their_stem(one, other):
    assert stems_of(one) == stems_of(other)


@pytest.mark.parametrize(
    ("one", "other"), [("koop", "huur"), ("huurder", "huur"), ("3.8", "3.18"), ("3.8", "38")]
)
def test_different_words_stay_different(one, other):
    assert stems_of(one) != stems_of(other)


def test_a_number_with_points_is_one_word_also_at_the_end_of_a_sentence():
    assert stems_of("Zie 3.8.") == stems_of("zie 3.8")
    assert len(stems_of("afspraak 3.8.1, en 4.2b")) == 4


def test_small_words_do_not_count_unless_nothing_else_is_typed():
    assert read_query("de huur van het huis").terms == read_query("huur huis").terms
    assert [term.words for term in read_query("van de").terms] == [("van",), ("de",)]


def test_words_between_quotes_are_a_phrase_and_loose_quotes_mean_nothing():
    assert [term.is_phrase for term in read_query("„sociale huur” nu").terms] == [False, True]
    assert read_query('huur"').terms == read_query("huur").terms
    assert read_query('""').is_empty


def test_words_joined_by_a_hyphen_follow_each_other():
    assert read_query("dVi-cijfers").terms == read_query('"dvi cijfers"').terms


def test_the_number_of_an_agreement_may_follow_its_name():
    query = read_query("Afspraak 3.8?")

    assert query.terms == read_query("3.8").terms
    assert read_query("Afspraak 3.8").numbers == ("3.8",)


def test_the_word_agreement_alone_is_looked_for():
    assert not read_query("afspraak").is_empty


@pytest.mark.parametrize("typed", ["", "   ", '"', "*", "()", "-", "'; --", "\x00", "…"])
def test_nothing_to_look_for_is_an_empty_query(typed):
    assert read_query(typed).is_empty


def test_a_star_lets_a_word_go_on_and_is_offered_for_words_without_it():
    (term,) = read_query("corporati*").terms

    assert term.open_ended
    assert marked("corporaties", read_query("corporati*")) == (("corporaties", True),)
    assert read_query("huur 3.8 prijs").longer == "huur* prijs*"
    assert read_query("huur*").longer == ""


def test_what_was_found_is_marked_with_its_own_capitals_and_accents():
    pieces = marked("Een BÓD op Huizen", read_query("bod huis"))

    assert pieces == (("Een ", False), ("BÓD", True), (" op ", False), ("Huizen", True))


def test_an_excerpt_shows_the_place_where_most_terms_stand_together():
    text = "huur " + "woord " * 100 + "de huur van energie stijgt " + "woord " * 100

    pieces = excerpt(text, read_query("huur energie"))

    assert [piece for piece, found in pieces if found] == ["huur", "energie"]
    assert pieces[0] == ("… ", False)
    assert pieces[-1] == (" …", False)


def test_an_excerpt_without_a_find_is_the_beginning():
    assert excerpt("Kort en goed.", read_query("iets")) == (("Kort en goed.", False),)
    assert excerpt("", read_query("iets")) == ()


@given(st.text(max_size=300), st.text(max_size=80))
def test_marking_never_changes_the_words(text, typed):
    query = read_query(typed)

    assert "".join(piece for piece, _ in marked(text, query)) == text
    shown = "".join(piece for piece, _ in excerpt(text, query))
    assert shown.removeprefix("… ").removesuffix(" …") in text


@given(st.text(max_size=300))
def test_words_stems_and_places_go_together_and_are_plain(text):
    words, stems = folded_words(text), stems_of(text)

    assert len(words) == len(stems) == len(list(places_of_words(text)))
    assert all(word.isalnum() or not word for word in [*words, *stems])


@given(
    st.lists(st.sampled_from(("huur", "woning", "wijk", "3.8", "energie")), min_size=1, max_size=8)
)
def test_a_text_is_found_by_its_own_words(words):
    text = " ".join(words)
    found = {piece for piece, is_found in marked(text, read_query(text)) if is_found}

    assert found == set(words)


@pytest.mark.parametrize("module", [excerpts, finding, queries, words])
def test_the_examples_in_the_docstrings_hold(module):
    assert doctest.testmod(module).failed == 0


def test_a_find_in_a_title_counts_for_more_and_a_missing_term_for_nothing():
    query = read_query("huur wijk")

    in_title = how_well(query, "Huur in de wijk", "Kort.")
    in_text = how_well(query, "Kort", "De huur in de wijk, en nog een wijk.")

    assert in_title > in_text > 0
    assert how_well(query, "Huur", "Kort.") == 0
    assert how_well(read_query('""'), "Huur", "Kort.") == 0


def test_a_word_inside_a_longer_word_is_found_when_asked_and_never_a_short_one():
    title = "Huisuitzettingen van huishoudens"

    assert how_well(read_query("uitzetting"), title, "") == 0
    for typed in ("uitzetting", "uitzettingen", "houdens"):
        assert how_well(read_query(typed).inside_words, title, "") > 0, typed
    for typed in ("huur", "zet", "uitzetting woning"):
        assert how_well(read_query(typed).inside_words, title, "") == 0, typed
    assert ("Huisuitzettingen", True) in marked(title, read_query("uitzetting").inside_words)
