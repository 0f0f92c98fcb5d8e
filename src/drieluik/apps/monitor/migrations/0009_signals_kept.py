"""Lets the database keep signals and talks: nothing is deleted, and a talk that ended never changes.

Of a signal only whether it is open may be written; of a talk only that it ended, once.
"""

from django.db import migrations

from drieluik.apps.kept_rows import guard_rows, keep_rows

OTHER_SIGNAL = (
    "OLD.id <> NEW.id OR OLD.municipality_id <> NEW.municipality_id "
    "OR OLD.clause_id <> NEW.clause_id OR OLD.kind <> NEW.kind OR OLD.created_at <> NEW.created_at"
)
OTHER_TALK = (
    "OLD.id <> NEW.id OR OLD.municipality_id <> NEW.municipality_id "
    "OR OLD.held_on <> NEW.held_on OR OLD.begun_by_id <> NEW.begun_by_id "
    "OR OLD.begun_at <> NEW.begun_at OR OLD.ended_at IS NOT NULL"
)
IS_CLOSED = (
    "EXISTS (SELECT 1 FROM monitor_signal WHERE id = NEW.signal_id AND state = 'closed')"
)
HAS_ENDED = (
    "EXISTS (SELECT 1 FROM monitor_talk WHERE id = NEW.talk_id AND ended_at IS NOT NULL)"
)
TALK_OF_NOTE_ENDED = (
    "EXISTS (SELECT 1 FROM monitor_talk ended JOIN monitor_talkitem item "
    "ON item.talk_id = ended.id WHERE item.id = NEW.item_id AND ended.ended_at IS NOT NULL)"
)
ALWAYS = "1 = 1"


class Migration(migrations.Migration):
    dependencies = [("monitor", "0008_signals")]

    operations = [
        guard_rows("monitor_signal", "UPDATE", OTHER_SIGNAL, name="facts"),
        guard_rows("monitor_signal", "DELETE", ALWAYS, name="row"),
        keep_rows("monitor_signalfact"),
        keep_rows("monitor_signalparty"),
        keep_rows("monitor_signalanswer"),
        guard_rows("monitor_signalanswer", "INSERT", IS_CLOSED, name="open"),
        keep_rows("monitor_signalact"),
        guard_rows("monitor_talk", "UPDATE", OTHER_TALK, name="facts"),
        guard_rows("monitor_talk", "DELETE", ALWAYS, name="row"),
        keep_rows("monitor_talkpresence"),
        guard_rows("monitor_talkpresence", "INSERT", HAS_ENDED, name="there"),
        keep_rows("monitor_talkitem"),
        guard_rows("monitor_talkitem", "INSERT", HAS_ENDED, name="listed"),
        keep_rows("monitor_talknote"),
        guard_rows("monitor_talknote", "INSERT", TALK_OF_NOTE_ENDED, name="noted"),
    ]
