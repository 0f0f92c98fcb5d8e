"""Drawn tables: write only the columns that matter, the contract fills in the rest.

``table("dwellings", "dwelling_id | net_rent\\n001 | 600")`` gives a typed table. Cells are written
as in a workbook: ``onbekend``, ``n.v.t.``, ``ja``/``nee``, ``01-02-2020``, ``612,35``.
"""

from datetime import date, datetime

import polars as pl
from hypothesis import strategies as st

from drieluik.core.tables import Kind, Missing
from drieluik.core.tables import table as contract_of
from drieluik.core.tables.typed import may_lack_a_value, missing_column, typed_columns

_REASONS = {"onbekend": Missing.UNKNOWN, "n.v.t.": Missing.NOT_APPLICABLE}


def table(table_id, drawn, party="A", delivery=None):
    """Return the drawn table, typed and stamped with party and delivery."""
    header, *lines = [line for line in drawn.strip().splitlines() if line.strip()]
    names = [name.strip() for name in header.split("|")]
    rows = [
        dict(zip(names, (cell.strip() for cell in line.split("|")), strict=True)) for line in lines
    ]
    unknown = set(names) - {column.name for column in contract_of(table_id).columns}
    assert not unknown, f"{table_id} has no column {unknown}"
    return stamped(typed(table_id, rows), party, delivery)


def typed(table_id, rows):
    """Return the typed table of rows with cells as text; boring valid values fill the rest."""
    contract = contract_of(table_id)
    filled = [
        {
            column.name: row.get(column.name, _boring(contract, column, number))
            for column in contract.columns
        }
        for number, row in enumerate(rows, start=1)
    ]
    columns = {"sheet_row": list(range(2, len(rows) + 2))}
    for column in contract.columns:
        cells = [_cell(column, row[column.name]) for row in filled]
        columns[column.name] = [value for value, _ in cells]
        if may_lack_a_value(column):
            columns[missing_column(column.name)] = [reason for _, reason in cells]
    return pl.DataFrame(columns, schema=typed_columns(contract))


def stamped(rows, party="A", delivery=None):
    return rows.with_columns(party_code=pl.lit(party), delivery_id=pl.lit(delivery or f"{party}-1"))


def unstamped(rows):
    return rows.drop("party_code", "delivery_id")


def _boring(contract, column, number):
    if column.name in contract.key and column.name == "buurt_code":
        return f"BU0153{number:04d}"
    if column.name in contract.key and column.kind is Kind.TEXT and column.name.endswith("_id"):
        return f"{number:07d}"
    return column.example


def _cell(column, text):
    if text in _REASONS:
        return None, _REASONS[text].value
    if text == "":
        return None, column.blank.value
    return _value(column.kind, text), None


def _value(kind, text):
    if kind is Kind.WHOLE:
        return int(text)
    if kind in (Kind.MONEY, Kind.DECIMAL):
        return float(text.replace(",", "."))
    if kind is Kind.DATE:
        return datetime.strptime(text, "%d-%m-%Y").date()
    if kind is Kind.YES_NO:
        return {"ja": True, "nee": False}[text]
    return text


_BUURTEN = ["BU01530000", "BU01530001", "BU01530002"]


def _cells(column):
    if column.name == "buurt_code":
        return st.sampled_from(_BUURTEN)
    if column.kind is Kind.CODE:
        return st.sampled_from(column.codes.codes())
    if column.kind is Kind.WHOLE:
        return st.integers(0, 9).map(str)
    if column.kind in (Kind.MONEY, Kind.DECIMAL):
        edges = ["0,01", "0", "432,51", "432,52", "619,01", "650", "737,14", "800,1"]
        return st.sampled_from(edges)
    if column.kind is Kind.DATE:
        days = st.dates(date(2018, 1, 1), date(2020, 6, 30))
        return days.map(lambda day: day.strftime("%d-%m-%Y"))
    if column.kind is Kind.YES_NO:
        return st.sampled_from(["ja", "nee"])
    return st.just(column.example)


def cells_of(column):
    """Return a strategy for one cell as text, absent values included where the contract allows."""
    absent = [st.just(text) for text, reason in _REASONS.items() if reason in column.may_be]
    if not column.required:
        absent.append(st.just(""))
    return st.one_of(_cells(column), *absent)


def drawn_rows(table_id, max_size=12):
    """Return a strategy for rows of text that keep the blocking rules of the contract."""
    columns = {column.name: cells_of(column) for column in contract_of(table_id).columns}
    if table_id == "guarantees":
        # part of the amount, so never more than it
        columns["expiring_amount"] = st.sampled_from(["0", "onbekend"])
    if table_id == "liveability_spending":
        # part of the amount, so never more than it
        columns["staff_amount"] = st.sampled_from(["0", "onbekend"])
    return st.lists(st.fixed_dictionaries(columns), max_size=max_size)
