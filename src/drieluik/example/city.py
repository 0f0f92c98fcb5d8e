"""The city of the example: municipality, wijken and buurten as published by the CBS.

Comes in: the files in ``data/``. Goes out: frozen rows with facts; those of the village are made
up. Knows no corporation and no agreement; sources and licences are in ``data/SOURCE.md``.
"""

import csv
from dataclasses import dataclass
from functools import cache

from drieluik.example.places import CITY, Place

MUNICIPALITY_CODE = CITY.code

SOURCE_NL = "CBS en Kadaster, Wijken en Buurten 2021 en 2022 (CC BY 4.0)"
"""How the CBS and Kadaster must be named wherever these figures are shown."""


@dataclass(frozen=True, slots=True)
class Buurt:
    """One CBS neighbourhood; a figure that the CBS does not publish is None.

    Attributes:
        code: CBS code, ``BU`` and eight characters.
        name: Name as the CBS writes it.
        wijk_code: Code of the district it lies in.
        inhabitants: Rounded to 5 by the CBS.
        households: Rounded to 5 by the CBS.
        share_15_24: Inhabitants from 15 to 25 years, 0-1.
        share_65_plus: Inhabitants of 65 years and older, 0-1.
        share_one_person: Households of one person, 0-1.
        share_with_children: Households with children, 0-1.
        urbanity: 1 is very strongly urban, 5 is not urban.
        missing_reason_nl: Why a figure is absent; empty when none is.
    """

    code: str
    name: str
    wijk_code: str
    inhabitants: int
    households: int
    share_15_24: float | None
    share_65_plus: float | None
    share_one_person: float | None
    share_with_children: float | None
    urbanity: int
    missing_reason_nl: str


@dataclass(frozen=True, slots=True)
class Area:
    """A wijk, or the municipality as a whole, with the CBS figures of 2022.

    Attributes:
        code: CBS code, ``WK`` and six or ``GM`` and four characters.
        name: Name as the CBS writes it.
        inhabitants: Number of inhabitants.
        dwellings: Number of dwellings, of all owners together.
        mean_dwelling_value: Mean WOZ value in EUR.
        share_owner_occupied: Dwellings lived in by their owner, 0-1.
    """

    code: str
    name: str
    inhabitants: int
    dwellings: int
    mean_dwelling_value: int
    share_owner_occupied: float


@dataclass(frozen=True, slots=True)
class StockYear:
    """How the number of dwellings in the municipality changed in one calendar year."""

    year: int
    stock_begin: int
    new_build: int
    other_additions: int
    demolished: int
    other_withdrawals: int
    correction: int
    stock_end: int


@cache
def buurten(where: Place = CITY) -> tuple[Buurt, ...]:
    """Return the buurten in order of their code: the 70 of 2021, or those of the village."""
    return tuple(
        Buurt(
            code=row["buurt_code"],
            name=row["name"],
            wijk_code=row["wijk_code"],
            inhabitants=int(row["inhabitants"]),
            households=int(row["households"]),
            share_15_24=_share(row["percentage_15_24"]),
            share_65_plus=_share(row["percentage_65_plus"]),
            share_one_person=_share(row["percentage_one_person_households"]),
            share_with_children=_share(row["percentage_households_with_children"]),
            urbanity=int(row["urbanity"]),
            missing_reason_nl=row["missing_reason"],
        )
        for row in _rows(where, "buurten.csv")
    )


@cache
def wijken(where: Place = CITY) -> tuple[Area, ...]:
    """Return the wijken in order of their code: the ten of 2022, or those of the village."""
    return tuple(_area(row) for row in _rows(where, "wijken.csv"))


@cache
def middles(where: Place = CITY) -> dict[str, tuple[float, float]]:
    """Return about where each buurt lies: its middle in RD, rounded to ten metres."""
    return {
        row["buurt_code"]: (float(row["x"]), float(row["y"])) for row in _rows(where, "middles.csv")
    }


@cache
def municipality() -> Area:
    """Return the figures of the municipality as a whole (2022)."""
    return _area(_rows(CITY, "municipality.csv")[0])


@cache
def stock_history() -> tuple[StockYear, ...]:
    """Return the dwelling stock of all owners together, 2012-2020, as the CBS counted it."""
    return tuple(
        StockYear(**{name: int(value) for name, value in row.items()})
        for row in _rows(CITY, "stock_history.csv")
    )


def _rows(where: Place, file_name: str) -> list[dict[str, str]]:
    text = (where.files / file_name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def _share(percentage: str) -> float | None:
    return float(percentage) / 100 if percentage else None


def _area(row: dict[str, str]) -> Area:
    return Area(
        code=row["code"],
        name=row["name"],
        inhabitants=int(row["inhabitants"]),
        dwellings=int(row["dwellings"]),
        mean_dwelling_value=int(row["mean_dwelling_value_keur"]) * 1000,
        share_owner_occupied=float(row["percentage_owner_occupied"]) / 100,
    )
