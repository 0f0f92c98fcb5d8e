"""Commands about deliveries that need no database: make a workbook, check a workbook."""

import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drieluik.core.findings import Finding, Severity, action_nl, message_nl, worst_severity
from drieluik.core.tables import TABLES, Period
from drieluik.core.tables import table as contract
from drieluik.core.workbooks import (
    PREFILLED,
    Expectation,
    WorkbookReading,
    WorkbookStamp,
    annotate_workbook,
    content_fingerprint,
    contract_versions,
    inspect_upload,
    read_workbook_isolated,
    write_template,
)

if TYPE_CHECKING:
    from polars import DataFrame

_SHOWN_PER_GROUP = 5
_QUIET_SECONDS = 1.0
_EXIT_CODES = {None: 0, Severity.REMARK: 0, Severity.CONFIRM: 1, Severity.BLOCKS: 2}
_TITLES = {
    Severity.BLOCKS: "Verbeteren",
    Severity.CONFIRM: "Bevestigen met een reden",
    Severity.REMARK: "Ter informatie",
}


@click.group()
def deliveries() -> None:
    """Aanleveringen: werkmap maken en controleren, zonder database."""


class _PeriodType(click.ParamType[Period]):
    name = "periode"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Period:
        """Read ``2020-1``."""
        try:
            return value if isinstance(value, Period) else Period.parse(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


_PERIOD = _PeriodType()
_LEFT_OUT = click.option(
    "--not-applicable",
    "left_out",
    type=click.Choice([table.id for table in TABLES if table.id != "dwellings"]),
    multiple=True,
    help="Tabel die bij deze corporatie niet van toepassing is; mag vaker.",
)
_LEFT_OUT_NL = "opgegeven bij deze opdracht"


@deliveries.command()
@click.option("--party", required=True, help="Code van de corporatie.")
@click.option("--party-name", default="", help="Naam van de corporatie; anders de code.")
@click.option("--period", type=_PERIOD, required=True, help="Halfjaar, bijvoorbeeld 2020-1.")
@click.option("--municipality", multiple=True, help="CBS-code van een gemeente; mag vaker.")
@click.option(
    "--previous",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=None,
    help="Ingevulde werkmap van het halfjaar ervoor: haar totalen en woningen staan er dan in.",
)
@_LEFT_OUT
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Bestand .xlsx."
)
def template(  # noqa: PLR0913 - one argument per option of the command
    party: str,
    party_name: str,
    period: Period,
    municipality: tuple[str, ...],
    previous: Path | None,
    left_out: tuple[str, ...],
    out: Path,
) -> None:
    """Maak de werkmap van één corporatie voor één periode."""
    before = _tables_before(previous, Expectation(party, period.previous())) if previous else {}
    tables = tuple(table for table in TABLES if table.id not in left_out)
    rows = {table_id: before[table_id] for table_id in PREFILLED if table_id in before}
    stamp = WorkbookStamp(
        party_code=party,
        party_name=party_name or party,
        period=period,
        municipality_codes=municipality,
        contract_versions=contract_versions(tables),
        made_on=date.today(),
    )
    try:
        out.write_bytes(write_template(stamp, tables, previous=before or None, rows=rows))
    except OSError as error:
        raise click.ClickException(f"{out} kan niet worden geschreven: {error.strerror}") from error
    click.echo(f"Invulbestand voor {stamp.party_name}, periode {period}: {out}")


def _tables_before(file: Path, expected: Expectation) -> Mapping[str, "DataFrame"]:
    """Return the tables of an earlier workbook; one with faults in it carries nothing over."""
    reading = _read(file.read_bytes(), file.name, expected)
    faults = [one for one in reading.findings if one.severity is Severity.BLOCKS]
    if faults:
        first = f"{_where(faults[0])}{message_nl(faults[0])}"
        raise click.ClickException(
            f"{file.name} is niet over te nemen ({len(faults)} te verbeteren). {first}"
        )
    return reading.tables


@deliveries.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "json_out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--annotated", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--party", default=None, help="Verwachte code van de corporatie.")
@click.option("--period", type=_PERIOD, default=None, help="Verwacht halfjaar.")
@_LEFT_OUT
@click.option("--all", "show_all", is_flag=True, help="Toon elke bevinding.")
def check(  # noqa: PLR0913 - one argument per option of the command
    file: Path,
    json_out: Path | None,
    annotated: Path | None,
    party: str | None,
    period: Period | None,
    left_out: tuple[str, ...],
    show_all: bool,
) -> None:
    """Controleer een ingevuld bestand.

    Eindigt met 0 als alles goed is, 1 als er iets te bevestigen is, 2 als er iets verbeterd
    moet worden.
    """
    content = file.read_bytes()
    reasons = dict.fromkeys(left_out, _LEFT_OUT_NL) or None
    reading = _read(content, file.name, Expectation(party, period, not_applicable=reasons))
    _show(file, reading, show_all)
    if json_out is not None:
        text = json.dumps(_as_json(file, reading), ensure_ascii=False, indent=2)
        json_out.write_text(f"{text}\n", "utf-8")
    if annotated is not None:
        annotated.write_bytes(annotate_workbook(content, reading.findings))
        click.echo(f"Bestand met opmerkingen: {annotated}")
    sys.exit(_EXIT_CODES[worst_severity(reading.findings)])


def _read(content: bytes, name: str, expected: Expectation) -> WorkbookReading:
    refused = inspect_upload(content, name)
    if worst_severity(refused) is Severity.BLOCKS:
        return WorkbookReading.refused(refused)
    return read_workbook_isolated(content, expected, _progress())


def _progress() -> Callable[[str, float], None]:
    started = time.monotonic()

    def tell(step: str, share: float) -> None:
        if time.monotonic() - started > _QUIET_SECONDS:
            click.echo(f"{share:4.0%} {step}", err=True)

    return tell


def _show(file: Path, reading: WorkbookReading, show_all: bool) -> None:
    stamp = reading.stamp
    if stamp is not None:
        click.echo(f"{file.name}: {stamp.party_name} ({stamp.party_code}), periode {stamp.period}")
    else:
        click.echo(f"{file.name}")
    for table_id, table in reading.tables.items():
        click.echo(f"  {contract(table_id).sheet_nl}: {table.height} rijen")
    for severity, title in _TITLES.items():
        found = [finding for finding in reading.findings if finding.severity is severity]
        if found:
            click.echo(f"\n{title} ({len(found)})")
            _show_groups(found, show_all)
    if not reading.findings:
        click.echo("Alles is in orde.")


def _show_groups(findings: Sequence[Finding], show_all: bool) -> None:
    groups: dict[tuple[str, str | None, str | None], list[Finding]] = {}
    for finding in findings:
        key = (finding.rule, finding.place.sheet, finding.place.column)
        groups.setdefault(key, []).append(finding)
    for group in groups.values():
        shown = group if show_all else group[:_SHOWN_PER_GROUP]
        for finding in shown:
            click.echo(f"- {_where(finding)}{message_nl(finding)}")
        if len(group) > len(shown):
            click.echo(f"  … en nog {len(group) - len(shown)} van deze soort")
        click.echo(f"  → {action_nl(group[0])}")


def _where(finding: Finding) -> str:
    place = finding.place
    if place.sheet is None:
        return ""
    return f"{place.sheet} {place.cell}: " if place.cell else f"{place.sheet}: "


def _as_json(file: Path, reading: WorkbookReading) -> dict[str, object]:
    stamp = reading.stamp
    return {
        "file": file.name,
        "stamp": json.loads(stamp.as_text()) if stamp is not None else None,
        "fingerprint": content_fingerprint(reading.tables) if reading.tables else None,
        "rows": {table_id: table.height for table_id, table in reading.tables.items()},
        "summary": [
            {
                "rule": group.rule,
                "severity": group.severity.value,
                "sheet": group.sheet,
                "column": group.column,
                "count": group.count,
                "first_cell": group.first_cell,
            }
            for group in reading.summary
        ],
        "findings": [
            {
                "rule": finding.rule,
                "severity": finding.severity.value,
                "sheet": finding.place.sheet,
                "cell": finding.place.cell,
                "column": finding.place.column,
                "row": finding.place.row,
                "value": finding.value,
                "message": message_nl(finding),
                "action": action_nl(finding),
            }
            for finding in reading.findings
        ],
    }
