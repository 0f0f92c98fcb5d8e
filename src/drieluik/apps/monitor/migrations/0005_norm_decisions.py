"""Which decision brought a wording of a norm, or ended it; kept for ever."""

import django.db.models.deletion
from django.db import migrations, models

from drieluik.apps.kept_rows import keep_rows


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0021_legal_bases_kept"),
        ("monitor", "0004_not_emptied"),
    ]

    operations = [
        migrations.CreateModel(
            name="NormDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edit", models.UUIDField(help_text="The change of the proposal")),
                ("ends", models.BooleanField(help_text="Whether the norm ended with it")),
                (
                    "norm_text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="monitor.normtext",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreements.registerversion",
                    ),
                ),
            ],
            options={
                "ordering": ("version", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("norm_text", "ends"),
                        name="a_wording_comes_and_ends_by_one_decision",
                    )
                ],
            },
        ),
        keep_rows("monitor_normdecision"),
    ]
