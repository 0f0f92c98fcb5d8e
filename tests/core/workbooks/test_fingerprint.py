"""The same content is recognised in other bytes."""

import polars as pl

from drieluik.core.workbooks import content_fingerprint, read_workbook


def test_the_order_of_rows_and_their_place_in_the_sheet_do_not_count(good_rows):
    moved = {
        name: frame.reverse().with_columns(pl.col("sheet_row") + 7)
        for name, frame in good_rows.items()
    }

    assert content_fingerprint(moved) == content_fingerprint(good_rows)


def test_other_bytes_with_the_same_content_are_recognised(good, edited):
    saved = edited(lambda workbook: None)

    assert saved != good
    assert content_fingerprint(read_workbook(saved).tables) == content_fingerprint(
        read_workbook(good).tables
    )


def test_one_cent_counts(good_rows):
    other = {
        **good_rows,
        "dwellings": good_rows["dwellings"].with_columns(pl.col("net_rent") + 0.01),
    }

    assert content_fingerprint(other) != content_fingerprint(good_rows)


def test_why_a_value_is_absent_counts(good_rows):
    reasons = pl.Enum(["unknown", "not_applicable"])
    other = {
        **good_rows,
        "dwellings": good_rows["dwellings"].with_columns(
            energy_label__missing=pl.lit("not_applicable").cast(reasons)
        ),
    }

    assert content_fingerprint(other) != content_fingerprint(good_rows)


def test_an_empty_text_is_not_an_absent_one(good_rows):
    table = good_rows["sales"]
    empty = table.with_columns(dwelling_id=pl.lit(""))
    absent = table.with_columns(dwelling_id=pl.lit(None, pl.String))

    assert content_fingerprint({"sales": empty}) != content_fingerprint({"sales": absent})
