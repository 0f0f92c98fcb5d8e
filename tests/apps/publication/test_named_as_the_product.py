"""A shut agreement that bears a word which the product itself prints: in reports that word stays."""

from dataclasses import replace

import pytest

from drieluik.apps.organisations.selectors import party_names
from drieluik.apps.publication.phrases import phrases_out
from drieluik.apps.publication.selectors import echoes, reports
from tests.factories.publication import NOW, shut
from tests.factories.shut_parts import lay_parts
from tests.factories.worlds import world

pytestmark = pytest.mark.django_db
INSTEAD = "[afspraak 2.2 is niet openbaar]"


@pytest.fixture(scope="module")
def parts(django_db_setup, django_db_blocker):
    with world(django_db_blocker):
        yield lay_parts()


@pytest.fixture
def called(parts, monkeypatch):
    """Shut agreement 2.2, and give it another heading; returns what takes it out of a text."""
    real = echoes.words_of_clauses

    def make(heading: str):
        monkeypatch.setattr(
            echoes,
            "words_of_clauses",
            lambda *given: [
                (a, b, replace(words, heading=heading)) for a, b, words in real(*given)
            ],
        )
        shut(parts.place, "agreement", parts.clause_id)
        return phrases_out(echoes.words_instead(municipality_id=parts.place.id, on=NOW.date()))

    return make


@pytest.mark.parametrize(
    "word", ["Onbekend", "Op koers", "Aandacht nodig", "Vooraf", "Toelichting", "Wat wij gaan doen"]
)
def test_a_word_of_the_product_stays_and_goes_beside_the_number(called, word):
    without = called(word)

    assert without(word) == word
    assert without(f"2.2 {word}") == INSTEAD
    if " " not in word:
        assert without(f"Zie 2.2 – {word}, en {word}") == f"Zie {INSTEAD}, en {word}"
        assert without(f"De afspraak {word}") == f"De {INSTEAD}"


def test_names_of_parties_stay(parts, called):
    name = sorted(party_names(municipality_id=parts.place.id).values())[0]

    assert called(name)(f"- {name}") == f"- {name}"


def test_a_word_that_the_product_does_not_print_goes(called):
    assert called("Duurzaamheidsfonds")("Duurzaamheidsfonds") == INSTEAD


def test_heads_of_columns_and_names_of_writers_in_a_report_stay(parts, called, monkeypatch):
    made = []
    monkeypatch.setitem(
        reports.RENDERERS, "pdf", lambda printed, at: made.append(printed) or b"made"
    )
    called("Licht")

    reports.find_open_file(
        municipality_id=parts.place.id, report_id=parts.report_id, form="pdf", on=NOW.date()
    )

    tables = [table for _level, part in made[0].in_order() for table in part.tables]
    assert any("Licht" in table.columns for table in tables)
    assert INSTEAD not in {head for table in tables for head in table.columns}
