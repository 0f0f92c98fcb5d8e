"""Lets the database refuse what could still slip in beside a meeting that was held.

Items, attendance, input and tasks added afterwards, tasks that were reworded or deleted, and a
meeting that moves to another day or municipality once it began.
"""

from django.db import migrations

from drieluik.apps.kept_rows import guard_rows

HELD = (
    "EXISTS (SELECT 1 FROM decisions_meeting WHERE id = NEW.meeting_id "
    "AND state IN ('closed', 'approved'))"
)
HELD_OF_ITEM = (
    "EXISTS (SELECT 1 FROM decisions_meeting held JOIN decisions_agendaitem item "
    "ON item.meeting_id = held.id WHERE item.id = NEW.item_id "
    "AND held.state IN ('closed', 'approved'))"
)
NOT_OPEN = (
    "NOT EXISTS (SELECT 1 FROM decisions_meeting held JOIN decisions_decision taken "
    "ON taken.meeting_id = held.id WHERE taken.id = NEW.decision_id AND held.state = 'open')"
)
OTHER_TASK = (
    "NEW.decision_id <> OLD.decision_id OR NEW.party_id <> OLD.party_id OR NEW.text <> OLD.text "
    "OR COALESCE(NEW.due_on, '1900-01-01') <> COALESCE(OLD.due_on, '1900-01-01')"
)
BEGAN = (
    "OLD.state <> 'planned' AND (NEW.state = 'planned' OR NEW.starts_at <> OLD.starts_at "
    "OR NEW.kind <> OLD.kind OR NEW.municipality_id <> OLD.municipality_id "
    "OR NEW.opened_at <> OLD.opened_at OR NEW.opened_by_id <> OLD.opened_by_id)"
)


class Migration(migrations.Migration):
    dependencies = [("decisions", "0002_kept_for_ever")]

    operations = [
        guard_rows("decisions_agendaitem", "INSERT", HELD, name="added"),
        guard_rows("decisions_attendance", "INSERT", HELD, name="added"),
        guard_rows("decisions_partyinput", "INSERT", HELD_OF_ITEM, name="added"),
        guard_rows("decisions_decisiontask", "INSERT", NOT_OPEN, name="added"),
        guard_rows("decisions_decisiontask", "UPDATE", OTHER_TASK, name="words"),
        guard_rows("decisions_decisiontask", "DELETE", "OLD.id IS NOT NULL", name="there"),
        guard_rows("decisions_meeting", "UPDATE", BEGAN, name="began"),
    ]
