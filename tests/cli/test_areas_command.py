"""The commands that read borders, and put them in use."""

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from drieluik.apps.areas.models import AddressTable, BorderSet
from drieluik.apps.areas.selectors import buurt_names, map_areas
from drieluik.cli import main
from tests.factories import borders as made
from tests.factories.organisations import make_municipality


def _run(*words):
    return CliRunner().invoke(main, ["areas", *map(str, words)])


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "grenzen.geojson"
    path.write_bytes(made.geojson(made.made_rows(), crs="urn:ogc:def:crs:EPSG::28992"))
    return path


def test_reading_tells_what_was_recognised_and_writes_it_as_json(file, tmp_path):
    outcome = _run("read", file, "--municipality", made.PLACE, "--json", tmp_path / "uit.json")

    assert outcome.exit_code == 0
    assert "buurtcode → buurt_code" in outcome.output
    assert "3 buurten, 3 met grens" in outcome.output
    written = json.loads((tmp_path / "uit.json").read_text("utf-8"))
    assert len(written["areas"]) == 5


def test_a_file_of_another_municipality_cannot_be_used(file):
    outcome = _run("read", file, "--municipality", "GM0153")

    assert outcome.exit_code == 2
    assert "weggelaten: 3 in een andere gemeente" in outcome.output


@pytest.mark.django_db
def test_loading_puts_areas_in_use(file):
    place = make_municipality(code=made.PLACE)

    outcome = _run("load", file, "--municipality", made.PLACE, "--source", "CBS")

    assert outcome.exit_code == 0, outcome.output
    assert "3 buurten van 2021 zijn in gebruik" in outcome.output
    assert map_areas(municipality_id=place.id, level="buurt").source == "CBS"


@pytest.mark.django_db
def test_a_list_with_a_name_per_code_is_enough(tmp_path):
    place = make_municipality(code=made.PLACE)
    path = tmp_path / "lijst.csv"
    path.write_text("buurtcode;buurtnaam;wijkcode\nBU99010001;Noord;WK990100\n", "utf-8")

    outcome = _run("load", path, "--municipality", made.PLACE, "--year", 2024, "--source", "Lijst")

    assert outcome.exit_code == 0, outcome.output
    assert buurt_names(municipality_id=place.id) == {"BU99010001": "Noord"}


@pytest.mark.django_db
def test_doubts_are_confirmed_first_and_faults_are_not_loaded(tmp_path):
    make_municipality(code=made.PLACE)
    doubtful, wrong = tmp_path / "a.csv", tmp_path / "b.csv"
    doubtful.write_text("buurtcode;buurtnaam\n99010001;Noord\n", "utf-8")
    wrong.write_text("code;naam\n1;2\n", "utf-8")
    more = ("--municipality", made.PLACE, "--year", 2024, "--source", "Lijst")

    refused = [_run("load", path, *more) for path in (doubtful, wrong)]
    confirmed = _run("load", doubtful, *more, "--confirm")

    assert [outcome.exit_code for outcome in refused] == [1, 1]
    assert "--confirm" in refused[0].output
    assert confirmed.exit_code == 0
    assert BorderSet.objects.count() == 1


@pytest.mark.django_db
def test_an_unknown_municipality_is_said(file):
    outcome = _run("load", file, "--municipality", "GM0001", "--source", "CBS")

    assert "nog niet ingericht" in outcome.output


@pytest.mark.django_db
def test_addresses_are_kept_for_the_year_of_their_column(tmp_path):
    make_municipality(code=made.PLACE)
    path, wrong = tmp_path / "adressen.csv", tmp_path / "fout.csv"
    path.write_text("PC6;Huisnummer;Buurt2021\n1111AA;1;99010000\n", "utf-8")
    wrong.write_text("a;b\n1;2\n", "utf-8")
    more = ("--municipality", made.PLACE, "--source", "CBS")

    kept, refused = _run("addresses", path, *more), _run("addresses", wrong, *more)

    assert "1 adressen met hun buurt van 2021" in kept.output
    assert refused.exit_code == 1
    assert AddressTable.objects.count() == 1


@pytest.mark.django_db
def test_places_are_looked_up_from_what_was_loaded(file, tmp_path):
    make_municipality(code=made.PLACE)
    _run("load", file, "--municipality", made.PLACE, "--source", "CBS")
    inside = f"{made.X + 500:.0f} {made.Y + 500:.0f}"

    found = _run("locate", inside, "--municipality", made.PLACE)
    listed = tmp_path / "lijst.csv"
    listed.write_text(f"plaats\n{inside}\nLangestraat 10\n", "utf-8")
    with_a_fault = _run("locate", "--list", listed, "--municipality", made.PLACE)

    assert found.exit_code == 0
    assert found.output.split("\t")[1:3] == ["BU99010000", "Buurt 0"]
    assert with_a_fault.exit_code == 1
    assert "BU99010000" in with_a_fault.output
    assert "Van 2021 is er geen adressentabel" in with_a_fault.output


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "een van beide"),
        (("7511 AB",), "nog geen enkel jaar"),
    ],
)
def test_looking_up_nothing_or_in_nothing_says_so(words, told):
    make_municipality(code=made.PLACE)

    outcome = _run("locate", *words, "--municipality", made.PLACE)

    assert outcome.exit_code != 0
    assert told in outcome.output


def test_a_command_that_asks_the_database_starts_by_itself(tmp_path):
    """In a process of its own: the tests themselves have the settings already."""
    unset = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    command = [
        sys.executable,
        "-c",
        "from drieluik.cli import main; main()",
        "areas",
        "locate",
        "7511 AB",
    ]

    found = subprocess.run(
        [*command, "--municipality", "GM9901"],
        env=unset | {"DRIELUIK_DEMO": "1", "DRIELUIK_VAR": str(tmp_path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert "ImproperlyConfigured" not in found.stderr
    assert "Error" in found.stderr
