"""Lights that were opened to everybody, and that they were taken off; both kept for ever."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from drieluik.apps.kept_rows import keep_rows


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0005_participation_recorded_at'),
        ('publication', '0002_kept'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LightOpening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', models.CharField(max_length=6)),
                ('number', models.PositiveSmallIntegerField()),
                ('note', models.CharField(blank=True, max_length=500)),
                ('shown', models.TextField()),
                ('shown_hash', models.CharField(max_length=64)),
                ('weighed', models.TextField()),
                ('opened_at', models.DateTimeField()),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.municipality')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('id',),
            },
        ),
        migrations.CreateModel(
            name='LightWithdrawal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=500)),
                ('withdrawn_at', models.DateTimeField()),
                ('opening', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='publication.lightopening')),
                ('withdrawn_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddConstraint(
            model_name='lightopening',
            constraint=models.UniqueConstraint(fields=('municipality', 'period', 'number'), name='one_opening_of_lights_per_number'),
        ),
        migrations.AddConstraint(
            model_name='lightopening',
            constraint=models.CheckConstraint(condition=models.Q(('period__regex', '^\\d{4}-[12]$')), name='opened_lights_are_of_a_half_year'),
        ),
        migrations.AddConstraint(
            model_name='lightopening',
            constraint=models.CheckConstraint(condition=models.Q(('number', 1), models.Q(('note', ''), _negated=True), _connector='OR'), name='a_next_opening_says_what_is_different'),
        ),
        migrations.AddConstraint(
            model_name='lightwithdrawal',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='withdrawn_lights_say_why'),
        ),
        keep_rows('publication_lightopening'),
        keep_rows('publication_lightwithdrawal'),
    ]
