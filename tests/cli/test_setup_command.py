"""A municipality of one's own is set up from the command line."""

import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from drieluik.apps.organisations.models import (
    Membership,
    Merger,
    Municipality,
    Participation,
    Party,
    Representation,
)
from drieluik.cli import main

pytestmark = pytest.mark.django_db


def _run(*words):
    return CliRunner().invoke(main, ["setup", *words])


@pytest.fixture
def _place():
    _run("municipality", "GM9999", "Voorbeeldstad", "--slug", "voorbeeldstad")
    for code, kind in (("wonen", "corporation"), ("huurders", "tenants")):
        _run(
            "party", code, code, "--kind", kind, "--municipality", "GM9999", "--from", "2024-01-01"
        )


@pytest.mark.usefixtures("_place")
def test_parties_take_part_and_tenants_have_a_voice():
    outcome = _run("represents", "huurders", "wonen", "--municipality", "GM9999")

    assert outcome.exit_code == 0, outcome.output
    assert Municipality.objects.get().name == "Voorbeeldstad"
    assert set(Party.objects.values_list("code", flat=True)) == {"wonen", "huurders"}
    assert Representation.objects.get().track == "joint"


@pytest.mark.usefixtures("_place")
def test_the_first_administrator_gets_an_account_without_password():
    first = _run("administrator", "a@voorbeeld.example", "A", "--party", "wonen")
    again = _run("administrator", "a@voorbeeld.example", "A", "--party", "wonen")

    member = Membership.objects.get()
    assert (first.exit_code, again.exit_code) == (0, 1)
    assert not member.user.has_usable_password()
    assert "Error" in again.output


def test_an_unknown_municipality_is_said():
    outcome = _run("represents", "a", "b", "--municipality", "GM0000")

    assert outcome.exit_code == 1


@pytest.mark.parametrize(
    "words",
    [
        ("municipality", "153", "Voorbeeldstad", "--slug", "voorbeeldstad"),
        ("municipality", "GM9999", "Voorbeeldstad", "--slug", "voor beeld"),
        ("party", "Wonen!", "W", "--kind", "other", "--municipality", "GM9999", "--from", "2024-01-01"),
        ("administrator", "geen-mail", "A", "--party", "wonen"),
    ],
)  # fmt: skip
def test_a_word_that_cannot_be_is_refused_with_an_example_and_makes_nothing(words):
    outcome = _run(*words)

    assert outcome.exit_code == 2
    assert "schrijf het zoals" in outcome.output
    assert not Municipality.objects.exists()


@pytest.mark.usefixtures("_place")
def test_two_municipalities_cannot_have_the_same_address():
    outcome = _run("municipality", "GM9998", "Anders", "--slug", "voorbeeldstad")

    assert outcome.exit_code == 1
    assert "Een andere gemeente" in outcome.output


def test_without_tables_it_says_what_to_do_first(tmp_path):
    start = "from drieluik.cli import main; main()"
    command = [sys.executable, "-c", start, "setup", "municipality", "GM9999", "V"]
    here = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}

    outcome = subprocess.run(
        [*command, "--slug", "v"],
        env={**here, "DRIELUIK_VAR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert outcome.returncode == 1
    assert "manage.py migrate" in outcome.stderr
    assert "Traceback" not in outcome.stderr


@pytest.mark.usefixtures("_place")
def test_a_party_that_merges_is_recorded_and_a_mistake_is_said():
    _run("party", "huis", "Huis", "--kind", "corporation", "--municipality", "GM9999",
         "--from", "2024-01-01")  # fmt: skip
    words = ("--municipality", "GM9999", "--from", "01-07-2025", "--grounds", "Fusieakte")
    done = _run("merger", "huis", "wonen", *words)
    again = _run("merger", "huis", "wonen", *words)

    assert done.exit_code == 0, done.output
    assert "huis gaat op in wonen per 01-07-2025" in done.output
    assert (again.exit_code, Merger.objects.get().heir.code) == (1, "wonen")


@pytest.mark.usefixtures("_place")
def test_a_merger_that_was_a_mistake_is_taken_back_with_a_reason():
    place = ("--municipality", "GM9999")
    _run("party", "huis", "Huis", "--kind", "corporation", *place, "--from", "2024-01-01")
    _run("merger", "huis", "wonen", *place, "--from", "01-07-2025", "--grounds", "Fusieakte")
    unsaid = _run("take-back-merger", "huis", *place, "--reason", " ")
    done = _run("take-back-merger", "huis", *place, "--reason", "Verkeerde partij")
    again = _run("take-back-merger", "huis", *place, "--reason", "Verkeerde partij")

    assert (unsaid.exit_code, done.exit_code, again.exit_code) == (1, 0, 1)
    assert "De fusie van huis is teruggenomen; huis doet weer zelf mee." in done.output
    assert [row.words for row in Merger.objects.order_by("id")] == ["Fusieakte", "Verkeerde partij"]
    assert Participation.objects.get(party__code="huis").until_on is None
