"""Setting aside, for a test, what makes the database keep rows for ever."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper as PostgresWrapper
from django.db.backends.sqlite3.base import DatabaseWrapper

_Operations = DatabaseWrapper.ops_class
_PostgresOperations = PostgresWrapper.ops_class

_TRIGGERS = (
    "SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_kept_%'"
)


@contextmanager
def keeping_set_aside(*tables: str) -> Iterator[None]:
    """Let rows be changed and deleted, as somebody could who holds the database itself.

    Args:
        tables: The tables.
    """
    if connection.vendor == "postgresql":
        _on_postgresql("DISABLE", tables)
        try:
            yield
        finally:
            _on_postgresql("ENABLE", tables)
        return
    with connection.cursor() as cursor:
        triggers = _triggers(cursor, tables)
        for name, _statement in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for _name, statement in triggers:
                cursor.execute(statement)


def _triggers(cursor: Any, tables: Collection[str]) -> list[tuple[str, str]]:
    """Return the name and the statement of every trigger that keeps rows of some tables."""
    found = cursor.execute(_TRIGGERS).fetchall()
    return [(name, statement) for name, statement, table in found if table in tables]


def _on_postgresql(act: str, tables: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        # a table cannot be altered while checks on it wait for the end of the transaction
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} {act} TRIGGER USER")


class EmptyingOperations(_Operations):
    """SQLite empties after a test the tables that have rows, also those that keep them."""

    def sql_flush(self, style: Any, tables: Sequence[str], **more: Any) -> list[str]:
        """Return what empties the tables, without their triggers: a test fills few of two hundred."""
        filled = _filled(self.connection, tables)
        with self.connection.cursor() as cursor:
            triggers = _triggers(cursor, filled)
        without = [f"DROP TRIGGER {name}" for name, _statement in triggers]
        again = [statement for _name, statement in triggers]
        return [*without, *super().sql_flush(style, filled, **more), *again]


class EmptyingPostgresOperations(_PostgresOperations):
    """PostgreSQL does the same; its TRUNCATE would make every table and index a new file."""

    def sql_flush(self, style: Any, tables: Sequence[str], **more: Any) -> list[str]:
        """Return what empties the tables; a replica fires no triggers and follows no references."""
        emptied = [f'DELETE FROM "{table}"' for table in _filled(self.connection, tables)]
        quiet = "SET LOCAL session_replication_role = replica"
        return [quiet, *emptied, "SET LOCAL session_replication_role = origin"]


def _filled(opened: Any, tables: Sequence[str]) -> list[str]:
    """Return which tables have any row."""
    parts = (f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM \"{table}\")" for table in tables)
    with opened.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return [name for (name,) in cursor.fetchall()]
