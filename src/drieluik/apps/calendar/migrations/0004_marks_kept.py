"""Lets the database itself refuse to change or delete what was said to be done."""

from django.db import migrations

from drieluik.apps.kept_rows import keep_rows


class Migration(migrations.Migration):
    dependencies = [("calendar", "0003_marks_and_numbers")]

    operations = [keep_rows("calendar_itemmark")]
