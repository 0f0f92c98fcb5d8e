"""A file that takes too much only kills the process that reads it."""

import logging
import subprocess
import sys

import pytest

from drieluik.core.isolation import Limits
from drieluik.core.tables import Period
from drieluik.core.workbooks import (
    Expectation,
    read_workbook,
    read_workbook_isolated,
)


def test_the_isolated_reading_is_the_same(edited):
    def change(workbook):
        workbook["Woningen"]["F3"] = "1.234"
        workbook["Verkopen"]["A3"] = None

    content = edited(change)
    expected = Expectation("DOM", Period(2020, 2), {"GM0153"}, {"BU01530001"})

    alone, here = read_workbook_isolated(content, expected), read_workbook(content, expected)

    assert alone.stamp == here.stamp
    assert alone.findings == here.findings
    assert list(alone.tables) == list(here.tables)
    assert all(alone.tables[name].equals(here.tables[name]) for name in here.tables)


def test_progress_passes_through(good):
    told = []

    read_workbook_isolated(good, progress=lambda step, share: told.append((step, share)))

    assert ("Woningen lezen", 0.05) in told
    assert told[-1] == ("Klaar", 1.0)


def test_too_much_memory_is_a_finding(good):
    reading = read_workbook_isolated(good, limits=Limits(memory_megabytes=30))

    assert [f.rule for f in reading.findings] == ["workbooks.file_refused_memory"]
    assert reading.tables == {}


def test_too_much_time_is_a_finding(good):
    reading = read_workbook_isolated(good, limits=Limits(wall_seconds=0))

    assert [f.rule for f in reading.findings] == ["workbooks.file_refused_time"]


def test_an_unexpected_end_is_a_finding_and_its_message_is_not_logged(
    good, monkeypatch, caplog, tmp_path
):
    (tmp_path / "sitecustomize.py").write_text("raise SystemExit('geheim: 123456782')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    with caplog.at_level(logging.ERROR):
        reading = read_workbook_isolated(good)

    assert [f.rule for f in reading.findings] == ["workbooks.file_refused"]
    assert "123456782" not in caplog.text


def test_the_child_gets_no_secrets(good, monkeypatch, tmp_path):
    seen = tmp_path / "seen.txt"
    (tmp_path / "sitecustomize.py").write_text(
        f"import os\nopen({str(seen)!r}, 'w').write(' '.join(os.environ))"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "postgres://geheim")

    reading = read_workbook_isolated(good)

    assert reading.findings == ()
    assert "DATABASE_URL" not in seen.read_text("utf-8").split()


def test_an_error_of_the_caller_stops_the_child(good):
    def stop(step, share):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_workbook_isolated(good, progress=stop)


def test_the_reading_process_starts_without_what_only_writing_needs():
    seen = (
        "import sys, drieluik.core.workbooks.isolating.child;"
        "print(sorted({'xlsxwriter', 'openpyxl', 'pyarrow'} & set(sys.modules)))"
    )

    answer = subprocess.run(
        [sys.executable, "-c", seen], capture_output=True, text=True, check=True
    )

    assert answer.stdout.strip() == "[]"
