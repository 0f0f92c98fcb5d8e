"""Gives every version its turn: its number, or that of what it corrects in the end.

The rows are kept, so the database lets go of its refusal for this one step.
"""

from typing import Any

from django.db import migrations, models

from drieluik.apps.kept_rows import TriggerStep, triggers_aside

_TABLE = "agreements_registerversion"
_FILL = f"""
WITH RECURSIVE line(id, turn) AS (
  SELECT id, number FROM {_TABLE} WHERE corrects_id IS NULL
  UNION ALL
  SELECT later.id, line.turn FROM {_TABLE} AS later JOIN line ON later.corrects_id = line.id
)
UPDATE {_TABLE} SET turn = (SELECT line.turn FROM line WHERE line.id = {_TABLE}.id)
"""


def _fill(apps: Any, schema_editor: Any) -> None:
    postgres = schema_editor.connection.vendor == "postgresql"
    if postgres:
        schema_editor.execute(f"ALTER TABLE {_TABLE} DISABLE TRIGGER USER")
    schema_editor.execute(_FILL)
    if postgres:
        schema_editor.execute(f"ALTER TABLE {_TABLE} ENABLE TRIGGER USER")


def _leave(apps: Any, schema_editor: Any) -> None:
    """Undo nothing: the column goes."""


class Migration(migrations.Migration):
    dependencies = [("agreements", "0022_words_found_by_their_stems")]

    aside, back = triggers_aside()
    operations = [
        aside,
        migrations.AddField(
            "registerversion",
            "turn",
            models.PositiveIntegerField(
                default=0, editable=False, help_text="Its number, or the turn of what it corrects"
            ),
            preserve_default=False,
        ),
        TriggerStep(_fill, _leave),
        back,
    ]
