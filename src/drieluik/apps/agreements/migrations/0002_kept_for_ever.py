"""Lets the database itself refuse to change or delete recorded texts.

SQLite refuses changes only: a test run empties tables there with DELETE, PostgreSQL with TRUNCATE.
The ORM refuses both on both. A later migration that remakes one of these tables on SQLite has to
make its trigger again.
"""

from django.db import migrations

from drieluik.apps.kept_rows import TriggerStep

KEPT = ["agreements_registerversion", "agreements_sectiontext", "agreements_clausetext"]
IMPORT = "agreements_import"

REFUSE = """
CREATE FUNCTION agreements_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is kept for ever', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$
"""


def add_triggers(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(REFUSE, params=None)
        for table in KEPT:
            schema_editor.execute(
                f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION agreements_refuse()",
                params=None,
            )
        schema_editor.execute(
            f"CREATE TRIGGER {IMPORT}_kept BEFORE UPDATE OR DELETE ON {IMPORT} "
            "FOR EACH ROW WHEN (OLD.state = 'confirmed') EXECUTE FUNCTION agreements_refuse()",
            params=None,
        )
        return
    for table in KEPT:
        schema_editor.execute(
            f"CREATE TRIGGER {table}_kept BEFORE UPDATE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is kept for ever'); END",
            params=None,
        )
    schema_editor.execute(
        f"CREATE TRIGGER {IMPORT}_kept BEFORE UPDATE ON {IMPORT} WHEN OLD.state = 'confirmed' "
        f"BEGIN SELECT RAISE(ABORT, '{IMPORT} is kept for ever'); END",
        params=None,
    )


def drop_triggers(apps, schema_editor):
    on_table = schema_editor.connection.vendor == "postgresql"
    for table in [*KEPT, IMPORT]:
        schema_editor.execute(
            f"DROP TRIGGER {table}_kept" + (f" ON {table}" if on_table else ""), params=None
        )
    if on_table:
        schema_editor.execute("DROP FUNCTION agreements_refuse()", params=None)


class Migration(migrations.Migration):
    dependencies = [("agreements", "0001_initial")]

    operations = [TriggerStep(add_triggers, drop_triggers)]
