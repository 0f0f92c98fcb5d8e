"""Signals with what was said and done about them, and talks of the three parties about them."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0023_turn_of_versions'),
        ('decisions', '0009_answers_kept'),
        ('monitor', '0007_not_applicable'),
        ('organisations', '0004_mergers_kept'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Signal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('breach', 'Off course'), ('missing', 'Figures are missing')], max_length=10)),
                ('state', models.CharField(choices=[('open', 'Still open'), ('closed', 'Closed')], default='open', max_length=10)),
                ('created_at', models.DateTimeField()),
                ('clause', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agreements.clause')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.municipality')),
            ],
            options={
                'ordering': ('-created_at', 'id'),
            },
        ),
        migrations.CreateModel(
            name='SignalAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('recorded_at', models.DateTimeField()),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.party')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('signal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='monitor.signal')),
            ],
            options={
                'ordering': ('signal', 'recorded_at', 'id'),
            },
        ),
        migrations.CreateModel(
            name='SignalFact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', models.CharField(max_length=6)),
                ('light', models.CharField(max_length=20)),
                ('told', models.TextField()),
                ('told_to_all', models.TextField()),
                ('indicator_ids', models.JSONField(default=list, help_text='Indicators that the words are about')),
                ('noted_at', models.DateTimeField()),
                ('signal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='facts', to='monitor.signal')),
            ],
            options={
                'ordering': ('signal', 'id'),
            },
        ),
        migrations.CreateModel(
            name='SignalParty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('own', models.BooleanField(help_text='Named because of a figure of its own')),
                ('asked_at', models.DateTimeField()),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.party')),
                ('signal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parties', to='monitor.signal')),
            ],
            options={
                'ordering': ('signal', 'party__name'),
            },
        ),
        migrations.CreateModel(
            name='Talk',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('held_on', models.DateField()),
                ('begun_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('begun_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.municipality')),
            ],
            options={
                'ordering': ('-held_on', '-begun_at'),
            },
        ),
        migrations.CreateModel(
            name='SignalAct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.CharField(choices=[('closed', 'Closed'), ('reopened', 'Opened again')], max_length=10)),
                ('reason', models.TextField()),
                ('acted_at', models.DateTimeField()),
                ('acted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('signal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acts', to='monitor.signal')),
                ('talk', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='acts', to='monitor.talk')),
            ],
            options={
                'ordering': ('signal', 'acted_at', 'id'),
            },
        ),
        migrations.CreateModel(
            name='TalkItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=300)),
                ('fact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='monitor.signalfact')),
                ('signal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='talk_items', to='monitor.signal')),
                ('talk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='monitor.talk')),
            ],
            options={
                'ordering': ('talk', 'position'),
            },
        ),
        migrations.CreateModel(
            name='TalkNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('conclusion', models.TextField()),
                ('outcome', models.CharField(choices=[('stays', 'Stays open'), ('closes', 'Close'), ('agenda', 'On the agenda of a meeting')], max_length=10)),
                ('noted_at', models.DateTimeField()),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='monitor.talkitem')),
                ('meeting', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='decisions.meeting')),
                ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('item', 'id'),
            },
        ),
        migrations.CreateModel(
            name='TalkPresence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.party')),
                ('talk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='presences', to='monitor.talk')),
            ],
            options={
                'ordering': ('talk', 'party__name'),
            },
        ),
        migrations.AddConstraint(
            model_name='signal',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('clause', 'kind'), name='one_open_signal_per_agreement_and_kind'),
        ),
        migrations.AddConstraint(
            model_name='signal',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['breach', 'missing'])), name='signal_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='signal',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'closed'])), name='signal_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='signalanswer',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='signal_answer_has_words'),
        ),
        migrations.AddConstraint(
            model_name='signalfact',
            constraint=models.CheckConstraint(condition=models.Q(('period__regex', '^\\d{4}-[12]$')), name='signal_is_about_a_half_year'),
        ),
        migrations.AddConstraint(
            model_name='signalfact',
            constraint=models.CheckConstraint(condition=models.Q(('light__in', ['on_course', 'attention', 'off_course', 'unknown', 'not_measurable_yet'])), name='signal_light_is_known'),
        ),
        migrations.AddConstraint(
            model_name='signalparty',
            constraint=models.UniqueConstraint(fields=('signal', 'party'), name='a_party_is_asked_once'),
        ),
        migrations.AddConstraint(
            model_name='talk',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('municipality',), name='one_talk_under_way_per_municipality'),
        ),
        migrations.AddConstraint(
            model_name='talk',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='talk_ended_by_and_at'),
        ),
        migrations.AddConstraint(
            model_name='talk',
            constraint=models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), ('ended_at__gte', models.F('begun_at')), _connector='OR'), name='talk_ends_after_it_began'),
        ),
        migrations.AddConstraint(
            model_name='signalact',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='signal_act_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='signalact',
            constraint=models.CheckConstraint(condition=models.Q(('act__in', ['closed', 'reopened'])), name='signal_act_is_known'),
        ),
        migrations.AddConstraint(
            model_name='talkitem',
            constraint=models.UniqueConstraint(fields=('talk', 'position'), name='one_signal_per_place'),
        ),
        migrations.AddConstraint(
            model_name='talkitem',
            constraint=models.UniqueConstraint(fields=('talk', 'signal'), name='one_place_per_signal'),
        ),
        migrations.AddConstraint(
            model_name='talknote',
            constraint=models.CheckConstraint(condition=models.Q(('conclusion', ''), _negated=True), name='talk_note_has_words'),
        ),
        migrations.AddConstraint(
            model_name='talknote',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('meeting__isnull', False), ('outcome', 'agenda')), models.Q(('meeting__isnull', True), ('outcome__in', ['stays', 'closes'])), _connector='OR'), name='talk_note_names_its_meeting'),
        ),
        migrations.AddConstraint(
            model_name='talkpresence',
            constraint=models.UniqueConstraint(fields=('talk', 'party'), name='a_party_is_there_once'),
        ),
    ]
