"""All indicators of the example city over four half-years, and of a hundred such cities.

    python bench/indicators.py

Prints one JSON line per case. Every measurement runs in its own process, so that its memory is
its own; the first run (which imports and compiles) is told apart as ``first_s``. The peer is plain
pandas over the same Parquet files for six of the indicators, at the same levels; a hundred cities
are compared with one, because pandas would need tens of gigabytes for them. The tables are made up
(fictitious).
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

TIMES = 100
SIX = (
    "dwellings-by-rent-class",
    "vacancy-share",
    "daeb-dwellings",
    "appropriate-allocation-share",
    "urgent-lettings-share",
    "sales-meeting-requirements-share",
)
LIMITS = {
    2019: (424.44, 607.46, 651.03, 720.42),
    2020: (432.51, 619.01, 663.40, 737.14),
}


def write_city(folder: Path, times: int) -> int:
    """Write the deliveries of the example, each row ``times`` times; return the number of rows."""
    import polars as pl

    from drieluik.example.deliveries import party_tables, periods
    from drieluik.example.parties import PartyKind, parties

    n_rows = 0
    for party in parties():
        if party.kind is not PartyKind.CORPORATION:
            continue
        for period in periods():
            for table_id, rows in party_tables(party.code, period).items():
                if table_id in party.delivers:
                    repeated = pl.concat([rows] * times)
                    repeated.write_parquet(folder / f"{party.code}~{period}~{table_id}.parquet")
                    n_rows += repeated.height
    return n_rows


def ours(folder: Path, indicator_ids: tuple[str, ...]) -> None:
    """Measure with the product."""
    from drieluik.core.flows import AcceptedTables, Picture, measure_all
    from drieluik.core.indicators import INDICATORS
    from drieluik.core.tables import Period

    tables: dict[tuple[str, str], dict[str, Any]] = {}
    for path in folder.glob("*.parquet"):
        party, period, table_id = path.stem.split("~")
        tables.setdefault((party, period), {})[table_id] = path
    deliveries = [
        AcceptedTables(party, f"{party}-{period}", Period.parse(period), parts)
        for (party, period), parts in tables.items()
    ]
    chosen = tuple(card for card in INDICATORS if card.id in indicator_ids or not indicator_ids)
    found = measure_all(deliveries, Picture(indicators=chosen))
    if found.values.is_empty():
        raise SystemExit("nothing was measured")


def pandas_peer(folder: Path, _: tuple[str, ...]) -> None:
    """Compute six indicators as a careful analyst would in pandas."""
    import pandas as pd

    def read(table_id: str) -> Any:
        frames = []
        for path in folder.glob(f"*~{table_id}.parquet"):
            party, period, _ = path.stem.split("~")
            frames.append(pd.read_parquet(path).assign(party=party, period=period))
        return pd.concat(frames)

    def at_levels(rows: Any, columns: list[str]) -> list[Any]:
        buurt = rows["buurt_code"].fillna("unknown")
        keyed = rows.assign(buurt=buurt)
        levels = (
            ["period"],
            ["period", "party"],
            ["period", "buurt"],
            ["period", "party", "buurt"],
        )
        return [keyed.groupby(level)[columns].sum() for level in levels]

    def share(rows: Any, yes: Any, no: Any, unknown: Any) -> list[Any]:
        counted = rows.assign(yes=yes, no=no, unknown=unknown)
        out = []
        for sums in at_levels(counted, ["yes", "no", "unknown"]):
            every = sums["yes"] + sums["no"] + sums["unknown"]
            sums["value"] = sums["yes"] / (sums["yes"] + sums["no"])
            sums["low"] = sums["yes"] / every
            sums["high"] = (sums["yes"] + sums["unknown"]) / every
            out.append(sums)
        return out

    dwellings, lettings, sales = read("dwellings"), read("lettings"), read("sales")
    year = dwellings["period"].str[:4].astype(int)
    rent = dwellings["net_rent"]
    known = rent.notna() & (rent != 0.01)
    below = known & False
    classed = dwellings
    for number in range(4):
        limit = year.map({of: limits[number] for of, limits in LIMITS.items()})
        inside = known & (rent <= limit) & ~below
        classed = classed.assign(**{f"class_{number}": inside})
        below = below | inside
    classed = classed.assign(class_4=known & ~below, unclassed=~known)
    at_levels(classed, [f"class_{number}" for number in range(5)] + ["unclassed"])
    let = dwellings["let_at_period_end"]
    share(dwellings, ~let, let, let & False)
    at_levels(dwellings.assign(daeb=dwellings["daeb_label"] == "DAE"), ["daeb"])
    outcome = lettings["appropriate_allocation"]
    share(lettings, outcome == "PAS", outcome == "NIE", outcome.isna())
    priority, why = lettings["priority"], lettings["priority__missing"]
    urgent, in_doubt = priority == "URG", why == "unknown"
    share(lettings, urgent, ~urgent & ~in_doubt, in_doubt)
    poor = sales["condition_score"].isin(["4", "5", "6"]) | sales["energy_label"].isin(["F", "G"])
    unsure = sales["condition_score"].isna() | (sales["energy_label__missing"] == "unknown")
    share(sales, ~poor & ~unsure, poor, ~poor & unsure)


RUNS: dict[str, tuple[Callable[[Path, tuple[str, ...]], None], tuple[str, ...]]] = {
    "all": (ours, ()),
    "six": (ours, SIX),
    "pandas": (pandas_peer, SIX),
}


def run(name: str, folder: Path, repeats: int) -> None:
    """Run one measurement in this process and print seconds and memory."""
    work, indicator_ids = RUNS[name]
    seconds = []
    for _ in range(1 + repeats):
        begun = time.perf_counter()
        work(folder, indicator_ids)
        seconds.append(time.perf_counter() - begun)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"first_s": seconds[0], "s": min(seconds[1:]), "peak_mb": peak}))


def measured(name: str, folder: Path, repeats: int) -> dict[str, float]:
    """Run one measurement in a process of its own."""
    command = [sys.executable, __file__, name, str(folder), str(repeats)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(answer.stdout)
    return found


def line(name: str, n: int, own: dict[str, float], peer: str, other: dict[str, float]) -> None:
    """Print one case; ``ratio`` is ours divided by the peer."""
    case = {
        "name": name, "n": n, "ours_s": round(own["s"], 3), "first_s": round(own["first_s"], 3),
        "peer": peer, "peer_s": round(other["s"], 3), "ratio": round(own["s"] / other["s"], 2),
        "peak_mb": round(own["peak_mb"]), "peer_peak_mb": round(other["peak_mb"]),
    }  # fmt: skip
    print(json.dumps(case), flush=True)


def main() -> None:
    """Write both cities, measure ours and the peer in turn."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as hundred:
        city, cities = Path(one), Path(hundred)
        n, n_cities = write_city(city, 1), write_city(cities, TIMES)
        small, large = measured("all", city, 3), measured("all", cities, 1)
        line("six indicators, one city", n, measured("six", city, 3), "pandas",
             measured("pandas", city, 3))  # fmt: skip
        line("all indicators, one city", n, small, "itself", small)
        line("all indicators, 100 times", n_cities, large, "one city", small)


if __name__ == "__main__":
    if len(sys.argv) == 4:
        run(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
    else:
        main()
