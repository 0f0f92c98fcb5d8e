"""Commands about areas: read a file with borders without a database, or put borders in use."""

import json
import sys
from pathlib import Path

import click

from drieluik.cli.finding_lines import finding_lines
from drieluik.cli.placing import locate
from drieluik.cli.setup import municipality_id_of, start_django
from drieluik.core.findings import Severity, action_nl, message_nl, worst_severity
from drieluik.core.geography import (
    BorderQuestion,
    BorderReading,
    Level,
    read_address_book,
    read_borders_isolated,
)

_EXIT_CODES = {None: 0, Severity.REMARK: 0, Severity.CONFIRM: 1, Severity.BLOCKS: 2}
_LEVELS_NL = {
    Level.MUNICIPALITY: "gemeenten",
    Level.WIJK: "wijken",
    Level.BUURT: "buurten",
    Level.OWN: "eigen gebieden",
}
_LEFT_OUT_NL = {
    "other_municipality": "in een andere gemeente",
    "other_year": "van een ander jaar",
    "water": "water",
    "fictitious": "water of buitenland zonder bewoners (9997, 9998)",
    "code_unreadable": "zonder leesbare code",
    "no_code": "zonder code",
    "same_twice": "dezelfde rij nog eens",
}
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_LARGEST = 400_000_000


@click.group()
def areas() -> None:
    """Gebieden: grenzen lezen en in gebruik nemen, en plaatsen opzoeken."""


areas.add_command(locate)


@areas.command()
@click.argument("file", type=_FILE)
@click.option("--municipality", "code", help="CBS-code; zonder worden alle gemeenten gelezen.")
@click.option("--year", type=int, help="Jaar van de indeling, als het bestand dat niet zegt.")
@click.option("--own", is_flag=True, help="Eigen gebieden, zonder CBS-codes.")
@click.option("--json", "out", type=click.Path(path_type=Path), help="Schrijf alles als JSON.")
def read(file: Path, code: str | None, year: int | None, own: bool, out: Path | None) -> None:
    """Lees een bestand met grenzen en zeg wat er herkend is; zonder database.

    Leest GeoPackage, GeoJSON, shapefile in een zip en StatLine-tabellen. Sluit af met 0 als alles
    goed is, 1 als er iets te bevestigen is, 2 als het bestand niet gebruikt kan worden.
    """
    reading = _read(file, BorderQuestion(code, year, own_areas=own))
    _tell(reading)
    if out is not None:
        out.write_text(json.dumps(_as_json(reading), ensure_ascii=False, indent=1), "utf-8")
    sys.exit(_EXIT_CODES[worst_severity(reading.findings)])


@areas.command()
@click.argument("file", type=_FILE)
@click.option("--municipality", "code", required=True, help="CBS-code.")
@click.option("--year", type=int, help="Jaar van de indeling, als het bestand dat niet zegt.")
@click.option("--source", required=True, help="Wie de grenzen maakte en hoe dat heet.")
@click.option("--licence", default="", help="Bijvoorbeeld CC BY 4.0.")
@click.option("--confirm", is_flag=True, help="Bevestig wat bevestigd moet worden.")
def load(
    file: Path,
    code: str,
    year: int | None,
    source: str,
    licence: str,
    confirm: bool,
) -> None:
    """Neem de gebieden van een jaar in gebruik; een lijst zonder grenzen mag ook.

    Het bestand is de hele lijst van dat jaar: een code die er niet meer in staat, vervalt. Wat al
    berekend was blijft bewaard; met de nieuwe lijst wordt vanzelf opnieuw gerekend.
    """
    start_django()
    from django.utils import timezone

    from drieluik.apps.areas.services import Provenance, load_borders
    from drieluik.apps.organisations.actors import SYSTEM

    municipality_id = municipality_id_of(code)
    reading = _read(file, BorderQuestion(code, year))
    _tell(reading)
    _check_can_be_loaded(reading, confirm=confirm)
    n = load_borders(
        municipality_id=municipality_id,
        borders=reading.borders,
        provenance=Provenance(source, licence),
        actor=SYSTEM,
        now=timezone.now(),
    )
    click.echo(f"{n} buurten van {reading.year} zijn in gebruik.")


@areas.command()
@click.argument("file", type=_FILE)
@click.option("--municipality", "code", required=True, help="CBS-code.")
@click.option("--year", type=int, help="Jaar van de buurten, als de kolom dat niet zegt.")
@click.option("--source", required=True, help="Wie de tabel maakte en hoe die heet.")
def addresses(file: Path, code: str, year: int | None, source: str) -> None:
    """Leg vast welk adres in welke buurt ligt, uit een tabel of een zip.

    Zoals "buurt, wijk en gemeente voor postcode-huisnummer" van het CBS; die van heel Nederland mag.
    Staan er ook straat en woonplaats in (openbareRuimteNaam en woonplaatsNaam van de BAG), dan is een
    adres ook zonder postcode te vinden.
    """
    start_django()
    from django.utils import timezone

    from drieluik.apps.areas.services import load_addresses
    from drieluik.apps.organisations.actors import SYSTEM

    municipality_id = municipality_id_of(code)
    book = read_address_book(_content(file), file.name, code)
    for found in book.findings:
        for line in finding_lines(found):
            click.echo(line)
    of_year = year or book.year
    if worst_severity(book.findings) is Severity.BLOCKS:
        raise click.ClickException("Er is niets gewijzigd: verbeter eerst het bestand.")
    if of_year is None:
        raise click.ClickException("Geef met --year het jaar van de buurten.")
    n = load_addresses(
        municipality_id=municipality_id,
        year=of_year,
        table=book.table,
        source=source,
        actor=SYSTEM,
        now=timezone.now(),
    )
    click.echo(f"{n} adressen met hun buurt van {of_year} staan klaar.")


def _read(file: Path, question: BorderQuestion) -> BorderReading:
    return read_borders_isolated(_content(file), file.name, question)


def _content(file: Path) -> bytes:
    if file.stat().st_size > _LARGEST:
        raise click.ClickException("Het bestand is groter dan 400 MB.")
    return file.read_bytes()


def _check_can_be_loaded(reading: BorderReading, *, confirm: bool) -> None:
    worst = worst_severity(reading.findings)
    if worst is Severity.BLOCKS:
        raise click.ClickException("Er is niets gewijzigd: verbeter eerst het bestand.")
    if worst is Severity.CONFIRM and not confirm:
        raise click.ClickException("Er is niets gewijzigd: geef --confirm als dit klopt.")
    if not reading.of_level(Level.BUURT):
        raise click.ClickException("In het bestand staan geen buurten; er is niets gewijzigd.")


def _tell(reading: BorderReading) -> None:
    """Say what was recognised, what was left out, and every finding."""
    for layer in reading.layers:
        click.echo(f"{layer.layer}: {layer.n_rows} rijen{layer.grid and f', {layer.grid}'}")
        for one in layer.taken:
            click.echo(f"   {one.column} → {one.meaning}")
        for reason, n in layer.left_out.items():
            click.echo(f"   weggelaten: {n} {_LEFT_OUT_NL[reason]}")
    for level, name in _LEVELS_NL.items():
        if found := reading.of_level(level):
            n_drawn = sum(area.shape is not None for area in found)
            click.echo(f"{len(found)} {name}, {n_drawn} met grens")
    for found_fault in reading.findings:
        for line in finding_lines(found_fault):
            click.echo(line)


def _as_json(reading: BorderReading) -> dict[str, object]:
    from drieluik.core.geography.reading.exchange import to_json

    written = to_json(reading)
    for found, kept in zip(reading.findings, written["findings"], strict=True):
        kept |= {"message": message_nl(found), "action": action_nl(found)}
    return written
