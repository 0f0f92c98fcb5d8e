"""The explanation sheet: for whom the workbook is, how to fill it, what every column means."""

from collections.abc import Iterable
from typing import Any

from drieluik.core.tables import Column, Kind, Table
from drieluik.core.workbooks.layout import EXPLANATION_SHEET, MISSING_NL, missing_words
from drieluik.core.workbooks.stamp import PARTY_LABEL, PERIOD_LABEL, WorkbookStamp
from drieluik.core.workbooks.writing.looks import Looks

_HOW_TO = (
    "Elk blad is één tabel. Vul elke rij onder de kopjes in. U mag rijen plakken, sorteren en "
    "invoegen, en kolommen verplaatsen. Laat de kopjes staan.",
    "Donkere kopjes zijn verplicht. Bij lichte kopjes mag een cel leeg blijven; hieronder staat "
    "per kolom wat leeg dan betekent.",
    "0 betekent: geteld, en het zijn er nul. Dat is iets anders dan niet weten.",
    "onbekend betekent: er is een waarde, maar wij kennen die niet.",
    "n.v.t. betekent: deze vraag geldt niet voor deze rij.",
    "Getallen: schrijf 1234,56. Datums: schrijf 15-03-2020. Codes: kies uit de lijst.",
    "Zet nooit namen, burgerservicenummers, e-mailadressen of rekeningnummers in dit bestand.",
    "Een blad dat niet voor u geldt, laat u leeg. Verwijder geen bladen.",
    "Klaar? Bewaar het bestand als .xlsx, zonder wachtwoord, en upload het.",
)
_KINDS: dict[Kind, str] = {
    Kind.TEXT: "tekst",
    Kind.CODE: "code uit de lijst",
    Kind.WHOLE: "heel getal",
    Kind.DECIMAL: "getal",
    Kind.MONEY: "bedrag",
    Kind.DATE: "datum",
    Kind.YES_NO: "ja of nee",
}
_UNITS = {
    "EUR": "euro",
    "EUR per month": "euro per maand",
    "households": "huishoudens",
    "dwellings": "woningen",
}
_HEADERS = ("Kolom", "Wat vult u in?", "Soort", "Eenheid", "Mag leeg?", "Toegestaan", "Voorbeeld")
_WIDTHS = (30, 66, 16, 16, 22, 40, 16)


def write_explanation(
    workbook: Any, looks: Looks, stamp: WorkbookStamp, tables: Iterable[Table]
) -> None:
    """Add the explanation as the first sheet."""
    sheet = workbook.add_worksheet(EXPLANATION_SHEET)
    for index, width in enumerate(_WIDTHS):
        sheet.set_column(index, index, width)
    row = _write_head(sheet, looks, stamp)
    for sentence in _HOW_TO:
        sheet.merge_range(row, 0, row, 4, sentence, looks.text)
        sheet.set_row(row, 32 if len(sentence) > 130 else 17)
        row += 1
    for table in tables:
        row = _write_table(sheet, looks, table, row + 1)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.protect("", {"select_locked_cells": True, "format_columns": True, "format_rows": True})


def _write_head(sheet: Any, looks: Looks, stamp: WorkbookStamp) -> int:
    sheet.write_string(0, 0, "Aanlevering prestatieafspraken", looks.title)
    sheet.write_string(1, 0, stamp.notice_nl, looks.bold)
    facts = (
        ("Corporatie", stamp.party_name),
        (PARTY_LABEL, stamp.party_code),
        (PERIOD_LABEL, str(stamp.period)),
        ("Van", f"{stamp.period.starts_on:%d-%m-%Y}"),
        ("Tot en met", f"{stamp.period.last_day:%d-%m-%Y}"),
        ("Gemeenten", ", ".join(stamp.municipality_codes) or "alle"),
        ("Gemaakt op", f"{stamp.made_on:%d-%m-%Y}"),
        ("Versie van het bestand", str(stamp.template_version)),
    )
    for row, (label, fact) in enumerate(facts, start=2):
        sheet.write_string(row, 0, label, looks.bold)
        sheet.write_string(row, 1, fact, looks.text)
    sheet.write_string(len(facts) + 3, 0, "Zo vult u dit bestand in", looks.title)
    return len(facts) + 4


def _write_table(sheet: Any, looks: Looks, table: Table, row: int) -> int:
    sheet.write_url(row, 0, f"internal:'{table.sheet_nl}'!A1", looks.link, table.sheet_nl)
    serves = f" Voor afspraak {', '.join(table.serves)}." if table.serves else ""
    keys = ", ".join(table.column(name).header_nl for name in table.key)
    meaning = f"{table.meaning_nl} Uniek per rij: {keys}.{serves}"
    sheet.merge_range(row, 1, row, 5, meaning, looks.bold)
    sheet.set_row(row, 32)
    for index, header in enumerate(_HEADERS):
        sheet.write_string(row + 1, index, header, looks.header)
    for offset, column in enumerate(table.columns, start=row + 2):
        for index, text in enumerate(_described(column)):
            sheet.write_string(offset, index, text, looks.text)
    row += 2 + len(table.columns)
    for rule in table.rules:
        if why := getattr(rule, "why_nl", ""):
            sheet.merge_range(row, 1, row, 5, f"Let op: {why}", looks.quiet)
            sheet.set_row(row, 32)
            row += 1
    return row


def _described(column: Column) -> tuple[str, ...]:
    blank = "nee" if column.required else f"ja, leeg betekent {MISSING_NL[column.blank]}"
    return (
        column.header_nl,
        column.meaning_nl,
        _KINDS[column.kind],
        _UNITS.get(column.unit or "", column.unit or ""),
        blank,
        _allowed(column),
        column.example,
    )


def _allowed(column: Column) -> str:
    parts = []
    if column.codes is not None:
        parts.append(", ".join(column.codes.codes()))
    if column.at_least is not None and column.at_most is not None:
        parts.append(f"{column.at_least:g} tot en met {column.at_most:g}")
    elif column.at_least is not None:
        parts.append(f"{column.at_least:g} of meer")
    elif column.at_most is not None:
        parts.append(f"{column.at_most:g} of minder")
    return "; ".join([*parts, *missing_words(column)])
