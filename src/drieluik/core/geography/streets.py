"""In which area an address lies that somebody writes by its street, without a postcode."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

_NO_SIGN = re.compile(r"[^0-9a-z]")


class Unfound(StrEnum):
    """Why an address with a street has no area."""

    NO_STREETS = "no_streets"
    STREET = "street"
    TOWN = "town"
    NUMBER = "number"
    SEVERAL_TOWNS = "several_towns"
    SEVERAL_AREAS = "several_areas"


@dataclass(frozen=True, slots=True)
class StreetAsked:
    """An address as it was asked for.

    Attributes:
        street: Name of the street.
        house_number: Without letter or addition.
        town: Name of the town; empty when it was not written.
    """

    street: str
    house_number: int
    town: str = ""


@dataclass(frozen=True, slots=True)
class StreetFound:
    """Where an address lies, or why nobody can tell.

    Attributes:
        area_code: Code of the area; empty when it was not found.
        why: Why it was not; None when it was.
        towns: Towns to choose from, by name: those that have this address, or this street.
        town_known: Whether the table names the town that was asked; true when none was.
    """

    area_code: str = ""
    why: Unfound | None = None
    towns: tuple[str, ...] = ()
    town_known: bool = True


def locate_streets(asked: Sequence[StreetAsked], book: "pl.DataFrame") -> list[StreetFound]:
    """Return for every address with a street the area it lies in.

    Args:
        asked: Street, number and sometimes town, in any spelling.
        book: Known addresses: ``house_number``, ``area_code`` and, where the table tells them,
            ``street`` and ``town``.

    Returns:
        One per address, in order. An address that lies in several towns or areas is in none of
        them: then the answer says so instead of choosing.
    """
    if not asked:
        return []
    rows = _rows_by_street(asked, book)
    if rows is None:
        return [StreetFound(why=Unfound.NO_STREETS)] * len(asked)
    return [_found(one, rows.get(name_key(one.street), [])) for one in asked]


def name_key(name: str) -> str:
    """Write the name of a street or town so that spellings of the same one are equal.

    Examples:
        >>> name_key("Hengelosestr."), name_key("'s-Gravenhof"), name_key("Sint Jozefstraat")
        ('hengelosestraat', 'sgravenhof', 'sintjozefstraat')
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    bare = _NO_SIGN.sub("", plain)
    return f"{bare}aat" if bare.endswith("str") else bare


_Row = tuple[str, int, str]


def _rows_by_street(
    asked: Sequence[StreetAsked], book: "pl.DataFrame"
) -> dict[str, list[_Row]] | None:
    """Return town, number and area per street that was asked; None when no street is known."""
    import polars as pl

    if "street" not in book.columns or book["street"].null_count() == len(book):
        return None
    wanted = {name_key(one.street) for one in asked}
    names = [one for one in book["street"].unique().drop_nulls() if name_key(one) in wanted]
    town = pl.col("town") if "town" in book.columns else pl.lit(None, pl.String)
    rows = book.filter(pl.col("street").is_in(names)).select(
        "street", town.fill_null("").alias("town"), "house_number", "area_code"
    )
    found: dict[str, list[_Row]] = {}
    for street, *row in rows.unique().iter_rows():
        found.setdefault(name_key(street), []).append(tuple(row))
    return found


def _found(asked: StreetAsked, rows: Sequence[_Row]) -> StreetFound:
    if not rows:
        return StreetFound(why=Unfound.STREET)
    named = [row for row in rows if name_key(row[0]) == name_key(asked.town)]
    unnamed = [row for row in rows if not row[0]]
    if asked.town and not (named or unnamed):
        return StreetFound(why=Unfound.TOWN, towns=_towns(rows))
    # a row that names the town is surer than one that names none
    tried = (named, unnamed) if asked.town else (rows,)
    there = next((found for one in tried if (found := _numbered(one, asked))), [])
    if not there and not named and (elsewhere := _numbered(rows, asked)):
        return StreetFound(why=Unfound.TOWN, towns=_towns(elsewhere))
    if not there:
        return StreetFound(why=Unfound.NUMBER)
    towns = _towns(there)
    if len(towns) > 1:
        return StreetFound(why=Unfound.SEVERAL_TOWNS, towns=towns)
    codes = {code for _town, _number, code in there}
    if len(codes) > 1:
        return StreetFound(why=Unfound.SEVERAL_AREAS)
    return StreetFound(codes.pop(), town_known=not asked.town or bool(there[0][0]))


def _numbered(rows: Sequence[_Row], asked: StreetAsked) -> list[_Row]:
    return [row for row in rows if row[1] == asked.house_number]


def _towns(rows: Sequence[_Row]) -> tuple[str, ...]:
    return tuple(sorted({town for town, _number, _code in rows if town}))
