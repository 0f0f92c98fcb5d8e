"""Lets the database itself refuse to change or delete a recorded legal basis."""

from django.db import migrations

from drieluik.apps.kept_rows import keep_from_emptying, keep_rows


class Migration(migrations.Migration):
    dependencies = [("agreements", "0020_legal_bases")]

    operations = [
        keep_rows("agreements_legalbasis"),
        keep_from_emptying("agreements_legalbasis"),
    ]
