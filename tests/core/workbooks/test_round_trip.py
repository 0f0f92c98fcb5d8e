"""What is written can be read back without loss."""

from dataclasses import replace
from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drieluik.core.tables import TABLES, Column, Kind, Missing, Table
from drieluik.core.tables.typed import missing_column, typed_columns
from drieluik.core.workbooks import read_workbook, write_template
from drieluik.core.workbooks.layout import allowed_missing
from drieluik.core.workbooks.reading.words import MISSING_WORDS

_LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S"), exclude_characters="_")
_TEXTS = st.text(_LETTERS, min_size=1, max_size=12).filter(
    lambda text: (
        text.strip() == text
        and text.lower() not in MISSING_WORDS
        and not text.lower().startswith("tota")
        and not text.lower().startswith("subtota")
    )
)
_VALUES = {
    Kind.TEXT: _TEXTS,
    Kind.DECIMAL: st.integers(-(10**9), 10**9).map(lambda cents: cents / 100),
    Kind.MONEY: st.integers(0, 500_000).map(lambda cents: cents / 100),
    Kind.DATE: st.integers(0, 40_000).map(lambda n: date(1950, 1, 1) + timedelta(n)),
    Kind.YES_NO: st.booleans(),
}


def _cells(column: Column) -> st.SearchStrategy[object]:
    if column.codes is not None:
        values = st.sampled_from(column.codes.codes())
    elif column.kind is Kind.WHOLE:
        values = st.integers(int(column.at_least or 0), int(column.at_most or 10**12))
    else:
        values = _VALUES[column.kind]
    return st.one_of(
        values,
        st.sampled_from(sorted(allowed_missing(column))) if allowed_missing(column) else values,
    )


@st.composite
def _typed(draw: st.DrawFn, contract: Table) -> pl.DataFrame:
    types = typed_columns(contract)
    n_rows = draw(st.integers(1, 5))
    columns: dict[str, list[object]] = {"sheet_row": list(range(3, n_rows + 3))}
    for column in contract.columns:
        cells = [draw(_cells(column)) for _ in range(n_rows)]
        columns[column.name] = [None if isinstance(c, Missing) else c for c in cells]
        columns[missing_column(column.name)] = [
            c.value if isinstance(c, Missing) else None for c in cells
        ]
    return pl.DataFrame({name: columns[name] for name in types}, schema=types)


@pytest.mark.parametrize("contract", TABLES, ids=lambda contract: contract.id)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=st.data())
def test_any_typed_table_written_and_read_back_is_equal(contract, drawn, stamp):
    rows = drawn.draw(_typed(contract))
    alone = replace(stamp, contract_versions={contract.id: contract.version})

    content = write_template(alone, tables=(contract,), rows={contract.id: rows})
    reading = read_workbook(content)

    assert reading.stamp == alone
    assert reading.tables[contract.id].equals(rows)


def test_a_large_workbook_is_written_in_another_way_and_reads_the_same(stamp, good_rows):
    few = good_rows["dwellings"].head(1)
    rows = pl.concat([few] * 20_001).with_columns(
        sheet_row=pl.int_range(3, 20_004), dwelling_id=pl.int_range(20_001).cast(pl.String)
    )

    reading = read_workbook(write_template(stamp, rows={"dwellings": rows}))

    assert reading.tables["dwellings"].equals(rows)
    assert not reading.blocks


def test_the_same_arguments_give_the_same_bytes(stamp, good_rows):
    assert write_template(stamp, rows=good_rows) == write_template(stamp, rows=good_rows)


def test_a_good_delivery_has_no_findings(good, good_rows):
    reading = read_workbook(good)

    assert reading.findings == ()
    assert {
        name: frame.equals(good_rows[name]) for name, frame in reading.tables.items()
    } == dict.fromkeys(good_rows, True)


def test_a_reason_that_a_column_does_not_allow_is_a_mistake_of_the_programmer(stamp, good_rows):
    rows = good_rows["dwellings"].with_columns(
        net_rent=pl.lit(None, pl.Float64),
        net_rent__missing=pl.lit("not_applicable").cast(pl.Enum(["unknown", "not_applicable"])),
    )

    with pytest.raises(ValueError, match=r"dwellings\.net_rent may not be not_applicable"):
        write_template(stamp, rows={"dwellings": rows})
