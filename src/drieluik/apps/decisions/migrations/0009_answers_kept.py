"""Lets the database keep answers to questions, and refuse them elsewhere or after the meeting."""

from django.db import migrations

from drieluik.apps.kept_rows import guard_rows, keep_rows

NO_QUESTION = (
    "NOT EXISTS (SELECT 1 FROM decisions_partyinput WHERE id = NEW.question_id "
    "AND kind = 'question' AND party_id <> NEW.party_id)"
)
STANDS = (
    "EXISTS (SELECT 1 FROM decisions_meeting held JOIN decisions_agendaitem item "
    "ON item.meeting_id = held.id JOIN decisions_partyinput asked ON asked.item_id = item.id "
    "WHERE asked.id = NEW.question_id AND held.state IN ('closed', 'approved', 'cancelled'))"
)


class Migration(migrations.Migration):
    dependencies = [("decisions", "0008_questions")]

    operations = [
        keep_rows("decisions_questionanswer"),
        guard_rows("decisions_questionanswer", "INSERT", NO_QUESTION, name="asked"),
        guard_rows("decisions_questionanswer", "INSERT", STANDS, name="added"),
    ]
