"""Keeps with every calculation which tables do not apply to which corporation."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("monitor", "0006_norms_kept")]

    operations = [
        migrations.AddField("calculation", "not_applicable", models.JSONField(null=True)),
    ]
