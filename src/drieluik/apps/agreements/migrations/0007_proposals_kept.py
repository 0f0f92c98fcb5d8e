"""Lets the database itself refuse to change what was decided, and positions after the decision.

The migration before remade two tables on SQLite, so their triggers are made again.
"""

from django.db import migrations

from drieluik.apps.kept_rows import TriggerStep, keep_rows

CLOSED = "('withdrawn', 'adopted', 'adopted_in_part', 'rejected')"
EDITS = "agreements_proposaledit"
POSITIONS = "agreements_position"
STATE = "(SELECT state FROM agreements_proposal WHERE id = {row}.proposal_id)"

EDIT_CHECK = """
CREATE OR REPLACE FUNCTION agreements_check_edit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE found text;
BEGIN
  SELECT state INTO found FROM agreements_proposal WHERE id = OLD.proposal_id;
  IF found NOT IN ('draft', 'submitted') OR (TG_OP = 'DELETE' AND found <> 'draft') THEN
    RAISE EXCEPTION '% is kept for ever', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$
"""
POSITION_CHECK = """
CREATE OR REPLACE FUNCTION agreements_check_position() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT state FROM agreements_proposal WHERE id = NEW.proposal_id) <> 'submitted' THEN
    RAISE EXCEPTION 'no position on a proposal that is not open' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$
"""
ON_POSTGRESQL = [
    EDIT_CHECK,
    f"CREATE TRIGGER {EDITS}_kept_edit BEFORE UPDATE OR DELETE ON {EDITS} "
    "FOR EACH ROW EXECUTE FUNCTION agreements_check_edit()",
    POSITION_CHECK,
    f"CREATE TRIGGER {POSITIONS}_open BEFORE INSERT ON {POSITIONS} "
    "FOR EACH ROW EXECUTE FUNCTION agreements_check_position()",
]
ON_SQLITE = [
    f"CREATE TRIGGER {EDITS}_kept_update BEFORE UPDATE ON {EDITS} "
    f"WHEN {STATE.format(row='OLD')} IN {CLOSED} "
    f"BEGIN SELECT RAISE(ABORT, '{EDITS} is kept for ever'); END",
    f"CREATE TRIGGER {EDITS}_kept_delete BEFORE DELETE ON {EDITS} "
    f"WHEN {STATE.format(row='OLD')} <> 'draft' "
    f"BEGIN SELECT RAISE(ABORT, '{EDITS} is kept for ever'); END",
    f"CREATE TRIGGER {POSITIONS}_open BEFORE INSERT ON {POSITIONS} "
    f"WHEN {STATE.format(row='NEW')} <> 'submitted' "
    "BEGIN SELECT RAISE(ABORT, 'no position on a proposal that is not open'); END",
]


def add_triggers(apps, schema_editor):
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in ON_POSTGRESQL if on_postgresql else ON_SQLITE:
        schema_editor.execute(statement, params=None)


def drop_triggers(apps, schema_editor):
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    names = {EDITS: ["kept_edit"] if on_postgresql else ["kept_update", "kept_delete"]}
    names[POSITIONS] = ["open"]
    for table, endings in names.items():
        for ending in endings:
            on_table = f" ON {table}" if on_postgresql else ""
            schema_editor.execute(f"DROP TRIGGER {table}_{ending}{on_table}", params=None)


class Migration(migrations.Migration):
    dependencies = [("agreements", "0006_proposals")]

    operations = [
        keep_rows("agreements_registerversion"),
        keep_rows("agreements_clausetext"),
        keep_rows("agreements_departedclause"),
        keep_rows("agreements_position"),
        keep_rows("agreements_positionapproval"),
        keep_rows("agreements_approvalrule"),
        keep_rows("agreements_consentrule"),
        keep_rows("agreements_proposal", when=f"OLD.state IN {CLOSED}"),
        TriggerStep(add_triggers, drop_triggers),
    ]
