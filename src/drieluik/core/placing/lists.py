"""A small table with places: which columns hold them, and every row as somebody would write it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from drieluik.core.findings import Finding
from drieluik.core.geography import FileLimits
from drieluik.core.geography.rules import listed
from drieluik.core.layers.opening import WORKBOOKS, ClosedError, open_tables
from drieluik.core.layers.tables import Written
from drieluik.core.placing.rules import LONGEST_PLACE, MOST_PLACES, finding

_NAMES = {
    "postcode": ("postcode", "postcode6", "pc6", "pc"),
    "house_number": ("huisnummer", "huisnr", "huisno", "nummer", "nr"),
    "address": ("adres", "adresregel", "straatenhuisnummer", "plaats", "locatie"),
    "x": ("x", "xrd", "rdx", "xcoordinaat", "xcoord", "lon", "lng", "longitude", "lengtegraad"),
    "y": ("y", "yrd", "rdy", "ycoordinaat", "ycoord", "lat", "latitude", "breedtegraad"),
}
_HEADER_WITHIN = 20
_LIMITS = FileLimits(areas=MOST_PLACES + _HEADER_WITHIN)
_KINDS = (".csv", ".txt", *WORKBOOKS)


@dataclass(frozen=True, slots=True)
class ReadList:
    """What a file holds.

    Attributes:
        lines: Number of the row and the place in it, as somebody would write it.
        findings: What is wrong with the file, or was left out.
    """

    lines: tuple[tuple[int, str], ...] = ()
    findings: tuple[Finding, ...] = ()


def read_list(content: bytes, filename: str) -> ReadList:
    """Read the places of a table in this very process; for files that are trusted.

    Files of strangers go through ``read_list_isolated``.

    Args:
        content: A text table or a workbook.
        filename: Its name; the extension says what it should be.

    Returns:
        The rows of the first table with a column for it: postcode (with house number), address, or
        x and y. A table of one column without a known header is read as places, line by line.
        Other columns are not looked at.
    """
    if not filename.casefold().endswith(_KINDS):
        extension = filename.rpartition(".")[2][:10]
        return ReadList(findings=(finding("list_unknown_kind", extension=extension),))
    try:
        tables = open_tables(content, filename, _LIMITS)
    except ClosedError as closed:
        return ReadList(findings=closed.findings)
    read = [(one.name, tuple(found)) for one in tables if (found := _lines(one)) is not None]
    if not read:
        return ReadList(findings=(_no_columns(tables),))
    (_name, lines), *others = read
    return ReadList(lines, tuple(_about(lines, [name for name, _ in others])))


def _about(lines: Sequence[tuple[int, str]], others: Sequence[str]) -> Iterator[Finding]:
    if not lines:
        yield finding("list_empty")
    if len(lines) > MOST_PLACES:
        yield finding("places_many", count=len(lines), most=MOST_PLACES)
    if others:
        yield finding("several_tables", others=listed([*others]))


def _no_columns(tables: Sequence[Written]) -> Finding:
    filled = [line for one in tables for line in one.lines if any(line)]
    if not filled:
        return finding("list_empty")
    return finding("list_columns_missing", columns=listed([one for one in filled[0] if one], 12))


def _lines(table: Written) -> Iterator[tuple[int, str]] | None:
    """Return the places of a table, or None when no column holds any."""
    lines = list(enumerate(table.lines, start=1))
    for at, line in lines[:_HEADER_WITHIN]:
        columns = _columns(line)
        if "postcode" in columns or "address" in columns or {"x", "y"} <= columns.keys():
            return _rows(lines[at:], columns)
    used = {place for _, line in lines for place, cell in enumerate(line) if cell}
    if len(used) != 1:
        return None
    return _rows(lines, {"address": used.pop()})


def _columns(line: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, name in enumerate(line):
        bare = re.sub(r"[^a-z0-9]", "", name.casefold().replace("ö", "o"))
        meaning = next((one for one, names in _NAMES.items() if bare in names), None)
        if meaning is not None:
            found.setdefault(meaning, place)
    return found


def _rows(
    lines: Sequence[tuple[int, list[str]]], columns: Mapping[str, int]
) -> Iterator[tuple[int, str]]:
    for number, line in lines:
        cells = {
            meaning: line[place].strip()[:LONGEST_PLACE] if place < len(line) else ""
            for meaning, place in columns.items()
        }
        if written := _written(cells):
            yield number, written


def _written(cells: Mapping[str, str]) -> str:
    """Write a row as somebody would: the address, else the point."""
    postcode, address = cells.get("postcode", ""), cells.get("address", "")
    number = cells.get("house_number", "").removesuffix(".0")
    if postcode:
        # an address has its number before the postcode, a number of its own stands behind it
        return " ".join(filter(None, (address, postcode, number)))
    if address:
        return address
    point = (cells.get("x", ""), cells.get("y", ""))
    if any(point):
        return "; ".join(point)
    return number
