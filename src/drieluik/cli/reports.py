"""``drieluik reports``: the frozen reports, their files, and whether they come out the same again."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from drieluik.apps.reporting.selectors import ReportRow


@click.group()
def reports() -> None:
    """De vastgelegde rapporten."""


@reports.command("list")
def list_() -> None:
    """Toon elk vastgelegd rapport met zijn nummer, moment en de vingerafdruk van zijn bestanden."""
    found = _frozen()
    if not found:
        click.echo("Er zijn nog geen rapporten vastgelegd.")
    for one in found:
        click.echo(f"{one.report_id}  {_line(one)}")
        click.echo(f"    docx {one.row.docx_hash}\n    pdf  {one.row.pdf_hash}")


@reports.command()
@click.argument("report_id", type=click.UUID)
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
def write(report_id: object, path: Path) -> None:
    """Schrijf een vastgelegd rapport naar een bestand; het einde van de naam kiest .docx, .pdf of .xlsx."""
    found = next((one for one in _frozen() if one.report_id == report_id), None)
    if found is None:
        raise click.ClickException("Dit rapport is er niet, of is niet vastgelegd.")
    form = path.suffix.lower().lstrip(".")
    if form not in ("docx", "pdf", "xlsx"):
        raise click.ClickException("Kies een naam die eindigt op .docx, .pdf of .xlsx.")
    from drieluik.apps.reporting.selectors import file_of

    path.write_bytes(file_of(found.row, form))
    click.echo(f"Geschreven: {path}")


@reports.command()
def verify() -> None:
    """Maak elk vastgelegd rapport opnieuw vanaf zijn moment en vergelijk het tot op de byte."""
    found = _frozen()
    from drieluik.apps.reporting.services import made_anew

    names = {"snapshot": "inhoud", "docx": "Word", "pdf": "PDF"}
    wrong = 0
    for one in found:
        if differing := made_anew(report_id=one.report_id):
            wrong += 1
            listed = ", ".join(names[each] for each in differing)
            click.echo(f"WIJKT AF ({listed}): {_line(one)}, gemaakt met {one.row.code_version}")
    click.echo(f"{len(found) - wrong} van {len(found)} rapporten komen opnieuw gemaakt gelijk uit.")
    if wrong:
        raise SystemExit(1)


def _line(one: "ReportRow") -> str:
    moment = f"{one.row.known_at:%-d-%-m-%Y %H:%M} UTC" if one.row.known_at else ""
    withdrawn = ", ingetrokken" if one.row.state == "withdrawn" else ""
    place = one.row.municipality.name
    return f"{place}: {one.title}, editie {one.row.edition}, zoals bekend {moment}{withdrawn}"


def _frozen() -> "list[ReportRow]":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "drieluik.config.settings")
    import django

    django.setup()
    from django.db import DatabaseError

    from drieluik.apps.reporting.selectors import list_frozen

    try:
        return list_frozen()
    except DatabaseError as error:
        text = (
            f"Er zijn hier geen rapporten te lezen ({error}). Klopt DATABASE_URL of DRIELUIK_VAR?"
        )
        raise click.ClickException(text) from error
