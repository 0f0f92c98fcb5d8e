"""``drieluik disclosure``: protect a table and audit releases, without a database."""

import json
import secrets
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from drieluik.core.disclosure import Audit, Interval, Kept, Protected, Release, RuleSet


class _File(click.Path):
    """A file that is there; what is not is told in Dutch."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return the path.

        Raises:
            click.ClickException: There is no such file.
        """
        path = Path(str(super().convert(value, param, ctx)))
        if not path.is_file():
            what = "is een map, geen bestand" if path.is_dir() else "is er niet"
            raise click.ClickException(f"{path} {what}.")
        return path


_FILE = _File()
_OUT = click.Path(dir_okay=False, path_type=Path)


_NOT_YET = (
    "Let op: gebruik dit nog niet om te publiceren. De controle is nog niet opnieuw door een "
    "ander nagezien; zie 'Bekende grenzen' in docs/method/onthulling.md."
)


@click.group()
def disclosure() -> None:
    """Tabellen beveiligen voor publicatie, en nagaan wat uit publicaties te herleiden is."""


@disclosure.command("protect")
@click.argument("table", type=_FILE)
@click.option("--dimensions", required=True, type=_FILE, help="YAML: wat er in de tabel staat.")
@click.option("--rules", required=True, help="YAML met regels, of de naam van een soort cijfer.")
@click.option("--earlier", multiple=True, type=_FILE, help="Eerdere publicatie, op volgorde.")
@click.option("--kept", multiple=True, type=_FILE, help="Wat van een eerdere is bewaard.")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Dag van de regels; nu als leeg.")
@click.option("--coarser", multiple=True, help="Kolom waarvan het laagste niveau wegblijft.")
@click.option(
    "--round-to", type=click.IntRange(2, 100), help="Rond af op dit getal; verberg niets."
)
@click.option("--json", "out", required=True, type=_OUT, help="Hierheen komt de publicatie.")
@click.option("--keep", type=_OUT, help="Hierheen komt wat vertrouwelijk bewaard moet worden.")
def protect_(table: Path, dimensions: Path, rules: str, out: Path, **given: Any) -> None:
    """Maak van een tabel wat ervan openbaar mag, met zo min mogelijk verlies."""
    from drieluik.core.disclosure import kept_json, release_json

    _check_places(out, given["keep"])
    asked, earlier = _rules(rules, given["day"]), _pairs(given["earlier"], given["kept"])
    how = given["coarser"], given["round_to"]
    made, n_absent = _protected(table, dimensions, asked, earlier, how)
    if given["keep"]:
        # first: a release without what was kept of it cannot be corrected any more
        given["keep"].write_text(kept_json(made.kept), "utf-8")
    out.write_text(release_json(made.release), "utf-8")
    _tell(made, n_absent, out, given["keep"])


@disclosure.command("audit")
@click.argument("releases", nargs=-1, required=True, type=_FILE)
@click.option("--kept", multiple=True, type=_FILE, help="Wat van een publicatie is bewaard.")
@click.option("--json", "out", required=True, type=_OUT, help="Hierheen komen de uitkomsten.")
def audit_(releases: Sequence[Path], kept: Sequence[Path], out: Path) -> None:
    """Reken uit wat er uit alle publicaties samen te herleiden is."""
    from drieluik.core.disclosure import ReleaseError, Unlinked, audit

    _check_places(out, None)
    pairs = _pairs(releases, kept)
    try:
        outcome = audit([release for release, _ in pairs], [kept for _, kept in pairs])
    except Unlinked as fault:
        raise click.ClickException(
            f"De publicaties sluiten niet op elkaar aan: {fault}."
        ) from fault
    except ReleaseError as fault:
        raise click.ClickException(f"{fault}.") from fault
    out.write_text(
        json.dumps(_audit_json(outcome, releases), ensure_ascii=False, indent=1) + "\n", "utf-8"
    )
    if outcome.contradiction:
        raise click.ClickException("Er zijn geen cijfers die bij alle publicaties passen.")
    click.echo(f"{len(outcome.intervals)} cijfers doorgerekend, {len(outcome.leaks)} te herleiden.")
    for path, (release, with_it) in zip(releases, pairs, strict=True):
        if with_it is None and release.certificate.method == "rounded":
            click.echo(
                f"{path.name} is afgerond. Welke cijfers geheim zijn, staat in wat ervan is bewaard; "
                "zonder dat (--kept) is er niets van doorgerekend."
            )
    click.echo(_NOT_YET)
    for one in outcome.leaks:
        click.echo(f"  {_line(one, releases)}")
    if outcome.leaks:
        raise SystemExit(1)


def _check_places(out: Path, keep: Path | None) -> None:
    """Refuse a folder that is not there, and to put what is confidential in the release."""
    for path in filter(None, (out, keep)):
        if not path.parent.is_dir():
            raise click.ClickException(f"De map {path.parent} is er niet.")
    if keep is not None and keep.resolve() == out.resolve():
        raise click.ClickException(
            "--json en --keep zijn hetzelfde bestand; het ene is openbaar en het andere niet."
        )


def _protected(
    table: Path,
    dimensions: Path,
    rules: "RuleSet",
    earlier: "list[tuple[Release, Kept | None]]",
    how: tuple[Sequence[str], int | None],
) -> "tuple[Protected, int]":
    """Return the protected table and how many combinations had no row."""
    import numpy as np

    from drieluik.core import disclosure as room
    from drieluik.core.parameters import DatedFileError

    columns, base = how
    try:
        figures = room.read_figures(table.read_bytes(), dimensions.read_text("utf-8"))
        for column in columns:
            figures = room.coarser(figures, column)
        if base:
            # nobody knows the draw; the same table rounded anew is another draw, so do it once
            rng = np.random.default_rng(secrets.randbits(128))
            return room.round_to(figures, rules, base, earlier, rng=rng), figures.n_absent
        return room.protect(figures, rules, earlier), figures.n_absent
    except room.FiguresError as fault:
        text = f"{table.name}:\n  " + "\n  ".join(fault.faults)
    except (room.CannotRound, room.NoCoarser) as fault:
        text = f"{table.name}: {fault}"
    except (DatedFileError, UnicodeDecodeError) as fault:
        text = f"{dimensions.name}: {fault}"
    except (room.Contradiction, room.Unlinked, room.ReleaseError) as fault:
        text = f"De tabellen sluiten niet op elkaar aan, er is niets gemaakt: {fault}."
    except room.Refused as fault:
        text = (
            f"Niet te beveiligen, er is niets gemaakt. Het gaat om: {fault}. "
            "Kies grotere gebieden of minder klassen."
        )
    raise click.ClickException(text)


def _rules(given: str, day: Any) -> "RuleSet":
    from drieluik.core.disclosure import NoRulesYet, read_rules, rule_set, rule_set_names
    from drieluik.core.parameters import DatedFileError

    on = day.date() if day else date.today()
    try:
        if given in rule_set_names():
            return rule_set(given, on)
        path = Path(given)
        return read_rules(path.stem, path.read_text("utf-8"), on)
    except OSError as fault:
        names = ", ".join(rule_set_names())
        raise click.ClickException(f"Regels '{given}' zijn er niet; wel: {names}.") from fault
    except (DatedFileError, NoRulesYet, UnicodeDecodeError) as fault:
        raise click.ClickException(f"{given}: {fault}") from fault


def _pairs(releases: Sequence[Path], kept: Sequence[Path]) -> "list[tuple[Release, Kept | None]]":
    """Return every release with what was kept of it."""
    from drieluik.core.disclosure import ReleaseError, read_kept, read_release

    faults: list[str] = []

    def read(path: Path, reader: Any) -> Any:
        try:
            return reader(path.read_text("utf-8"))
        except (ReleaseError, UnicodeDecodeError) as fault:
            faults.append(f"{path.name}: {fault}")

    found = [read(path, read_release) for path in releases]
    of = {one.release_id: one for path in kept if (one := read(path, read_kept))}
    if faults:
        raise click.ClickException("\n".join(faults))
    if strange := of.keys() - {one.id for one in found}:
        raise click.ClickException(f"{len(strange)} bewaarde delen horen bij geen publicatie.")
    return [(one, of.get(one.id)) for one in found]


def _tell(made: "Protected", n_absent: int, out: Path, keep: Path | None) -> None:
    n_hidden = made.release.shown.count(None)
    click.echo(f"{len(made.release.shown)} cellen, {n_hidden} niet getoond. Publicatie: {out}")
    certificate = made.release.certificate
    if certificate.gap_percent is None:
        click.echo("Afgerond: niets is weggelaten, en niets is precies.")
    elif certificate.proven:
        click.echo("Bewezen: met minder verlies kan het niet.")
    else:
        click.echo(f"Misschien kan het met tot {certificate.gap_percent}% minder verlies.")
    if n_absent:
        click.echo(f"{n_absent} combinaties stonden niet in de tabel en tellen als 0.")
    for places in made.already_out:
        told = " + ".join(" / ".join(place) for place in places)
        click.echo(f"Door een eerdere publicatie minder geheim dan de regels vragen: {told}")
    if keep:
        click.echo(f"Vertrouwelijk, niet delen: {keep}")
    click.echo(_NOT_YET)


def _audit_json(outcome: "Audit", releases: Sequence[Path]) -> dict[str, Any]:
    return {
        "safe": outcome.safe,
        "contradiction": outcome.contradiction,
        "intervals": [
            {
                "release": releases[one.release].name,
                "cells": [list(place) for place in one.places],
                "low": one.low,
                "high": one.high,
                "width": None if one.high is None else one.high - one.low,
                "exact": one.exact,
                "attacker": one.attacker or None,
                "enough": one.enough,
            }
            for one in outcome.intervals
        ],
    }


def _line(one: "Interval", releases: Sequence[Path]) -> str:
    cells = " + ".join(" / ".join(place) for place in one.places)
    high = "zonder einde" if one.high is None else f"{one.high:g}"
    who = f" door {one.attacker}" if one.attacker else ""
    return f"{releases[one.release].name}: {cells} ligt{who} tussen {one.low:g} en {high}"
