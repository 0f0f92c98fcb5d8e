"""Lets SQLite refuse deletes too, and gives the table of imports its triggers again.

The migration before remade that table on SQLite. A test run that empties tables with DELETE sets
these triggers aside, see ``tests/conftest.py``.
"""

from django.db import migrations

from drieluik.apps.kept_rows import keep_rows


class Migration(migrations.Migration):
    dependencies = [("agreements", "0004_reading_as_a_job")]

    operations = [
        keep_rows("agreements_registerversion"),
        keep_rows("agreements_sectiontext"),
        keep_rows("agreements_clausetext"),
        keep_rows("agreements_clause"),
        keep_rows("agreements_import", when="OLD.state = 'confirmed'"),
    ]
