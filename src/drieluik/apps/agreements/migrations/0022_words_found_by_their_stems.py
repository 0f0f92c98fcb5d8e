"""Lets go of the words that were kept for searching: they are found by their stems, like all words."""

from django.db import migrations

from drieluik.apps.kept_rows import triggers_aside


class Migration(migrations.Migration):
    dependencies = [("agreements", "0021_legal_bases_kept")]

    aside, back = triggers_aside()
    operations = [aside, migrations.RemoveField("clausetext", "folded"), back]
