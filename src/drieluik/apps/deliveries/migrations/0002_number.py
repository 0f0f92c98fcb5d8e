"""Numbers the deliveries of a corporation for a half-year: 1, 2, 3 in the order of handing in."""

from django.db import migrations, models


def number_deliveries(apps, schema_editor):
    Delivery = apps.get_model("deliveries", "Delivery")
    counted = {}
    # of two with the same moment the one that was replaced came first
    replaced_first = models.F("replaced_by").asc(nulls_last=True)
    rows = Delivery.objects.order_by("uploaded_at", replaced_first, "id")
    for row in rows.values("id", "party_id", "year", "half"):
        key = row["party_id"], row["year"], row["half"]
        counted[key] = counted.get(key, 0) + 1
        Delivery.objects.filter(id=row["id"]).update(number=counted[key])


class Migration(migrations.Migration):
    dependencies = [("deliveries", "0001_initial")]

    operations = [
        migrations.AddField("delivery", "number", models.PositiveIntegerField(null=True)),
        migrations.RunPython(number_deliveries, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            "delivery",
            "number",
            models.PositiveIntegerField(help_text="1, 2, 3 in the order of handing in"),
        ),
        migrations.RemoveIndex("delivery", "deliveries__party_i_994532_idx"),
        migrations.AlterModelOptions("delivery", {"ordering": ("-year", "-half", "-number")}),
        migrations.AddConstraint(
            "delivery",
            models.UniqueConstraint(
                fields=["party", "year", "half", "number"], name="one_delivery_per_number"
            ),
        ),
        migrations.AddConstraint(
            "delivery",
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="delivery_is_numbered_from_1"
            ),
        ),
    ]
