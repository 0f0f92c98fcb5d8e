"""Lets the database keep what was decided about definitions; the record of before gives way."""

from django.db import migrations

from drieluik.apps.kept_rows import keep_rows


class Migration(migrations.Migration):
    dependencies = [("monitor", "0012_adopted_definitions")]

    operations = [
        keep_rows("monitor_adopteddefinition"),
        keep_rows("monitor_besideseries"),
        keep_rows("monitor_besidevalue"),
        keep_rows("monitor_normversion"),
        migrations.DeleteModel("Definition"),
    ]
