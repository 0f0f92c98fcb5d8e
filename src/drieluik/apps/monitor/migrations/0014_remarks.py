"""Keeps what parties say beside figures; the database refuses to change or delete it."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from drieluik.apps.kept_rows import keep_rows


class Migration(migrations.Migration):

    dependencies = [
        ('monitor', '0013_definitions_kept'),
        ('organisations', '0004_mergers_kept'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FigureRemark',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('indicator_id', models.CharField(max_length=60)),
                ('period', models.CharField(max_length=6)),
                ('level', models.CharField(max_length=20)),
                ('place', models.CharField(blank=True, max_length=40)),
                ('value', models.FloatField(null=True)),
                ('text', models.TextField()),
                ('written_at', models.DateTimeField()),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.municipality')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.party')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('written_at', 'id'),
            },
        ),
        migrations.CreateModel(
            name='RemarkTakenBack',
            fields=[
                ('remark', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='taken_back', serialize=False, to='monitor.figureremark')),
                ('taken_back_at', models.DateTimeField()),
                ('taken_back_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='figureremark',
            index=models.Index(fields=['municipality', 'indicator_id', 'period'], name='remarks_of_a_figure'),
        ),
        migrations.AddConstraint(
            model_name='figureremark',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='figure_remark_has_words'),
        ),
        migrations.AddConstraint(
            model_name='figureremark',
            constraint=models.CheckConstraint(condition=models.Q(('period__regex', '^\\d{4}-[12]$')), name='figure_remark_is_over_a_half_year'),
        ),
        migrations.AddConstraint(
            model_name='figureremark',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('level', 'total'), ('place', '')), models.Q(('level__in', ['corporation', 'buurt']), models.Q(('place', ''), _negated=True)), _connector='OR'), name='figure_remark_names_its_figure'),
        ),
        keep_rows("monitor_figureremark"),
        keep_rows("monitor_remarktakenback"),
    ]
