"""Lets the database itself refuse to forget that somebody was reminded."""

from django.db import migrations

from drieluik.apps.kept_rows import keep_rows


class Migration(migrations.Migration):
    dependencies = [("calendar", "0005_mails")]

    operations = [keep_rows("calendar_reminded")]
