"""Lets the database keep what recipients get, the files that were made, and the tables in them."""

from django.db import migrations

from drieluik.apps.kept_rows import keep_rows


class Migration(migrations.Migration):
    dependencies = [("exports", "0001_initial")]

    operations = [
        keep_rows("exports_exportplan"),
        keep_rows("exports_exportedition"),
        keep_rows("exports_exporttable"),
    ]
