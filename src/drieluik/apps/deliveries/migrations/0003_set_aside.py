"""Lets a wrong file be set aside; an earlier file stays open until the check of a newer one ends."""

from django.db import migrations, models

STATES = [
    ("uploaded", "Received"),
    ("checking", "Being checked"),
    ("interrupted", "Check broken off"),
    ("checked", "Checked"),
    ("signed", "Signed"),
    ("withdrawn", "Withdrawn"),
    ("replaced", "Replaced"),
    ("set_aside", "Set aside"),
]


class Migration(migrations.Migration):
    dependencies = [("deliveries", "0002_number")]

    operations = [
        migrations.AlterField(
            "delivery",
            "state",
            models.CharField(choices=STATES, default="uploaded", max_length=20),
        ),
        migrations.RemoveConstraint("delivery", "one_open_delivery_per_period"),
        migrations.AddConstraint(
            "delivery",
            models.UniqueConstraint(
                fields=["party", "year", "half"],
                condition=models.Q(state="checked"),
                name="one_checked_delivery_per_period",
            ),
        ),
        migrations.RemoveConstraint("delivery", "delivery_has_a_known_state"),
        migrations.AddConstraint(
            "delivery",
            models.CheckConstraint(
                condition=models.Q(state__in=[state for state, _label in STATES]),
                name="delivery_has_a_known_state",
            ),
        ),
        migrations.RemoveConstraint("delivery", "checked_delivery_has_its_moment"),
        migrations.AddConstraint(
            "delivery",
            models.CheckConstraint(
                condition=~models.Q(state__in=["checked", "set_aside"])
                | models.Q(checked_at__isnull=False),
                name="checked_delivery_has_its_moment",
            ),
        ),
    ]
