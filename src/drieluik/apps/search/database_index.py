"""The full-text index that each database keeps of the entries, by itself and in the same transaction.

For migrations only. SQLite gets an FTS5 table that triggers keep in step, PostgreSQL a computed
column with an index. A migration that remakes the table of entries on SQLite has to make the
triggers again, for they go with the old table; ``keep_index`` may run any number of times.
"""

from typing import Any

from django.db.migrations.operations import RunPython

TABLE = "search_entry"
_FIELDS = "title_stems, body_stems, words"
_OLD = "old.id, old.title_stems, old.body_stems, old.words"
_NEW = "new.id, new.title_stems, new.body_stems, new.words"
_TAKE_OUT = f"INSERT INTO search_index(search_index, rowid, {_FIELDS}) VALUES ('delete', {_OLD});"
_PUT_IN = f"INSERT INTO search_index(rowid, {_FIELDS}) VALUES ({_NEW});"
_SQLITE = [
    f"CREATE VIRTUAL TABLE search_index USING fts5({_FIELDS}, content='{TABLE}', content_rowid='id',"
    " tokenize='unicode61 remove_diacritics 0')",
    f"CREATE TRIGGER search_put_in AFTER INSERT ON {TABLE} BEGIN {_PUT_IN} END",
    f"CREATE TRIGGER search_take_out AFTER DELETE ON {TABLE} BEGIN {_TAKE_OUT} END",
    f"CREATE TRIGGER search_change AFTER UPDATE ON {TABLE} BEGIN {_TAKE_OUT} {_PUT_IN} END",
    "INSERT INTO search_index(search_index) VALUES ('rebuild')",
]
_SQLITE_WITHOUT = [
    "DROP TRIGGER IF EXISTS search_put_in",
    "DROP TRIGGER IF EXISTS search_take_out",
    "DROP TRIGGER IF EXISTS search_change",
    "DROP TABLE IF EXISTS search_index",
]
_POSTGRES = [
    f"ALTER TABLE {TABLE} ADD COLUMN vector tsvector GENERATED ALWAYS AS ("
    "setweight(to_tsvector('simple', title_stems), 'A') ||"
    " setweight(to_tsvector('simple', body_stems), 'B') ||"
    " setweight(to_tsvector('simple', words), 'C')) STORED",
    f"CREATE INDEX search_entry_vector ON {TABLE} USING gin (vector)",
]
_POSTGRES_WITHOUT = [f"ALTER TABLE {TABLE} DROP COLUMN IF EXISTS vector"]


def keep_index() -> RunPython:
    """Return the migration step that makes both databases keep their index."""
    return RunPython(_make, _drop)


def _make(apps: Any, schema_editor: Any) -> None:
    _drop(apps, schema_editor)
    _run(schema_editor, _POSTGRES if _is_postgres(schema_editor) else _SQLITE)


def _drop(apps: Any, schema_editor: Any) -> None:
    _run(schema_editor, _POSTGRES_WITHOUT if _is_postgres(schema_editor) else _SQLITE_WITHOUT)


def _run(schema_editor: Any, statements: list[str]) -> None:
    for statement in statements:
        schema_editor.execute(statement, params=None)


def _is_postgres(schema_editor: Any) -> bool:
    return bool(schema_editor.connection.vendor == "postgresql")
