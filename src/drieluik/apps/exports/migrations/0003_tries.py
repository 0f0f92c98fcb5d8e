"""Keeps a try to make a file that gave nothing, so that it is not tried again of the same."""

import django.db.models.deletion
from django.db import migrations, models

from drieluik.apps.kept_rows import keep_rows


class Migration(migrations.Migration):
    dependencies = [("exports", "0002_kept_for_ever")]

    operations = [
        migrations.CreateModel(
            name="ExportTry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", models.CharField(max_length=6)),
                ("signature", models.CharField(max_length=64)),
                ("lacking", models.JSONField()),
                ("code_version", models.CharField(max_length=40)),
                ("tried_at", models.DateTimeField()),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tries",
                        to="exports.exportplan",
                    ),
                ),
            ],
            options={"ordering": ("id",)},
        ),
        keep_rows("exports_exporttry"),
    ]
