"""Lets both databases keep a full-text index of the entries."""

from django.db import migrations

from drieluik.apps.search.database_index import keep_index


class Migration(migrations.Migration):
    dependencies = [("search", "0001_entries")]
    operations = [keep_index()]
