"""Measures the example city on the engine that ENGINE names; run as a program of its own.

    ENGINE=spark SPARK_MASTER=spark://host:port python tests/spark/both_engines.py folder

Comes in: a folder to write in. Goes out: there, ``<engine>.parquet`` with every figure.
"""

import os
import sys
from pathlib import Path

from drieluik.core.flows import AcceptedTables, Measurement, Picture, measure_all
from drieluik.core.indicators import Area, engine_named
from drieluik.core.tables import Period
from drieluik.example.city import MUNICIPALITY_CODE, buurten
from drieluik.example.deliveries import party_tables
from drieluik.example.parties import PartyKind, parties

PERIOD = Period(2020, 1)


def measured(folder: Path, engine: str, master: str) -> Measurement:
    """Return all figures of one half-year; one delivery in frames, the others in files."""
    # one buurt is not known, so that its rows count as buurt unknown
    known = frozenset(sorted(buurt.code for buurt in buurten())[1:])
    picture = Picture(area=Area(MUNICIPALITY_CODE, known), engine=engine_named(engine, master))
    return measure_all(_deliveries(folder), picture)


def _deliveries(folder: Path) -> list[AcceptedTables]:
    corporations = [entry for entry in parties() if entry.kind is PartyKind.CORPORATION]
    found = []
    for number, entry in enumerate(corporations):
        own = party_tables(entry.code, PERIOD)
        tables = {table_id: own[table_id] for table_id in entry.delivers}
        if number:
            place = folder / f"{entry.code} {PERIOD}"
            place.mkdir(exist_ok=True)
            for table_id, rows in tables.items():
                rows.write_parquet(place / f"{table_id}.parquet")
            tables = {table_id: place / f"{table_id}.parquet" for table_id in tables}
        found.append(AcceptedTables(entry.code, f"{entry.code}-1", PERIOD, tables))
    return found


if __name__ == "__main__":
    engine, folder = os.environ["ENGINE"], Path(sys.argv[1])
    found = measured(folder, engine, os.environ.get("SPARK_MASTER", ""))
    found.values.write_parquet(folder / f"{engine}.parquet")
    found.reasons.write_parquet(folder / f"{engine}-reasons.parquet")
