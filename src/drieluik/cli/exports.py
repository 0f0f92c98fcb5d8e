"""``drieluik exports``: the files that recipients got, and whether they come out the same again."""

import os
from pathlib import Path

import click


@click.group()
def exports() -> None:
    """Doorleveringen: wat een ontvanger zoals de provincie elk halfjaar kreeg."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "drieluik.config.settings")
    import django

    django.setup()


@exports.command("list")
def list_() -> None:
    """Toon elk bestand met zijn nummer, moment en controlegetallen."""
    from drieluik.apps.exports.selectors import list_editions

    rows = list_editions()
    if not rows:
        click.echo("Er is nog niets doorgeleverd.")
    for row in rows:
        click.echo(
            f"{row.id}  {row.municipality.name} aan {row.recipient.name}: {row.period}, bestand "
            f"{row.number}, {row.made_at:%d-%m-%Y %H:%M} UTC"
        )
        click.echo(f"    xlsx {row.xlsx_hash}\n    csv  {row.csv_hash}")


@exports.command()
@click.argument("edition_id", type=click.UUID)
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
def write(edition_id: object, path: Path) -> None:
    """Schrijf een bestand weg zoals het is gemaakt; het einde van de naam kiest .xlsx of .csv."""
    from drieluik.apps.exports.selectors import bytes_of, list_editions

    found = next((one for one in list_editions() if one.id == edition_id), None)
    if found is None:
        raise click.ClickException("Dit bestand is er niet.")
    form = path.suffix.lower().lstrip(".")
    if form not in ("xlsx", "csv"):
        raise click.ClickException("Kies een naam die eindigt op .xlsx of .csv.")
    path.write_bytes(bytes_of(found, form))
    click.echo(f"Geschreven: {path}")


@exports.command()
def verify() -> None:
    """Maak elk bestand opnieuw uit wat is bewaard en vergelijk het tot op de byte."""
    from drieluik.apps.exports.selectors import list_editions
    from drieluik.apps.exports.services import differs

    rows, wrong = list_editions(), 0
    for row in rows:
        if forms := differs(row):
            wrong += 1
            click.echo(f"WIJKT AF ({', '.join(forms)}): {row.id}, gemaakt met {row.code_version}")
    click.echo(f"{len(rows) - wrong} van {len(rows)} bestanden komen opnieuw gemaakt gelijk uit.")
    if wrong:
        raise SystemExit(1)
