"""The glossary is complete, used, and obeyed."""

import re

import pytest
import yaml

from drieluik.core.tables import TABLES


@pytest.fixture(scope="module")
def terms(root):
    return yaml.safe_load((root / "glossary.yaml").read_text("utf-8"))


def test_there_are_at_least_sixty_terms_each_with_its_source(terms):
    assert len(terms) >= 60
    assert [term["id"] for term in terms if not (term.get("source") and term.get("nl"))] == []


def test_no_term_and_no_code_name_stands_twice(terms):
    for field in ("id", "code", "nl"):
        values = [term[field] for term in terms if field in term]

        assert sorted(set(values)) == sorted(values)


def test_every_delivered_column_has_a_term(terms):
    codes = {term.get("code") for term in terms}

    assert {column.name for table in TABLES for column in table.columns} - codes == set()


def test_every_code_name_occurs_in_the_source(terms, root):
    suffixes = {".py", ".yaml", ".html"}
    text = "\n".join(
        path.read_text("utf-8")
        for path in (root / "src").rglob("*")
        if path.suffix in suffixes and path.is_file()
    )

    codes = [term["code"] for term in terms if "code" in term]

    assert [code for code in codes if code not in text] == []


def test_words_to_avoid_are_avoided_in_what_people_read(terms, root):
    people_read = [
        *(root / "src/drieluik/locale").rglob("*.po"),
        *(root / "src/drieluik/content").rglob("*.md"),
        *(root / "src/drieluik/core/findings/nl").glob("*.yaml"),
        *(root / "docs/handleiding").rglob("*.md"),
    ]
    text = "\n".join(path.read_text("utf-8").lower() for path in people_read)

    avoided = {word for term in terms for word in term.get("avoid_nl", [])}

    assert {word for word in avoided if re.search(rf"\b{re.escape(word)}\b", text)} == set()
