"""``drieluik areas locate``: in which buurt places lie, from what was loaded here."""

import sys
from pathlib import Path

import click

from drieluik.cli.finding_lines import finding_lines
from drieluik.cli.setup import municipality_id_of, start_django
from drieluik.core.findings import Severity, worst_severity
from drieluik.core.placing import AskedPlace, read_list_isolated, read_places

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("places", nargs=-1)
@click.option("--municipality", "code", required=True, help="CBS-code.")
@click.option("--list", "file", type=_FILE, help="Lijst met plaatsen: csv of xlsx.")
@click.option("--year", type=int, help="Jaar van de buurten; zonder geldt het laatste.")
def locate(places: tuple[str, ...], code: str, file: Path | None, year: int | None) -> None:
    """Zeg in welke buurt plaatsen liggen, uit de grenzen en adressen die zijn ingelezen.

    Een plaats is een postcode met huisnummer ("7511 AB 10"), een adres met postcode, een postcode, een
    straat met huisnummer ("Langestraat 10, Enschede") als er straten in de adressentabel staan, of
    twee coördinaten ("257000 471000" of "52.22 6.89"). Geeft per plaats een regel: plaats, buurtcode,
    buurt, wijkcode, wijk, hoe gevonden en hoe zeker, met tabs ertussen. Sluit af met 0 als alles is
    gevonden, en anders met 1. Van de vragen wordt niets bewaard.
    """
    if bool(places) == (file is not None):
        raise click.UsageError("Geef plaatsen, of met --list een bestand: een van beide.")
    asked = _listed(file) if file is not None else read_places(enumerate(places, start=1))
    start_django()
    from drieluik.apps.areas.selectors import loaded_layers, locate_places
    from drieluik.apps.areas.wording import located_words

    municipality_id = municipality_id_of(code)
    known = loaded_layers(municipality_id=municipality_id)
    loaded = next((one for one in known if year in (None, one.year)), None)
    if loaded is None:
        years = ", ".join(str(one.year) for one in known) or "nog geen enkel jaar"
        raise click.ClickException(f"Van dat jaar zijn geen buurten ingelezen. Wel van: {years}.")
    rows = locate_places(municipality_id=municipality_id, year=loaded.year, places=asked)
    for row in rows:
        told = (row.asked.written, *row.buurt, *row.wijk, *located_words(row, loaded))
        click.echo("\t".join(told))
    sys.exit(0 if all(row.how for row in rows) else 1)


def _listed(file: Path) -> tuple[AskedPlace, ...]:
    read = read_list_isolated(file.read_bytes(), file.name)
    for found in read.findings:
        for line in finding_lines(found):
            click.echo(line, err=True)
    if worst_severity(read.findings) is Severity.BLOCKS:
        raise click.ClickException("Er is niets opgezocht: verbeter eerst het bestand.")
    return read_places(read.lines)
