"""A half-year has days of its own for its reminders: the words of the choice no longer say two weeks for all."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("calendar", "0010_days_kept")]

    operations = [
        migrations.AlterField(
            model_name="mailchoice",
            name="choice",
            field=models.CharField(
                choices=[
                    (
                        "each",
                        "A mail for each last day: two weeks before, or as early as the municipality chose for a half-year",
                    ),
                    ("weekly", "Once a week an overview, when there is something in it"),
                    ("none", "No mails about the calendar"),
                ],
                max_length=10,
            ),
        ),
    ]
