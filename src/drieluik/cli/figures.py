"""``drieluik figures``: do the kept figures still follow from what they were made from?"""

import os
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from drieluik.apps.monitor.selectors.repeated import Repetition


@click.group()
def figures() -> None:
    """De berekende cijfers."""


@figures.command()
def verify() -> None:
    """Reken elke bewaarde berekening na uit haar eigen leveringen, wetswaarden en buurten."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "drieluik.config.settings")
    import django

    django.setup()
    from django.db import DatabaseError

    from drieluik.apps.monitor.selectors.repeated import repeat_all
    from drieluik.apps.organisations.selectors import list_all_municipalities

    try:
        places = list_all_municipalities()
    except DatabaseError as error:
        text = f"Er zijn hier geen cijfers te lezen ({error}). Klopt DATABASE_URL of DRIELUIK_VAR?"
        raise click.ClickException(text) from error
    found = [(place.name, row) for place in places for row in repeat_all(place)]
    for name, row in found:
        for line in _lines(row):
            click.echo(
                f"{name} {row.calculation.period}, berekening {row.calculation.number}: {line}"
            )
    wrong = [row for _, row in found if row.differing or row.objection]
    n_same = sum(row.n_same for _, row in found)
    n_done = len([row for _, row in found if row.recorded and not row.objection])
    click.echo(f"{n_done} van {len(found)} berekeningen nagerekend: {n_same} cijfers zijn gelijk.")
    if wrong:
        raise SystemExit(1)


def _lines(row: "Repetition") -> list[str]:
    lines = []
    if row.objection:
        lines.append(f"niet na te rekenen, de bewaarde tabellen kloppen niet ({row.objection})")
    if not row.recorded:
        lines.append("niet na te rekenen, wetswaarden en buurten werden toen nog niet bewaard")
    if row.other_versions:
        listed = ", ".join(row.other_versions)
        lines.append(f"niet vergeleken, want nu met een andere versie van de definitie: {listed}")
    lines += [f"WIJKT AF: {' '.join(part for part in place if part)}" for place in row.differing]
    return lines
