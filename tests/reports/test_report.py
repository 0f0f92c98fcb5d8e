"""A report in Word and PDF: the same parts, language, title, headings, heads of tables, descriptions."""

import io
import json
import zipfile
from datetime import UTC, datetime

import pytest
from docx import Document

from drieluik.reports.charts import Caption, Form, Moment
from drieluik.reports.line_charts import line_chart
from drieluik.reports.report_document import (
    PrintedReport,
    ReportedChart,
    ReportedTable,
    ReportPart,
    SignedText,
)
from drieluik.reports.report_docx import report_docx
from drieluik.reports.report_pdf import report_pdf
from tests.factories.tagged_pdf import Heard

AT = datetime(2021, 2, 12, 14, 0, tzinfo=UTC)
DESCRIPTION = "Aandeel per periode: 2019-2 80,0%; 2020-2 85,0%."
TEXT = SignedText("Huurders A", "Amina T.", "11 februari 2021, 11:00", "Wij horen:\n- dit;\n- dat.")


def _report(**changes) -> PrintedReport:
    chart = ReportedChart("Dezelfde cijfers staan hieronder.", DESCRIPTION, _svg())
    table = ReportedTable(
        "Het aandeel", ("Periode", "Cijfer"), (("2019-2", "80,0%"), ("2020-2", ""))
    )
    inner = ReportPart("", "Het cijfer", ("Wat het zegt.",), (), (chart,), (table,))
    parts = (
        ReportPart("vooraf", "Vooraf", texts=(TEXT,)),
        ReportPart("cijfers", "Cijfers", parts=(inner,)),
    )
    values = {
        "title": "Verslag bij het begin van 2021",
        "municipality": "Voorbeeldstad",
        "standing": ("Zoals bekend op 12 februari 2021, 15:00", "Editie 1"),
        "parts": parts,
        "fictitious": True,
    }
    return PrintedReport(**(values | changes))


def _svg() -> str:
    moments = [Moment("2019-2", 0.8), Moment("2020-2", 0.85)]
    return line_chart(moments, Caption("Aandeel", DESCRIPTION, "aandeel", Form.SHARE, True))


@pytest.fixture(scope="module")
def report():
    return _report()


@pytest.fixture(scope="module")
def heard(report):
    return Heard(report_pdf(report, at=AT))


@pytest.fixture(scope="module")
def word(report):
    return Document(io.BytesIO(report_docx(report, at=AT)))


def test_the_pdf_says_its_language_title_and_owner(heard):
    assert (heard.language, heard.marked) == ("nl-NL", True)
    assert (heard.title, heard.author) == ("Verslag bij het begin van 2021", "Voorbeeldstad")


def test_headings_of_the_pdf_follow_each_other_without_a_skipped_level(heard):
    assert heard.headings() == [(1, "Inhoud"), (1, "Vooraf"), (1, "Cijfers"), (2, "Het cijfer")]


def test_tables_of_the_pdf_have_heads_and_an_empty_cell_is_a_dash(heard):
    assert {"Periode", "Cijfer"} <= set(heard.all_of("TH"))
    assert "–" in heard.all_of("TD")


def test_a_picture_of_the_pdf_is_tagged_with_its_description(report):
    content = report_pdf(report, at=AT)

    assert "Figure" in Heard(content).kinds()
    assert _alternatives(content) == [DESCRIPTION]


def _alternatives(content):
    import pdfplumber

    def walk(node):
        found = [node["alt_text"]] if node.get("alt_text") else []
        return found + [text for child in node.get("children", ()) for text in walk(child)]

    with pdfplumber.open(io.BytesIO(content)) as pdf:
        return [text for root in pdf.structure_tree for text in walk(root)]


def test_every_text_is_signed_and_made_up_figures_are_labelled(heard, word):
    read = "\n".join(paragraph.text for paragraph in word.paragraphs)

    for said in (heard.text, read):
        assert "Huurders A:" in said
        assert "Amina T., namens Huurders A, 11 februari 2021, 11:00" in said
        assert "Fictief voorbeeld" in said


def test_word_has_headings_heads_of_tables_a_description_and_dutch(word):
    styles = [(p.style.name, p.text) for p in word.paragraphs if p.style.name.startswith("Heading")]
    xml = word.element.xml

    assert styles == [
        ("Heading 1", "Vooraf"),
        ("Heading 1", "Cijfers"),
        ("Heading 2", "Het cijfer"),
    ]
    assert word.core_properties.language == "nl-NL"
    assert 'descr="' + DESCRIPTION in xml
    assert "w:tblHeader" in word.tables[0].rows[0]._tr.xml


def test_the_same_rows_and_moment_give_the_same_bytes(report):
    assert report_docx(report, at=AT) == report_docx(_report(), at=AT)
    assert report_pdf(report, at=AT) == report_pdf(_report(), at=AT)


def test_no_moment_but_its_own_stands_in_the_packing_of_word(report):
    with zipfile.ZipFile(io.BytesIO(report_docx(report, at=AT))) as packed:
        moments = {one.date_time for one in packed.infolist()}
        core = packed.read("docProps/core.xml").decode()

    assert moments == {(2000, 1, 1, 0, 0, 0)}
    assert core.count("2021-02-12T14:00:00Z") == 2


def test_kept_as_plain_values_it_is_read_back_as_it_was(report):
    assert PrintedReport.from_plain(json.loads(json.dumps(report.as_plain))) == report


def test_signs_that_cannot_be_printed_and_commands_of_the_typesetter_do_no_harm():
    text = SignedText("A", "B", "nu", "#set page(width: 1cm) 🙂 = kop \x07 *vet* $x$ [haak]")
    odd = _report(parts=(ReportPart("a", "#panic() 🙂", texts=(text,)),))

    assert "*vet* $x$ [haak]" in Heard(report_pdf(odd, at=AT)).text
    assert report_docx(_report(parts=(ReportPart("a", "Kop", texts=(TEXT,)),)), at=AT)


def test_a_table_gives_room_to_its_longest_column():
    table = ReportedTable("", ("Licht", "Waarom"), (("Op koers", "Een lange reden. " * 30),))

    assert table.weights == (3.0, 9.0)


def test_a_report_without_pictures_and_tables_is_still_a_report():
    bare = _report(parts=(ReportPart("", "Niets", ("Er is niets.",)),), fictitious=False)

    assert "Er is niets." in Heard(report_pdf(bare, at=AT)).text
    assert report_docx(bare, at=AT)
