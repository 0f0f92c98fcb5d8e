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
    "house_number": ("huisnummer", "huisnr", "huisno"),
    "number": ("nummer", "nr"),
    "address": ("adres", "adresregel", "straatenhuisnummer"),
    "street": ("straat", "straatnaam", "openbareruimte"),
    "place": ("plaats", "locatie"),
    "x": ("x", "xrd", "rdx", "xcoordinaat", "xcoord", "lon", "lng", "longitude", "lengtegraad"),
    "y": ("y", "yrd", "rdy", "ycoordinaat", "ycoord", "lat", "latitude", "breedtegraad"),
}
_HOLDS_PLACES = {"postcode", "address", "street", "place"}
_HALF_POSTCODE = re.compile(r"[1-9][0-9]{3}")
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
        return ReadList(findings=tuple(map(_of_a_list, closed.findings)))
    read = [(one.name, tuple(found)) for one in tables if (found := _lines(one)) is not None]
    if not read:
        return ReadList(findings=(_no_columns(tables),))
    (_name, lines), *others = read
    return ReadList(lines, tuple(_about(lines, [name for name, _ in others])))


def _of_a_list(found: Finding) -> Finding:
    """Say of a list what the reader of files says of borders: how long it can be."""
    n_rows = found.facts.get("count")
    is_long = isinstance(n_rows, int) and n_rows > _LIMITS.areas
    if found.rule != "geography.file_many_areas":
        return found
    return finding("list_long", most=MOST_PLACES) if is_long else finding("list_wide")


def _about(lines: Sequence[tuple[int, str]], others: Sequence[str]) -> Iterator[Finding]:
    if not lines:
        yield finding("list_empty")
    if len(lines) > MOST_PLACES:
        yield finding("places_many", count=len(lines), most=MOST_PLACES)
    if others:
        yield finding("several_tables", others=listed([*others]))


def _no_columns(tables: Sequence[Written]) -> Finding:
    # what stands on the first row is not repeated: without a header that is somebody's address
    is_filled = any(any(line) for one in tables for line in one.lines)
    return finding("list_columns_missing" if is_filled else "list_empty")


def _lines(table: Written) -> Iterator[tuple[int, str]] | None:
    """Return the places of a table, or None when no column holds any."""
    lines = list(enumerate(table.lines, start=1))
    for at, line in lines[:_HEADER_WITHIN]:
        columns = _columns(line)
        if _HOLDS_PLACES & columns.keys() or {"x", "y"} <= columns.keys():
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
    number = found.pop("number", None)
    if number is not None and "address" not in found:
        # beside whole addresses a column "nr" counts the rows
        found.setdefault("house_number", number)
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
    """Write a row as somebody would: the postcode, else the point, else what is left of an address."""
    number = cells.get("house_number", "").removesuffix(".0")
    postcode = cells.get("postcode", "").removesuffix(".0")
    address = cells.get("address") or cells.get("street") or ""
    if _HALF_POSTCODE.fullmatch(postcode):
        return f"{postcode} {number}".strip()
    if postcode:
        # an address has its number before the postcode, a number of its own stands behind it
        return " ".join(filter(None, (address, postcode, number)))
    point = (cells.get("x", ""), cells.get("y", ""))
    if all(point):
        return "; ".join(point)
    words = ", ".join(filter(None, (f"{address} {number}".strip(), cells.get("place", ""))))
    return words or "; ".join(filter(None, point))
