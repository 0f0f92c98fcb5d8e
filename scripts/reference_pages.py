"""Writes the reference pages from the contracts, parameters, indicators and glossary.

python scripts/reference_pages.py          write docs/reference
python scripts/reference_pages.py --check  fail when a page is stale
"""

import sys
from collections.abc import Callable, Iterator
from datetime import MAXYEAR
from pathlib import Path

import yaml

from drieluik.apps.agreements.exchange.form import schema_text as register_schema
from drieluik.core.cycle import Rule, default_rule_book, regimes
from drieluik.core.cycle.dutch import KIND_NL, SORT_NL, parties_nl, rule_day_nl
from drieluik.core.indicators import VERSIONS
from drieluik.core.parameters import PARAMETERS
from drieluik.core.tables import TABLES, Column, Missing, code_lists

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "reference"
_MISSING_NL = {Missing.UNKNOWN: "onbekend", Missing.NOT_APPLICABLE: "n.v.t."}


def _page(title: str, blocks: Iterator[str]) -> str:
    note = "Deze bladzijde wordt gemaakt uit de code (`make docs`); wijzig haar niet met de hand."
    return "\n\n".join([f"# {title}", note, *blocks]) + "\n"


def _rows(header: tuple[str, ...], rows: Iterator[tuple[object, ...]]) -> str:
    lines = [header, tuple("---" for _ in header), *rows]
    written = (
        "" if cell is None else str(cell).replace("|", "\\|") for line in lines for cell in line
    )
    cells = list(written)
    width = len(header)
    return "\n".join(
        "| " + " | ".join(cells[start : start + width]) + " |"
        for start in range(0, len(cells), width)
    )


def _allowed(column: Column) -> str:
    parts = [f"lijst {column.codes.id}"] if column.codes else []
    if column.at_least is not None:
        parts.append(f"minstens {column.at_least:g}")
    if column.at_most is not None:
        parts.append(f"hoogstens {column.at_most:g}")
    parts += [_MISSING_NL[reason] for reason in sorted(column.may_be)]
    if not column.required:
        parts.append(f"leeg = {_MISSING_NL[column.blank]}")
    return "; ".join(parts)


def tables_page() -> str:
    """Return the page of the delivered tables."""

    def blocks() -> Iterator[str]:
        for table in TABLES:
            yield f"## {table.sheet_nl} (`{table.id}`, versie {table.version})"
            yield f"{table.meaning_nl} Dient de afspraken {', '.join(table.serves)}."
            yield _rows(
                ("Kolom", "Naam in de code", "Soort", "Eenheid", "Toegestaan", "Betekenis"),
                (
                    (c.header_nl, f"`{c.name}`", c.kind, c.unit, _allowed(c), c.meaning_nl)
                    for c in table.columns
                ),
            )
            yield f"Uniek samen: {', '.join(f'`{name}`' for name in table.key)}."

    return _page("Tabellen van een aanlevering", blocks())


def code_lists_page() -> str:
    """Return the page of the code lists."""

    def blocks() -> Iterator[str]:
        for code_list in code_lists().values():
            yield f"## {code_list.name_nl} (`{code_list.id}`)"
            yield f"Bron: {code_list.source}."
            yield _rows(
                ("Code", "Naam", "Vervallen op"),
                ((value.code, value.name_nl, value.until) for value in code_list.values),
            )

    return _page("Codelijsten", blocks())


def parameters_page() -> str:
    """Return the page of the legal and policy constants."""

    def blocks() -> Iterator[str]:
        for parameter in sorted(PARAMETERS.values(), key=lambda one: one.id):
            yield f"## {parameter.name_nl} (`{parameter.id}`)"
            yield f"Eenheid: {parameter.unit}."
            yield _rows(
                ("Vanaf", "Waarde", "Bron"),
                (
                    (
                        value.from_on,
                        "niet gevonden" if value.value is None else f"{value.value:g}"
                        if value.value < 1 else f"{value.value:.2f}",
                        " ".join(part for part in (value.source.law, value.source.article) if part),
                    )
                    for value in parameter.values
                ),
            )  # fmt: skip

    return _page("Wettelijke grenzen en beleidswaarden", blocks())


def indicators_page() -> str:
    """Return the page of the indicators."""

    def blocks() -> Iterator[str]:
        for indicator in VERSIONS:
            yield f"## {indicator.name_nl} (`{indicator.id}`, versie {indicator.version})"
            yield indicator.meaning_nl
            yield f"Formule: {indicator.formula_nl}"
            yield f"Eenheid: {indicator.unit}. Dient: {', '.join(indicator.serves)}."
            yield f"Wat het cijfer niet zegt: {' '.join(indicator.limits_nl) or 'niets bijzonders.'}"

    return _page("Indicatoren", blocks())


def glossary_page() -> str:
    """Return the page of the glossary."""
    terms = yaml.safe_load((ROOT / "glossary.yaml").read_text("utf-8"))

    def blocks() -> Iterator[str]:
        yield _rows(
            ("Nederlands", "Naam in de code", "Engels", "Eenheid", "Bron"),
            (
                (
                    t["nl"],
                    f"`{t['code']}`" if "code" in t else "",
                    t["en_gloss"],
                    t.get("unit"),
                    t["source"],
                )
                for t in sorted(terms, key=lambda term: term["nl"].lower())
            ),
        )

    return _page("Begrippen", blocks())


def _cycle_rows(rule: Rule) -> Iterator[tuple[object, ...]]:
    for version in rule.versions:
        from_on, until_on = rule.validity(version)
        notes = (version.only_if_nl, version.note_nl, version.choice_nl)
        source = " ".join(part for part in (version.source.law, version.source.article) if part)
        yield (
            from_on,
            None if until_on.year == MAXYEAR else until_on,
            version.name_nl,
            parties_nl(version.who),
            rule_day_nl(version.when),
            source,
            " ".join(f"{note[0].upper()}{note[1:].rstrip('.')}." for note in notes if note),
        )


def cycle_rules_page() -> str:
    """Return the page of the rules of the yearly cycle."""

    def blocks() -> Iterator[str]:
        yield "De toestanden van de wet. Hoe de kalender rekent, staat in de [methode](../method/jaarkalender.md)."
        yield _rows(
            ("Regeling", "Naam", "Vanaf", "Tot", "Niet zeker"),
            ((r.id, r.name_nl, r.from_on, r.until_on, r.uncertain_nl) for r in regimes()),
        )
        for rule in sorted(default_rule_book().rules.values(), key=lambda one: (one.kind, one.id)):
            yield f"## `{rule.id}` ({KIND_NL[rule.kind]}, {SORT_NL[rule.sort]})"
            yield _rows(
                ("Vanaf", "Tot", "Wat", "Wie", "Wanneer", "Bron", "Let op"), _cycle_rows(rule)
            )

    return _page("Regels van de jaarkalender", blocks())


PAGES: dict[str, Callable[[], str]] = {
    "tables.md": tables_page,
    "code-lists.md": code_lists_page,
    "parameters.md": parameters_page,
    "indicators.md": indicators_page,
    "cycle-rules.md": cycle_rules_page,
    "glossary.md": glossary_page,
    "register.schema.json": register_schema,
}


def main(arguments: list[str]) -> int:
    """Write the pages, or only tell which are stale; return the exit code."""
    TARGET.mkdir(parents=True, exist_ok=True)
    stale = []
    for name, write in PAGES.items():
        path, text = TARGET / name, write()
        if not path.exists() or path.read_text("utf-8") != text:
            stale.append(name)
            if "--check" not in arguments:
                path.write_text(text, "utf-8")
    if "--check" in arguments and stale:
        print(f"Stale pages, run make docs: {', '.join(stale)}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
