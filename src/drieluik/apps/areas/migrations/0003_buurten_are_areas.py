"""Makes a set of borders in use of the buurten of every municipality and year; takes their table away."""

import uuid
from datetime import UTC, datetime
from typing import Any

from django.db import migrations

from drieluik.apps.kept_rows import TriggerStep, guard_rows

_SET = """
INSERT INTO areas_borderset (id, municipality_id, year, state, source, licence, schematic, file_name,
  content_hash, n_bytes, reading_phase, reading_share, report, added_at, confirmed_at, confirmation, reason)
VALUES (%s, %s, %s, 'in_use', 'Lijst van buurten', '', %s, '', '', 0, '', 0, '{}', %s, %s, '', '')
"""
_WIJKEN = """
INSERT INTO areas_area (border_set_id, level, code, name, parent_code, counts, derived)
SELECT %s, 'wijk', wijk_code, MAX(wijk_name), %s, '{}', %s FROM areas_buurt
WHERE municipality_id = %s AND year = %s GROUP BY wijk_code
"""
_BUURTEN = """
INSERT INTO areas_area (border_set_id, level, code, name, parent_code, counts, derived)
SELECT %s, 'buurt', code, name, wijk_code, '{}', %s FROM areas_buurt
WHERE municipality_id = %s AND year = %s
"""
_YEARS = """
SELECT DISTINCT areas_buurt.municipality_id, areas_buurt.year, organisations_municipality.code
FROM areas_buurt JOIN organisations_municipality
  ON organisations_municipality.id = areas_buurt.municipality_id
"""


def _move(apps: Any, schema_editor: Any) -> None:
    now = datetime.now(UTC)
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(_YEARS)
        for place, year, code in cursor.fetchall():
            key = uuid.uuid4().hex
            cursor.execute(_SET, [key, place, year, False, now, now])
            cursor.execute(_WIJKEN, [key, code, False, place, year])
            cursor.execute(_BUURTEN, [key, False, place, year])


def _stay(apps: Any, schema_editor: Any) -> None:
    """Leave the areas: the list can be loaded again."""


class Migration(migrations.Migration):
    dependencies = [("areas", "0002_borders")]

    operations = [
        TriggerStep(_move, _stay),
        migrations.DeleteModel(name="Buurt"),
        guard_rows("areas_borderset", "DELETE", "OLD.id IS NOT NULL", name="for_ever"),
        guard_rows("areas_ownarea", "DELETE", "OLD.id IS NOT NULL", name="for_ever"),
        guard_rows(
            "areas_ownarea", "UPDATE", "OLD.withdrawn_at IS NOT NULL", name="once_withdrawn"
        ),
    ]
