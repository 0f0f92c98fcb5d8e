"""Which engine sums the rows; that Spark gives the same figures is in ``tests/spark``."""

import pytest

from drieluik.core.indicators import INDICATORS, engine_named
from drieluik.core.indicators.engine import grain_sql


def test_an_unknown_engine_is_refused_with_the_choices():
    with pytest.raises(ValueError, match="choose duckdb or spark"):
        engine_named("excel")


def test_spark_without_a_master_is_refused_with_an_example():
    with pytest.raises(ValueError, match="spark://host:7077"):
        engine_named("spark")


def test_every_card_can_be_asked_of_duckdb():
    assert all("GROUP BY" in grain_sql(card, "duckdb") for card in INDICATORS)
