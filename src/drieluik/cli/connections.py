"""``drieluik connections``: connections of programmes with the API, per party."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from drieluik.apps.connections.services import Shown
    from drieluik.apps.organisations.actors import Actor

_DAY = click.DateTime(["%Y-%m-%d", "%d-%m-%Y"])
_BY = click.option("--by", "email", required=True, help="E-mailadres van een beheerder.")
_MAILED = "De beheerders van de partij krijgen hierover een mail."
_SCOPES = ("lezen", "aanleveren")
_STATES = {
    "works": "werkt",
    "partly": "werkt voor een deel: voor aanleveren staat niemand in",
    "unbacked": "werkt niet: niemand staat ervoor in",
    "ended": "afgelopen",
    "withdrawn": "ingetrokken",
}


def _at_most(most: int) -> Callable[[click.Context, click.Parameter, str], str]:
    """Refuse a longer text: what was cut off would be missed by nobody but who wrote it."""

    def check(_context: click.Context, _parameter: click.Parameter, text: str) -> str:
        if len(text) > most:
            raise click.BadParameter(f"Hoogstens {most} tekens; dit zijn er {len(text)}.")
        return text

    return check


@click.group()
def connections() -> None:
    """Aansluitingen: programma's die met de API lezen of aanleveren voor een partij."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "drieluik.config.settings")
    import django

    django.setup()


@connections.command("list")
@click.argument("party_code")
def list_(party_code: str) -> None:
    """Toon de aansluitingen van een partij: of ze werken, tot wanneer, en het laatste gebruik."""
    from django.utils import timezone

    from drieluik.apps.connections.selectors import list_connections

    rows = list_connections(party_id=_party_id(party_code), now=timezone.now())
    for row in rows:
        one = row.connection
        used = f"{row.used_at:%d-%m-%Y %H:%M} UTC" if row.used_at else "nooit"
        click.echo(
            f"{one.client_id}  {one.name}: {' '.join(row.scopes)} in {', '.join(row.places)}; "
            f"tot {one.until_on:%d-%m-%Y}; {_STATES[row.state]}; laatst gebruikt: {used}"
        )
    if not rows:
        click.echo("Er zijn geen aansluitingen.")


@connections.command()
@click.argument("party_code")
@click.argument("name", callback=_at_most(80))
@click.option(
    "--purpose", required=True, callback=_at_most(500),
    help="Waarvoor het programma de aansluiting gebruikt.",
)  # fmt: skip
@click.option("--municipality", "codes", required=True, multiple=True, help="CBS-code; mag vaker.")
@click.option(
    "--scope", "scopes", type=click.Choice(_SCOPES), multiple=True, default=["lezen"],
    show_default=True,
)  # fmt: skip
@click.option("--until", "until_on", type=_DAY, required=True, help="Eerste dag dat zij stopt.")
@_BY
def make(party_code: str, email: str, **told: Any) -> None:
    """Maak een aansluiting voor een partij; het geheim staat er één keer, op het scherm."""
    from django.utils import timezone

    from drieluik.apps.connections.services import COMMAND_LINE, NewConnection, make_connection
    from drieluik.apps.errors import DrieluikError
    from drieluik.cli.setup import municipality_id_of

    new = NewConnection(
        name=told["name"],
        purpose=told["purpose"],
        place_ids=[municipality_id_of(code) for code in told["codes"]],
        until_on=told["until_on"].date(),
        scopes=told["scopes"],
    )
    try:
        shown = make_connection(
            party_id=_party_id(party_code),
            new=new,
            actor=_actor(email),
            now=timezone.now(),
            through=COMMAND_LINE,
        )
    except DrieluikError as error:
        raise click.ClickException(str(error)) from error
    _show(shown)


@connections.command()
@click.argument("client_id")
@click.option("--at-once", is_flag=True, help="Laat het oude geheim direct vervallen.")
@_BY
def renew(client_id: str, at_once: bool, email: str) -> None:
    """Maak een nieuw geheim; het oude werkt nog zeven dagen, of vervalt direct."""
    from django.utils import timezone

    from drieluik.apps.connections.services import COMMAND_LINE, renew_secret
    from drieluik.apps.errors import DrieluikError

    try:
        shown = renew_secret(
            connection_id=_connection_id(client_id),
            at_once=at_once,
            actor=_actor(email),
            now=timezone.now(),
            through=COMMAND_LINE,
        )
    except DrieluikError as error:
        raise click.ClickException(str(error)) from error
    _show(shown)
    if shown.other_until:
        click.echo(f"Het oude geheim werkt tot {shown.other_until:%d-%m-%Y %H:%M} UTC.")


@connections.command()
@click.argument("client_id")
@click.option(
    "--reason", required=True, callback=_at_most(300), help="Waarom de aansluiting stopt."
)
def withdraw(client_id: str, reason: str) -> None:
    """Trek een aansluiting in; zij en al haar tokens werken direct niet meer."""
    from django.utils import timezone

    from drieluik.apps.connections.services import COMMAND_LINE, withdraw_connection
    from drieluik.apps.errors import DrieluikError
    from drieluik.apps.organisations.actors import SYSTEM

    try:
        withdraw_connection(
            connection_id=_connection_id(client_id),
            reason=reason,
            actor=SYSTEM,
            now=timezone.now(),
            through=COMMAND_LINE,
        )
    except DrieluikError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Aansluiting {client_id} is ingetrokken.")
    click.echo(_MAILED)


def _show(shown: "Shown") -> None:
    click.echo(f"Aansluiting: {shown.name}")
    click.echo(f"client_id: {shown.client_id}")
    click.echo(f"client_secret: {shown.secret}")
    click.echo("Bewaar het geheim nu: het wordt niet nog eens getoond.")
    click.echo(_MAILED)


def _party_id(code: str) -> int:
    from drieluik.apps.organisations.selectors import find_party_id

    found = find_party_id(code=code)
    if found is None:
        raise click.ClickException(f"Partij {code} doet nog nergens mee.")
    return found


def _connection_id(client_id: str) -> int:
    from drieluik.apps.connections.selectors import find_connection_id

    found = find_connection_id(client_id=client_id)
    if found is None:
        raise click.ClickException(f"Aansluiting {client_id} is er niet.")
    return found


def _actor(email: str) -> "Actor":
    from django.core.exceptions import ObjectDoesNotExist
    from django.utils import timezone

    from drieluik.apps.accounts.selectors import get_user_id
    from drieluik.apps.organisations.selectors import get_actor

    try:
        user_id = get_user_id(email=email)
    except ObjectDoesNotExist as error:
        raise click.ClickException(f"Er is geen account met adres {email}.") from error
    return get_actor(user_id=user_id, on=timezone.localdate())
