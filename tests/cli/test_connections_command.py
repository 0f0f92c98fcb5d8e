"""``drieluik connections``: made, seen, renewed and withdrawn on the machine itself."""

from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.utils import timezone

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.connections.models import Connection
from drieluik.apps.mailing.models import Mail
from drieluik.cli import main
from tests.factories.connections import connect, make_administrator
from tests.factories.organisations import make_actor, make_municipality, make_party

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


def test_the_log_tells_that_it_was_the_command_line_and_the_administrators_get_a_mail():
    party = make_party(municipality=make_municipality())
    named = make_administrator(party)
    beside = make_actor("administrator", party=party)
    make_actor("reader", party=party)
    shown = connect(party, make_municipality(), actor=named)
    assert not Mail.objects.exists()
    by = ["--by", "beheer@corporatie-a.example"]

    assert "krijgen hierover een mail" in run("renew", shown.client_id, *by).output
    run("withdraw", shown.client_id, "--reason", "Niet meer nodig")

    events = AuditEvent.objects.filter(subject_type="connection").order_by("sequence")
    assert [one.facts.get("through") for one in events] == [None, "command_line", "command_line"]
    mails = Mail.objects.filter(kind="connection").order_by("asked_at", "person_id")
    assert {one.person_id for one in mails} == {named.user_id, beside.user_id}
    renewed, _another, withdrawn, _other = mails
    assert f"in naam van {named.name}" in renewed.body
    assert "- Lezen: wat een lezer van deze partij mag lezen" in renewed.body
    assert "In: Gemeente " in renewed.body
    assert "/partijen/corporatie-a/aansluitingen/" in renewed.body
    assert "Niet meer nodig" in withdrawn.body
    assert "in naam van" not in withdrawn.body


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


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["make", "corporatie-a", "x" * 81], "Hoogstens 80 tekens; dit zijn er 81."),
        (["make", "corporatie-a", "X", "--purpose", "x" * 501], "Hoogstens 500 tekens"),
        (["withdraw", "iets", "--reason", "x" * 301], "Hoogstens 300 tekens"),
    ],
)
def test_what_is_too_long_is_refused_and_never_cut(words, told):
    more = ["--municipality", "GM9001", "--until", "2030-01-01", "--by", "a@b.example"]
    if words[0] == "make":
        words = [*words, *(["--purpose", "x"] if "--purpose" not in words else []), *more]
    found = run(*words)

    assert found.exit_code == 2
    assert told in found.output
