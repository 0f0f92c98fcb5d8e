"""Gives a round three days, keeps how they changed, and for whom it was opened again.

A round of before has only its shown day: nothing closes. Its reminders go as they went: two weeks before.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from drieluik.apps.kept_rows import keep_rows, triggers_aside

ASIDE, BACK = triggers_aside()


class Migration(migrations.Migration):

    dependencies = [
        ('deliveries', '0009_restatements'),
        ('organisations', '0004_mergers_kept'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Reopening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('until_on', models.DateField(help_text='Last day on which it hands in, corrects and signs')),
                ('reason', models.TextField()),
                ('reopened_at', models.DateTimeField()),
            ],
            options={
                'ordering': ('-reopened_at', '-id'),
            },
        ),
        migrations.CreateModel(
            name='RoundChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_before', models.DateField()),
                ('due_after', models.DateField()),
                ('new_before', models.DateField(null=True)),
                ('new_after', models.DateField(null=True)),
                ('corrections_before', models.DateField(null=True)),
                ('corrections_after', models.DateField(null=True)),
                ('reason', models.TextField()),
                ('changed_at', models.DateTimeField()),
            ],
            options={
                'ordering': ('-changed_at', '-id'),
            },
        ),
        migrations.AddField(
            model_name='deliveryround',
            name='corrections_until',
            field=models.DateField(help_text='Last day to replace or sign what was handed in', null=True),
        ),
        migrations.AddField(
            model_name='deliveryround',
            name='new_until',
            field=models.DateField(help_text='Last day for who handed in nothing yet', null=True),
        ),
        migrations.AddField(
            model_name='deliveryround',
            name='remind_before',
            field=models.PositiveSmallIntegerField(help_text='Days before the shown day of the first reminder; without it none go', null=True),
        ),
        migrations.RunSQL("UPDATE deliveries_deliveryround SET remind_before = 14", migrations.RunSQL.noop),
        ASIDE,
        migrations.AddConstraint(
            model_name='deliveryround',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('due_on__isnull', True), ('new_until__isnull', True), ('new_until__gte', models.F('due_on')), _connector='OR'), models.Q(('due_on__isnull', True), ('corrections_until__isnull', True), ('corrections_until__gte', models.F('due_on')), _connector='OR'), models.Q(('new_until__isnull', True), ('corrections_until__isnull', True), ('corrections_until__gte', models.F('new_until')), _connector='OR')), name='round_has_its_days_in_order'),
        ),
        BACK,
        migrations.AddField(
            model_name='reopening',
            name='party',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.party'),
        ),
        migrations.AddField(
            model_name='reopening',
            name='reopened_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reopening',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reopenings', to='deliveries.deliveryround'),
        ),
        migrations.AddField(
            model_name='roundchange',
            name='changed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='roundchange',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='deliveries.deliveryround'),
        ),
        migrations.AddConstraint(
            model_name='reopening',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='reopening_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='roundchange',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='round_change_has_a_reason'),
        ),
        keep_rows("deliveries_reopening"),
        keep_rows("deliveries_roundchange"),
    ]
