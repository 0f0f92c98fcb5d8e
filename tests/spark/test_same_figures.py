"""The expressions of the cards give the same figures on Spark as on DuckDB."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from drieluik.core.indicators import INDICATORS
from tests.spark.cluster import environment, running_cluster

_ROOT = Path(__file__).resolve().parents[2]
_HOME = _ROOT / ".venv" / "spark" / "pyspark"
_PROGRAM = Path(__file__).with_name("both_engines.py")


def _measure(folder, told, **more):
    command = [sys.executable, str(_PROGRAM), str(folder)]
    done = subprocess.run(
        command, env=told | more, capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, done.stderr[-4000:]


@pytest.fixture(scope="module")
def figures(tmp_path_factory):
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java: apt install default-jre-headless")
    if not _HOME.is_dir():
        pytest.skip("Spark is not here: make spark")
    folder = tmp_path_factory.mktemp("spark cluster")
    _measure(folder, dict(os.environ), ENGINE="duckdb")
    with running_cluster(_HOME, folder) as master:
        _measure(folder, environment(_HOME, folder), ENGINE="spark", SPARK_MASTER=master)
    return folder


def test_every_figure_is_the_same_on_both_engines(figures):
    duckdb = pl.read_parquet(figures / "duckdb.parquet")

    assert_frame_equal(duckdb, pl.read_parquet(figures / "spark.parquet"), check_exact=True)
    assert set(duckdb["indicator_id"]) == {card.id for card in INDICATORS}
    assert duckdb.height > 10_000


def test_every_row_counts_for_the_same_reason_on_both_engines(figures):
    duckdb, spark = (
        pl.read_parquet(figures / f"{engine}-reasons.parquet") for engine in ("duckdb", "spark")
    )

    assert_frame_equal(duckdb, spark, check_exact=True)
