"""Lets the database itself keep who could read what, and since when."""

from django.db import migrations

from drieluik.apps.kept_rows import keep_rows


class Migration(migrations.Migration):
    dependencies = [("publication", "0001_initial")]

    operations = [keep_rows("publication_openness")]
