"""Keeps with every calculation what it followed from; the database refuses to change figures.

A calculation may have the same basis as an earlier one: a correction that was taken back is a new
calculation.
"""

from django.db import migrations, models

from drieluik.apps.kept_rows import keep_rows


class Migration(migrations.Migration):
    dependencies = [("monitor", "0002_number")]

    operations = [
        migrations.RemoveConstraint("calculation", "one_calculation_per_input"),
        migrations.AddField("calculation", "law_values", models.JSONField(null=True)),
        migrations.AddField("calculation", "buurten", models.JSONField(null=True)),
        migrations.AddField("calculation", "expected_parties", models.JSONField(null=True)),
        keep_rows("monitor_calculation"),
        keep_rows("monitor_value"),
        keep_rows("monitor_standing"),
        keep_rows("monitor_judgement"),
    ]
