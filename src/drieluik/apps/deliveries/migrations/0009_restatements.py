"""Keeps why accepted figures were corrected; what was stated is never changed or deleted."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from drieluik.apps.kept_rows import keep_rows


class Migration(migrations.Migration):

    dependencies = [
        ('deliveries', '0008_what_findings_say'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Restatement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cause', models.CharField(choices=[('administration', 'Error in our administration'), ('late', 'Change that was recorded late'), ('definition', 'A definition was changed or read otherwise'), ('drieluik', 'Error of Drieluik'), ('other', 'Another cause')], max_length=20)),
                ('explanation', models.TextField()),
                ('stated_at', models.DateTimeField()),
                ('delivery', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='restatement', to='deliveries.delivery')),
                ('stated_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('stated_at', 'id'),
                'constraints': [models.CheckConstraint(condition=models.Q(('cause__in', ['administration', 'late', 'definition', 'drieluik', 'other'])), name='restatement_cause_is_known'), models.CheckConstraint(condition=models.Q(('explanation', ''), _negated=True), name='restatement_is_explained')],
            },
        ),
        keep_rows("deliveries_restatement"),
    ]
