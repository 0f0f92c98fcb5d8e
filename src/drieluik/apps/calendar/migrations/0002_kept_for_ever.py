"""Lets the database itself refuse to change or delete house rules that were recorded."""

from django.db import migrations

from drieluik.apps.kept_rows import keep_rows


class Migration(migrations.Migration):
    dependencies = [("calendar", "0001_initial")]

    operations = [keep_rows("calendar_houserules")]
