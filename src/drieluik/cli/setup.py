"""``drieluik setup``: a municipality of your own, with its parties and first administrators."""

import os
import re
from collections.abc import Callable
from datetime import datetime

import click

KINDS = ("municipality", "corporation", "tenants", "council", "other")
_DAY = click.DateTime(["%Y-%m-%d", "%d-%m-%Y"])


def _written_as(pattern: str, example: str) -> Callable[[click.Context, click.Parameter, str], str]:
    """Refuse a word that is written otherwise, before anything is made with it."""

    def check(_context: click.Context, _parameter: click.Parameter, word: str) -> str:
        if re.fullmatch(pattern, word) is None:
            raise click.BadParameter(f"{word!r} kan niet; schrijf het zoals {example}.")
        return word

    return check


_MUNICIPALITY_CODE = _written_as(r"GM\d{4}", "GM0153")
_SLUG = _written_as(r"[a-z0-9]+(-[a-z0-9]+)*", "ons-huis: kleine letters, cijfers en streepjes")
_EMAIL = _written_as(r"[^@\s]+@[^@\s]+\.[^@\s.]+", "naam@gemeente.nl")


@click.group()
def setup() -> None:
    """Een eigen gemeente inrichten: gemeente, partijen, beheerders en buurten."""
    start_django()


def start_django() -> None:
    """Make the apps known; a command does this before it imports any of them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "drieluik.config.settings")
    import django

    django.setup()


@setup.command()
@click.argument("code", callback=_MUNICIPALITY_CODE)
@click.argument("name")
@click.option(
    "--slug", required=True, callback=_SLUG, help="Naam in het adres, bijvoorbeeld enschede."
)
def municipality(code: str, name: str, slug: str) -> None:
    """Richt een gemeente in, met CBS-code (GM0153) en naam."""
    from django.db import IntegrityError
    from django.utils import timezone

    from drieluik.apps.organisations.actors import SYSTEM
    from drieluik.apps.organisations.setting_up import MunicipalityRow, set_up_municipality

    _check_database()
    row = MunicipalityRow(code=code, slug=slug, name=name)
    try:
        set_up_municipality(row=row, actor=SYSTEM, now=timezone.now())
    except IntegrityError as error:
        raise click.ClickException(f"Een andere gemeente heet in het adres al {slug}.") from error
    click.echo(f"{name} ({code}) is ingericht.")


@setup.command()
@click.argument("code", callback=_SLUG)
@click.argument("name")
@click.option("--kind", type=click.Choice(KINDS), required=True, help="Soort partij.")
@click.option("--municipality", "municipality_code", required=True, help="CBS-code.")
@click.option("--from", "from_on", type=_DAY, required=True, help="Eerste dag van deelname.")
def party(code: str, name: str, kind: str, municipality_code: str, from_on: datetime) -> None:
    """Laat een partij meedoen in een gemeente, met korte code (ons-huis) en naam."""
    from django.utils import timezone

    from drieluik.apps.organisations.actors import SYSTEM
    from drieluik.apps.organisations.setting_up import PartyRow, set_up_party

    set_up_party(
        row=PartyRow(code=code, name=name, kind=kind),
        municipality_id=municipality_id_of(municipality_code),
        from_on=from_on.date(),
        actor=SYSTEM,
        now=timezone.now(),
    )
    click.echo(f"{name} doet mee vanaf {from_on:%d-%m-%Y}.")


@setup.command()
@click.argument("tenants")
@click.argument("corporation")
@click.option("--municipality", "municipality_code", required=True, help="CBS-code.")
@click.option("--track", type=click.Choice(("joint", "separate")), default="joint")
def represents(tenants: str, corporation: str, municipality_code: str, track: str) -> None:
    """Leg vast dat een huurdersorganisatie spreekt voor de huurders van een corporatie."""
    from django.utils import timezone

    from drieluik.apps.organisations.actors import SYSTEM
    from drieluik.apps.organisations.setting_up import set_up_representation

    for code in (tenants, corporation):
        _party_id(code)
    set_up_representation(
        municipality_id=municipality_id_of(municipality_code),
        tenants_code=tenants,
        corporation_code=corporation,
        track=track,
        actor=SYSTEM,
        now=timezone.now(),
    )
    click.echo(f"{tenants} spreekt voor de huurders van {corporation}.")


@setup.command()
@click.argument("party_code")
@click.argument("into")
@click.option("--municipality", "municipality_code", required=True, help="CBS-code.")
@click.option("--from", "from_on", type=_DAY, required=True, help="Eerste dag na de fusie.")
@click.option("--grounds", required=True, help="Waar de fusie te lezen is.")
def merger(
    party_code: str, into: str, municipality_code: str, from_on: datetime, grounds: str
) -> None:
    """Leg vast dat een partij is opgegaan in een andere, die er vanaf die dag voor staat."""
    from django.utils import timezone

    from drieluik.apps.errors import DrieluikError
    from drieluik.apps.organisations.actors import SYSTEM
    from drieluik.apps.organisations.merging import NewMerger, record_merger

    try:
        record_merger(
            municipality_id=municipality_id_of(municipality_code),
            merger=NewMerger(_party_id(party_code), _party_id(into), from_on.date(), grounds),
            actor=SYSTEM,
            now=timezone.now(),
        )
    except DrieluikError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{party_code} gaat op in {into} per {from_on:%d-%m-%Y}.")


@setup.command()
@click.argument("party_code")
@click.option("--municipality", "municipality_code", required=True, help="CBS-code.")
@click.option("--reason", required=True, help="Waarom de fusie niet klopt.")
def take_back_merger(party_code: str, municipality_code: str, reason: str) -> None:
    """Leg vast dat een partij toch niet is opgegaan in een andere; zij doet weer zelf mee."""
    from django.utils import timezone

    from drieluik.apps.errors import DrieluikError
    from drieluik.apps.organisations.actors import SYSTEM
    from drieluik.apps.organisations.merging import withdraw_merger

    try:
        withdraw_merger(
            municipality_id=municipality_id_of(municipality_code),
            party_id=_party_id(party_code),
            reason=reason,
            actor=SYSTEM,
            now=timezone.now(),
        )
    except DrieluikError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"De fusie van {party_code} is teruggenomen; {party_code} doet weer zelf mee.")


@setup.command()
@click.argument("email", callback=_EMAIL)
@click.argument("name")
@click.option("--party", "party_code", required=True, help="Korte code van de partij.")
def administrator(email: str, name: str, party_code: str) -> None:
    """Maak iemand de eerste beheerder van een partij; die geeft daarna anderen hun rol."""
    from django.utils import timezone

    from drieluik.apps.errors import DrieluikError
    from drieluik.apps.organisations.actors import SYSTEM
    from drieluik.apps.organisations.services import add_member

    try:
        add_member(
            party_id=_party_id(party_code),
            email=email,
            name=name,
            role="administrator",
            actor=SYSTEM,
            now=timezone.now(),
        )
    except DrieluikError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{name} is beheerder. Een wachtwoord kiest {email} via 'wachtwoord vergeten'.")


def _check_database() -> None:
    """Say what to do when the tables are not there yet."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise click.ClickException(
            "De database is nog niet klaar. Draai eerst: .venv/bin/python manage.py migrate"
        )


def municipality_id_of(code: str) -> int:
    """Return the id of a municipality that was set up; says what to do when it was not."""
    from drieluik.apps.organisations.selectors import find_municipality_id

    _check_database()
    found = find_municipality_id(code=code)
    if found is None:
        raise click.ClickException(f"Gemeente {code} is nog niet ingericht.")
    return found


def _party_id(code: str) -> int:
    from drieluik.apps.organisations.selectors import find_party_id

    _check_database()
    found = find_party_id(code=code)
    if found is None:
        raise click.ClickException(f"Partij {code} doet nog nergens mee.")
    return found
