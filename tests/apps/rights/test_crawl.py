"""Every address, for every kind of reader: who sees what, and how safely.

The rules stand in ``rights.yaml``; how they are tried stands in ``crawling``.
"""

import json

import pytest

from tests.apps.rights.crawling import PUBLIC, Answers, all_url_names, read_table
from tests.factories.city import CANARIES
from tests.factories.connections import PROGRAMMES

pytestmark = pytest.mark.slow
CASES = read_table()
API = [case for case in CASES if case.address.startswith("/api/v1/")]
OWNER = "other corporation"
SAFE = {
    "Content-Security-Policy": "default-src 'self'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
}


@pytest.fixture(scope="module")
def answers(crawler):
    """The answers to a GET, by row of the table and reader."""
    return Answers(crawler, CASES)


def test_every_address_stands_in_the_table():
    assert all_url_names() == {case.name for case in CASES}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_everybody_gets_exactly_what_the_table_says(answers, case):
    got = {role: answers[case.id, role].word for role in case.get}

    assert got == dict(case.get)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_what_is_no_page_says_what_it_gives(answers, case):
    found = [answers[case.id, role] for role, word in case.get.items() if word == "page"]

    html = {answer.headers["Content-Type"].startswith("text/html") for answer in found}
    assert html <= {case.gives in ("page", "part of a page")}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_looking_changes_nothing(answers, case):
    assert [answers[case.id, role].writes for role in case.get] == [()] * len(case.get)


def test_nobody_else_ever_reads_what_stands_in_an_unsigned_delivery(answers):
    leaks = [
        (key, canary)
        for key, answer in answers.all()
        for canary in CANARIES
        if key[1] != OWNER and canary in f"{answer.text} {answer.headers}"
    ]

    assert leaks == []


def test_its_own_corporation_reads_every_word_of_it(answers):
    own = " ".join(answer.text for key, answer in answers.all() if key[1] == OWNER)

    assert [canary for canary in CANARIES if canary not in own] == []


@pytest.mark.parametrize(
    ("role", "asked"),
    [
        ("controller", {"corporatie-a"}),
        ("other corporation", {"corporatie-b"}),
        ("corporation elsewhere", set()),
        ("steward", set()),
        ("former member", set()),
    ],
)
def test_the_list_of_what_is_asked_holds_exactly_ones_own(crawler, role, asked):
    rows = json.loads(crawler.get(role, "/api/v1/aanleveringen").text)

    assert {row["corporatie"] for row in rows} == asked
    assert len(rows) == 4 * len(asked)


def test_all_who_take_part_read_the_same_states_of_others_and_no_more(crawler):
    states = {
        role: json.loads(crawler.get(role, "/api/v1/gemeenten/gm9001/aanleveringen").text)
        for role in ("steward", "controller", "council", "tenants")
    }
    of_others = {
        role: [row for row in rows if row["corporatie"] != "Corporatie A"]
        for role, rows in states.items()
    }
    before_signing = {"draft", "findings", "to_sign"}

    assert states["steward"] == states["council"] == states["tenants"]
    assert of_others["controller"] == of_others["council"] != []
    assert before_signing.isdisjoint(row["stand"] for row in states["council"])
    assert {tuple(sorted(row)) for row in states["council"]} == {
        ("corporatie", "periode", "stand", "te_laat")
    }


def test_a_corporation_reads_how_far_its_own_unsigned_figures_are(crawler):
    own, told = (
        json.loads(crawler.get(role, "/api/v1/gemeenten/gm9001/aanleveringen").text)
        for role in ("controller", "council")
    )
    differing = [(mine, theirs) for mine, theirs in zip(own, told, strict=True) if mine != theirs]

    assert {mine["corporatie"] for mine, _ in differing} == {"Corporatie A"}
    assert {theirs["stand"] for _, theirs in differing} == {"under_way"}
    assert {mine["stand"] for mine, _ in differing} <= {"draft", "findings", "to_sign"}


@pytest.mark.parametrize("role", ["policy officer", "council"])
def test_a_search_finds_only_what_the_register_shows(crawler, role):
    base = "/api/v1/gemeenten/gm9001/afspraken"
    everything = {row["nummer"] for row in json.loads(crawler.get(role, base).text)["items"]}
    hits = json.loads(crawler.get(role, f"{base}?zoek=woningen").text)["items"]

    assert {row["nummer"] for row in hits} == {"2.1"} < everything


@pytest.mark.parametrize("reader", PROGRAMMES)
def test_a_programme_reads_byte_for_byte_what_a_reader_of_its_party_reads(crawler, answers, reader):
    asked = [case for case in API if reader in case.get]
    assert len(asked) > 100
    for case in asked:
        person, got = (
            answers[case.id, reader],
            crawler.get(f"programme like {reader}", case.address),
        )
        assert (got.word, got.text) == (person.word, person.text), case.id
        assert {write.split()[1] for write in got.writes} <= {'"connections_token"'}, case.id


def test_no_programme_reads_what_the_administrator_who_made_it_may_not():
    more = [
        case.id
        for case in API
        if case.get.get("corporation reader") == "page" != case.get["administrator"]
    ]

    assert more == []


def test_no_answer_lacks_the_headers_that_keep_readers_safe(answers):
    lacking = {
        (key[0], answer.status, name)
        for key, answer in answers.all()
        for name, part in SAFE.items()
        if part not in answer.headers.get(name, "")
    }

    assert lacking == set()


def test_nothing_that_is_not_public_is_kept_by_a_browser_or_on_the_way(answers):
    public = {case.id for case in CASES if case.address.startswith(PUBLIC)}
    kept = {
        (key[0], answer.status, answer.headers.get("Cache-Control", ""))
        for key, answer in answers.all()
        if key[1] != "anonymous"
        and key[0] not in public
        and "no-store" not in answer.headers.get("Cache-Control", "")
    }

    assert kept == set()


@pytest.mark.parametrize(
    ("address", "host", "status"),
    [
        ("/a%00b/", "testserver", 400),
        ("/", "elders.example", 400),
        ("/bestaat-niet/", "testserver", 404),
    ],
)
def test_errors_carry_the_same_headers(client, address, host, status):
    answer = client.get(address, headers={"host": host})

    assert answer.status_code == status
    assert {
        name for name, part in SAFE.items() if part not in answer.headers.get(name, "")
    } == set()
