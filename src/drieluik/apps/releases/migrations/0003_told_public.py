"""Lets a withdrawn publication say why in words for everybody, beside the reason for the parties."""

from django.db import migrations, models

from drieluik.apps.kept_rows import triggers_aside

_ASIDE, _BACK = triggers_aside()


class Migration(migrations.Migration):

    dependencies = [
        ('releases', '0002_kept_for_ever'),
    ]

    operations = [
        _ASIDE,
        migrations.AddField(
            model_name='publication',
            name='told_public',
            field=models.CharField(blank=True, default='', max_length=500),
            preserve_default=False,
        ),
        _BACK,
    ]
