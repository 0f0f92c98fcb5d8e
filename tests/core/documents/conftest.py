"""Makers of Word and PDF files, the example layouts, and the published agreements."""

import importlib.util
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from drieluik.core.documents import read_document
from drieluik.core.documents.texts import texts_of

_HERE = Path(__file__).parent
_FACTORIES = _HERE.parents[1] / "factories" / "documents"


def _factory(name):
    spec = importlib.util.spec_from_file_location(f"documents_{name}", _FACTORIES / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def word():
    """The maker of Word files."""
    return _factory("word_documents")


@pytest.fixture(scope="session")
def pdf():
    """The maker of PDF files."""
    return _factory("pdf_documents")


@pytest.fixture(scope="session")
def seed_text(shared):
    """The published agreements as text."""
    return (shared / "seed" / "prestatieafspraken-enschede-2020.txt").read_text("utf-8")


@pytest.fixture(scope="session")
def seed_parts(seed_text):
    """The published agreements as plain parts, from which other formats are made."""
    return _factory("seed_parts").parts_of(seed_text)


@pytest.fixture(scope="session")
def seed(seed_text):
    """The published agreements as read."""
    return read_document(seed_text.encode(), "afspraken.txt")


@pytest.fixture(scope="session")
def layout():
    """Read one of the fictitious example documents by file name."""

    def read(name):
        return read_document((_HERE / "layouts" / name).read_bytes(), name)

    return read


@pytest.fixture(scope="session")
def layout_text():
    """The raw text of one of the fictitious example documents."""

    def read(name):
        return (_HERE / "layouts" / name).read_text("utf-8")

    return read


@pytest.fixture(scope="session")
def agreements_in():
    """All agreements of a document, by number."""

    def listed(document):
        found = [a for theme in document.themes for s in theme.sections for a in s.agreements]
        return {agreement.number: agreement for agreement in found}

    return listed


@pytest.fixture(scope="session")
def rules_in():
    """The rules of the findings of a document."""

    def listed(document):
        return [finding.rule.removeprefix("documents.") for finding in document.findings]

    return listed


@pytest.fixture(scope="session")
def words_lost():
    """Words of a raw text that a document does not hold, counted apart from the reader."""

    def lost(raw, document):
        plain = re.sub(r"</?[a-zA-Z][^<>]*>", " ", raw).replace("^", "").replace("|", " ")
        held = Counter(_words("\n".join(texts_of(document))))
        missing = Counter(_words(plain)) - held
        # The letter o, alone, is the sign of a list, not a word.
        missing.pop("o", None)
        return missing

    return lost


def _words(text):
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text).replace("_", " "))
