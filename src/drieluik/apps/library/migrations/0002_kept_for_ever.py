"""Lets the database itself refuse to change an edition, or a work that was withdrawn."""

from django.db import migrations

from drieluik.apps.kept_rows import keep_rows


class Migration(migrations.Migration):
    dependencies = [("library", "0001_works")]

    operations = [
        keep_rows("library_edition"),
        keep_rows("library_work", "OLD.withdrawn_at IS NOT NULL"),
    ]
