"""Triggers by which the database itself refuses to change or delete rows that are kept for ever.

For migrations only. A migration that remakes a table on SQLite does so between the two steps of
``triggers_aside``: triggers go with the old table, and those of other tables may name it.
``keep_rows`` and ``guard_rows`` may run any number of times. Both refuse, on PostgreSQL, that the
table is emptied at once (TRUNCATE), which passes by the triggers on rows; SQLite has no such act.
"""

from collections.abc import Callable
from typing import Any

from django.db.migrations.operations.base import Operation

_Act = Callable[[Any, Any], None]


class TriggerStep(Operation):
    """A step that only speaks to the database, so no model of that moment is rendered for it.

    ``RunPython`` renders every model of the product first, for a hundred steps half the time that
    laying an empty database takes.

    Args:
        make: What the step does, with no models (``None``) and the schema editor.
        undo: What takes it back.
    """

    def __init__(self, make: _Act, undo: _Act) -> None:
        self._make, self._undo = make, undo

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Change nothing in the models."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """Run the step."""
        self._make(None, schema_editor)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """Undo the step."""
        self._undo(None, schema_editor)


_FUNCTION = """
CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is kept for ever', TG_TABLE_NAME
  USING ERRCODE = 'integrity_constraint_violation'; END $$
"""


def keep_rows(table: str, when: str = "") -> TriggerStep:
    """Return the migration step that makes both databases refuse changes and deletes.

    Args:
        table: The table.
        when: Condition on ``OLD`` for rows that are kept; all rows when empty.
    """
    return TriggerStep(_making(table, when), _dropping(table))


_CHECK = """
CREATE OR REPLACE FUNCTION {name}_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN IF {condition} THEN RAISE EXCEPTION '% is kept for ever', TG_TABLE_NAME
  USING ERRCODE = 'integrity_constraint_violation'; END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$
"""


def guard_rows(table: str, act: str, condition: str, *, name: str) -> TriggerStep:
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
        _refuse_emptying(table, schema_editor)

    def drop(apps: Any, schema_editor: Any) -> None:
        _drop_trigger(trigger, table, schema_editor)

    return TriggerStep(make, drop)


def keep_from_emptying(*tables: str) -> TriggerStep:
    """Return the migration step that makes PostgreSQL refuse to empty these tables at once.

    For tables whose rows were guarded before ``keep_rows`` and ``guard_rows`` saw to this.
    """

    def make(apps: Any, schema_editor: Any) -> None:
        for table in tables:
            _refuse_emptying(table, schema_editor)

    return TriggerStep(make, _nothing)


def _nothing(apps: Any, schema_editor: Any) -> None:
    """Undo nothing."""


def triggers_aside() -> tuple[TriggerStep, TriggerStep]:
    """Return two steps: SQLite lets go of all triggers that keep rows, and makes them again."""
    found: list[tuple[str, str]] = []

    def take(apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            return
        with schema_editor.connection.cursor() as cursor:
            found[:] = cursor.execute(_KEEPING).fetchall()
        for name, _statement in found:
            schema_editor.execute(f"DROP TRIGGER {name}", params=None)

    def put_back(apps: Any, schema_editor: Any) -> None:
        for _name, statement in found:
            schema_editor.execute(statement, params=None)
        found.clear()

    return TriggerStep(take, put_back), TriggerStep(put_back, take)


_KEEPING = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%RAISE(ABORT%'"


def _refuse_emptying(table: str, schema_editor: Any) -> None:
    if schema_editor.connection.vendor != "postgresql":
        return
    trigger = f"{table}_kept_whole_table"
    schema_editor.execute(_FUNCTION.format(table=table), params=None)
    _drop_trigger(trigger, table, schema_editor)
    schema_editor.execute(
        f"CREATE TRIGGER {trigger} BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()",
        params=None,
    )


def _making(table: str, when: str) -> _Act:
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
        _refuse_emptying(table, schema_editor)

    return make


def _dropping(table: str) -> _Act:
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
