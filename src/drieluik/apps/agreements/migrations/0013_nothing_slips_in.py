"""Lets the database refuse what could still slip in beside what was kept.

Words added to a version that a newer one followed, edits added to a proposal that was submitted,
approvals after the decision, and bindings or a register that were changed instead of followed.
"""

from django.db import migrations

from drieluik.apps.kept_rows import guard_rows, keep_rows

FOLLOWED = (
    "EXISTS (SELECT 1 FROM agreements_registerversion mine JOIN agreements_registerversion newer "
    "ON newer.register_id = mine.register_id AND newer.number > mine.number "
    "WHERE mine.id = NEW.version_id)"
)
SUBMITTED_CHANGES = (
    "OLD.state = 'submitted' AND (NEW.state = 'draft' OR NEW.title <> OLD.title "
    "OR NEW.motive <> OLD.motive OR NEW.reason <> OLD.reason OR NEW.party_id <> OLD.party_id "
    "OR NEW.municipality_id <> OLD.municipality_id OR NEW.number <> OLD.number "
    "OR NEW.submitted_at <> OLD.submitted_at OR NEW.submitted_by_id <> OLD.submitted_by_id)"
)
NO_DRAFT = "(SELECT state FROM agreements_proposal WHERE id = NEW.proposal_id) <> 'draft'"
NOT_OPEN = (
    "(SELECT found.state FROM agreements_proposal found JOIN agreements_position said "
    "ON said.proposal_id = found.id WHERE said.id = NEW.position_id) <> 'submitted'"
)
BINDING_CHANGES = (
    "OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL OR NEW.clause_id <> OLD.clause_id "
    "OR NEW.party_id <> OLD.party_id OR NEW.kind <> OLD.kind OR NEW.reason <> OLD.reason "
    "OR NEW.recorded_at <> OLD.recorded_at"
)


class Migration(migrations.Migration):
    dependencies = [("agreements", "0012_record_corrections_kept")]

    operations = [
        keep_rows("agreements_register"),
        *(
            guard_rows(f"agreements_{table}", "INSERT", FOLLOWED, name="whole")
            for table in ("sectiontext", "clausetext", "departedclause")
        ),
        guard_rows("agreements_proposal", "UPDATE", SUBMITTED_CHANGES, name="submitted"),
        guard_rows("agreements_proposal", "DELETE", "OLD.state = 'submitted'", name="open"),
        guard_rows("agreements_proposaledit", "INSERT", NO_DRAFT, name="added"),
        guard_rows("agreements_positionapproval", "INSERT", NOT_OPEN, name="added"),
        guard_rows("agreements_binding", "UPDATE", BINDING_CHANGES, name="ended"),
        guard_rows("agreements_binding", "DELETE", "OLD.id IS NOT NULL", name="there"),
    ]
