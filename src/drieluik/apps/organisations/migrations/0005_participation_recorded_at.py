"""When it was recorded that a party takes part, for what was known at a moment."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisations", "0004_mergers_kept")]

    operations = [
        migrations.AddField(
            model_name=name, name="recorded_at", field=models.DateTimeField(null=True)
        )
        for name in ("historicalparticipation", "participation")
    ]
