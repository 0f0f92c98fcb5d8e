"""Lets a corporation waive a soft rule; the database keeps what was waived, and says it once.

Of a waiver only its end is still to come, once.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from drieluik.apps.kept_rows import guard_rows, triggers_aside

ASIDE, BACK = triggers_aside()
SAID = (
    "NEW.party_id <> OLD.party_id OR NEW.rule <> OLD.rule OR NEW.reason <> OLD.reason "
    "OR NEW.until_on <> OLD.until_on OR NEW.granted_by_id <> OLD.granted_by_id "
    "OR NEW.granted_at <> OLD.granted_at"
)


class Migration(migrations.Migration):
    dependencies = [
        ("deliveries", "0006_table_not_applicable"),
        ("organisations", "0004_mergers_kept"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Waiver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "rule",
                    models.CharField(
                        help_text="Name of a soft rule: table and check", max_length=120
                    ),
                ),
                ("reason", models.TextField()),
                ("until_on", models.DateField(help_text="First day on which it no longer counts")),
                ("granted_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_because", models.TextField(blank=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "granted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.party",
                    ),
                ),
            ],
            options={
                "ordering": ("-granted_at", "-id"),
            },
        ),
        ASIDE,
        migrations.AddField(
            model_name="deliveryfinding",
            name="waiver",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="deliveries.waiver",
            ),
        ),
        migrations.AddConstraint(
            model_name="deliveryfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("waiver__isnull", True), ("confirmed_at__isnull", False), _connector="OR"
                ),
                name="waived_finding_is_confirmed",
            ),
        ),
        BACK,
        migrations.AddConstraint(
            model_name="waiver",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="waiver_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="waiver",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_at__isnull", True),
                        ("ended_because", ""),
                        ("ended_by__isnull", True),
                    ),
                    models.Q(
                        ("ended_at__gte", models.F("granted_at")),
                        ("ended_by__isnull", False),
                        models.Q(("ended_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="waiver_ended_by_at_and_because",
            ),
        ),
        guard_rows(
            "deliveries_waiver",
            "UPDATE",
            f"OLD.ended_at IS NOT NULL OR {SAID}",
            name="said",
        ),
        guard_rows("deliveries_waiver", "DELETE", "OLD.id IS NOT NULL", name="there"),
    ]
