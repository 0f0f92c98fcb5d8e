"""Tables that do not apply to a corporation; the database keeps what was said of them.

What was said is never changed or deleted; only its end is written, once.
"""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from drieluik.apps.kept_rows import guard_rows

TABLE = "deliveries_tablenotapplicable"
SAID = " OR ".join(
    f"NEW.{one} <> OLD.{one}"
    for one in ("id", "party_id", "table_id", "from_year", "from_half", "reason", "recorded_by_id", "recorded_at")
)

class Migration(migrations.Migration):

    dependencies = [
        ('deliveries', '0005_recognised_findings'),
        ('organisations', '0004_mergers_kept'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='TableNotApplicable',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('table_id', models.CharField(max_length=60)),
                ('from_year', models.PositiveSmallIntegerField()),
                ('from_half', models.PositiveSmallIntegerField()),
                ('reason', models.TextField()),
                ('recorded_at', models.DateTimeField()),
                ('until_year', models.PositiveSmallIntegerField(null=True)),
                ('until_half', models.PositiveSmallIntegerField(null=True)),
                ('ended_because', models.TextField(blank=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.party')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('party__name', 'table_id', 'from_year', 'from_half', 'recorded_at', 'id'),
                'constraints': [models.CheckConstraint(condition=models.Q(('from_half__in', (1, 2)), ('from_year__range', (2000, 2100))), name='not_applicable_from_a_period'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='not_applicable_has_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_because', ''), ('ended_by__isnull', True), ('until_half__isnull', True), ('until_year__isnull', True)), models.Q(('until_half__in', (1, 2)), ('until_year__range', (2000, 2100)), ('ended_at__isnull', False), ('ended_by__isnull', False), models.Q(('ended_because', ''), _negated=True), models.Q(('until_year__gt', models.F('from_year')), models.Q(('until_half__gte', models.F('from_half')), ('until_year', models.F('from_year'))), _connector='OR')), _connector='OR'), name='not_applicable_ends_whole_and_not_before'), models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('party', 'table_id'), name='one_open_not_applicable_per_table')],
            },
        ),
        guard_rows(TABLE, "INSERT", "NEW.ended_at IS NOT NULL", name="added"),
        guard_rows(TABLE, "UPDATE", SAID, name="said"),
        guard_rows(TABLE, "UPDATE", "OLD.ended_at IS NOT NULL", name="ended"),
        guard_rows(TABLE, "DELETE", "OLD.id IS NOT NULL", name="there"),
    ]
