"""What the reading process and its caller hand each other: a folder with a few files."""

import io
import json
from collections.abc import Collection
from dataclasses import asdict
from pathlib import Path

import polars as pl

from drieluik.core.tables import TABLES, Period
from drieluik.core.workbooks.expectation import Expectation
from drieluik.core.workbooks.reading.columns import Spot
from drieluik.core.workbooks.result import WorkbookReading
from drieluik.core.workbooks.stamp import WorkbookStamp

CONTENT_FILE = "content.xlsx"

_QUESTION_FILE = "question.json"
_STAMP_FILE = "stamp.json"
_FOUND_FILE = "found.arrow"
_SPOTS_FILE = "spots.json"
_TABLE_SUFFIX = ".table.arrow"


def write_question(place: Path, expected: Expectation | None, cpu_seconds: int) -> None:
    """Write what is expected of the file and how much processor time reading may cost."""
    question: dict[str, object] = {"cpu_seconds": cpu_seconds, "expected": None}
    if expected is not None:
        question["expected"] = {
            "party_code": expected.party_code,
            "period": str(expected.period) if expected.period is not None else None,
            "municipality_codes": _listed(expected.municipality_codes),
            "buurt_codes": _listed(expected.buurt_codes),
            "not_applicable": expected.not_applicable and dict(expected.not_applicable),
        }
    (place / _QUESTION_FILE).write_text(json.dumps(question), "utf-8")


def read_question(place: Path) -> tuple[Expectation | None, int]:
    """Read what ``write_question`` wrote."""
    question = json.loads((place / _QUESTION_FILE).read_text("utf-8"))
    cpu_seconds = int(question["cpu_seconds"])
    expected = question["expected"]
    if expected is None:
        return None, cpu_seconds
    period = Period.parse(expected["period"]) if expected["period"] else None
    others = {**expected, "period": period}
    return Expectation(**others), cpu_seconds


def write_result(place: Path, reading: WorkbookReading) -> None:
    """Write stamp, tables, findings and where the columns stand."""
    if reading.stamp is not None:
        (place / _STAMP_FILE).write_text(reading.stamp.as_text(), "utf-8")
    for table_id, table in reading.tables.items():
        table.write_ipc(place / f"{table_id}{_TABLE_SUFFIX}")
    reading.found.write_ipc(place / _FOUND_FILE)
    spots = {
        table_id: {name: asdict(spot) for name, spot in columns.items()}
        for table_id, columns in reading.spots.items()
    }
    (place / _SPOTS_FILE).write_text(json.dumps(spots), "utf-8")


def read_result(place: Path) -> WorkbookReading:
    """Read what ``write_result`` wrote, wholly into memory."""
    stamp_file = place / _STAMP_FILE
    stamp = None
    if stamp_file.exists():
        stamp = WorkbookStamp.from_text(stamp_file.read_text("utf-8"))
    tables = {
        table.id: _frame(file)
        for table in TABLES
        if (file := place / f"{table.id}{_TABLE_SUFFIX}").exists()
    }
    spots = {
        table_id: {name: Spot(**spot) for name, spot in columns.items()}
        for table_id, columns in json.loads((place / _SPOTS_FILE).read_text("utf-8")).items()
    }
    return WorkbookReading(stamp, tables, _frame(place / _FOUND_FILE), spots)


def _frame(file: Path) -> pl.DataFrame:
    # by way of bytes: nothing may point into the folder once it is gone
    return pl.read_ipc(io.BytesIO(file.read_bytes()))


def _listed(codes: Collection[str] | None) -> list[str] | None:
    return None if codes is None else sorted(codes)
