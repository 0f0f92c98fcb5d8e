"""The agreements as Word: everything in it, in order, with real headings and a language."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from drieluik.reports.agreements_document import (
    PrintedAction,
    PrintedAgreements,
    PrintedClause,
    PrintedProject,
    PrintedSection,
    PrintedTheme,
)
from drieluik.reports.agreements_docx import agreements_docx


def _document(**changes) -> PrintedAgreements:
    action = PrintedAction("Een werkgroep begint.", "Q1 2020", "Minder huurschuld")
    clauses = (
        PrintedClause("2.1", "Voorraad", "De corporaties houden woningen betaalbaar."),
        PrintedClause("2.2", "", "Er is hulp:\n- bellen;\n- bezoek."),
    )
    section = PrintedSection("A", "Algemeen", "", "Genoeg woningen.", "Samen.", clauses)
    values = {
        "title": "Afspraken van Voorbeeldstad",
        "municipality": "Gemeente Voorbeeldstad",
        "parties": (("Gemeente", ("Voorbeeldstad",)), ("Corporatie", ("A", "B"))),
        "version_number": 3,
        "in_force_from": date(2020, 1, 1),
        "introduction": "Waarom wij dit doen.\n\nEn hoe.",
        "themes": (PrintedTheme("2", "Betaalbaar wonen", (section,), (action,)),),
        "projects": (
            PrintedProject("Minder huurschuld (2020)", (("Doel", "Eerder helpen."),), (action,)),
        ),
        "fictitious": False,
    }
    return PrintedAgreements(**(values | changes))


@pytest.fixture(scope="module")
def word():
    return Document(BytesIO(agreements_docx(_document())))


def _text(word) -> str:
    cells = (cell.text for table in word.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


def test_numbers_stand_in_the_text_and_lines_of_a_list_stay_apart(word):
    lines = [paragraph.text for paragraph in word.paragraphs]

    assert "2.1\tVoorraad: De corporaties houden woningen betaalbaar." in lines
    assert "2.2\tEr is hulp:" in lines
    assert "- bellen;" in lines


def test_the_house_order_is_goal_how_agreements_actions_annex(word):
    headings = [
        paragraph.text for paragraph in word.paragraphs if paragraph.style.name.startswith("Head")
    ]

    assert headings == [
        "Inleiding",
        "2. Betaalbaar wonen",
        "A. Algemeen",
        "Doel",
        "Hoe",
        "Prestatieafspraken",
        "Acties",
        "Bijlage: speerpunten",
        "Minder huurschuld (2020)",
    ]


def test_the_contents_field_is_filled_and_leads_to_its_headings(word):
    body = word.element.body
    links = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    fields = [text.text for text in body.iter(qn("w:instrText"))]

    assert links == marks
    assert len(links) == 5
    assert any("TOC" in field for field in fields)


def test_language_header_and_footer_are_those_of_the_document(word):
    language = next(word.styles.element.iter(qn("w:lang")))
    section = word.sections[0]

    assert language.get(qn("w:val")) == "nl-NL"
    assert "Gemeente Voorbeeldstad" in section.header.paragraphs[0].text
    assert "Versie 3, geldig vanaf 1 januari 2020" in section.footer.paragraphs[0].text


def test_an_example_says_on_every_page_that_it_is_fictitious():
    word = Document(BytesIO(agreements_docx(_document(fictitious=True))))

    assert "fictief" in word.sections[0].header.paragraphs[0].text
    assert "Fictief voorbeeld" in _text(word)


def test_a_document_without_projects_parties_and_introduction_is_still_a_document():
    word = Document(BytesIO(agreements_docx(_document(projects=(), parties=(), introduction=""))))

    assert "Bijlage" not in _text(word)


def test_tables_repeat_their_head(word):
    heads = [
        table for table in word.tables if next(table._tbl.iter(qn("w:tblHeader")), None) is not None
    ]

    assert [row.text for row in heads[0].rows[0].cells] == ["Actie", "Wanneer", "Speerpunt"]
