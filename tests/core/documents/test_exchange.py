"""The JSON of a document: its keys, its schema, and the way back."""

import json
from pathlib import Path

import jsonschema
import pytest

from drieluik.core.documents import read_document
from drieluik.core.documents.exchange import from_json, schema_text, to_json, without_personal_names

_PUBLISHED = Path(__file__).parents[3] / "docs" / "reference" / "agreements-document.schema.json"
_LAYOUTS = ["artikelen.txt", "bijlagen.md", "doelenlijst.md", "tabel.md", "begroting.txt"]


@pytest.mark.parametrize("name", _LAYOUTS)
def test_a_document_comes_back_from_json_as_it_was(name, layout):
    document = layout(name)

    assert from_json(json.loads(json.dumps(to_json(document)))) == document


def test_the_published_agreements_come_back_and_fit_the_schema(seed):
    content = json.loads(json.dumps(to_json(seed)))

    jsonschema.validate(content, json.loads(schema_text()))
    assert from_json(content) == seed


def test_a_refused_file_fits_the_schema_too():
    content = to_json(read_document(b"", "a.txt"))

    jsonschema.validate(content, json.loads(schema_text()))
    assert content["findings"][0]["message"] == "Het bestand is leeg."


def test_the_keys_are_those_that_were_promised(seed):
    content = to_json(seed)
    theme, project = content["themes"][0], content["focus_projects"][0]

    assert {
        "title",
        "themes",
        "focus_projects",
        "findings",
        "unplaced",
        "parties",
        "dates",
        "quotes",
    } <= set(content)
    assert {"number", "title", "sections"} <= set(theme)
    assert {"letter", "title", "goal", "how", "agreements"} <= set(theme["sections"][0])
    assert {"number", "heading", "text", "id", "source"} <= set(
        theme["sections"][0]["agreements"][0]
    )
    fields = "theme focus goal leads problem results way_of_working actions parties demarcation preconditions communication"
    assert set(fields.split()) <= set(project)
    assert {"text", "quarters"} <= set(project["actions"][0])


def test_the_published_schema_is_fresh():
    assert _PUBLISHED.read_text("utf-8") == schema_text()


def test_a_value_of_the_wrong_kind_is_refused(layout):
    content = to_json(layout("tabel.md"))
    content["themes"][0]["title"] = 5

    with pytest.raises(TypeError):
        from_json(content)


def test_a_fact_of_the_wrong_kind_is_refused(seed):
    content = to_json(seed)
    content["findings"][0]["facts"] = {"what": ["geen waarde"]}

    with pytest.raises(TypeError):
        from_json(content)


def test_names_of_persons_can_be_left_out_for_other_readers(seed):
    named = [lead.name for project in seed.focus_projects for lead in project.leads if lead.name]

    shown = json.dumps(to_json(without_personal_names(seed)), ensure_ascii=False)

    assert len(named) == 2
    assert [name for name in named if name in shown] == []
