"""``drieluik indicators``: is the catalogue of figures in order?"""

import os

import click


@click.group()
def indicators() -> None:
    """De catalogus van indicatoren."""


@indicators.command()
def check() -> None:
    """Controleer de catalogus: die van het product, en die van elke gemeente hier."""
    from drieluik.core.indicators import VERSIONS, catalogue_faults

    faults = catalogue_faults(VERSIONS)
    for fault in faults:
        click.echo(f"Product: {fault}")
    click.echo(f"{len(VERSIONS)} versies in het product, {len(faults)} fouten.")
    n_found = sum(_told(name, municipality_id) for name, municipality_id in _places())
    click.echo(f"{n_found} bevindingen bij gemeenten.")
    if faults:
        raise SystemExit(1)


def _places() -> list[tuple[str, int]]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "drieluik.config.settings")
    import django

    django.setup()
    from django.db import DatabaseError

    from drieluik.apps.organisations.selectors import list_all_municipalities

    try:
        return [(place.name, place.id) for place in list_all_municipalities()]
    except DatabaseError as error:
        text = f"Er is hier geen catalogus te lezen ({error}). Klopt DATABASE_URL of DRIELUIK_VAR?"
        raise click.ClickException(text) from error


def _told(name: str, municipality_id: int) -> int:
    from drieluik.apps.monitor.selectors.catalogue_check import check_catalogue

    n_found = 0
    for group in check_catalogue(municipality_id=municipality_id):
        for one in group.findings:
            n_found += 1
            click.echo(f"{name}, {one.card.name_nl}: {one.sentence} {one.to_do}")
    return n_found
