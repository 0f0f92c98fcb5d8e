"""What commands read from the registers in the database."""

import os
from datetime import date
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from drieluik.apps.agreements.rows import RegisterRow
    from drieluik.apps.organisations.models import Municipality
    from drieluik.core.amendments.sets.rows import AgreementSet


def municipality_of(code: str | None) -> "Municipality":
    """Return the municipality with this CBS code, or the only one there is."""
    _set_up()
    from django.db import DatabaseError

    from drieluik.apps.organisations.selectors import list_all_municipalities

    try:
        places = list_all_municipalities()
    except DatabaseError as error:
        text = f"Er is hier geen register te lezen ({error}). Klopt DATABASE_URL of DRIELUIK_VAR?"
        raise click.ClickException(text) from error
    names = ", ".join(f"{place.code} ({place.name})" for place in places)
    if not places:
        raise click.ClickException("Er is hier nog geen gemeente ingericht.")
    chosen = [place for place in places if code in (None, place.code)]
    if not chosen:
        raise click.ClickException(f"Gemeente {code} is er niet. Wel: {names}.")
    if len(chosen) > 1:
        raise click.ClickException(f"Kies een gemeente met --municipality: {names}.")
    return chosen[0]


def register_at(place: "Municipality", on: date, known: date | None) -> "RegisterRow":
    """Return the agreements in force on a day, as known at the end of another."""
    from drieluik.apps.agreements.moments import register_on

    found = register_on(place.id, on, known)
    if found is None:
        as_known = f", zoals bekend op {known:%-d-%-m-%Y}" if known else ""
        raise click.ClickException(
            f"{place.name} heeft op {on:%-d-%-m-%Y}{as_known} geen afspraken in het register."
        )
    return found


def version_set(code: str | None, number: int) -> "AgreementSet":
    """Return all agreements of a version of the register."""
    place = municipality_of(code)
    from drieluik.apps.agreements.versions import find_set, list_history

    found = find_set(place.id, number)
    if found is None:
        known = ", ".join(str(line.version.number) for line in reversed(list_history(place.id)))
        raise click.ClickException(
            f"{place.name} heeft geen versie {number}. "
            + (f"Wel: {known}." if known else "Er is nog geen register.")
        )
    return found


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "drieluik.config.settings")
    import django

    django.setup()
