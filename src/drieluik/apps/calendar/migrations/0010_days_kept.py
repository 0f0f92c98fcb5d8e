"""Lets the database itself keep what was agreed, told and shown about days."""

from django.db import migrations

from drieluik.apps.kept_rows import keep_rows


class Migration(migrations.Migration):
    dependencies = [("calendar", "0009_agreed_and_one_off_days")]

    operations = [
        keep_rows("calendar_agreedday"),
        keep_rows("calendar_oneoffday"),
        keep_rows("calendar_itemedition"),
        keep_rows("calendar_reminded"),
    ]
