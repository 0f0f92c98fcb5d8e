"""The commands that read figures per area, put them in use, and list them."""

import json

import pytest
from click.testing import CliRunner

from drieluik.apps.layers.models import Card, Version
from drieluik.cli import main
from tests.factories import borders as made
from tests.factories.layers import make_borders, make_maker, whole

CARD = """
name: Bankjes
meaning: Hoeveel bankjes er staan.
theme: space
kind: count
level: buurt
unit: bankjes
source: Telling
"""


def _run(*words):
    return CliRunner().invoke(main, ["layers", *map(str, words)])


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "cijfers.csv"
    path.write_bytes(whole(1, 2, "x"))
    return path


def test_reading_tells_what_was_recognised_without_a_database(file, tmp_path):
    borders = tmp_path / "grenzen.geojson"
    borders.write_bytes(made.geojson(made.made_rows(), crs="urn:ogc:def:crs:EPSG::28992"))
    more = ("--municipality", made.PLACE, "--areas", borders, "--json", tmp_path / "uit.json")

    outcome = _run("read", file, *more)

    assert outcome.exit_code == 0, outcome.output
    assert "2 van 3 gebieden met een cijfer, jaar 2021" in outcome.output
    assert len(json.loads((tmp_path / "uit.json").read_text("utf-8"))["values"]) == 3


def test_codes_that_were_not_checked_are_told(file):
    outcome = _run("read", file, "--municipality", made.PLACE)

    assert outcome.exit_code == 1
    assert "geen gebieden om de codes mee te vergelijken" in outcome.output


@pytest.mark.django_db
def test_loading_puts_a_layer_in_use_and_listing_names_it(file, tmp_path):
    make_borders()
    make_maker(code="gemeente-voorbeeld")
    card = tmp_path / "kaart.yaml"
    card.write_text(CARD, "utf-8")
    more = ("--municipality", made.PLACE, "--party", "gemeente-voorbeeld", "--from", "2021-01-01")

    loaded = _run("load", file, "--card", card, *more)
    listed = _run("list", "--municipality", made.PLACE)

    assert loaded.exit_code == 0, loaded.output
    assert "De laag 'Bankjes' is in gebruik: 2 gebieden met een cijfer." in loaded.output
    assert "2 van 3 gebieden, public, Telling" in listed.output
    assert Version.objects.get().added_by is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("told", "party", "why"),
    [
        (CARD + "kleur: rood\n", "gemeente-voorbeeld", "Onbekend in de beschrijving: kleur"),
        ("name: Bankjes\n", "gemeente-voorbeeld", "ontbreekt iets"), (CARD, "niemand", "geen organisatie"),
        ("a: [", "gemeente-voorbeeld", "geen YAML"),
    ],
)  # fmt: skip
def test_what_cannot_be_loaded_changes_nothing(file, tmp_path, told, party, why):
    make_borders()
    make_maker(code="gemeente-voorbeeld")
    card = tmp_path / "kaart.yaml"
    card.write_text(told, "utf-8")
    more = ("--municipality", made.PLACE, "--party", party, "--from", "2021-01-01")

    outcome = _run("load", file, "--card", card, *more)

    assert outcome.exit_code == 1
    assert why in outcome.output
    assert Card.objects.count() == 0


def test_a_column_to_choose_is_asked_as_an_option_and_not_as_a_place_on_a_page(tmp_path):
    path = tmp_path / "cijfers.csv"
    path.write_text("buurtcode;bankjes;bomen\nBU99010000;3;4\nBU99010001;5;6\n", "utf-8")

    outcome = _run("read", path, "--municipality", made.PLACE)

    assert outcome.exit_code == 2
    assert "--column" in outcome.output
    assert "hieronder" not in outcome.output
