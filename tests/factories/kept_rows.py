"""Setting aside, for a test, what makes the database keep rows for ever."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper as PostgresWrapper
from django.db.backends.sqlite3.base import DatabaseWrapper

_Operations = DatabaseWrapper.ops_class
_PostgresOperations = PostgresWrapper.ops_class

_TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_kept_%'"


@contextmanager
def keeping_set_aside(*tables: str) -> Iterator[None]:
    """Let rows be changed and deleted, as somebody could who holds the database itself.

    Args:
        tables: The tables; PostgreSQL wants them named, SQLite sets all of them aside.
    """
    if connection.vendor == "postgresql":
        _on_postgresql("DISABLE", tables)
        yield
        _on_postgresql("ENABLE", tables)
        return
    with connection.cursor() as cursor:
        triggers = cursor.execute(_TRIGGERS).fetchall()
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
    yield
    with connection.cursor() as cursor:
        for _, statement in triggers:
            cursor.execute(statement)


def _on_postgresql(act: str, tables: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        # a table cannot be altered while checks on it wait for the end of the transaction
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} {act} TRIGGER USER")


class EmptyingOperations(_Operations):
    """SQLite empties tables after a test with DELETE, row by row."""

    def execute_sql_flush(self, sql_list: Any) -> None:
        """Empty the tables, also those that keep their rows."""
        with keeping_set_aside():
            super().execute_sql_flush(sql_list)


class EmptyingPostgresOperations(_PostgresOperations):
    """PostgreSQL empties tables after a test with TRUNCATE, all at once."""

    def execute_sql_flush(self, sql_list: Any) -> None:
        """Empty the tables, also those that keep their rows: a replica fires no triggers."""
        quiet = ["SET LOCAL session_replication_role = replica"]
        loud = ["SET LOCAL session_replication_role = origin"]
        super().execute_sql_flush([*quiet, *sql_list, *loud])
