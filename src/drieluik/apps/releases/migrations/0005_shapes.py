"""Keeps in which shape each table of a publication was asked: per buurt, per wijk, whole or rounded."""

from django.db import migrations, models

from drieluik.apps.kept_rows import guard_rows, triggers_aside

_ASIDE, _BACK = triggers_aside()
_OTHER_SHAPES = "CAST(OLD.shapes AS TEXT) <> CAST(NEW.shapes AS TEXT)"


class Migration(migrations.Migration):

    dependencies = [
        ('releases', '0004_refused_cells'),
    ]

    operations = [
        _ASIDE,
        migrations.AddField(
            model_name='publication',
            name='shapes',
            field=models.JSONField(default=dict),
        ),
        _BACK,
        guard_rows("releases_publication", "UPDATE", _OTHER_SHAPES, name="shapes"),
    ]
