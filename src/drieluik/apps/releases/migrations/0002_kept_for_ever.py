"""Lets the database keep publications: what went out never changes but for its being withdrawn.

Nothing is deleted: what was public once counts for whoever calculates. No table is added to what is
no longer being prepared, and no approval to what is not prepared.
"""

from django.db import migrations

from drieluik.apps.kept_rows import guard_rows, keep_rows

OTHER_PUBLICATION = (
    "OLD.id <> NEW.id OR OLD.municipality_id <> NEW.municipality_id OR OLD.period <> NEW.period "
    "OR OLD.number <> NEW.number OR OLD.note <> NEW.note OR OLD.begun_by_id <> NEW.begun_by_id "
    "OR OLD.begun_at <> NEW.begun_at OR CAST(OLD.table_ids AS TEXT) <> CAST(NEW.table_ids AS TEXT)"
)
CHANGED_AFTER_GOING_OUT = (
    "OLD.published_at IS NOT NULL AND (OLD.state = 'withdrawn' OR NEW.state <> 'withdrawn' "
    "OR NEW.published_at IS NULL OR OLD.published_at <> NEW.published_at "
    "OR NEW.published_by_id IS NULL OR OLD.published_by_id <> NEW.published_by_id "
    "OR NEW.prepared_at IS NULL OR OLD.prepared_at <> NEW.prepared_at)"
)
ENDED = "OLD.state = 'dropped'"


def _is_not(state: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM releases_publication WHERE id = NEW.publication_id "
        f"AND state <> '{state}')"
    )


class Migration(migrations.Migration):
    dependencies = [("releases", "0001_initial")]

    operations = [
        guard_rows("releases_publication", "UPDATE", OTHER_PUBLICATION, name="facts"),
        guard_rows("releases_publication", "UPDATE", CHANGED_AFTER_GOING_OUT, name="public"),
        guard_rows("releases_publication", "UPDATE", ENDED, name="ended"),
        guard_rows("releases_publication", "DELETE", "1 = 1", name="row"),
        keep_rows("releases_preparedtable"),
        guard_rows("releases_preparedtable", "INSERT", _is_not("preparing"), name="prepared"),
        keep_rows("releases_approval"),
        guard_rows("releases_approval", "INSERT", _is_not("prepared"), name="approved"),
    ]
