"""Lets PostgreSQL refuse to empty tables whose rows are kept (TRUNCATE passes by other triggers)."""

from django.db import migrations

from drieluik.apps.kept_rows import keep_from_emptying


class Migration(migrations.Migration):
    dependencies = [("monitor", "0003_basis")]

    operations = [
        keep_from_emptying(
            "monitor_calculation",
            "monitor_judgement",
            "monitor_standing",
            "monitor_value",
        ),
    ]
