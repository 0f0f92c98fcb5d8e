"""Gives documents that came in at one moment a fixed order; the table stays as it is."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("agreements", "0002_kept_for_ever")]

    operations = [
        migrations.AlterModelOptions("import", {"ordering": ("-uploaded_at", "file_name", "id")})
    ]
