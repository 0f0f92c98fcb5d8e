"""The database itself refuses to change or delete what is kept for ever, on SQLite and PostgreSQL."""

import pytest
from django.db import IntegrityError, connection, transaction

from drieluik.apps.agreements.models import Import
from drieluik.apps.agreements.models.kept import Kept
from drieluik.apps.audit.models import AuditEvent
from tests.apps.agreements.test_imports import _confirm, _upload
from tests.factories.agreements import make_register

pytestmark = pytest.mark.django_db

KEPT = {
    "agreements_registerversion": "explanation",
    "agreements_sectiontext": "goal",
    "agreements_clausetext": "text",
    "agreements_focusproject": "goal",
    "agreements_action": "text",
    "audit_auditevent": "actor_name",
}


def _below(model):
    found = [one for child in model.__subclasses__() for one in (child, *_below(child))]
    return [one for one in found if not one._meta.abstract]


def _triggers(table):
    """Return names and acts of the triggers of a table."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT trigger_name, event_manipulation FROM information_schema.triggers"
                " WHERE event_object_table = %s",
                [table],
            )
            return cursor.fetchall()
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table]
        )
        return [
            (name, act)
            for name, statement in cursor.fetchall()
            for act in ("UPDATE", "DELETE")
            if f"BEFORE {act}" in statement
        ]


@pytest.fixture
def register():
    return make_register()


def _refuses(statement: str) -> None:
    with (
        pytest.raises(IntegrityError, match="kept for ever"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.parametrize(("table", "column"), KEPT.items())
def test_a_kept_row_cannot_be_changed(register, table, column):
    _refuses(f"UPDATE {table} SET {column} = 'anders'")


@pytest.mark.parametrize("table", [*KEPT, "agreements_clause"])
def test_a_kept_row_cannot_be_deleted(register, table):
    _refuses(f"DELETE FROM {table}")


@pytest.mark.parametrize("model", sorted(_below(Kept), key=lambda model: model._meta.db_table))
def test_every_model_that_is_kept_has_its_triggers_for_changing_and_deleting(model):
    table = model._meta.db_table

    assert {act for name, act in _triggers(table) if name.startswith(table)} >= {"UPDATE", "DELETE"}


def test_an_event_cannot_be_taken_out_of_the_chain(register):
    last = AuditEvent.objects.last().sequence

    _refuses(f"DELETE FROM audit_auditevent WHERE sequence = {last}")

    assert AuditEvent.objects.filter(sequence=last).exists()


@pytest.mark.parametrize("statement", ["UPDATE {} SET file_name = 'x'", "DELETE FROM {}"])
def test_a_confirmed_document_is_kept_and_an_open_one_is_not(confirmed, statement):
    _refuses(statement.format("agreements_import"))

    assert Import.objects.get().file_name == "afspraken.txt"


@pytest.fixture
def confirmed():
    import_id = _upload().import_id
    _confirm(import_id)
    return import_id


def _guarded_tables() -> dict[str, set[str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE NOT t.tgisinternal AND t.tgname LIKE '%%kept%%'"
        )
        found: dict[str, set[str]] = {}
        for table, trigger in cursor.fetchall():
            found.setdefault(table, set()).add(trigger)
    return found


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has TRUNCATE")
def test_no_guarded_table_can_be_emptied_at_once():
    tables = _guarded_tables()

    assert len(tables) > 20
    assert {one for one, found in tables.items() if f"{one}_kept_whole_table" not in found} == set()
    for table in tables:
        _refuses(f"TRUNCATE {table} CASCADE")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has TRUNCATE")
def test_a_table_that_others_hang_on_cannot_be_emptied_with_them():
    _refuses("TRUNCATE accounts_user CASCADE")
