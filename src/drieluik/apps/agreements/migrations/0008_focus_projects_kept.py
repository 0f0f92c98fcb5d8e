"""Lets the database itself refuse to change or delete focus projects and their actions."""

from django.db import migrations

from drieluik.apps.kept_rows import keep_rows


class Migration(migrations.Migration):
    dependencies = [("agreements", "0007_proposals_kept")]

    operations = [
        keep_rows("agreements_focusproject"),
        keep_rows("agreements_action"),
    ]
