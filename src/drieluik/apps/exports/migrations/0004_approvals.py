"""Lets corporations approve what is given of their figures, and a reason be as long as it is asked."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from drieluik.apps.kept_rows import keep_rows, triggers_aside

_ASIDE, _BACK = triggers_aside()


class Migration(migrations.Migration):

    dependencies = [
        ('exports', '0003_tries'),
        ('organisations', '0005_participation_recorded_at'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        _ASIDE,
        migrations.AlterField(
            model_name='exportplan',
            name='ended_because',
            field=models.CharField(blank=True, max_length=500),
        ),
        _BACK,
        migrations.CreateModel(
            name='ExportApproval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seen', models.CharField(max_length=64)),
                ('approved_at', models.DateTimeField()),
                ('approved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.party')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='approvals', to='exports.exportplan')),
            ],
            options={
                'ordering': ('id',),
                'constraints': [models.UniqueConstraint(fields=('plan', 'party'), name='one_approval_of_an_export_per_party')],
            },
        ),
        keep_rows("exports_exportapproval"),
    ]
