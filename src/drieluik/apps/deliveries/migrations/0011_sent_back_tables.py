"""Lets some tables of a part count while others are sent back; the database keeps both.

What was sent back is written before the decision, and with it is fixed. What counts is written with
an acceptance only, and never changes.
"""
import django.db.models.deletion
from django.db import migrations, models

from drieluik.apps.kept_rows import guard_rows, keep_rows

COUNTS = " OR ".join(
    f"NEW.{one} <> OLD.{one} OR (NEW.{one} IS NULL) <> (OLD.{one} IS NULL)" for one in ("mixed_hash", "kept_from")
)
MIXED = "(NEW.mixed_hash IS NOT NULL OR NEW.kept_from IS NOT NULL)"
DECIDED = "EXISTS (SELECT 1 FROM deliveries_acceptance WHERE id = NEW.part_id AND verdict <> 'pending')"


class Migration(migrations.Migration):

    dependencies = [
        ('deliveries', '0010_three_days'),
    ]

    operations = [
        migrations.AddField(
            model_name='acceptance',
            name='kept_from',
            field=models.JSONField(help_text='Of the tables that count: table -> the earlier delivery it came in', null=True),
        ),
        migrations.AddField(
            model_name='acceptance',
            name='mixed_hash',
            field=models.CharField(help_text='The tables that count, where some are of an earlier file', max_length=64, null=True),
        ),
        migrations.CreateModel(
            name='SentBackTable',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('table_id', models.CharField(max_length=60)),
                ('reason', models.TextField()),
                ('part', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sent_back', to='deliveries.acceptance')),
            ],
            options={
                'ordering': ('id',),
                'constraints': [models.UniqueConstraint(fields=('part', 'table_id'), name='one_table_sent_back_once'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='sent_back_table_has_a_reason')],
            },
        ),
        guard_rows("deliveries_acceptance", "INSERT", MIXED, name="mixed_added"),
        guard_rows(
            "deliveries_acceptance",
            "UPDATE",
            f"(OLD.verdict <> 'pending' AND ({COUNTS})) OR (NEW.verdict NOT IN ('accepted', 'superseded') AND {MIXED})",
            name="mixed",
        ),
        guard_rows("deliveries_sentbacktable", "INSERT", DECIDED, name="added"),
        keep_rows("deliveries_sentbacktable"),
    ]
