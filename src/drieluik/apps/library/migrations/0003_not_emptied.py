"""Lets PostgreSQL refuse to empty tables whose rows are kept (TRUNCATE passes by other triggers)."""

from django.db import migrations

from drieluik.apps.kept_rows import keep_from_emptying


class Migration(migrations.Migration):
    dependencies = [("library", "0002_kept_for_ever")]

    operations = [
        keep_from_emptying(
            "library_edition",
            "library_work",
        ),
    ]
