"""Lets the database itself refuse to change versions and standings of years.

The migration before remade the table of versions on SQLite, so its triggers are made again.
"""

from django.db import migrations

from drieluik.apps.kept_rows import keep_rows


class Migration(migrations.Migration):
    dependencies = [("agreements", "0011_record_corrections")]

    operations = [
        keep_rows("agreements_registerversion"),
        keep_rows("agreements_yearstanding"),
    ]
