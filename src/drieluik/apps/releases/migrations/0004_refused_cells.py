"""Keeps which cells of a table would be given away, so that the steward can read where it went wrong."""

from django.db import migrations, models

from drieluik.apps.kept_rows import triggers_aside

_ASIDE, _BACK = triggers_aside()


class Migration(migrations.Migration):

    dependencies = [
        ('releases', '0003_told_public'),
    ]

    operations = [
        _ASIDE,
        migrations.AddField(
            model_name='preparedtable',
            name='refused',
            field=models.JSONField(default=list),
        ),
        _BACK,
    ]
