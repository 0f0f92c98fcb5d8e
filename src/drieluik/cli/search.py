"""``drieluik search``: make the search index anew from what it is made of."""

import os

import click


@click.group()
def search() -> None:
    """De zoekindex."""


@search.command()
def rebuild() -> None:
    """Maak de zoekindex van alle gemeenten opnieuw; er gaat niets verloren."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "drieluik.config.settings")
    import django

    django.setup()
    from django.db import DatabaseError

    from drieluik.apps.organisations.selectors import list_all_municipalities
    from drieluik.apps.search.services import rebuild_index

    try:
        for place in list_all_municipalities():
            n_entries = rebuild_index(municipality_id=place.id)
            click.echo(f"{place.name}: {n_entries} vindplaatsen.")
    except DatabaseError as error:
        text = f"De zoekindex is niet te maken ({error}). Klopt DATABASE_URL of DRIELUIK_VAR?"
        raise click.ClickException(text) from error
