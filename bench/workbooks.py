"""Reading and checking a workbook of 100,000 dwellings, beside openpyxl with pandas.

    python bench/workbooks.py

Ours reads in an isolated process, start included; the peer reads with openpyxl (read-only, values
only: its fastest way) and validates the same rules with pandas. Both must find the same faults.
The two take turns, each in a fresh process; medians are compared. The dwellings are fictitious.
Prints one JSON line; peak_mb is the caller and the reading process together.
"""

import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from drieluik.core.tables import Table

N_DWELLINGS = 100_000
ROUNDS = 3
N_FAULTS = 500


def make_workbook(path: Path) -> None:
    """Write the workbook: good rows, and some faults of each kind."""
    import polars as pl

    from drieluik.core.tables import Period, table
    from drieluik.core.tables.typed import typed_columns
    from drieluik.core.workbooks import WorkbookStamp, contract_versions, write_template

    contract, rng, n = table("dwellings"), random.Random(2020), N_DWELLINGS
    columns: dict[str, list[object]] = {
        "sheet_row": list(range(3, n + 3)),
        "dwelling_id": [f"{i:07d}" for i in range(n)],
        "municipality_code": ["GM0153"] * n,
        "buurt_code": [f"BU0153{i % 70:04d}" for i in range(n)],
        "daeb_label": [rng.choice(("DAE", "NDA")) for _ in range(n)],
        "dwelling_type": [rng.choice(("APP", "GRO", "KAM")) for _ in range(n)],
        "net_rent": [round(rng.uniform(250, 1100), 2) for _ in range(n)],
        "let_at_period_end": [rng.random() < 0.97 for _ in range(n)],
        "energy_label": [rng.choice("ABCDEFG") for _ in range(n)],
        "energy_label_method": [rng.choice(("EI", "NTA")) for _ in range(n)],
        "condition_score": [rng.choice("123456") for _ in range(n)],
    }
    for row in rng.sample(range(n), N_FAULTS):
        columns["dwelling_id"][row] = "0000000"
    for row in rng.sample(range(n), N_FAULTS):
        columns["net_rent"][row] = 5001.0
    for row in rng.sample(range(n), N_FAULTS):
        columns["daeb_label"][row] = "XYZ"
    for row in rng.sample(range(n), N_FAULTS):
        columns["buurt_code"][row] = "BU01410000"
    types = typed_columns(contract)
    rows = pl.DataFrame({name: columns.get(name, [None] * n) for name in types}, schema=types)
    versions = {"dwellings": contract_versions()["dwellings"]}
    stamp = WorkbookStamp("WPL", "Bench", Period(2020, 1), ("GM0153",), versions, date(2020, 7, 1))
    path.write_bytes(write_template(stamp, (contract,), rows={"dwellings": rows}))


def run_ours(path: Path) -> dict[str, object]:
    """Read and check in an isolated process."""
    from drieluik.core.workbooks import read_workbook_isolated

    started = time.perf_counter()
    reading = read_workbook_isolated(path.read_bytes())
    seconds = time.perf_counter() - started
    counts = Counter(reading.found["rule"].str.strip_prefix("workbooks.").to_list())
    return {"seconds": seconds, "faults": counts, "rows": reading.tables["dwellings"].height}


def run_peer(path: Path) -> dict[str, object]:
    """Read with openpyxl and validate with pandas."""
    import openpyxl
    import pandas

    from drieluik.core.tables import table

    contract = table("dwellings")
    names = {column.header_nl: column.name for column in contract.columns}
    started = time.perf_counter()
    sheet = openpyxl.load_workbook(path, read_only=True, data_only=True)[contract.sheet_nl]
    rows = sheet.iter_rows(min_row=2, values_only=True)
    headers = [names[str(header)] for header in next(rows)]
    frame = pandas.DataFrame(list(rows), columns=headers)
    faults = _faults_by_pandas(frame, contract)
    return {"seconds": time.perf_counter() - started, "faults": faults, "rows": len(frame)}


def _faults_by_pandas(frame: Any, contract: "Table") -> Counter[str]:
    import pandas

    faults: Counter[str] = Counter()
    for column in contract.columns:
        cells = frame[column.name]
        words = cells.astype("string").str.strip().str.lower()
        absent = cells.isna() | words.isin(["onbekend", "?", "n.v.t.", "nvt"])
        faults["cell_blank"] += int((cells.isna() & column.required).sum())
        if column.codes is not None:
            known = words.str.upper().isin(column.codes.codes())
            faults["code_unknown"] += int((~absent & ~known).sum())
        elif column.name == "net_rent":
            numbers = pandas.to_numeric(cells.where(~absent), errors="coerce")
            faults["number_not_understood"] += int((numbers.isna() & ~absent).sum())
            faults["below_range"] += int((numbers < column.at_least).sum())
            faults["above_range"] += int((numbers > column.at_most).sum())
        elif column.name == "let_at_period_end":
            faults["yes_no_not_understood"] += int((~words.isin(["ja", "nee"])).sum())
    key = frame["dwelling_id"].astype("string").str.strip()
    faults["key_twice"] += int(key.duplicated().sum())
    faults["personal_bsn"] += int(key.str.fullmatch(r"\d{9}").sum())
    faults["personal_email"] += int(key.str.contains("@", regex=False).sum())
    municipality, buurt = frame["municipality_code"], frame["buurt_code"]
    faults["place_form"] += int((~municipality.str.fullmatch(r"GM\d{4}")).sum())
    faults["place_form"] += int((~buurt.dropna().str.fullmatch(r"BU\d{4}\w{4}")).sum())
    faults["municipality_unknown"] += int((~municipality.isin(["GM0153"])).sum())
    faults["buurt_elsewhere"] += int((buurt.str[2:6] != municipality.str[2:6]).sum())
    labelled = frame["energy_label"].notna() & frame["energy_label_method"].isna()
    faults["condition_broken"] += int(labelled.sum())
    return Counter({rule: count for rule, count in faults.items() if count})


def _in_fresh_process(which: str, path: Path) -> dict[str, object]:
    command = [sys.executable, __file__, which, str(path)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    answer: dict[str, object] = json.loads(told)
    return answer


def _report(answer: dict[str, object]) -> None:
    peaks = [
        resource.getrusage(who).ru_maxrss / 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    ]
    print(json.dumps({**answer, "peak_mb": sum(peaks)}))


def main() -> None:
    """Measure in turn and print the line."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workbook.xlsx"
        make_workbook(path)
        turns = [
            (_in_fresh_process("ours", path), _in_fresh_process("peer", path))
            for _ in range(ROUNDS)
        ]
    if any(ours["faults"] != peer["faults"] or not ours["faults"] for ours, peer in turns):
        raise SystemExit(f"not the same faults: {turns[0]}")
    ours_s = statistics.median(float(str(ours["seconds"])) for ours, _ in turns)
    peer_s = statistics.median(float(str(peer["seconds"])) for _, peer in turns)
    line = {
        "name": "workbooks",
        "n": N_DWELLINGS,
        "ours_s": round(ours_s, 3),
        "peer": "openpyxl+pandas",
        "peer_s": round(peer_s, 3),
        "ratio": round(peer_s / ours_s, 2),
        "peak_mb": round(max(float(str(ours["peak_mb"])) for ours, _ in turns)),
    }
    print(json.dumps(line))


if __name__ == "__main__":
    if len(sys.argv) == 3:
        _report({"ours": run_ours, "peer": run_peer}[sys.argv[1]](Path(sys.argv[2])))
    else:
        main()
