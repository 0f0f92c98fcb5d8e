"""A made-up country: what 280 corporations deliver about 2.3 million dwellings, half-year by half-year.

    python bench/_national.py folder [number of half-years]

Comes in: sizes and a seed. Goes out: a folder per delivery with a Parquet file per table, as
accepted tables are kept. The rows are drawn from the example city, which is made up itself, in the
proportion of its dwellings; places and numbers are given anew. How corporations and municipalities
differ in size, and which corporation works where, is made up (fictitious) too. The stock is the
same in every half-year: rents rise, other dwellings stand empty, and the flows are drawn again.
"""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import polars as pl

from drieluik.core.tables import Kind, Period, Table, table
from drieluik.core.tables.typed import SHEET_ROW, typed_columns
from drieluik.example.deliveries import party_tables, periods
from drieluik.example.parties import PartyKind, parties

_RISE_PER_HALF = 1.01
_FIRST_ROW = 3
_LAST = Period(2020, 2)


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large the country is.

    Attributes:
        dwellings: In every half-year.
        corporations: That deliver, each every table.
        municipalities: In which they work.
        buurten: In all municipalities together.
        last: The last half-year.
        halves: How many half-years, up to the last.
        seed: The same seed gives the same country.
    """

    dwellings: int = 2_300_000
    corporations: int = 280
    municipalities: int = 340
    buurten: int = 14_000
    last: Period = _LAST
    halves: int = 20
    seed: int = 2020

    def periods(self) -> list[Period]:
        """Return the half-years in order of time."""
        found = [self.last]
        while len(found) < self.halves:
            found.append(found[-1].previous())
        return found[::-1]


@dataclass(frozen=True, slots=True)
class Delivery:
    """The tables of one corporation in one half-year."""

    party_code: str
    period: Period
    tables: Mapping[str, pl.DataFrame]


def deliveries(sizes: Sizes, period: Period) -> Iterator[Delivery]:
    """Give the deliveries of a half-year, one corporation at a time."""
    homes = _homes(sizes)
    ends = np.cumsum(_shares(sizes.corporations, sizes.dwellings, sizes.seed))
    for number, (begin, end) in enumerate(zip([0, *ends[:-1]], ends, strict=True)):
        own = homes.slice(int(begin), int(end - begin))
        rng = np.random.default_rng([sizes.seed, period.year, period.half, number])
        tables = {name: _drawn(name, own, period, rng) for name in _city(period.half)}
        yield Delivery(f"C{number + 1:04d}", period, tables)


def write(sizes: Sizes, period: Period, folder: Path) -> int:
    """Write the deliveries of a half-year; returns the number of rows."""
    n_rows = 0
    for delivery in deliveries(sizes, period):
        place = folder / f"{delivery.party_code}~{period}"
        place.mkdir(parents=True, exist_ok=True)
        for table_id, rows in delivery.tables.items():
            rows.write_parquet(place / f"{table_id}.parquet")
            n_rows += rows.height
    return n_rows


def _shares(n_parts: int, total: int, seed: int) -> np.ndarray:
    """Divide a total over parts of very different sizes; each part has something."""
    weights = np.random.default_rng([seed, n_parts]).lognormal(0, 1.1, n_parts)
    cuts = np.floor(np.cumsum(weights) / weights.sum() * (total - n_parts)).astype(int)
    return np.asarray(np.diff(cuts, prepend=0) + 1)


@cache
def _homes(sizes: Sizes) -> pl.DataFrame:
    """Return number, municipality and buurt of every dwelling, by corporation."""
    rng = np.random.default_rng([sizes.seed, 1])
    owned = _shares(sizes.corporations, sizes.dwellings, sizes.seed)
    buurten = _shares(sizes.municipalities, sizes.buurten, sizes.seed)
    worked_in: list[list[int]] = [[] for _ in range(sizes.corporations)]
    for place in range(sizes.municipalities):
        for corporation in {place % sizes.corporations, int(rng.integers(sizes.corporations))}:
            worked_in[corporation].append(place)
    chosen = [
        rng.choice(places or [0], size=int(n), p=_favourite(len(places or [0])))
        for places, n in zip(worked_in, owned, strict=True)
    ]
    municipality = np.concatenate(chosen)
    buurt = (rng.random(sizes.dwellings) * buurten[municipality]).astype(int)
    number = pl.Series("number", np.arange(sizes.dwellings))
    codes = pl.DataFrame({"number": number, "m": municipality, "b": buurt}).with_columns(
        place=(pl.col("m") + 1).cast(pl.String).str.zfill(4)
    )
    return codes.select(
        "number",
        municipality_code=pl.format("GM{}", "place"),
        buurt_code=pl.format("BU{}{}", "place", pl.col("b").cast(pl.String).str.zfill(4)),
    )


def _favourite(n_places: int) -> np.ndarray:
    """Return the share of the dwellings in each place: most in the first."""
    weights = 1 / np.arange(1, n_places + 1)
    return np.asarray(weights / weights.sum())


@cache
def _city(half: int) -> dict[str, pl.DataFrame]:
    """Return what the corporations of the example delivered together in a half-year of 2020."""
    found: dict[str, list[pl.DataFrame]] = {}
    for entry in parties():
        if entry.kind is PartyKind.CORPORATION:
            own = party_tables(entry.code, Period(periods()[-1].year, half))
            for table_id in entry.delivers:
                found.setdefault(table_id, []).append(own[table_id])
    return {table_id: pl.concat(frames) for table_id, frames in found.items()}


def _drawn(
    table_id: str, homes: pl.DataFrame, period: Period, rng: np.random.Generator
) -> pl.DataFrame:
    contract, city = table(table_id), _city(period.half)
    n_rows = homes.height
    if table_id != "dwellings":
        n_rows = max(1, round(homes.height * city[table_id].height / city["dwellings"].height))
    rows = city[table_id][rng.integers(city[table_id].height, size=n_rows)]
    where = homes if n_rows == homes.height else homes[rng.integers(homes.height, size=n_rows)]
    rows = _placed(rows, where).with_columns(*_aged(contract, period), *_numbered(contract, where))
    if table_id != "dwellings":
        rows = rows.unique(list(contract.key), keep="first", maintain_order=True)
    numbers = pl.int_range(_FIRST_ROW, pl.len() + _FIRST_ROW, dtype=pl.Int64)
    return rows.with_columns(numbers.alias(SHEET_ROW)).select(*typed_columns(contract))


def _placed(rows: pl.DataFrame, where: pl.DataFrame) -> pl.DataFrame:
    """Give rows their municipality, and their buurt where they have one."""
    placed = rows.with_columns(
        where[name] for name in ("municipality_code", "buurt_code") if name in rows.columns
    )
    if "buurt_code__missing" not in rows.columns:
        return placed
    told = pl.when(pl.col("buurt_code__missing").is_null()).then("buurt_code")
    return placed.with_columns(buurt_code=told)


def _numbered(contract: Table, where: pl.DataFrame) -> list[pl.Series]:
    """Return the texts of the key: a dwelling by its number, anything else by its row."""
    texts = [name for name in contract.key if contract.column(name).kind is Kind.TEXT]
    number = where["number"] if contract.id in ("dwellings", "sales") else None
    rows = number if number is not None else pl.Series(np.arange(where.height))
    return [rows.cast(pl.String).str.zfill(8).alias(name) for name in texts]


def _aged(contract: Table, period: Period) -> list[pl.Expr]:
    """Return dates of the half-year, and rents as they were or will be then."""
    years = period.year - periods()[-1].year
    aged = [
        pl.col(column.name).dt.offset_by(f"{years}y")
        for column in contract.columns
        if column.kind is Kind.DATE
    ]
    if contract.id == "dwellings":
        rent = pl.col("net_rent")
        aged.append(pl.when(rent > 1).then((rent * _RISE_PER_HALF ** (2 * years)).round(2))
                    .otherwise(rent).alias("net_rent"))  # fmt: skip
    return aged


def main(folder: Path, halves: int) -> None:
    """Write the country."""
    sizes = Sizes(halves=halves)
    for period in sizes.periods():
        print(period, write(sizes, period, folder), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else Sizes().halves)
