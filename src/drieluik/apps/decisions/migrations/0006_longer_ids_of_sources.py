"""Makes room for the ids of lines of the year, which are longer than those of proposals and signals."""

from django.db import migrations, models

from drieluik.apps.kept_rows import triggers_aside

_ASIDE, _BACK = triggers_aside()


class Migration(migrations.Migration):
    dependencies = [("decisions", "0005_cancelled_and_received_are_kept")]

    operations = [
        _ASIDE,
        migrations.AlterField(
            model_name="agendaitem",
            name="source_id",
            field=models.CharField(blank=True, max_length=160),
        ),
        _BACK,
    ]
