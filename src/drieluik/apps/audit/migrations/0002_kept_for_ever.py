"""Lets the database itself refuse to change or delete an event of the log."""

from django.db import migrations

from drieluik.apps.kept_rows import keep_rows


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [keep_rows("audit_auditevent")]
