"""Checking the dwellings of a country against every rule of their contract.

    python bench/national_checks.py [share of the country, such as 0.1]

The cells are those of worksheets (texts, and which of them are numbers), already loaded: first three
as full as a worksheet can be, then those of 280 deliveries, where what a check costs at least counts. The peers are polars expressions written by
hand for these rules, and a pandera schema on pandas. All three count the broken rules; they must
agree. Each runs in a process of its own, in turn. One JSON line per peer: ``ratio`` is ours divided
by the peer, ``cpu_ratio`` the same of the processor; the limits are 2.0 and 0.25. Making the cells
ready for a way to check them does not count. The dwellings are made up (fictitious).
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

MUNICIPALITY_FORM, BUURT_FORM = r"^GM[0-9]{4}$", r"^BU[0-9]{4}[0-9A-Z]{4}$"
UNKNOWN_WORDS = ("onbekend", "onb.", "onb", "?", "??", "???", "weet niet", "niet bekend")
NOT_APPLICABLE_WORDS = ("n.v.t.", "n.v.t", "nvt", "nvt.", "n/a", "n.a.", "niet van toepassing")
YES, NO = ("ja", "j", "waar", "true", "1", "yes", "y"), (
    "nee", "n", "neen", "onwaar", "false", "0", "no")  # fmt: skip
EMAIL = r"[^\s@]+@[^\s@]+\.[A-Za-z]{2,}"
IBAN = r"(?i)^[A-Z]{2}[0-9]{2} ?(?:[A-Z0-9]{4} ?){2,7}[A-Z0-9]{1,4}$"
N_FAULTS_PER_MILLE = 5
MOST_ROWS = 1_048_574


def write_cells(folder: Path, share: float) -> int:
    """Write the cells of every worksheet, with faults; returns the number of dwellings."""
    from _national import Sizes, deliveries

    sizes = Sizes(dwellings=round(2_300_000 * share), buurten=round(14_000 * share))
    n = 0
    for number, delivery in enumerate(deliveries(sizes, sizes.last)):
        rows = delivery.tables["dwellings"]
        rng = np.random.default_rng([sizes.seed, number])
        _cells(rows, rng).write_parquet(folder / f"{delivery.party_code}.parquet")
        n += rows.height
    return n


def _cells(rows: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Write typed rows as people do, and put faults in some cells of each kind."""

    def broken(name: str, text: str) -> pl.Expr:
        hit = pl.Series(rng.random(rows.height) * 1000 < N_FAULTS_PER_MILLE)
        return pl.when(hit).then(pl.lit(text)).otherwise(name)

    words = {"unknown": "onbekend", "not_applicable": "n.v.t."}
    let = pl.when("let_at_period_end").then(pl.lit("ja")).otherwise(pl.lit("nee"))
    texts = rows.with_columns(let_at_period_end=let).select(
        pl.coalesce(
            pl.col(name).cast(pl.String),
            pl.col(f"{name}__missing").cast(pl.String).replace(words)
            if f"{name}__missing" in rows.columns
            else None,
        ).alias(name)
        for name in rows.columns
        if name != "sheet_row" and not name.endswith("__missing")
    )
    faults = {
        "dwelling_id": texts["dwelling_id"][0], "net_rent": "5001", "daeb_label": "XYZ",
        "buurt_code": "BU99980000", "municipality_code": "GM9999", "energy_label": "", "let_at_period_end": "misschien",
    }  # fmt: skip
    spoiled = texts.with_columns(broken(name, text).alias(name) for name, text in faults.items())
    return spoiled.with_columns(pl.col(pl.String).replace("", None))


def municipalities(cells: pl.DataFrame) -> list[str]:
    """Return the codes that may occur: all but the one that was put in as a fault."""
    return [code for code in cells["municipality_code"].unique().to_list() if code != "GM9999"]


def _begin() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def _end(begun: tuple[float, float], found: Counter[str]) -> None:
    """Add what was taken by the clock and of the processor since the cells were there."""
    found["s"] += time.perf_counter() - begun[0]  # type: ignore[assignment]
    found["cpu_s"] += time.process_time() - begun[1]  # type: ignore[assignment]


def ours(cells: pl.DataFrame, found: Counter[str]) -> None:
    """Check as the product does."""
    from drieluik.core.tables import Period, table
    from drieluik.core.workbooks.checks import check_tables
    from drieluik.core.workbooks.expectation import Expectation
    from drieluik.core.workbooks.found import FindingList
    from drieluik.core.workbooks.reading.columns import Conditions
    from drieluik.core.workbooks.reading.grid import Grid
    from drieluik.core.workbooks.reading.headers import find_headers
    from drieluik.core.workbooks.reading.sheet import SheetSource, read_sheet
    from drieluik.core.workbooks.reading.structure import Structure

    contract, allowed = table("dwellings"), municipalities(cells)
    heads = {name: [contract.column(name).header_nl] for name in cells.columns}
    texts = pl.concat([pl.DataFrame(heads), cells])
    texts.columns = [str(place) for place in range(texts.width)]
    rent = str(cells.columns.index("net_rent"))
    numbers = texts.select(
        pl.when(pl.col(place).str.contains("^[0-9.]+$") & (place == rent)).then(True).alias(place)
        for place in texts.columns
    )
    begun = _begin()
    findings, conditions = FindingList(), Conditions(Period(2020, 2), counts_from_1904=False)
    headers = find_headers(contract, texts)
    if headers is None:
        raise SystemExit("no headers")
    source = SheetSource("Woningen", 0, Grid(texts, numbers, 0, ()), headers, Structure())
    reading = read_sheet(contract, source, conditions, findings)
    check_tables([reading], conditions, Expectation(municipality_codes=allowed), findings)
    told = findings.in_order()["rule"].str.strip_prefix("workbooks.").value_counts()
    _end(begun, found)
    found.update(dict(told.rows()))


def by_hand(cells: pl.DataFrame, found: Counter[str]) -> None:
    """Check with expressions written for these rules only."""
    codes, optional, allowed = _codes(), _optional(), municipalities(cells)
    begun = _begin()
    col, rows = pl.col, cells.with_row_index("sheet_row", offset=2)
    rows = rows.with_columns(pl.col(pl.String).str.strip_chars())
    low = rows.select(pl.col(pl.String).str.to_lowercase())
    absent = {name: col(name).is_in(UNKNOWN_WORDS + NOT_APPLICABLE_WORDS) for name in low.columns}
    spelled = {
        name: col(name).replace_strict(spellings, default=None, return_dtype=pl.String)
        for name, spellings in codes.items()
    }
    rent = rows["net_rent"].str.replace(",", ".").cast(pl.Float64, strict=False)
    label = spelled["energy_label"].is_not_null()
    no_method = col("energy_label_method").is_null() | absent["energy_label_method"]
    faults: dict[str, list[pl.Series]] = {
        "cell_blank": [rows[name].is_null() for name in low.columns if name not in optional],
        "code_unknown": [
            low.select(~absent[name] & col(name).is_not_null() & code.is_null()).to_series()
            for name, code in spelled.items()
        ],
        "number_not_understood": [
            rent.is_null() & rows["net_rent"].is_not_null()
            & ~low.select(absent["net_rent"]).to_series()
        ],
        "below_range": [rent < 0],
        "above_range": [rent > 5000],
        "yes_no_not_understood": [~low["let_at_period_end"].is_in(YES + NO)],
        "key_twice": [~rows["dwelling_id"].is_first_distinct()],
        "place_form": [
            ~rows["municipality_code"].str.contains(MUNICIPALITY_FORM),
            ~rows["buurt_code"].str.contains(BUURT_FORM)
            & ~low.select(absent["buurt_code"]).to_series(),
        ],
        "municipality_unknown": [~rows["municipality_code"].is_in(allowed)],
        "buurt_elsewhere": [
            rows["buurt_code"].str.contains(BUURT_FORM)
            & (rows["buurt_code"].str.slice(2, 4) != rows["municipality_code"].str.slice(2, 4))
        ],
        "condition_broken": [low.select(label & no_method).to_series()],
        "personal_email": [
            rows[name].str.contains("@", literal=True) & rows[name].str.contains(EMAIL)
            for name in low.columns
        ],
        "personal_iban": [rows[name].str.contains(IBAN) for name in low.columns],
        "personal_bsn": [rows["dwelling_id"].str.contains("^[0-9]{9}$")],
    }  # fmt: skip
    counted = _places(rows["sheet_row"], faults)
    _end(begun, found)
    found.update(counted)


def _places(numbers: pl.Series, faults: dict[str, list[pl.Series]]) -> Counter[str]:
    """Name the row of every fault, as whoever gets them needs; return how many there are."""
    counted: Counter[str] = Counter()
    for rule, masks in faults.items():
        for mask in masks:
            places = numbers.filter(mask.fill_null(False))
            if len(places):
                counted[rule] += len(places)
    return counted


def by_pandera(cells: pl.DataFrame, found: Counter[str]) -> None:  # noqa: C901 - one schema
    """Check with one pandera schema, lazily, so that it names every failure."""
    import pandera.pandas as pa

    codes, optional, allowed = _codes(), _optional(), municipalities(cells)
    frame = cells.to_pandas()
    begun = _begin()
    for name in frame.columns:
        frame[name] = frame[name].str.strip()
    words = set(UNKNOWN_WORDS + NOT_APPLICABLE_WORDS)

    def named(rule: str, check: Callable[[Any], Any]) -> Any:
        return pa.Check(check, name=rule, ignore_na=True)

    def known(spellings: dict[str, str]) -> Callable[[Any], Any]:
        return lambda text: text.str.lower().isin(set(spellings) | words)

    def number(text: Any) -> Any:
        import pandas

        return pandas.to_numeric(text.str.replace(",", "."), errors="coerce")

    def labelled(rows: Any) -> Any:
        label = rows["energy_label"].str.lower().isin(set(codes["energy_label"]))
        method = rows["energy_label_method"]
        return ~(label & (method.isna() | method.str.lower().isin(words)))

    own: dict[str, list[Any]] = {name: [] for name in frame.columns}
    for name, spellings in codes.items():
        own[name].append(named("code_unknown", known(spellings)))
    own["net_rent"] += [
        named("number_not_understood", lambda t: number(t).notna() | t.str.lower().isin(words)),
        named("below_range", lambda t: ~(number(t) < 0)),
        named("above_range", lambda t: ~(number(t) > 5000)),
    ]
    own["let_at_period_end"].append(
        named("yes_no_not_understood", lambda t: t.str.lower().isin(YES + NO))
    )
    own["dwelling_id"] += [
        named("key_twice", lambda t: ~t.duplicated()),
        named("personal_bsn", lambda t: ~t.str.fullmatch("[0-9]{9}")),
    ]
    own["municipality_code"] += [
        named("place_form", lambda t: t.str.contains(MUNICIPALITY_FORM)),
        named("municipality_unknown", lambda t: t.isin(allowed)),
    ]
    own["buurt_code"].append(
        named("place_form", lambda t: t.str.contains(BUURT_FORM) | t.str.lower().isin(words))
    )
    for checks in own.values():
        checks += [
            named("personal_email", lambda t: ~t.str.contains(EMAIL)),
            named("personal_iban", lambda t: ~t.str.contains(IBAN)),
        ]
    schema = pa.DataFrameSchema(
        {name: pa.Column(None, checks, nullable=name in optional) for name, checks in own.items()},
        checks=[
            pa.Check(labelled, name="condition_broken"),
            pa.Check(
                lambda rows: (
                    ~rows["buurt_code"].str.contains(BUURT_FORM).fillna(False).astype(bool)
                    | (rows["buurt_code"].str[2:6] == rows["municipality_code"].str[2:6])
                ),
                name="buurt_elsewhere",
            ),
        ],
    )
    counted: Counter[str] = Counter()
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as failures:
        for error in failures.schema_errors:
            rule = "cell_blank" if error.check == "not_nullable" else str(error.check.name)
            cases = error.failure_cases
            counted[rule] += int(cases["index"].nunique())
    _end(begun, found)
    found.update(counted)


def _codes() -> dict[str, dict[str, str]]:
    """Return the accepted spellings per column of codes."""
    from drieluik.core.tables import table
    from drieluik.core.workbooks.reading.words import code_spellings

    columns = table("dwellings").columns
    return {column.name: code_spellings(column) for column in columns if column.codes is not None}


def _optional() -> set[str]:
    from drieluik.core.tables import table

    return {column.name for column in table("dwellings").columns if not column.required}


WAYS = {"ours": ours, "polars": by_hand, "pandera": by_pandera}


def worksheets(folder: Path, as_full_as_can: bool) -> Iterator[pl.DataFrame]:
    """Give the cells of every worksheet: of each delivery, or of the fewest that hold them all."""
    paths = sorted(folder.glob("*.parquet"))
    if not as_full_as_can:
        yield from (pl.read_parquet(str(path)) for path in paths)
        return
    cells = pl.concat(pl.read_parquet(str(path)) for path in paths)
    yield from cells.iter_slices(-(-cells.height // -(-cells.height // MOST_ROWS)))


def run(way: str, folder: Path, layout: str) -> None:
    """Check every worksheet in this process; print seconds, memory and what was found."""
    found: Counter[str] = Counter()
    first = next(worksheets(folder, as_full_as_can=False))
    WAYS[way](first, Counter())
    for cells in worksheets(folder, layout == "full"):
        WAYS[way](cells, found)
    taken = {name: found.pop(name) for name in ("s", "cpu_s")}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({**taken, "peak_mb": peak, "found": dict(sorted(found.items()))}))


def measured(way: str, folder: Path, layout: str) -> dict[str, Any]:
    """Run one way in a process of its own."""
    command = [sys.executable, "-W", "ignore", __file__, way, str(folder), layout]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    found: dict[str, Any] = json.loads(told)
    return found


def main(share: float) -> None:
    """Write the cells, let the three ways take turns in both layouts, print a line per peer."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        n = write_cells(folder, share)
        for layout in ("full", "per delivery"):
            compare(n, layout, {way: measured(way, folder, layout) for way in WAYS})


def compare(n: int, layout: str, answers: dict[str, dict[str, Any]]) -> None:
    """Print ours beside each peer; they must have found the same."""
    own = answers.pop("ours")
    for peer, other in answers.items():
        if other["found"] != own["found"]:
            raise SystemExit(f"not the same faults: ours {own['found']}, {peer} {other['found']}")
        print(json.dumps({
            "name": f"national checks, worksheets {layout}", "n": n, "ours_s": round(own["s"], 2),
            "peer": peer, "peer_s": round(other["s"], 2), "ratio": round(own["s"] / other["s"], 2),
            "cpu_ratio": round(own["cpu_s"] / other["cpu_s"], 2),
            "peak_mb": round(own["peak_mb"]), "peer_peak_mb": round(other["peak_mb"]),
            "n_findings": sum(own["found"].values()), "load": round(os.getloadavg()[0], 1),
        }), flush=True)  # fmt: skip


if __name__ == "__main__":
    if len(sys.argv) == 4:
        run(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
    else:
        main(float(sys.argv[1]) if len(sys.argv) == 2 else 1.0)
