"""Lets the database itself keep which agreement a norm belongs to; its wordings were kept already."""

from django.db import migrations

from drieluik.apps.kept_rows import keep_rows


class Migration(migrations.Migration):
    dependencies = [("monitor", "0005_norm_decisions")]

    operations = [keep_rows("monitor_norm")]
