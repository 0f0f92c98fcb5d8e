"""Lets the database itself refuse to change or delete answers that were given."""

from django.db import migrations

from drieluik.apps.kept_rows import keep_rows


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0001_initial")]

    operations = [keep_rows("evaluation_processanswers")]
