"""Lets PostgreSQL refuse to empty tables whose rows are kept (TRUNCATE passes by other triggers)."""

from django.db import migrations

from drieluik.apps.kept_rows import keep_from_emptying


class Migration(migrations.Migration):
    dependencies = [("calendar", "0007_free_days")]

    operations = [
        keep_from_emptying(
            "calendar_houserules",
            "calendar_itemmark",
            "calendar_reminded",
        ),
    ]
