"""The register on the command line: as in force on a day, as known on another, and its versions."""

import json
import os
import subprocess
import sys
from datetime import date, timedelta

import pytest
from click.testing import CliRunner

from drieluik.apps.agreements.selectors import list_clauses
from drieluik.cli import main
from tests.factories.agreements import NOW, make_register
from tests.factories.organisations import make_municipality
from tests.factories.proposals import adopt, all_agree, change_words, make_proposal

pytestmark = pytest.mark.django_db

_ADOPTED = NOW + timedelta(days=50)


@pytest.fixture
def _two_versions():
    clauses = make_register()
    proposal = make_proposal(change_words(clauses["1.1"], "Partijen spreken elkaar elke maand."))
    all_agree(proposal)
    adopt(proposal, in_force_from=date(2020, 4, 1), now=_ADOPTED)


def _run(*words):
    return CliRunner().invoke(main, ["agreements", *words])


def _json(*words):
    return json.loads(_run("text", *words, "--json", "-").output)


@pytest.mark.usefixtures("_two_versions")
def test_the_text_names_its_version_and_behind_each_agreement_the_decision():
    outcome = _run("text", "--on", "2020-05-01")

    assert outcome.exit_code == 0
    assert "Versie 2, geldig vanaf 1-4-2020" in outcome.output
    assert "Partijen spreken elkaar elke maand." in outcome.output
    assert "(sinds versie 2, besluit: Bestuurlijk Overleg 2 maart 2020, besluit 1)" in (
        outcome.output
    )
    assert outcome.output.count("(sinds versie 1, Eerste versie)") == 2


@pytest.mark.usefixtures("_two_versions")
@pytest.mark.parametrize(
    ("on", "known", "version"),
    [
        ("2020-05-01", None, 2),
        ("2020-03-31", None, 1),
        ("2020-05-01", _ADOPTED.date().isoformat(), 2),
        ("2020-05-01", (_ADOPTED.date() - timedelta(days=1)).isoformat(), 1),
    ],
    ids=["after", "before it counts", "on the day it became known", "before it was known"],
)
def test_the_two_times_choose_the_version(on, known, version):
    plain = _json("--on", on, *(["--known", known] if known else []))

    assert plain["version"]["number"] == version
    assert (plain["on"], plain["known"]) == (on, known)


@pytest.mark.usefixtures("_two_versions")
def test_the_json_holds_every_agreement_with_the_version_its_words_are_of(tmp_path):
    out = tmp_path / "afspraken.json"

    outcome = _run("text", "--on", "2020-05-01", "--json", str(out))

    plain = json.loads(out.read_text("utf-8"))
    agreements = {
        one["number"]: one
        for theme in plain["themes"]
        for section in theme["sections"]
        for one in section["agreements"]
    }
    assert outcome.exit_code == 0
    assert {number: one["since"]["number"] for number, one in agreements.items()} == {
        "1.1": 2,
        "2.1": 1,
        "2.2": 1,
    }
    assert agreements["1.1"]["since"]["decision"]["decided_on"] == "2020-03-02"
    assert agreements["2.1"]["since"]["decision"] is None


@pytest.mark.usefixtures("_two_versions")
def test_words_that_came_back_are_of_the_last_version_that_brought_them():
    was = "Partijen spreken elkaar twee keer per jaar."
    clause = list_clauses(make_municipality().id)[0]
    back = make_proposal(change_words(clause, was), now=_ADOPTED)
    all_agree(back, now=_ADOPTED)
    adopt(back, in_force_from=date(2020, 6, 1), now=_ADOPTED)

    plain = _json("--on", "2020-07-01")

    assert plain["themes"][0]["sections"][0]["agreements"][0]["since"]["number"] == 3


@pytest.mark.usefixtures("_two_versions")
def test_a_day_without_agreements_and_a_place_that_is_not_there_are_told():
    early = _run("text", "--on", "2019-12-31")
    elsewhere = _run("text", "--on", "2020-05-01", "--municipality", "GM0000")

    assert early.exit_code == elsewhere.exit_code == 1
    assert "heeft op 31-12-2019 geen afspraken in het register" in early.output
    assert "Gemeente GM0000 is er niet. Wel: GM9001" in elsewhere.output


@pytest.mark.usefixtures("_two_versions")
def test_with_two_municipalities_one_has_to_be_chosen():
    make_municipality(code="GM9002")

    unclear = _run("text", "--on", "2020-05-01")
    chosen = _run("text", "--on", "2020-05-01", "--municipality", "GM9001")

    assert unclear.exit_code == 1
    assert "Kies een gemeente met --municipality: GM9001 " in unclear.output
    assert chosen.exit_code == 0


def test_without_any_municipality_the_command_says_so():
    outcome = _run("text", "--on", "2020-05-01")

    assert outcome.exit_code == 1
    assert "nog geen gemeente ingericht" in outcome.output


@pytest.mark.usefixtures("_two_versions")
def test_two_versions_are_put_beside_each_other_by_their_stable_ids():
    outcome = _run("redline", "1", "2")

    assert outcome.exit_code == 0
    assert "Oud: versie 1" in outcome.output
    assert "Afspraken: 1 gewijzigd, 2 ongewijzigd." in outcome.output
    assert "Partijen spreken elkaar [-twee keer per jaar-]{+elke maand+}." in outcome.output


@pytest.mark.usefixtures("_two_versions")
def test_a_file_can_be_put_beside_a_version(tmp_path):
    file = tmp_path / "stuk.txt"
    file.write_text("1. Samen werken\n\n1.1 Overleg: Partijen spreken elkaar elke week.\n", "utf-8")

    outcome = _run("redline", "2", str(file))

    assert outcome.exit_code == 0
    assert "[-maand-]{+week+}" in outcome.output


@pytest.mark.usefixtures("_two_versions")
def test_a_version_that_is_not_there_and_a_word_that_is_neither_are_told():
    missing, neither = _run("redline", "1", "7"), _run("redline", "1", "nieuw.docx")

    assert missing.exit_code == neither.exit_code == 1
    assert "heeft geen versie 7. Wel: 1, 2." in missing.output
    assert "nieuw.docx is geen bestand dat er is" in neither.output


def test_without_a_database_the_command_says_where_it_looked(tmp_path):
    start = "from drieluik.cli import main; main()"
    here = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    here.pop("DJANGO_SETTINGS_MODULE", None)

    outcome = subprocess.run(
        [sys.executable, "-c", start, "agreements", "text", "--on", "2020-05-01"],
        env={**here, "DRIELUIK_VAR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert outcome.returncode == 1
    assert "DRIELUIK_VAR" in outcome.stderr
    assert "Traceback" not in outcome.stderr
