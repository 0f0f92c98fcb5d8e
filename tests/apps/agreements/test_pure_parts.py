"""The parts of the register that need no database: contents, quarters, splitting."""

import doctest

import pytest
from django.utils import translation

from drieluik.apps.agreements import corrections, printing, quarters
from drieluik.apps.agreements.contents import objections_to, register_contents
from drieluik.apps.agreements.rows import ActionRow
from tests.factories.agreements import make_outline


@pytest.fixture(autouse=True)
def _in_dutch():
    with translation.override("nl"):
        yield


@pytest.mark.parametrize("module", [corrections, quarters])
def test_the_examples_in_the_docstrings_hold(module):
    assert doctest.testmod(module).failed == 0


def _with(**changes):
    outline = make_outline()
    outline["themes"][0]["sections"][0]["agreements"][0] |= changes
    return outline


@pytest.mark.parametrize(
    ("outline", "sentence"),
    [
        ({"themes": []}, "nog geen afspraak"),
        (_with(number=None), "1 afspraak heeft geen nummer"),
        (_with(number="2.1"), "2.1"),
        (_with(number="inlezen"), "inlezen"),
        (_with(number="1/1"), "1/1"),
        (_with(text="", heading=""), "geen tekst"),
        (_with(text="a" * 100_001), "Te lang voor één tekst"),
        (_with(text="a\n" * 2_000 + "a"), "(ten hoogste 100000 tekens en 2000 regels): 1.1."),
        (_with(text="a" * 99_990, deadline="1 juli"), "Te lang voor één tekst"),
    ],
)
def test_what_cannot_be_recorded_is_said(outline, sentence):
    objections = objections_to(register_contents(outline))

    assert sentence in " ".join(objections)


def test_columns_of_a_table_of_agreements_stay_with_the_agreement():
    outline = _with(
        responsible="Gemeente", deadline="1 juli", details=[["Indicator", "aantal"]], bound=[]
    )

    clause = register_contents(outline).clauses[0]

    assert clause.text.endswith("Verantwoordelijk: Gemeente\nTermijn: 1 juli\nIndicator: aantal")


def test_footnotes_quotes_and_other_fields_are_kept():
    outline = make_outline()
    outline["footnotes"] = [{"number": "1", "text": "Een noot."}]
    outline["focus_projects"][0] |= {"id": "p", "other_fields": [["Budget", "geen"]]}
    outline["quotes"] = [
        {"focus_project": "p", "quoted_from": "Woonvisie", "text": "Een aanhaling."},
        {"focus_project": "q", "quoted_from": None, "text": "Van een ander."},
    ]

    contents = register_contents(outline)

    assert contents.introduction.endswith("1 Een noot.")
    assert contents.focus_projects[0].fields["further"] == (
        "Budget: geen\n\nWoonvisie:\nEen aanhaling."
    )


def test_the_same_contents_have_the_same_fingerprint_and_other_words_another():
    first, same = register_contents(make_outline()), register_contents(make_outline())
    other = register_contents(_with(text="Anders."))

    assert first.content_hash == same.content_hash
    assert first.content_hash != other.content_hash


def test_a_moment_is_written_as_quarters_or_else_as_the_document_says_it():
    assert printing.moment_of(ActionRow("", ("2020-Q3", "2020-Q4"), "")) == "Q3 2020, Q4 2020"
    assert printing.moment_of(ActionRow("", (), "doorlopend")) == "doorlopend"
