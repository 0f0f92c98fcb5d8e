"""What we write as Word, we read back as the same register: nothing moves, glues or gets lost."""

from datetime import UTC, date, datetime

import pytest

from drieluik.apps.agreements import services
from drieluik.apps.agreements.contents import register_contents
from drieluik.apps.agreements.printing import document_on
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.core.documents import read_document
from drieluik.core.documents.exchange import to_json
from drieluik.example.register import agreements_document
from drieluik.reports.agreements_docx import agreements_docx
from tests.factories.agreements import make_outline, make_parties
from tests.factories.organisations import make_municipality

pytestmark = pytest.mark.django_db

DAY = date(2020, 1, 1)


@pytest.fixture
def written_and_read():
    """Record an outline, print the register as Word, and read that file as a new document."""

    def through_word(outline):
        place = make_municipality()
        make_parties(place)
        services.load_register(
            municipality_id=place.id,
            outline=outline,
            in_force_from=DAY,
            source="Een document.",
            actor=SYSTEM,
            now=datetime(2020, 1, 1, tzinfo=UTC),
        )
        word = agreements_docx(document_on(place, None, None, today=DAY))
        return read_document(word, "afspraken.docx")

    return through_word


def test_the_published_agreements_come_back_from_word_as_they_were(written_and_read, shared):
    source = shared / "seed" / "prestatieafspraken-enschede-2020.txt"
    outline = to_json(read_document(source.read_bytes(), source.name))

    again = register_contents(to_json(written_and_read(outline)))

    assert again == register_contents(outline)
    assert len(again.clauses) == 53


def test_the_example_comes_back_from_word_as_it_was(written_and_read):
    outline = agreements_document()

    again = register_contents(to_json(written_and_read(_without_parties(outline))))
    before = register_contents(_without_parties(outline))

    assert again.title == before.title
    assert again.introduction == before.introduction

    assert again.sections == before.sections
    assert len(again.clauses) == 53
    assert _fields(again) == _fields(before)


def test_the_annexes_of_parties_and_decisions_are_no_agreements(written_and_read):
    document = written_and_read(make_outline())

    left = {one.text for one in document.unplaced if one.kind == "not_an_agreement"}
    numbers = [a.number for t in document.themes for s in t.sections for a in s.agreements]
    assert "Bijlage: partijen per afspraak" in left
    assert any("Bijlage: besluiten achter de afspraken" in text for text in left)
    assert numbers == ["1.1", "2.1", "2.2"]
    assert "not_placed" not in {finding.rule for finding in document.findings}


def test_a_form_that_quotes_the_housing_vision_does_not_take_the_annexes_in(written_and_read):
    outline = make_outline()
    outline["focus_projects"][0]["problem"] = "Zie de tekst uit de woonvisie."

    again = register_contents(to_json(written_and_read(outline)))

    assert "Bijlage" not in again.focus_projects[0].fields["further"]
    assert again.sections == register_contents(_without_parties(outline)).sections


def test_actions_come_back_with_their_moment_in_their_text(written_and_read):
    outline = _without_parties(agreements_document())

    again = register_contents(to_json(written_and_read(outline)))
    before = register_contents(outline)

    for was, now in zip(before.focus_projects, again.focus_projects, strict=True):
        assert [one.quarters for one in now.actions] == [one.quarters for one in was.actions]
        for old, new in zip(was.actions, now.actions, strict=True):
            assert new.text.startswith(old.text)
            assert new.text.removeprefix(old.text).strip(" –") == new.when


def test_the_parties_on_the_title_page_are_read_with_their_kind(written_and_read):
    document = written_and_read(_without_parties(agreements_document()))

    kinds = {party.kind for party in document.parties}
    assert kinds == {"municipality", "corporation", "tenants"}


def _fields(contents):
    """The forms as printed: they name their theme in words, not its number."""
    return [
        {name: text for name, text in project.fields.items() if name != "theme_number"}
        for project in contents.focus_projects
    ]


def _without_parties(outline):
    """Leave out who is bound: a Word file of the agreements does not tell."""
    themes = [
        theme
        | {
            "sections": [
                section
                | {
                    "agreements": [
                        one | {"bound": [], "consent": []} for one in section["agreements"]
                    ]
                }
                for section in theme["sections"]
            ]
        }
        for theme in outline["themes"]
    ]
    return outline | {"themes": themes}
