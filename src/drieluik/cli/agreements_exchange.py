"""The commands that keep the whole register as one file, and read it in again."""

from pathlib import Path

import click

from drieluik.cli.registers import municipality_of


@click.command("export")
@click.option("--municipality", "code", help="CBS-code (GM0153); hoeft niet als er één is.")
@click.option(
    "--json",
    "out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="Schrijf het register als JSON naar dit bestand ('-' is het scherm).",
)
def export_register(code: str | None, out: Path) -> None:
    """Schrijf het hele register van een gemeente, met alle versies, naar één bestand."""
    place = municipality_of(code)
    from drieluik.apps.agreements.exchange.writing import register_json

    written = register_json(place.id)
    if written is None:
        raise click.ClickException(f"{place.name} heeft nog geen afspraken in het register.")
    if str(out) == "-":
        click.echo(written, nl=False)
        return
    try:
        out.write_text(written, "utf-8")
    except OSError as error:
        raise click.ClickException(f"{out} is niet te schrijven: {error.strerror}.") from error
    click.echo(f"Het register van {place.name} staat in {out}.")


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--municipality", "code", required=True, help="CBS-code (GM0153) waar het heen gaat.")
def import_register(file: Path, code: str) -> None:
    """Lees een register dat met export is geschreven in bij een gemeente die er nog geen heeft."""
    place = municipality_of(code)
    from django.utils import timezone, translation

    from drieluik.apps.agreements.services import import_whole_register
    from drieluik.apps.errors import WrongState
    from drieluik.apps.organisations.actors import SYSTEM

    try:
        with translation.override("nl"):
            n_versions = import_whole_register(
                municipality_id=place.id,
                content=file.read_bytes(),
                actor=SYSTEM,
                now=timezone.now(),
            )
    except WrongState as refused:
        raise click.ClickException(f"Er is niets ingelezen.\n{refused}") from refused
    except OSError as error:
        raise click.ClickException(f"{file} is niet te lezen: {error.strerror}.") from error
    click.echo(f"Ingelezen bij {place.name}: het register met alle versies ({n_versions}).")
