"""Numbers the calculations of a municipality over a half-year, in the order of calculating."""

from django.db import migrations, models


def number_calculations(apps, schema_editor):
    Calculation = apps.get_model("monitor", "Calculation")
    counted = {}
    rows = Calculation.objects.order_by("calculated_at", "id")
    for row in rows.values("id", "municipality_id", "period"):
        key = row["municipality_id"], row["period"]
        counted[key] = counted.get(key, 0) + 1
        Calculation.objects.filter(id=row["id"]).update(number=counted[key])


class Migration(migrations.Migration):
    dependencies = [("monitor", "0001_initial")]

    operations = [
        migrations.AddField("calculation", "number", models.PositiveIntegerField(null=True)),
        migrations.RunPython(number_calculations, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            "calculation",
            "number",
            models.PositiveIntegerField(help_text="1, 2, 3 in the order of calculating"),
        ),
        migrations.AlterModelOptions(
            "calculation", {"ordering": ("municipality", "period", "number")}
        ),
        migrations.AddConstraint(
            "calculation",
            models.UniqueConstraint(
                fields=["municipality", "period", "number"], name="one_calculation_per_number"
            ),
        ),
    ]
