"""Keeps what a correction would change, as it was calculated before anybody accepted it."""

import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('deliveries', '0009_restatements'),
        ('monitor', '0010_light_by_hand'),
        ('organisations', '0004_mergers_kept'),
    ]

    operations = [
        migrations.CreateModel(
            name='Consequences',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('fingerprint', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('calculating', 'Being calculated'), ('ready', 'Ready'), ('interrupted', 'Broken off')], default='calculating', max_length=12)),
                ('phase', models.CharField(blank=True, max_length=60)),
                ('share', models.FloatField(default=0)),
                ('outcome', models.JSONField(null=True)),
                ('begun_at', models.DateTimeField()),
                ('ready_at', models.DateTimeField(null=True)),
                ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='deliveries.delivery')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.municipality')),
            ],
            options={
                'ordering': ('begun_at', 'id'),
                'constraints': [models.UniqueConstraint(fields=('delivery', 'municipality', 'fingerprint'), name='one_comparison_per_fingerprint'), models.CheckConstraint(condition=models.Q(('state__in', ['calculating', 'ready', 'interrupted'])), name='consequences_state_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('outcome__isnull', False), ('ready_at__isnull', False), ('state', 'ready')), models.Q(models.Q(('state', 'ready'), _negated=True), ('ready_at__isnull', True)), _connector='OR'), name='ready_consequences_are_whole')],
            },
        ),
    ]
