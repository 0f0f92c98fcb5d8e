"""Lets the database refuse a term for papers that would also hold for a meeting that began.

Whether its papers were in time was judged by the term of that day, and stands in its minutes.
"""

from django.db import migrations

from drieluik.apps.kept_rows import guard_rows

BEGAN = (
    "EXISTS (SELECT 1 FROM decisions_meeting began "
    "WHERE began.municipality_id = NEW.municipality_id AND began.starts_at >= NEW.from_on "
    "AND began.state IN ('open', 'closed', 'approved'))"
)


class Migration(migrations.Migration):
    dependencies = [("decisions", "0006_longer_ids_of_sources")]

    operations = [guard_rows("decisions_paperterm", "INSERT", BEGAN, name="added")]
