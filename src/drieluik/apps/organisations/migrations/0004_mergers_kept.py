"""Lets the database keep what was recorded about parties that merged."""

from django.db import migrations

from drieluik.apps.kept_rows import keep_rows


class Migration(migrations.Migration):
    dependencies = [("organisations", "0003_mergers")]

    operations = [keep_rows("organisations_merger")]
