"""Lets the database itself refuse to change or delete comments and what became of them."""

from django.db import migrations

from drieluik.apps.kept_rows import keep_rows


class Migration(migrations.Migration):
    dependencies = [("agreements", "0014_comments")]

    operations = [
        keep_rows("agreements_comment"),
        keep_rows("agreements_commentmark"),
    ]
