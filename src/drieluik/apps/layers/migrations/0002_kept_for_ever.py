"""Lets the database itself refuse to change a card, a withdrawn layer, or figures once in use."""

from django.db import migrations

from drieluik.apps.kept_rows import guard_rows, keep_rows

_ONCE = "OLD.number IS NOT NULL"


class Migration(migrations.Migration):
    dependencies = [("layers", "0001_layers")]

    operations = [
        keep_rows("layers_card"),
        keep_rows("layers_layer", "OLD.withdrawn_at IS NOT NULL"),
        guard_rows(
            "layers_version",
            "UPDATE",
            f"{_ONCE} AND (NEW.figures <> OLD.figures OR NEW.number <> OLD.number)",
            name="figures",
        ),
        guard_rows("layers_version", "DELETE", _ONCE, name="deleting"),
    ]
