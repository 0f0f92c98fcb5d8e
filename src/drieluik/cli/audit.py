"""``drieluik audit``: is the chain of recorded acts still whole?"""

import os

import click


@click.group()
def audit() -> None:
    """Het logboek van alle handelingen."""


@audit.command()
def verify() -> None:
    """Controleer of geen handeling is gewijzigd, weggelaten of toegevoegd."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "drieluik.config.settings")
    import django

    django.setup()
    from django.db import DatabaseError

    from drieluik.apps.audit.selectors import verify_chain

    try:
        state = verify_chain()
    except DatabaseError as error:
        text = f"Er is hier geen logboek te lezen ({error}). Klopt DATABASE_URL of DRIELUIK_VAR?"
        raise click.ClickException(text) from error
    if state.intact:
        click.echo(f"Het logboek klopt: {state.n_events} handelingen, geen enkele gewijzigd.")
        return
    where = f"bij handeling {state.broken_at}" if state.broken_at else "aan het einde"
    click.echo(f"Het logboek klopt niet: de keten breekt {where}.", err=True)
    raise SystemExit(1)
