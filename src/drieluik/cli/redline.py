"""The command that puts two documents, or two versions of the register, beside each other.

Files need no database.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from drieluik.cli.finding_lines import finding_lines
from drieluik.core.amendments.sets.exchange import redline_to_json, state_counts, word_counts
from drieluik.core.amendments.sets.pairing import paired_by_id, paired_by_likeness
from drieluik.core.amendments.sets.redline import MovedAway, Redline, SectionRedline
from drieluik.core.amendments.sets.redline import redline as redline_of
from drieluik.core.amendments.sets.rows import AgreementSet
from drieluik.core.amendments.words.difference import Difference, SpanKind
from drieluik.core.amendments.words.readable import readable
from drieluik.core.documents import read_document
from drieluik.core.findings import Severity

_WRITTEN = click.Path(dir_okay=False, path_type=Path)
_STATES_NL = {
    "changed": "gewijzigd",
    "added": "nieuw",
    "repealed": "vervallen",
    "replaced": "vervangen",
    "moved": "verplaatst",
    "renumbered": "vernummerd",
    "split": "gesplitst",
    "merged": "samengevoegd",
    "unchanged": "ongewijzigd",
}
_CONTEXT = 36
_LONGEST = 600


@click.command("redline")
@click.argument("old")
@click.argument("new")
@click.option("--html", type=_WRITTEN, help="Schrijf het overzicht als webpagina.")
@click.option("--docx", type=_WRITTEN, help="Schrijf het als Word met bijgehouden wijzigingen.")
@click.option("--pdf", type=_WRITTEN, help="Schrijf het als PDF die ook voor te lezen is.")
@click.option("--json", "out", type=_WRITTEN, help="Schrijf het als JSON ('-' is het scherm).")
@click.option("--author", default="Drieluik", help="Van wie de wijzigingen in Word heten te zijn.")
@click.option("--municipality", "code", help="CBS-code, bij versies van een register.")
def redline(  # noqa: PLR0913 - one argument per option of the command
    old: str,
    new: str,
    html: Path | None,
    docx: Path | None,
    pdf: Path | None,
    out: Path | None,
    author: str,
    code: str | None,
) -> None:
    """Vergelijk twee afsprakendocumenten of twee versies van het register, woord voor woord.

    OLD en NEW zijn bestanden (.txt, .md, .docx of .pdf) of nummers van versies.
    """
    before, after = _side(old, code), _side(new, code)
    paired = paired_by_id if before.in_register and after.in_register else paired_by_likeness
    found = redline_of(
        before.agreements, after.agreements, paired(before.agreements, after.agreements)
    )
    if out is not None and str(out) == "-":
        click.echo(json.dumps(redline_to_json(found), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(summary_nl(found, before.name, after.name)))
    wanted = {"html": html, "docx": docx, "pdf": pdf, "json": out}
    for kind, path in wanted.items():
        if path is None or str(path) == "-":
            continue
        path.write_bytes(_written(kind, found, f"{before.name} en {after.name}", author))
        click.echo(f"Geschreven: {path}", err=True)


def summary_nl(found: Redline, old_name: str, new_name: str) -> list[str]:
    """The lines on the screen: counts, then per section what changed, with the words."""
    counts = state_counts(found)
    told = [f"{counts[state]} {word}" for state, word in _STATES_NL.items() if counts[state]]
    removed, added = word_counts(found)
    lines = [
        f"Oud: {old_name}",
        f"Nieuw: {new_name}",
        f"Afspraken: {', '.join(told) or 'geen'}.",
        f"Woorden en tekens: {removed} eruit, {added} erbij.",
    ]
    if not found.changed:
        return [*lines, "", "Er is geen verschil."]
    for label, text in (("Titel", found.title), ("Inleiding", found.introduction)):
        lines += _text_lines(label, text)
    for section in found.sections:
        if section.changed:
            lines += ["", *_section_lines(section)]
    return lines


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two: its agreements, how people call it, and whether its ids are the register's."""

    agreements: AgreementSet
    name: str
    in_register: bool


def _side(given: str, code: str | None) -> _Side:
    """Read a file, or else the version of the register with this number."""
    path = Path(given)
    if path.is_file():
        return _Side(_set_in(path), path.name, in_register=False)
    if given.isdecimal() and len(given) < 9:
        from drieluik.cli.registers import version_set

        return _Side(version_set(code, int(given)), f"versie {int(given)}", in_register=True)
    raise click.ClickException(
        f"{given} is geen bestand dat er is, en geen nummer van een versie van het register."
    )


def _set_in(path: Path) -> AgreementSet:
    """The set of agreements in a file; what blocks its reading ends the command."""
    from drieluik.core.flows.agreement_sets import set_of_document

    document = read_document(path.read_bytes(), path.name)
    blocking = [one for one in document.findings if one.severity is Severity.BLOCKS]
    if blocking:
        lines = [f"{path.name} kan niet worden vergeleken."]
        lines += [line for finding in blocking for line in finding_lines(finding)]
        raise click.ClickException("\n".join(lines))
    return set_of_document(document)


def _written(kind: str, found: Redline, names: str, author: str) -> bytes:
    """Return the redline as a file of a kind: html, docx, pdf or json."""
    title, now = f"Verschil tussen {names}", datetime.now(UTC)
    if kind == "html":
        from drieluik.reports.redline_html import redline_page

        return redline_page(found, title).encode()
    if kind == "docx":
        from drieluik.reports.redline_docx import redline_docx

        return redline_docx(found, author=author, at=now)
    if kind == "pdf":
        from drieluik.reports.redline_pdf import redline_pdf

        return redline_pdf(found, title=title, author=author, at=now)
    return f"{json.dumps(redline_to_json(found), ensure_ascii=False, indent=2)}\n".encode()


def _section_lines(section: SectionRedline) -> Iterator[str]:
    texts = (section.theme, section.name)
    yield (
        " / ".join(_marked(text) for text in texts if text.old_text or text.new_text)
        or "(naamloos)"
    )
    for label, text in (
        ("Inleiding", section.introduction),
        ("Doel", section.goal),
        ("Hoe", section.how),
    ):
        yield from _text_lines(f"   {label}", text)
    for row in section.clauses:
        if isinstance(row, MovedAway):
            yield f"   Hier stond {_name(row.clause.number, row.clause.heading)}: verplaatst."
        elif row.changed:
            from drieluik.reports.redline_html import states_nl

            name = _name(_marked(row.number), _marked(row.heading))
            yield f"   {name} - {states_nl(row)}"
            yield from _text_lines("     ", row.text)


def _text_lines(label: str, text: Difference) -> Iterator[str]:
    if text.changed:
        yield f"{label} {_marked(text)}"


def _name(number: str, heading: str) -> str:
    return " ".join(part for part in (number, heading) if part) or "(zonder nummer)"


def _marked(change: Difference) -> str:
    """The words with [-removed-] and {+added+}; long kept parts shortened."""
    signs = {SpanKind.REMOVED: "[-{}-]", SpanKind.ADDED: "{{+{}+}}"}
    parts = []
    spans = readable(change).spans
    for at, span in enumerate(spans):
        if span.kind is SpanKind.KEPT:
            parts.append(
                _shortened(span.text, at > 0, at < len(spans) - 1) if len(spans) > 1 else span.text
            )
        else:
            text = span.text if len(span.text) <= _LONGEST else f"{span.text[:_LONGEST]}…"
            parts.append(signs[span.kind].format(text))
    return "".join(parts).replace("\n", " ↵ ")


def _shortened(text: str, changed_before: bool, changed_after: bool) -> str:
    """A kept part with only the words beside a change."""
    if len(text) <= 2 * _CONTEXT:
        return text
    head = f"{text[:_CONTEXT].rsplit(' ', 1)[0]} " if changed_before else ""
    tail = f" {text[-_CONTEXT:].split(' ', 1)[-1]}" if changed_after else ""
    return f"{head}…{tail}"
