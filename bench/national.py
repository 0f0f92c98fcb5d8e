"""All indicators over a country: one half-year in full, and after one corporation's new delivery.

    python bench/national.py [share of the country, such as 0.1]

Prints one JSON line per case. The full run has a limit of 30 seconds on two processors instead of a
peer; the peer of the refresh is the full run, and its limit is a twentieth of it. The refresh begins
with the kept sums on disk, a file per corporation, and ends with those of the one kept again; it
must give what a full run would give. Measured in a process of its own; processor time and the load
of the machine stand beside it, for on a busy machine the clock says little. The country is made up
(fictitious), see ``_national``.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polars as pl
from _national import Sizes, write

from drieluik.core.flows import (
    AcceptedTables,
    Refreshed,
    fingerprint,
    measure,
    party_sums,
    refreshed,
)
from drieluik.core.tables import Period

LIMIT_S = 30
PARTY = "C0004"
_KEYS = ["indicator_id", "period", "level", "party_code", "buurt_code", "breakdown"]


def accepted(folder: Path) -> list[AcceptedTables]:
    """Return the deliveries that were written."""
    found = []
    for place in sorted(folder.iterdir()):
        party, period = place.name.split("~")
        tables = {path.stem: path for path in place.glob("*.parquet")}
        # as in the product: the hash of a kept set is its name
        hashes = dict.fromkeys(tables, place.name)
        found.append(AcceptedTables(party, place.name, Period.parse(period), tables, hashes))
    return found


def renewed(deliveries: list[AcceptedTables], folder: Path) -> list[AcceptedTables]:
    """Return the deliveries with a new one of one corporation: one row in ten fewer per table."""
    found = []
    for delivery in deliveries:
        tables, kept = dict(delivery.tables), delivery
        if delivery.party_code == PARTY:
            for table_id, path in tables.items():
                rows = pl.read_parquet(str(path))
                target = folder / f"{table_id}.parquet"
                rows.filter(pl.int_range(pl.len()) % 10 > 0).write_parquet(target)
                tables[table_id] = target
            kept = AcceptedTables(
                PARTY, "new", delivery.period, tables, dict.fromkeys(tables, "new")
            )
        found.append(kept)
    return found


def full(folder: Path, _: Path) -> dict[str, float]:
    """Measure everything, in a process that has measured before, like that of the refresh."""
    deliveries = accepted(folder)
    measure(deliveries[:1], deliveries[0].period)
    begun, begun_cpu = time.perf_counter(), time.process_time()
    found = measure(deliveries, deliveries[0].period)
    seconds, cpu = time.perf_counter() - begun, time.process_time() - begun_cpu
    return {"s": seconds, "cpu_s": cpu, "n": found.values.height}


def refresh(folder: Path, work: Path) -> dict[str, float]:
    """Measure what one corporation's new delivery changes, five times; the first warms up."""
    deliveries = accepted(folder)
    period, kept = deliveries[0].period, work / "sums"
    new = renewed(deliveries, work)
    kept.mkdir()
    for (party,), own in (
        party_sums(deliveries, period).partition_by("party_code", as_dict=True).items()
    ):
        own.write_parquet(kept / f"{party}.parquet")
    own_file = kept / f"{PARTY}.parquet"
    as_it_was = own_file.read_bytes()
    seconds, cpu = [], []
    for _ in range(6):
        own_file.write_bytes(as_it_was)
        begun, begun_cpu = time.perf_counter(), time.process_time()
        change = refreshed(pl.read_parquet(str(kept / "*.parquet")), PARTY, new, period)
        change.sums.filter(pl.col("party_code") == PARTY).write_parquet(own_file)
        fingerprint(new)
        seconds.append(time.perf_counter() - begun)
        cpu.append(time.process_time() - begun_cpu)
    _must_be_full(change, deliveries, new, period)
    n = change.values.height
    return {"s": statistics.median(seconds[1:]), "cpu_s": statistics.median(cpu[1:]), "n": n}


def _must_be_full(
    change: Refreshed, old: list[AcceptedTables], new: list[AcceptedTables], period: Period
) -> None:
    was, now = measure(old, period).values, measure(new, period).values
    values = pl.concat([change.untouched(was), change.values]).sort(_KEYS)
    if not values.equals(now.sort(_KEYS)):
        raise SystemExit("the refresh does not give what a full run gives")


RUNS = {"full": full, "refresh": refresh}


def measured(name: str, folder: Path, work: Path) -> dict[str, float]:
    """Run one measurement in a process of its own."""
    command = [sys.executable, __file__, name, str(folder), str(work)]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    found: dict[str, float] = json.loads(told)
    return found


def line(name: str, own: dict[str, float], peer: str, other: dict[str, float]) -> None:
    """Print one case; ``ratio`` is ours divided by the peer, by the clock and of the processor."""
    print(json.dumps({
        "name": name, "n": round(own["n"]), "ours_s": round(own["s"], 3), "peer": peer,
        "peer_s": round(other["s"], 3), "ratio": round(own["s"] / other["s"], 3),
        "cpu_ratio": round(own["cpu_s"] / other["cpu_s"], 3),
        "cpu_s": round(own["cpu_s"], 3), "peak_mb": round(own["peak_mb"]), "load": round(os.getloadavg()[0], 1),
    }), flush=True)  # fmt: skip


def main(share: float) -> None:
    """Write the country, then measure; ``n`` of a case is the number of figures."""
    sizes = Sizes(dwellings=round(2_300_000 * share), buurten=round(14_000 * share))
    with tempfile.TemporaryDirectory() as country, tempfile.TemporaryDirectory() as work:
        n_rows = write(sizes, Period(2020, 1), Path(country))
        whole = measured("full", Path(country), Path(work))
        line(f"all indicators, {n_rows} rows", whole, "limit", {"s": LIMIT_S, "cpu_s": 2 * LIMIT_S})
        part = measured("refresh", Path(country), Path(work))
        line("refresh after one delivery", part, "full run", whole)


if __name__ == "__main__":
    if len(sys.argv) == 4:
        told = RUNS[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
        told["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(told))
    else:
        main(float(sys.argv[1]) if len(sys.argv) == 2 else 1.0)
