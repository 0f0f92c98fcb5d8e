"""The command that gives the agreements in force on one day and known on another."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import click

from drieluik.cli.registers import municipality_of, register_at

if TYPE_CHECKING:
    from drieluik.apps.agreements.rows import ClauseRow, RegisterRow, SectionRow, VersionRow

_DAY = click.DateTime(["%Y-%m-%d", "%d-%m-%Y"])
Behind = Mapping[UUID, "VersionRow"]


@click.command("text")
@click.option("--on", "on", type=_DAY, required=True, help="Geldig op deze dag (2026-07-01).")
@click.option("--known", type=_DAY, help="Zoals bekend aan het einde van deze dag; anders nu.")
@click.option("--municipality", "code", help="CBS-code (GM0153); hoeft niet als er één is.")
@click.option(
    "--json",
    "out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Schrijf de afspraken als JSON naar dit bestand ('-' is het scherm).",
)
def text(on: datetime, known: datetime | None, code: str | None, out: Path | None) -> None:
    """Toon de afspraken uit het register, met bij elke afspraak het besluit erachter."""
    place = municipality_of(code)
    from drieluik.apps.agreements.moments import end_of
    from drieluik.apps.agreements.versions import versions_behind

    known_on = known.date() if known else None
    register = register_at(place, on.date(), known_on)
    known_at = end_of(known_on) if known_on else None
    behind = versions_behind(place.id, register.version.number, known_at)
    plain = as_json(register, behind, on.date(), known_on)
    written = json.dumps(plain, ensure_ascii=False, indent=2)
    if out is not None and str(out) == "-":
        click.echo(written)
        return
    click.echo("\n".join(lines_nl(register, behind, on.date(), known_on)))
    if out is not None:
        out.write_text(f"{written}\n", "utf-8")
        click.echo(f"\nGeschreven: {out}", err=True)


def lines_nl(
    register: "RegisterRow", behind: Behind, on: date, known: date | None
) -> Iterator[str]:
    """The lines on the screen: which version, then every agreement with its decision."""
    version = register.version
    as_known = f", zoals bekend op {known:%-d-%-m-%Y}" if known else ""
    yield register.title
    yield f"Geldig op {on:%-d-%-m-%Y}{as_known}"
    yield f"Versie {version.number}, geldig vanaf {version.in_force_from:%-d-%-m-%Y}"
    for theme in register.themes:
        yield ""
        yield f"{theme.number}. {theme.title}"
        for section in theme.sections:
            yield from _section_lines(section, behind)


def as_json(
    register: "RegisterRow", behind: Behind, on: date, known: date | None
) -> dict[str, Any]:
    """The agreements as plain values, with days as ISO dates."""
    return {
        "title": register.title,
        "on": on.isoformat(),
        "known": known.isoformat() if known else None,
        "version": _version(register.version),
        "introduction": register.introduction,
        "themes": [
            {
                "number": theme.number,
                "title": theme.title,
                "sections": [_section(section, behind) for section in theme.sections],
            }
            for theme in register.themes
        ],
    }


def _section_lines(section: "SectionRow", behind: Behind) -> Iterator[str]:
    name = " ".join(part for part in (section.letter, section.title) if part)
    if name:
        yield f"  {name}"
    for label, words in (("Doel", section.goal), ("Hoe", section.how)):
        if words:
            yield f"  {label}: {' '.join(words.split())}"
    for clause in section.clauses:
        yield ""
        yield f"  {clause.name}"
        yield from (f"    {line}" for line in clause.text.split("\n"))
        yield f"    ({_decision_nl(behind[clause.clause_id])})"


def _decision_nl(version: "VersionRow") -> str:
    decided = f"besluit: {version.decision_name}" if version.decision_name else version.reason_label
    return f"sinds versie {version.number}, {decided}"


def _section(section: "SectionRow", behind: Behind) -> dict[str, Any]:
    return {
        "id": str(section.section_id),
        "letter": section.letter,
        "title": section.title,
        "introduction": section.introduction,
        "goal": section.goal,
        "how": section.how,
        "agreements": [_clause(clause, behind[clause.clause_id]) for clause in section.clauses],
    }


def _clause(clause: "ClauseRow", since: "VersionRow") -> dict[str, Any]:
    return {
        "id": str(clause.clause_id),
        "number": clause.number,
        "heading": clause.heading,
        "text": clause.text,
        "since": _version(since),
    }


def _version(version: "VersionRow") -> dict[str, Any]:
    decision = None
    if version.decision_id and version.decided_on:
        decision = {
            "id": str(version.decision_id),
            "name": version.decision_name,
            "decided_on": version.decided_on.isoformat(),
        }
    return {
        "number": version.number,
        "in_force_from": version.in_force_from.isoformat(),
        "recorded_at": version.recorded_at.isoformat(),
        "reason": version.reason,
        "explanation": version.explanation,
        "content_hash": version.content_hash,
        "decision": decision,
    }
