"""Triggers by which the database itself refuses to change or delete rows that are kept for ever.

For migrations only. A migration that remakes such a table on SQLite has to make its triggers
again, for they go with the old table; ``keep_rows`` may run any number of times.
"""

from collections.abc import Callable
from typing import Any

from django.db.migrations.operations import RunPython

_FUNCTION = """
CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is kept for ever', TG_TABLE_NAME
  USING ERRCODE = 'integrity_constraint_violation'; END $$
"""


def keep_rows(table: str, when: str = "") -> RunPython:
    """Return the migration step that makes both databases refuse changes and deletes.

    Args:
        table: The table.
        when: Condition on ``OLD`` for rows that are kept; all rows when empty.
    """
    return RunPython(_making(table, when), _dropping(table))


_CHECK = """
CREATE OR REPLACE FUNCTION {name}_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN IF {condition} THEN RAISE EXCEPTION '% is kept for ever', TG_TABLE_NAME
  USING ERRCODE = 'integrity_constraint_violation'; END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$
"""


def guard_rows(table: str, act: str, condition: str, *, name: str) -> RunPython:
    """Return the migration step that makes both databases refuse one act in one case.

    Args:
        table: The table.
        act: ``INSERT``, ``UPDATE`` or ``DELETE``.
        condition: When it is refused, on ``OLD`` and ``NEW``, in words both databases know.
        name: What is guarded; part of the name of the trigger.
    """
    trigger = f"{table}_kept_{name}"

    def make(apps: Any, schema_editor: Any) -> None:
        drop(apps, schema_editor)
        if schema_editor.connection.vendor == "postgresql":
            check = _CHECK.format(name=trigger, condition=condition)
            schema_editor.execute(check, params=None)
            body = f"FOR EACH ROW EXECUTE FUNCTION {trigger}_check()"
        else:
            body = f"WHEN {condition} BEGIN SELECT RAISE(ABORT, '{table} is kept for ever'); END"
        statement = f"CREATE TRIGGER {trigger} BEFORE {act} ON {table} {body}"
        schema_editor.execute(statement, params=None)

    def drop(apps: Any, schema_editor: Any) -> None:
        _drop_trigger(trigger, table, schema_editor)

    return RunPython(make, drop)


def _making(table: str, when: str) -> Callable[[Any, Any], None]:
    condition = f"WHEN ({when})" if when else ""

    def make(apps: Any, schema_editor: Any) -> None:
        _drop(table, schema_editor)
        for act in ("UPDATE", "DELETE"):
            trigger = f"CREATE TRIGGER {table}_kept_{act.lower()} BEFORE {act} ON {table}"
            if schema_editor.connection.vendor == "postgresql":
                schema_editor.execute(_FUNCTION.format(table=table), params=None)
                body = f"FOR EACH ROW {condition} EXECUTE FUNCTION {table}_refuse()"
            else:
                body = f"{condition} BEGIN SELECT RAISE(ABORT, '{table} is kept for ever'); END"
            schema_editor.execute(f"{trigger} {body}", params=None)

    return make


def _dropping(table: str) -> Callable[[Any, Any], None]:
    def drop(apps: Any, schema_editor: Any) -> None:
        _drop(table, schema_editor)

    return drop


def _drop(table: str, schema_editor: Any) -> None:
    """Drop the triggers, also one that an earlier migration made under an older name."""
    for name in (f"{table}_kept", f"{table}_kept_update", f"{table}_kept_delete"):
        _drop_trigger(name, table, schema_editor)


def _drop_trigger(name: str, table: str, schema_editor: Any) -> None:
    on_table = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}", params=None)
