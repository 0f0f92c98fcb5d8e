"""Tables that put every address in a buurt, such as the one the CBS makes every year.

Read lazily and filtered on the way: the table of the country has nine million rows.
"""

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from drieluik.core.findings import Finding
from drieluik.core.geography.locating import POSTCODE
from drieluik.core.geography.reading.columns import year_in_name
from drieluik.core.geography.reading.kinds import Kind, RefusedError, laid_out
from drieluik.core.geography.rules import finding, listed

if TYPE_CHECKING:
    import polars as pl

_NAMES = {
    "postcode": ("pc6", "postcode", "postcode6"),
    "house_number": ("huisnummer", "huisnr"),
    "area_code": ("buurt", "buurtcode", "bucode"),
}
_MORE_NAMES = {
    "street": ("straat", "straatnaam", "openbareruimte", "openbareruimtenaam"),
    "town": ("woonplaats", "woonplaatsnaam", "plaats", "plaatsnaam"),
}
"""Columns that need not be there; with them an address is found without its postcode."""
_ALL_NAMES = _NAMES | _MORE_NAMES
_SEPARATORS = ";,\t"
_HEAD = 4096


@dataclass(frozen=True, slots=True, eq=False)
class AddressBook:
    """Addresses with their buurt.

    Attributes:
        year: Year of the buurten, when the name of the column says it.
        table: ``postcode``, ``house_number`` and ``area_code``, and where the file has them
            ``street`` and ``town`` (null when empty); each address once per buurt, sorted.
        findings: What is wrong or was left out.
    """

    year: int | None
    table: "pl.DataFrame"
    findings: tuple[Finding, ...] = ()


def read_address_book(content: bytes, filename: str, municipality_code: str) -> AddressBook:
    """Read which address lies in which buurt; for files that are trusted.

    Args:
        content: A table of text, or a zip with one: postcode, house number and buurt, such as
            ``PC6;Huisnummer;Buurt2021`` of the CBS. Codes may lack their letters and zeros. The
            street and the town may stand beside it, as in an extract of the BAG.
        filename: Its name.
        municipality_code: Only buurten of this municipality are read.
    """
    import polars as pl

    nothing = pl.DataFrame(
        schema={"postcode": pl.String, "house_number": pl.Int64, "area_code": pl.String}
    )
    with tempfile.TemporaryDirectory(prefix="drieluik-") as folder:
        try:
            files = [
                one for one in laid_out(content, filename, Path(folder)) if one.kind is Kind.CSV
            ]
            named = [(one.place, _columns(one.place)) for one in files]
        except RefusedError as refused:
            return AddressBook(None, nothing, (refused.finding,))
        whole = [(place, columns) for place, columns in named if columns.keys() >= _NAMES.keys()]
        if not whole:
            seen = listed([one.name for one in files]) or filename
            return AddressBook(None, nothing, (finding("address_columns_missing", value=seen),))
        return _read(*whole[0], municipality_code)


def _read(place: Path, columns: dict[str, str], municipality_code: str) -> AddressBook:
    import polars as pl

    bare = pl.col("area_code").str.to_uppercase().str.strip_prefix("BU").str.zfill(8)
    rows = (
        pl.scan_csv(place, separator=_separator(place), infer_schema=False)
        .select(pl.col(column).str.strip_chars().alias(name) for name, column in columns.items())
        .with_columns(
            pl.col("postcode").str.to_uppercase().str.replace_all(" ", ""),
            pl.col("house_number").cast(pl.Int64, strict=False),
            area_code="BU" + bare,
        )
        .with_columns(pl.col(name).replace("", None) for name in _MORE_NAMES if name in columns)
        .filter(pl.col("area_code").str.starts_with(f"BU{municipality_code[2:]}"))
        .collect()
    )
    readable = pl.col("postcode").str.contains(POSTCODE) & pl.col("house_number").is_not_null()
    table = rows.filter(readable).unique().sort("postcode", "house_number", "area_code")
    findings = []
    if n_left_out := rows.select((~readable).fill_null(value=True).sum()).item():
        findings.append(finding("address_rows_left_out", count=int(n_left_out)))
    if table.is_empty():
        findings.append(finding("no_addresses", value=municipality_code))
    return AddressBook(year_in_name(columns["area_code"]), table, tuple(findings))


def _columns(place: Path) -> dict[str, str]:
    """Return per meaning the column that holds it."""
    found: dict[str, str] = {}
    for column in _header(place).split(_separator(place)):
        name = column.strip().strip('"')
        bare = re.sub(r"[^a-z0-9]|(?:19|20)\d{2}$", "", name.casefold())
        meaning = next((one for one, names in _ALL_NAMES.items() if bare in names), None)
        if meaning is not None:
            found.setdefault(meaning, name)
    return found


def _separator(place: Path) -> str:
    return max(_SEPARATORS, key=_header(place).count)


def _header(place: Path) -> str:
    with place.open("rb") as opened:
        head = opened.read(_HEAD).decode("utf-8-sig", errors="replace")
    return head.splitlines()[0] if head.strip() else ""
