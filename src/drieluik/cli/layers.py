"""Commands about layers: read a file without a database, put one in use, or list what there is."""

import json
import sys
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import yaml

from drieluik.cli.finding_lines import finding_lines
from drieluik.cli.setup import municipality_id_of, start_django
from drieluik.core.findings import Severity, action_nl, message_nl, worst_severity
from drieluik.core.geography import BorderQuestion, Level, read_borders_isolated
from drieluik.core.layers import (
    FigureKind,
    KnownAreas,
    LayerQuestion,
    LayerReading,
    Scale,
    read_layer_isolated,
)

if TYPE_CHECKING:
    from drieluik.apps.layers.services import NewCard

_EXIT_CODES = {None: 0, Severity.REMARK: 0, Severity.CONFIRM: 1, Severity.BLOCKS: 2}
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_LARGEST = 40_000_000
_LEVELS = ("buurt", "wijk", "municipality")
_LEFT_OUT_NL = {
    "other_municipality": "in een andere gemeente",
    "other_level": "over een ander soort gebied",
    "other_year": "van een ander jaar",
    "country": "over het hele land",
    "fictitious": "water of buitenland zonder bewoners (9997, 9998)",
    "no_code": "zonder leesbare code",
}


@click.group()
def layers() -> None:
    """Kaartlagen: cijfers per gebied lezen, in gebruik nemen, en opsommen."""


@layers.command()
@click.argument("file", type=_FILE)
@click.option("--municipality", "code", required=True, help="CBS-code.")
@click.option(
    "--kind",
    type=click.Choice([one.value for one in FigureKind]),
    default="count",
    help="Soort cijfer.",
)
@click.option("--level", type=click.Choice(_LEVELS), default="buurt", help="Per welk gebied.")
@click.option("--column", default="", help="Kolom met het cijfer, als er meer zijn.")
@click.option("--year", type=int, help="Jaar van de gebieden.")
@click.option(
    "--scale",
    type=click.Choice([one.value for one in Scale]),
    default="percent",
    help="Percentages.",
)
@click.option("--areas", type=_FILE, help="Bestand met gebieden om de codes mee te vergelijken.")
@click.option("--json", "out", type=click.Path(path_type=Path), help="Schrijf alles als JSON.")
def read(file: Path, code: str, areas: Path | None, out: Path | None, **asked: Any) -> None:
    """Lees een bestand met cijfers per gebied en zeg wat er herkend is; zonder database.

    Leest Excel, CSV, GeoJSON, GeoPackage en shapefile in een zip. Sluit af met 0 als alles goed is,
    1 als er iets te bevestigen is, 2 als het bestand niet gebruikt kan worden.
    """
    level = Level(asked["level"])
    question = LayerQuestion(
        municipality_code=code,
        kind=FigureKind(asked["kind"]),
        level=level,
        column=asked["column"],
        year=asked["year"],
        scale=Scale(asked["scale"]),
        known=_known(areas, code, level) if areas else (),
    )
    reading = read_layer_isolated(_content(file), file.name, question)
    _tell(reading)
    if out is not None:
        out.write_text(json.dumps(_as_json(reading), ensure_ascii=False, indent=1), "utf-8")
    sys.exit(_EXIT_CODES[worst_severity(reading.findings)])


@layers.command()
@click.argument("file", type=_FILE)
@click.option("--municipality", "code", required=True, help="CBS-code.")
@click.option("--card", "card_file", type=_FILE, required=True, help="Beschrijving (YAML).")
@click.option("--party", required=True, help="Code van de organisatie van de laag.")
@click.option(
    "--from",
    "first",
    type=click.DateTime(["%Y-%m-%d"]),
    required=True,
    help="Dag van de cijfers, of eerste dag.",
)
@click.option(
    "--until", "last", type=click.DateTime(["%Y-%m-%d"]), help="Laatste dag van de periode."
)
@click.option("--column", default="", help="Kolom met het cijfer, als er meer zijn.")
@click.option("--year", type=int, help="Jaar van de gebieden.")
@click.option(
    "--scale",
    type=click.Choice([one.value for one in Scale]),
    default="percent",
    help="Percentages.",
)
@click.option("--confirm", is_flag=True, help="Bevestig wat bevestigd moet worden.")
def load(file: Path, code: str, card_file: Path, party: str, **asked: Any) -> None:
    """Neem cijfers in gebruik als kaartlaag, of als nieuwe versie van de laag met die naam."""
    start_django()
    from django.utils import timezone

    from drieluik.apps.layers.services import LoadedFile, Said, load_layer, question_about
    from drieluik.apps.organisations.actors import SYSTEM

    municipality_id, party_id, card = municipality_id_of(code), _party(party), _card(card_file)
    last = asked["last"]
    said = Said(
        asked["first"].date(),
        last.date() if last else None,
        asked["year"],
        asked["column"],
        asked["scale"],
    )
    question = question_about(
        municipality_id=municipality_id, kind=card.kind, level=card.level, asked=asdict(said)
    )
    content = _content(file)
    reading = read_layer_isolated(content, file.name, question)
    _tell(reading)
    _check_can_be_loaded(reading, confirm=asked["confirm"])
    load_layer(
        municipality_id=municipality_id,
        party_id=party_id,
        card=card,
        file=LoadedFile(content, file.name, said, reading, "bevestigd op de opdrachtregel"),
        actor=SYSTEM,
        now=timezone.now(),
    )
    n = sum(one.missing is None for one in reading.values)
    click.echo(f"De laag '{card.name}' is in gebruik: {n} gebieden met een cijfer.")


@layers.command("list")
@click.option("--municipality", "code", required=True, help="CBS-code.")
def list_all(code: str) -> None:
    """Noem de kaartlagen die in gebruik zijn, met wie ze mag zien."""
    start_django()
    from drieluik.apps.layers.selectors import shared_layers
    from drieluik.apps.layers.wording import about_words

    rows = shared_layers(municipality_id=municipality_id_of(code))
    for one in rows:
        card = one.layer.card
        n = sum(value.missing is None for value in one.values.values())
        click.echo(f"{card.name} ({one.layer.party_name}): {about_words(one.version)}")
        click.echo(f"   {n} van {len(one.values)} gebieden, {card.publicness}, {card.source}")
    click.echo(f"{len(rows)} kaartlagen in gebruik.")


def _known(file: Path, code: str, level: Level) -> tuple[KnownAreas, ...]:
    borders = read_borders_isolated(_content(file), file.name, BorderQuestion(code))
    if borders.is_blocked or borders.year is None:
        for found in borders.findings:
            for line in finding_lines(found):
                click.echo(line)
        raise click.ClickException("Het bestand met gebieden kan niet worden gebruikt.")
    areas = borders.of_level(level)
    shapes = {one.code: one.shape for one in areas if one.shape is not None}
    return (KnownAreas(borders.year, {one.code: one.name for one in areas}, shapes),)


def _content(file: Path) -> bytes:
    if file.stat().st_size > _LARGEST:
        raise click.ClickException("Het bestand is groter dan 40 MB.")
    return file.read_bytes()


def _party(code: str) -> int:
    from drieluik.apps.organisations.selectors import find_party_id

    found = find_party_id(code=code)
    if found is None:
        raise click.ClickException(f"Er is geen organisatie met code {code}.")
    return found


def _card(file: Path) -> "NewCard":
    from drieluik.apps.layers.services import NewCard

    try:
        told = yaml.safe_load(file.read_text("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        raise click.ClickException("De beschrijving is geen YAML.") from fault
    known = {one.name for one in fields(NewCard)}
    odd = sorted(set(told) - known) if isinstance(told, dict) else ["?"]
    if odd:
        raise click.ClickException(f"Onbekend in de beschrijving: {', '.join(odd)}.")
    try:
        return NewCard(**told)
    except TypeError as fault:
        raise click.ClickException(f"In de beschrijving ontbreekt iets: {fault}.") from fault


def _check_can_be_loaded(reading: LayerReading, *, confirm: bool) -> None:
    worst = worst_severity(reading.findings)
    if worst is Severity.BLOCKS:
        raise click.ClickException("Er is niets gewijzigd: verbeter eerst het bestand.")
    if worst is Severity.CONFIRM and not confirm:
        raise click.ClickException("Er is niets gewijzigd: geef --confirm als dit klopt.")


def _tell(reading: LayerReading) -> None:
    """Say what was recognised, what was left out, and every finding."""
    if reading.source_name:
        click.echo(f"{reading.source_name}: {reading.n_rows} rijen")
        if reading.n_points is None:
            click.echo(
                f"   codes: {reading.code_column}, cijfer: {reading.column or 'niet gekozen'}"
            )
        else:
            click.echo(f"   {reading.n_points} punten geteld")
        for reason, n in reading.left_out.items():
            click.echo(f"   weggelaten: {n} {_LEFT_OUT_NL[reason]}")
        n = sum(one.missing is None for one in reading.values)
        click.echo(f"{n} van {len(reading.values)} gebieden met een cijfer, jaar {reading.year}")
    for found in reading.findings:
        for line in finding_lines(found):
            click.echo(line)


def _as_json(reading: LayerReading) -> dict[str, object]:
    from drieluik.core.layers.exchange import to_json

    written = to_json(reading)
    for found, kept in zip(reading.findings, written["findings"], strict=True):
        kept |= {"message": message_nl(found), "action": action_nl(found)}
    return written
