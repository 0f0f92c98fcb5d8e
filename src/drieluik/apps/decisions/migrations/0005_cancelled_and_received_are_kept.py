"""Lets the database keep what was cancelled, and refuse papers and receipts after the meeting.

A cancelled meeting can only be put back on the calendar as it was. A paper, a version or a receipt
is added while its subject still comes in a meeting; attendance while the meeting is in session. No
table of meetings can be emptied at once.
"""

from django.db import migrations

from drieluik.apps.kept_rows import guard_rows, keep_from_emptying, keep_rows

STANDS = (
    "EXISTS (SELECT 1 FROM decisions_meeting WHERE id = {row}.meeting_id "
    "AND state IN ('closed', 'approved', 'cancelled'))"
)
STANDS_OF_ITEM = (
    "EXISTS (SELECT 1 FROM decisions_meeting held JOIN decisions_agendaitem item "
    "ON item.meeting_id = held.id WHERE item.id = NEW.item_id "
    "AND held.state IN ('closed', 'approved', 'cancelled'))"
)
NOT_IN_SESSION = (
    "NOT EXISTS (SELECT 1 FROM decisions_meeting WHERE id = NEW.meeting_id AND state = 'open')"
)
BEGAN = (
    "OLD.state NOT IN ('planned', 'cancelled') AND (NEW.state IN ('planned', 'cancelled') "
    "OR NEW.starts_at <> OLD.starts_at "
    "OR NEW.kind <> OLD.kind OR NEW.municipality_id <> OLD.municipality_id "
    "OR NEW.opened_at <> OLD.opened_at OR NEW.opened_by_id <> OLD.opened_by_id)"
)
CANCELLED = (
    "OLD.state = 'cancelled' AND (NEW.state NOT IN ('cancelled', 'planned') "
    "OR NEW.starts_at <> OLD.starts_at OR NEW.kind <> OLD.kind OR NEW.place <> OLD.place "
    "OR NEW.municipality_id <> OLD.municipality_id "
    "OR (NEW.state = 'cancelled' AND (NEW.cancellation_reason <> OLD.cancellation_reason "
    "OR NEW.cancelled_at <> OLD.cancelled_at OR NEW.cancelled_by_id <> OLD.cancelled_by_id)))"
)
NOTHING_TO_COME = (
    "NOT EXISTS (SELECT 1 FROM decisions_paper own_paper "
    "JOIN decisions_agendaitem own ON own.id = own_paper.item_id "
    "JOIN decisions_agendaitem later ON later.thread = own.thread "
    "JOIN decisions_meeting coming ON coming.id = later.meeting_id {version}"
    "AND later.removed_at IS NULL AND coming.state IN ('planned', 'open'))"
)
OF_VERSION = "WHERE own_paper.id = NEW.paper_id "
OF_DELIVERY = (
    "JOIN decisions_paperversion own_version ON own_version.paper_id = own_paper.id "
    "WHERE own_version.id = NEW.version_id "
)
NO_ADVICE = (
    "NOT EXISTS (SELECT 1 FROM decisions_partyinput WHERE id = NEW.advice_id AND kind = 'advice')"
)


class Migration(migrations.Migration):
    dependencies = [("decisions", "0004_cancelling_and_replies")]

    operations = [
        guard_rows("decisions_meeting", "DELETE", "OLD.id IS NOT NULL", name="delete"),
        guard_rows("decisions_meeting", "UPDATE", BEGAN, name="began"),
        guard_rows("decisions_meeting", "UPDATE", CANCELLED, name="cancelled"),
        *(
            guard_rows(table, act, STANDS.format(row="OLD"), name=act.lower())
            for table in ("decisions_agendaitem", "decisions_attendance")
            for act in ("UPDATE", "DELETE")
        ),
        guard_rows("decisions_agendaitem", "INSERT", STANDS.format(row="NEW"), name="added"),
        guard_rows("decisions_attendance", "INSERT", NOT_IN_SESSION, name="added"),
        guard_rows("decisions_partyinput", "INSERT", STANDS_OF_ITEM, name="added"),
        guard_rows("decisions_paper", "INSERT", STANDS_OF_ITEM, name="added"),
        guard_rows(
            "decisions_paperversion",
            "INSERT",
            NOTHING_TO_COME.format(version=OF_VERSION),
            name="added",
        ),
        guard_rows(
            "decisions_paperdelivery",
            "INSERT",
            NOTHING_TO_COME.format(version=OF_DELIVERY),
            name="added",
        ),
        keep_rows("decisions_advicereply"),
        guard_rows("decisions_advicereply", "INSERT", NO_ADVICE, name="added"),
        keep_from_emptying("decisions_decision", "decisions_paperterm", "decisions_decisiontask"),
    ]
