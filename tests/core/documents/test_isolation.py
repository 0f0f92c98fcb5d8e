"""A document that takes too much only kills the process that reads it."""

import pytest

from drieluik.core.documents import read_document, read_document_isolated
from drieluik.core.isolation import Limits

TEXT = "1. Wonen\n\n1.1 Wij bouwen één huis.\n".encode()


def test_the_isolated_reading_is_the_same(pdf):
    content = pdf.pdf_of([("theme", "Wonen"), ("agreement", "Wij bouwen.")])

    alone, here = (read(content, "a.pdf") for read in (read_document_isolated, read_document))

    assert alone == here
    assert read_document_isolated(TEXT, "a.txt") == read_document(TEXT, "a.txt")


def test_pages_of_a_pdf_are_told_while_they_are_read(pdf):
    told = []

    content = pdf.pdf_of([("theme", "Wonen"), ("agreement", "Wij bouwen.")])
    read_document_isolated(content, "a.pdf", lambda step, share: told.append((step, share)))

    assert told[-1] == ("Bladzijde 1 van 1 lezen", 1.0)


@pytest.mark.parametrize(
    ("limits", "rule"),
    [
        (Limits(memory_megabytes=5), "documents.took_too_much_memory"),
        (Limits(wall_seconds=0), "documents.took_too_long"),
    ],
)
def test_a_limit_that_is_reached_is_a_finding(limits, rule):
    document = read_document_isolated(TEXT, "a.txt", limits=limits)

    assert [finding.rule for finding in document.findings] == [rule]
    assert document.themes == ()


def test_a_reader_that_breaks_is_a_finding(monkeypatch, tmp_path):
    (tmp_path / "sitecustomize.py").write_text("raise SystemExit('stuk')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    document = read_document_isolated(TEXT, "a.txt")

    assert [finding.rule for finding in document.findings] == ["documents.reading_stopped"]
