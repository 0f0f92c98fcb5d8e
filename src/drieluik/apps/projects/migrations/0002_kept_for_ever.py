"""Lets the database itself refuse to change or delete reports, and leads that have ended."""

from django.db import migrations

from drieluik.apps.kept_rows import keep_rows


class Migration(migrations.Migration):
    dependencies = [("projects", "0001_initial")]

    operations = [
        keep_rows("projects_costline"),
        keep_rows("projects_progress"),
        keep_rows("projects_projectlead", "OLD.ended_at IS NOT NULL"),
        keep_rows("projects_projectresult", "OLD.withdrawn_at IS NOT NULL"),
    ]
