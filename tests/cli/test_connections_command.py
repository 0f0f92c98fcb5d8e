"""``drieluik connections``: made, seen, renewed and withdrawn on the machine itself."""

from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.utils import timezone

from drieluik.apps.connections.models import Connection
from drieluik.cli import main
from tests.factories.connections import make_administrator
from tests.factories.organisations import make_municipality, make_party

pytestmark = pytest.mark.django_db


def run(*words):
    return CliRunner().invoke(main, ["connections", *words])


def test_a_connection_is_made_listed_renewed_and_withdrawn():
    party = make_party(municipality=make_municipality())
    make_administrator(party)
    by = ["--by", "beheer@corporatie-a.example"]
    until = f"{timezone.localdate() + timedelta(days=30)}"
    told = ["--purpose", "Proef", "--municipality", "GM9001", "--until", until]

    made = run("make", "corporatie-a", "Proefje", *told, *by)
    one = Connection.objects.get()
    assert (made.exit_code, one.scopes) == (0, "lezen")
    assert f"client_id: {one.client_id}" in made.output
    assert "client_secret: " in made.output

    listed = run("list", "corporatie-a").output
    assert f"{one.client_id}  Proefje: lezen in Gemeente GM9001" in listed
    assert "werkt; laatst gebruikt: nooit" in listed
    assert "Het oude geheim werkt tot" in run("renew", one.client_id, *by).output
    assert run("withdraw", one.client_id, "--reason", "Klaar").exit_code == 0
    assert "ingetrokken" in run("list", "corporatie-a").output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["list", "bestaat-niet"], "Partij bestaat-niet doet nog nergens mee."),
        (["withdraw", "bestaat-niet", "--reason", "x"], "Aansluiting bestaat-niet is er niet."),
        (
            ["make", "corporatie-a", "X", "--purpose", "x", "--municipality", "GM9001",
             "--until", "2020-01-01", "--by", "niemand@voorbeeld.example"],
            "Er is geen account met adres niemand@voorbeeld.example.",
        ),
    ],
)  # fmt: skip
def test_what_is_not_there_is_named(words, told):
    make_party(municipality=make_municipality())

    answer = run(*words)

    assert answer.exit_code == 1
    assert told in answer.output
