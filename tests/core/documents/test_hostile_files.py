"""Files that are empty, false, locked, swollen or dangerous: a Dutch sentence, never an exception."""

import io
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drieluik.core.documents import read_document
from drieluik.core.documents.sources import pdf, safety
from drieluik.core.findings import Severity, action_nl, message_nl


def _blocks(content, filename, rule):
    document = read_document(content, filename)
    finding = document.findings[0]
    assert finding.rule == f"documents.{rule}"
    assert finding.severity is Severity.BLOCKS
    assert message_nl(finding)
    assert action_nl(finding)
    assert document.themes == ()


@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a.pdf", "a.md", "zonder extensie"])
def test_an_empty_file_is_called_empty(name):
    _blocks(b"", name, "empty_file")
    _blocks(b" \n\t\n", name, "empty_file")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"%PDF-1.7 rest", "a.docx"),
        (b"PK\x03\x04 rest", "a.pdf"),
        (b"gewoon tekst", "a.docx"),
        (b"gewoon tekst", "a.pdf"),
        (b"%PDF-1.4", "a.txt"),
        (b"\x00\x01\x02binair", "a.txt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.pdf"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(content, name):
    _blocks(content, name, "not_what_it_says")


def test_a_kind_we_do_not_read_is_named():
    _blocks(b"x", "a.odt", "unknown_kind")
    _blocks(b"x", "afspraken", "unknown_kind")


def test_an_old_or_locked_word_file_is_told_apart():
    _blocks(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 100, "a.docx", "encrypted_or_old")


def test_a_file_above_the_limit_is_not_opened(monkeypatch):
    monkeypatch.setattr(safety, "MOST_BYTES", 10)

    _blocks(b"een lange tekst", "a.txt", "too_large")


def test_a_zip_bomb_is_judged_by_its_promises_before_it_is_unpacked():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * (61 * 1024 * 1024))

    assert len(packed.getvalue()) < 200_000
    _blocks(packed.getvalue(), "a.docx", "unpacks_too_large")


def test_too_many_parts_are_refused(word, monkeypatch):
    monkeypatch.setattr(safety, "_MOST_PARTS", 2)

    _blocks(word.zipped({f"{i}.xml": "<a/>" for i in range(3)}), "a.docx", "unpacks_too_large")


def test_a_part_that_is_larger_than_it_promises_is_refused(word):
    content = bytearray(word.zipped({"word/document.xml": "x" * 5000}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = content.find(signature) + offset
        content[at : at + 4] = struct.pack("<I", 10)

    document = read_document(bytes(content), "a.docx")

    assert document.findings[0].rule in {"documents.unpacks_too_large", "documents.damaged"}


def test_a_locked_part_is_called_encrypted(word):
    content = bytearray(word.zipped({"word/document.xml": "<a/>"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(signature) + offset] |= 1

    _blocks(bytes(content), "a.docx", "encrypted")


def test_entities_in_xml_are_refused_and_never_expanded(word):
    bomb = '<!DOCTYPE a [<!ENTITY b "lol"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
    outside = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'

    _blocks(word.zipped({"word/document.xml": bomb}), "a.docx", "forbidden_xml")
    _blocks(word.zipped({"word/document.xml": outside}), "a.docx", "forbidden_xml")


def test_broken_archives_and_broken_xml_are_called_damaged(word):
    _blocks(b"PK\x03\x04 geen archief", "a.docx", "damaged")
    _blocks(word.zipped({"word/document.xml": "<a><b></a>"}), "a.docx", "damaged")


def test_an_archive_that_is_no_word_file_is_named(word):
    _blocks(word.zipped({"xl/workbook.xml": "<a/>"}), "a.docx", "not_a_word_document")


def test_a_pdf_that_breaks_the_reader_is_called_damaged():
    _blocks(b"%PDF-1.7\n" + b"\xff" * 300, "a.pdf", "damaged")


def test_text_without_agreements_blocks_and_keeps_every_word(words_lost):
    raw = "Een brief over iets anders.\n\nMet vriendelijke groet.\n"

    document = read_document(raw.encode(), "brief.txt")

    assert [f.rule for f in document.findings if f.severity is Severity.BLOCKS] == [
        "documents.no_agreements"
    ]
    assert words_lost(raw, document) == {}


@settings(max_examples=150)
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.docx", "a.pdf", "a.md"]))
def test_no_bytes_whatever_make_the_reader_fail(content, name):
    signs = {"a.docx": b"PK\x03\x04", "a.pdf": b"%PDF-1.7\n"}

    for finding in read_document(signs.get(name, b"") + content, name).findings:
        assert message_nl(finding)


_LINES = st.lists(
    st.sampled_from(
        [
            "1. Wonen", "2. Zorg", "A. Deel", "Doel", "Doel: Rust", "Hoe", "Prestatieafspraken", "1.1 Wij bouwen.",
            "1.2\tWij slopen", "\tvervolg van iets", "- punt", "  - onderpunt", "o rondje", "Hoofdthema:\tWonen",
            "Speerpunt:\tRust", "Trekkers:\tJan Jansen", "Resultaat:\tEen plan", "Acties:\t<ul> - doen - Q1 2020",
            "Nr\tAfspraak\tWie\tWanneer", "1.3\tWij meten\tGemeente\tQ2", "| a | b |", "> citaat", "# Kop", "## Kop 2",
            "Bijlage 1: Stichting", "1.1.1 Diep", "", "", "¹ noot", "pagina 3", "Woonvisie, blz. 3: tekst", "\t\t",
        ]
    ),
    max_size=25,
)  # fmt: skip


@settings(max_examples=250)
@given(_LINES)
def test_lines_in_any_order_are_read_without_losing_a_word(words_lost, lines):
    raw = "\n".join(lines)

    document = read_document(raw.encode(), "a.md")

    if raw.strip():
        assert words_lost(raw.replace("#", " "), document) == {}
    for finding in document.findings:
        assert message_nl(finding)
        assert action_nl(finding)


def test_control_characters_in_a_text_are_left_out_with_a_remark():
    start = b"1. Wonen\n\n1.1 De corporatie bouwt tien woningen.\n"
    filling = b"Een regel over wonen.\n" * 4000

    document = read_document(start + filling + b"Een\x00 einde.\x01\n", "a.txt")

    remark = next(one for one in document.findings if one.rule == "documents.control_characters")
    assert remark.severity is Severity.REMARK
    assert "2 onzichtbare stuurtekens" in message_nl(remark)
    assert action_nl(remark)
    assert "\\x00" not in repr(document)
    assert "Een einde." in repr(document)


def test_control_characters_in_a_pdf_are_left_out_with_a_remark_at_their_page(monkeypatch):
    word = {"text": "won\x00en", "x0": 80, "x1": 120, "top": 90, "bottom": 100, "size": 10.0}

    class Page:
        height, width, images = 800, 600, ()

        def extract_words(self, **_):
            return [word | {"fontname": "Sans"}]

        def find_tables(self):
            return []

    parts = pdf._parts(Page(), 3)
    monkeypatch.setattr(pdf, "_pages", lambda content, told: parts)
    source = pdf.read_pdf(b"")

    assert source.text == "wonen"
    assert [(one.rule, one.place.page) for one in source.findings] == [
        ("documents.control_characters", 3)
    ]
