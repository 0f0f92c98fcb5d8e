"""Lets the database itself refuse to change or delete what a decision did to the planning."""

from django.db import migrations

from drieluik.apps.kept_rows import keep_rows


class Migration(migrations.Migration):
    dependencies = [("agreements", "0009_planning_of_focus_projects")]

    operations = [
        keep_rows("agreements_actionmove"),
        keep_rows("agreements_carriedproject"),
    ]
