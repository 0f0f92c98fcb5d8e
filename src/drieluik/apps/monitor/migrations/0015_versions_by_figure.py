"""Says of which figure a version is that a norm was agreed with: a condition has a figure too.

What was kept before is about the own figure of the norm. The rows are kept, so the database lets go
of its refusal for this one step.
"""

from typing import Any

from django.db import migrations, models

from drieluik.apps.kept_rows import TriggerStep, triggers_aside

_TABLE = "monitor_normversion"
_FILL = f"""
UPDATE {_TABLE} SET indicator_id = (
  SELECT indicator_id FROM monitor_normtext WHERE monitor_normtext.id = {_TABLE}.norm_text_id
)
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
    dependencies = [("monitor", "0014_remarks")]

    aside, back = triggers_aside()
    operations = [
        aside,
        migrations.RemoveConstraint("normversion", "a_wording_agrees_once_with_a_version"),
        migrations.AddField(
            "normversion",
            "indicator_id",
            models.CharField(default="", max_length=80),
            preserve_default=False,
        ),
        TriggerStep(_fill, _leave),
        migrations.AddConstraint(
            "normversion",
            models.UniqueConstraint(
                fields=["norm_text", "indicator_id", "version"],
                name="a_wording_agrees_once_with_a_version",
            ),
        ),
        back,
    ]
