"""The whole register as one file: everything is in it, in the published form."""

import json
from datetime import date, timedelta
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from drieluik.apps.agreements import services
from drieluik.apps.agreements.exchange.writing import register_json
from drieluik.cli import main
from tests.factories.agreements import NOW, bind_otherwise, make_register
from tests.factories.organisations import make_actor, make_municipality, sign_in
from tests.factories.proposals import adopt, all_agree, change_words, make_proposal, recorder

pytestmark = pytest.mark.django_db

_SCHEMA = Path(__file__).parents[3] / "docs/reference/register.schema.json"


def _register_with_history():
    """A first version, a decision, a correction of it, and an ended binding."""
    clauses = make_register()
    proposal = make_proposal(change_words(clauses["1.1"], "Partijen spreken elkaar elke maand."))
    all_agree(proposal)
    adopt(proposal, now=NOW + timedelta(days=50))
    place = make_municipality()
    clause = clauses["2.1"]
    services.correct_record(
        municipality_id=place.id,
        version_number=2,
        clause_id=clause.clause_id,
        right=services.RightWords(clause.heading, "Zeshonderd woningen.", "Zie het verslag."),
        actor=recorder(),
        now=NOW + timedelta(days=60),
    )
    bind_otherwise(
        clause,
        parties={"bound": ["corporatie-a"], "not_party": ["corporatie-b"]},
        reason="Heeft hier geen woningen.",
        place=place,
        now=NOW + timedelta(days=70),
    )
    return place


def _content(place):
    return json.loads(register_json(place.id))


def test_the_file_holds_every_version_with_its_reason_decision_and_moments():
    content = _content(_register_with_history())

    assert [
        (one["number"], one["in_force_from"], one["recorded_at"], one["reason"], one["corrects"])
        for one in content["versions"]
    ] == [
        (1, "2020-01-01", "2020-01-15T09:00:00Z", "first", None),
        (2, "2020-04-01", "2020-03-05T09:00:00Z", "decision", None),
        (3, "2020-04-01", "2020-03-15T09:00:00Z", "correction", 2),
    ]
    assert [one["decision"] and one["decision"]["decided_on"] for one in content["versions"]] == [
        None,
        "2020-03-02",
        "2020-03-02",
    ]
    words = [
        [one["text"] for section in version["sections"] for one in section["agreements"]][:2]
        for version in content["versions"]
    ]
    assert words == [
        [
            "Partijen spreken elkaar twee keer per jaar.",
            "De corporaties houden vijfhonderd woningen betaalbaar.",
        ],
        [
            "Partijen spreken elkaar elke maand.",
            "De corporaties houden vijfhonderd woningen betaalbaar.",
        ],
        ["Partijen spreken elkaar elke maand.", "Zeshonderd woningen."],
    ]


def test_an_agreement_keeps_its_id_and_an_ended_binding_stays():
    content = _content(_register_with_history())

    ids = [
        [one["id"] for section in version["sections"] for one in section["agreements"]]
        for version in content["versions"]
    ]
    assert ids[0] == ids[1] == ids[2]
    of_second = [one for one in content["bindings"] if one["agreement"] == ids[0][1]]
    assert {
        (one["party"], one["kind"], one["reason"])
        for one in of_second
        if one["ended_at"] == "2020-03-25T09:00:00Z"
    } == {
        ("corporatie-b", "bound", ""),
        ("gemeente-voorbeeld", "consent", ""),
        ("huurders-a", "consent", ""),
    }
    assert {
        (one["party"], one["kind"], one["reason"]) for one in of_second if not one["ended_at"]
    } == {
        ("corporatie-a", "bound", ""),
        ("corporatie-b", "not_party", "Heeft hier geen woningen."),
    }


def test_the_file_fits_its_published_schema_and_is_the_same_twice():
    place = _register_with_history()

    jsonschema.validate(_content(place), json.loads(_SCHEMA.read_text("utf-8")))
    assert register_json(place.id) == register_json(place.id)


def test_the_command_writes_what_the_page_gives(client, tmp_path):
    place, out = _register_with_history(), tmp_path / "register.json"

    outcome = CliRunner().invoke(main, ["agreements", "export", "--json", str(out)])
    page = sign_in(client, make_actor("reader", on=date(2020, 6, 1))).get(
        f"/{place.slug}/afspraken/versies/register.json"
    )

    assert outcome.exit_code == 0
    assert str(out) in outcome.output
    assert out.read_bytes() == page.content
    assert page["Content-Disposition"] == 'attachment; filename="register-gm9001.json"'


def test_without_a_register_the_command_says_so_and_writes_nothing(tmp_path):
    place, out = make_municipality(), tmp_path / "register.json"

    outcome = CliRunner().invoke(main, ["agreements", "export", "--json", str(out)])

    assert outcome.exit_code == 1
    assert f"{place.name} heeft nog geen afspraken in het register." in outcome.output
    assert not out.exists()


def test_a_folder_that_is_not_there_is_named(tmp_path):
    _register_with_history()
    out = tmp_path / "weg" / "register.json"

    outcome = CliRunner().invoke(main, ["agreements", "export", "--json", str(out)])

    assert outcome.exit_code == 1
    assert f"{out} is niet te schrijven" in outcome.output
