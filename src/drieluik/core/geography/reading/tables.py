"""Tables of StatLine and the like: text with codes, in rows or turned on their side."""

import csv
from collections import Counter
from collections.abc import Iterable

from drieluik.core.geography.codes import is_code
from drieluik.core.geography.reading.columns import recognise
from drieluik.core.geography.reading.kinds import FileLimits, OpenFile, RefusedError
from drieluik.core.geography.reading.opening import RawLayer
from drieluik.core.geography.rules import finding

_SEPARATORS = (";", "\t", ",")
_LINES_ABOVE = 25
_FEWEST_CODES = 2


def open_table(file: OpenFile, limits: FileLimits) -> RawLayer:
    """Read a table; lines above its header are skipped, a table on its side is turned.

    Raises:
        RefusedError: The file is no text, or holds too many rows.
    """
    lines = lines_of(file.place.read_bytes(), limits)
    lines = turned(lines) if lies_on_its_side(lines) else lines
    at = header_at(lines)
    header = tuple(cell.strip() for cell in lines[at]) if lines else ()
    body = [(number, line) for number, line in enumerate(lines, 1) if number > at + 1 and any(line)]
    sample = {column: _column(body, place) for place, column in enumerate(header)}
    taken = recognise(header, sample)
    places = [header.index(one.column) for one in taken]
    return RawLayer(
        name=file.name,
        columns=header,
        taken=taken,
        rows=tuple(tuple(_cell(line, place) for place in places) for _, line in body),
        numbers=tuple(number for number, _ in body),
    )


def lines_of(content: bytes, limits: FileLimits) -> list[list[str]]:
    """Return the cells of a table of text, line by line.

    Raises:
        RefusedError: The file is no text, is damaged, or holds too many rows.
    """
    return _lines(_text(content), limits)


def _text(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\x00" in content[:4096]:
        raise RefusedError(finding("file_not_what_it_says", extension="csv"))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _lines(text: str, limits: FileLimits) -> list[list[str]]:
    head = text[:20_000]
    separator = max(_SEPARATORS, key=head.count)
    lines: list[list[str]] = []
    try:
        for line in csv.reader(text.splitlines(), delimiter=separator):
            lines.append([cell.strip() for cell in line])
            if len(lines) > limits.areas:
                raise RefusedError(finding("file_many_areas", count=len(lines), most=limits.areas))
    except csv.Error as fault:
        raise RefusedError(finding("file_damaged")) from fault
    return lines


def lies_on_its_side(lines: list[list[str]]) -> bool:
    """Tell whether one line near the top names two areas of a kind: then a column is an area."""
    return any(_most_of_a_kind(line) >= _FEWEST_CODES for line in lines[:_LINES_ABOVE])


def _most_of_a_kind(line: list[str]) -> int:
    kinds = Counter(code[:2].upper() for code in set(filter(is_code, line)))
    return max(kinds.values(), default=0)


def turned(lines: list[list[str]]) -> list[list[str]]:
    """Make rows of columns."""
    width = max(map(len, lines))
    return [[_cell(line, place) for line in lines] for place in range(width)]


def header_at(lines: list[list[str]]) -> int:
    """Return the first line whose cells are recognised as names of columns."""
    best = max(
        range(min(len(lines), _LINES_ABOVE)),
        key=lambda at: (len(recognise(lines[at], {})), -at),
        default=0,
    )
    if lines and not recognise(lines[best], {}):
        return _line_above_codes(lines)
    return best


def _line_above_codes(lines: Iterable[list[str]]) -> int:
    first = next((at for at, line in enumerate(lines) if any(map(is_code, line))), 1)
    return max(first - 1, 0)


def _column(body: list[tuple[int, list[str]]], place: int) -> list[str]:
    return [_cell(line, place) for _, line in body[:50]]


def _cell(line: list[str], place: int) -> str:
    return line[place] if place < len(line) else ""
