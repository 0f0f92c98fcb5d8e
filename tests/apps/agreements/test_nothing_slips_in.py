"""What could be added or changed beside what is kept: the database refuses that too."""

import pytest
from django.db import IntegrityError, connection, transaction

from drieluik.apps.agreements import services
from drieluik.apps.agreements.services.bindings import record_bindings
from tests.factories.agreements import NOW, make_register
from tests.factories.organisations import make_actor, make_municipality, make_party
from tests.factories.proposals import adopt, all_agree, change_words, make_proposal

pytestmark = pytest.mark.django_db


def _refuses(statement):
    with (
        pytest.raises(IntegrityError, match="kept for ever"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.fixture
def proposal():
    clauses = make_register()
    return make_proposal(change_words(clauses["1.1"], "Partijen spreken elkaar elke maand."))


@pytest.fixture
def adopted(proposal):
    services.set_approval_bodies(
        municipality_id=make_municipality().id,
        party_id=make_party(code="corporatie-a").id,
        bodies=["bestuur"],
        actor=make_actor("administrator", party=make_party(code="corporatie-a")),
        now=NOW,
    )
    all_agree(proposal)
    position = proposal.positions.get(party__code="corporatie-a")
    services.give_approval(
        position_ids=[position.pk],
        body="bestuur",
        actor=make_actor("controller", party=make_party(code="corporatie-a")),
        now=NOW,
    )
    adopt(proposal)


def _columns(table):
    with connection.cursor() as cursor:
        description = connection.introspection.get_table_description(cursor, table)
    return [one.name for one in description if one.name != "id"]


def _again(table, where="1 = 1", **other):
    """Add a row like the one that is there; only its id is new, and what ``other`` says."""
    columns = _columns(table)
    values = [other.get(name, name) for name in columns]
    return f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {table} WHERE {where}"


def test_no_words_are_added_to_a_version_that_was_followed(adopted):
    first = "version_id = (SELECT id FROM agreements_registerversion WHERE number = 1)"

    _refuses(
        _again("agreements_clausetext", first, number="number || 'x'", position="position + 9")
    )
    _refuses(_again("agreements_sectiontext", first, position="position + 9"))


def test_no_approval_and_no_edit_is_added_after_the_decision(adopted):
    _refuses(_again("agreements_positionapproval", body="'ledenraad'"))
    columns = _columns("agreements_proposaledit")
    names, values = ", ".join(columns), ", ".join(columns).replace("position", "position + 9")
    other = "'00000000-0000-0000-0000-000000000001'"
    if connection.vendor == "sqlite":
        other = "'00000000000000000000000000000001'"
    else:
        other += "::uuid"
    _refuses(
        f"INSERT INTO agreements_proposaledit (id, {names}) SELECT {other}, {values}"
        " FROM agreements_proposaledit"
    )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE agreements_proposal SET motive = 'anders'",
        "UPDATE agreements_proposal SET number = 9",
        "UPDATE agreements_proposal SET state = 'draft'",
        "DELETE FROM agreements_proposal",
        "DELETE FROM agreements_proposaledit",
        "UPDATE agreements_register SET title = 'anders'",
        "DELETE FROM agreements_register",
        "UPDATE agreements_binding SET kind = 'consent'",
        "DELETE FROM agreements_binding",
    ],
)
def test_what_parties_are_talking_about_stays_what_it_is(proposal, statement):
    _refuses(statement)


def test_a_binding_that_ended_stays_ended(proposal):
    clause_id = proposal.base.clauses.get(number="1.1").clause_id
    record_bindings(
        municipality_id=make_municipality().id,
        by_clause={clause_id: {"bound": ["corporatie-b"]}},
        actor=make_actor("editor", party=make_party(code="gemeente-voorbeeld")),
        now=NOW,
    )

    _refuses("UPDATE agreements_binding SET ended_at = NULL WHERE ended_at IS NOT NULL")


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite can replace a row so")
def test_a_kept_row_is_not_replaced_by_another_with_its_id(proposal):
    names = ", ".join(_columns("agreements_clausetext"))
    values = names.replace(" text", " 'anders'")

    _refuses(
        f"INSERT OR REPLACE INTO agreements_clausetext (id, {names})"
        f" SELECT id, {values} FROM agreements_clausetext"
    )
