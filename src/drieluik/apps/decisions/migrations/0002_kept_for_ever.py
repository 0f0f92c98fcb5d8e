"""Lets the database itself refuse to change or delete what was decided, received or agreed.

Minutes that were approved are kept as they are; of a meeting that was closed only the approval can
still be added. Items and attendance go with their meeting. Decisions are only added in session.
"""

from django.db import migrations

from drieluik.apps.kept_rows import TriggerStep, keep_rows

OF_MEETING = ("decisions_agendaitem", "decisions_attendance")
HELD = "EXISTS (SELECT 1 FROM decisions_meeting WHERE id = OLD.meeting_id AND state IN ('closed', 'approved'))"
NOT_OPEN = "NOT EXISTS (SELECT 1 FROM decisions_meeting WHERE id = NEW.meeting_id AND state = 'open')"
FUNCTION = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN IF {condition} THEN RAISE EXCEPTION '% is kept for ever', TG_TABLE_NAME
  USING ERRCODE = 'integrity_constraint_violation'; END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$
"""


def _guard(table, act, condition):
    name = f"{table}_kept_{act.lower()}"

    def make(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(FUNCTION.format(name=f"{name}_check", condition=condition), params=None)
            body = f"FOR EACH ROW EXECUTE FUNCTION {name}_check()"
        else:
            body = f"WHEN {condition} BEGIN SELECT RAISE(ABORT, '{table} is kept for ever'); END"
        schema_editor.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} {body}", params=None)

    def drop(apps, schema_editor):
        on_table = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}", params=None)

    return TriggerStep(make, drop)


class Migration(migrations.Migration):
    dependencies = [("decisions", "0001_initial")]

    operations = [
        keep_rows("decisions_decision"),
        keep_rows("decisions_paper"),
        keep_rows("decisions_paperversion"),
        keep_rows("decisions_paperdelivery"),
        keep_rows("decisions_paperterm"),
        keep_rows("decisions_partyinput"),
        keep_rows("decisions_decisiontask", when="OLD.done_at IS NOT NULL"),
        _guard("decisions_meeting", "DELETE", "OLD.state IN ('open', 'closed', 'approved')"),
        _guard(
            "decisions_meeting",
            "UPDATE",
            "OLD.state = 'approved' OR (OLD.state = 'closed' AND (NEW.state NOT IN ('closed', 'approved') "
            "OR NEW.starts_at <> OLD.starts_at OR NEW.kind <> OLD.kind OR NEW.opened_at <> OLD.opened_at "
            "OR NEW.closed_at <> OLD.closed_at OR NEW.place <> OLD.place "
            "OR NEW.chair_party_id <> OLD.chair_party_id OR NEW.chair_name <> OLD.chair_name))",
        ),
        *(_guard(table, act, HELD) for table in OF_MEETING for act in ("UPDATE", "DELETE")),
        _guard("decisions_decision", "INSERT", NOT_OPEN),
    ]
