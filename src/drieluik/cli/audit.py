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
    from drieluik.apps.audit.selectors import verify_chain

    state = verify_chain()
    if state.intact:
        click.echo(f"Het logboek klopt: {state.n_events} handelingen, geen enkele gewijzigd.")
        return
    where = f"bij handeling {state.broken_at}" if state.broken_at else "aan het einde"
    click.echo(f"Het logboek klopt niet: de keten breekt {where}.", err=True)
    raise SystemExit(1)
