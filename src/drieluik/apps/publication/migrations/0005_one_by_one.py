"""One agreement and one decision can be shut, apart from the whole that they stand in."""

from django.db import migrations, models

from drieluik.apps.kept_rows import triggers_aside

_ASIDE, _BACK = triggers_aside()


class Migration(migrations.Migration):

    dependencies = [
        ('publication', '0004_layers_stated_public'),
    ]

    operations = [
        _ASIDE,
        migrations.RemoveConstraint(
            model_name='openness',
            name='openness_kind_is_known',
        ),
        migrations.AlterField(
            model_name='openness',
            name='kind',
            field=models.CharField(choices=[('site', 'The whole public site'), ('agreements', 'Agreements'), ('decisions', 'List of decisions'), ('report', 'Report'), ('calendar', 'Calendar of the year'), ('agreement', 'One agreement'), ('decision', 'One decision')], max_length=12),
        ),
        migrations.AddConstraint(
            model_name='openness',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['site', 'agreements', 'decisions', 'report', 'calendar', 'agreement', 'decision'])), name='openness_kind_is_known'),
        ),
        _BACK,
    ]
