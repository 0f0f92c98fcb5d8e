"""What was stated, confirmed and taken off of layers on the public site; all kept for ever."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from drieluik.apps.kept_rows import guard_rows, keep_rows

_SAME_PERSON = (
    "NEW.confirmed_by_id = (SELECT stated_by_id FROM publication_layerstatement "
    "WHERE id = NEW.statement_id)"
)


class Migration(migrations.Migration):

    dependencies = [
        ('layers', '0002_kept_for_ever'),
        ('organisations', '0005_participation_recorded_at'),
        ('publication', '0003_opened_lights'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LayerStatement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('card_number', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=120)),
                ('publisher', models.CharField(max_length=200)),
                ('address', models.URLField(max_length=500)),
                ('seen_hash', models.CharField(max_length=64)),
                ('stated_at', models.DateTimeField()),
                ('layer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='layers.layer')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.municipality')),
                ('stated_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='layers.version')),
            ],
            options={
                'ordering': ('id',),
            },
        ),
        migrations.CreateModel(
            name='LayerConfirmation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('confirmed_at', models.DateTimeField()),
                ('confirmed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('statement', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='confirmation', to='publication.layerstatement')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LayerTakenOff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=500)),
                ('taken_off_at', models.DateTimeField()),
                ('statement', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='taken_off', to='publication.layerstatement')),
                ('taken_off_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddConstraint(
            model_name='layerstatement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('publisher', ''), _negated=True), models.Q(('address', ''), _negated=True)), name='statement_of_a_layer_says_who_and_where'),
        ),
        migrations.AddConstraint(
            model_name='layertakenoff',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='layer_taken_off_says_why'),
        ),
        keep_rows('publication_layerstatement'),
        keep_rows('publication_layerconfirmation'),
        keep_rows('publication_layertakenoff'),
        guard_rows('publication_layerconfirmation', 'INSERT', _SAME_PERSON, name='second_person'),
    ]
