"""Commands about agreements: documents without a database, and the register with one."""

import json
from collections import Counter
from pathlib import Path

import click

from drieluik.cli.agreements_exchange import export_register, import_register
from drieluik.cli.agreements_text import text
from drieluik.cli.finding_lines import finding_lines
from drieluik.cli.redline import redline
from drieluik.core.documents import AgreementsDocument, FocusProject, Theme, read_document
from drieluik.core.documents.exchange import to_json
from drieluik.core.findings import Severity, worst_severity

_UNPLACED_NL = {
    "cover": "titelblad",
    "introduction": "voor het eerste thema",
    "table_of_contents": "inhoudsopgave",
    "page_number": "paginanummer",
    "header_or_footer": "kop- of voettekst",
    "table_header": "kopregel van een tabel",
    "actions": "acties onder een thema",
    "deleted": "als wijziging verwijderd",
    "not_an_agreement": "geen afspraak",
    "not_understood": "niet begrepen",
}


@click.group()
def agreements() -> None:
    """Afsprakendocumenten lezen en vergelijken, en het register lezen."""


agreements.add_command(redline)
agreements.add_command(text)
agreements.add_command(export_register)
agreements.add_command(import_register)


@agreements.command("read")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--json",
    "out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Schrijf de hele opbouw als JSON naar dit bestand ('-' is het scherm).",
)
def read(file: Path, out: Path | None) -> None:
    """Lees een document met prestatieafspraken (.txt, .md, .docx of .pdf) en toon de opbouw."""
    document = read_document(file.read_bytes(), file.name)
    written = json.dumps(to_json(document), ensure_ascii=False, indent=2)
    if out is not None and str(out) == "-":
        click.echo(written)
    else:
        click.echo("\n".join(summary_nl(document, file.name)))
        if out is not None:
            out.write_text(written + "\n", "utf-8")
            click.echo(f"\nDe opbouw staat in {out}.")
    blocked = worst_severity(document.findings) is Severity.BLOCKS
    raise SystemExit(1 if blocked else 0)


def summary_nl(document: AgreementsDocument, filename: str) -> list[str]:
    """The lines of the summary: outline, counts, what has no place, and findings."""
    lines = [document.title or filename, ""]
    for theme in document.themes:
        lines += _theme_lines(theme)
    if document.focus_projects:
        lines += ["", "Speerpunten"]
        lines += [_project_line(project) for project in document.focus_projects]
    lines += ["", *_counts(document)]
    if document.findings:
        lines += ["", "Bevindingen"]
        lines += [line for finding in document.findings for line in finding_lines(finding)]
    return lines


def _theme_lines(theme: Theme) -> list[str]:
    name = f"{theme.number}. {theme.title}" if theme.number else theme.title
    n_agreements = sum(len(section.agreements) for section in theme.sections)
    lines = [f"{name or '(thema zonder titel)'} - {_n(n_agreements, 'afspraak', 'afspraken')}"]
    for section in theme.sections:
        head = " ".join(part for part in (section.letter, section.title) if part)
        numbers = ", ".join(one.number or "(zonder nummer)" for one in section.agreements)
        lines.append(f"   {head + ': ' if head else ''}{numbers or '(geen afspraken)'}")
    return lines


def _project_line(project: FocusProject) -> str:
    name = project.focus or project.theme or "(zonder naam)"
    return f"   {name} - {_n(len(project.actions), 'actie', 'acties')}"


def _counts(document: AgreementsDocument) -> list[str]:
    n_agreements = sum(len(s.agreements) for theme in document.themes for s in theme.sections)
    counts = [
        _n(len(document.themes), "thema", "thema's"),
        _n(n_agreements, "afspraak", "afspraken"),
        _n(len(document.focus_projects), "speerpunt", "speerpunten"),
        _n(len(document.quotes), "aanhaling", "aanhalingen"),
    ]
    unplaced = Counter(_UNPLACED_NL[one.kind] for one in document.unplaced)
    left = ", ".join(f"{kind}: {count}" for kind, count in unplaced.items())
    return [f"Gelezen: {', '.join(counts)}.", f"Niet geplaatst: {left or 'niets'}."]


def _n(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
