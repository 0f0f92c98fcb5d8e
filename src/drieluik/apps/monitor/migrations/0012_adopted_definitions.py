"""Definitions by decision, figures by other versions beside, and versions that norms agree with.

What the steward had put on record before is taken over.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

TAKE_OVER = """
INSERT INTO monitor_adopteddefinition (
  municipality_id, indicator_id, number, version, from_period, ends, meaning, limits, owner,
  audience, grounds, consents, recorded_by_id, recorded_at
)
SELECT municipality_id, indicator_id, 1, 1, '', FALSE, '', '', '', '', grounds, '[]',
  adopted_by_id, adopted_at
FROM monitor_definition WHERE state = 'adopted' AND version = 1 AND grounds <> ''
"""


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0023_turn_of_versions'),
        ('monitor', '0011_consequences'),
        ('organisations', '0004_mergers_kept'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AdoptedDefinition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('indicator_id', models.CharField(max_length=80)),
                ('number', models.PositiveSmallIntegerField(help_text='1, 2, 3 of this indicator here')),
                ('version', models.PositiveSmallIntegerField()),
                ('from_period', models.CharField(blank=True, max_length=6)),
                ('ends', models.BooleanField(default=False)),
                ('meaning', models.TextField(blank=True)),
                ('limits', models.TextField(blank=True)),
                ('owner', models.CharField(blank=True, max_length=120)),
                ('audience', models.CharField(blank=True, choices=[('open', 'everybody'), ('partners', 'the parties'), ('owner', 'the corporation itself and the municipality')], max_length=10)),
                ('grounds', models.CharField(max_length=300)),
                ('proposal_id', models.UUIDField(null=True)),
                ('edit', models.UUIDField(help_text='The change of the proposal', null=True)),
                ('consents', models.JSONField(default=list)),
                ('recorded_at', models.DateTimeField()),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.municipality')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version_of_register', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agreements.registerversion')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('municipality', 'indicator_id', 'number'), name='one_adopted_definition_per_number'),
                    models.CheckConstraint(condition=models.Q(('from_period', ''), ('from_period__regex', '^\\d{4}-[12]$'), _connector='OR'), name='definition_holds_from_a_half_year'),
                    models.CheckConstraint(condition=models.Q(('grounds', ''), _negated=True), name='definition_has_grounds'),
                    models.CheckConstraint(condition=models.Q(models.Q(('edit__isnull', True), ('ends', False), ('from_period', ''), ('proposal_id__isnull', True), ('version', 1), ('version_of_register__isnull', True)), models.Q(('edit__isnull', False), ('proposal_id__isnull', False), ('version_of_register__isnull', False), models.Q(('from_period', ''), _negated=True)), _connector='OR'), name='another_definition_has_a_decision'),
                ],
                'ordering': ('municipality', 'indicator_id', 'number'),
            },
        ),
        migrations.CreateModel(
            name='BesideSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('indicator_id', models.CharField(max_length=80)),
                ('version', models.PositiveSmallIntegerField()),
                ('code_version', models.CharField(max_length=40)),
                ('calculated_at', models.DateTimeField()),
                ('calculation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='beside', to='monitor.calculation')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('calculation', 'indicator_id', 'version'), name='one_series_per_version'),
                ],
                'ordering': ('calculation', 'indicator_id', 'version'),
            },
        ),
        migrations.CreateModel(
            name='BesideValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', models.CharField(help_text='A half-year, or a year such as 2020', max_length=6)),
                ('level', models.CharField(max_length=20)),
                ('party_code', models.CharField(blank=True, max_length=60)),
                ('buurt_code', models.CharField(blank=True, max_length=12)),
                ('breakdown', models.CharField(max_length=40)),
                ('numerator', models.FloatField(null=True)),
                ('denominator', models.FloatField(null=True)),
                ('numerator_low', models.FloatField(null=True)),
                ('denominator_low', models.FloatField(null=True)),
                ('numerator_high', models.FloatField(null=True)),
                ('denominator_high', models.FloatField(null=True)),
                ('value', models.FloatField(null=True)),
                ('low', models.FloatField(null=True)),
                ('high', models.FloatField(null=True)),
                ('n_rows', models.PositiveIntegerField()),
                ('n_unknown', models.PositiveIntegerField()),
                ('series', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='values', to='monitor.besideseries')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('series', 'period', 'level', 'party_code', 'buurt_code', 'breakdown'), name='one_beside_value_per_place'),
                ],
                'ordering': ('id',),
            },
        ),
        migrations.CreateModel(
            name='NormVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField()),
                ('agreed_at', models.DateTimeField()),
                ('agreed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('norm_text', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='monitor.normtext')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('norm_text', 'version'), name='a_wording_agrees_once_with_a_version'),
                ],
                'ordering': ('norm_text', 'id'),
            },
        ),
        migrations.RunSQL(TAKE_OVER, migrations.RunSQL.noop),
    ]
