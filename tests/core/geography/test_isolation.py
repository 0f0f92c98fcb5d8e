"""A file of strangers is read in a process that can follow no reference and has its limits."""

import json
import os
import subprocess
import sys

from drieluik.core.geography import BorderQuestion, read_borders, read_borders_isolated
from drieluik.core.geography.reading.isolating import UNWANTED_DRIVERS
from drieluik.core.isolation import Limits
from tests.factories import borders as made

QUESTION = BorderQuestion(made.PLACE, 2021, {2020: frozenset({"BU99010000"})})


def test_the_process_gives_the_same_result(tmp_path):
    content = made.geopackage(tmp_path, [*made.made_rows(), made.made_row(8, code="BU9901008")])
    told = []

    reading = read_borders_isolated(content, "a.gpkg", QUESTION, lambda *step: told.append(step))

    assert reading == read_borders(content, "a.gpkg", QUESTION)
    assert [share for _, share in told] == sorted(share for _, share in told)
    assert told


def test_reaching_a_limit_is_a_finding(tmp_path):
    content = made.geopackage(tmp_path, made.made_rows())

    reading = read_borders_isolated(content, "a.gpkg", limits=Limits(memory_megabytes=20))

    assert [found.rule for found in reading.findings] == ["geography.file_took_too_much_memory"]


def test_no_driver_is_left_that_follows_references():
    code = "import pyogrio; print(*sorted(pyogrio.list_drivers()), sep=',')"
    environment = {**os.environ, "OGR_SKIP": UNWANTED_DRIVERS}

    left = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )

    assert set(left.stdout.strip().split(",")) == {"ESRI Shapefile", "GPKG", "GeoJSON", "MEM"}


def test_json_that_tells_the_reader_to_run_a_command_is_refused(tmp_path):
    secret = tmp_path / "geheim.geojson"
    secret.write_bytes(made.geojson(made.made_rows()))
    command = f"gdal vector pipeline ! read {secret} ! write --of stream streamed_dataset"
    content = json.dumps({"type": "gdal_streamed_alg", "command_line": command}).encode()

    reading = read_borders_isolated(content, "a.geojson", QUESTION)

    assert not reading.areas
    assert reading.is_blocked
