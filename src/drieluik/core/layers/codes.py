"""Which rows are about which area: codes read, repaired visibly, and held against those in use."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from drieluik.core.findings import Finding, Place
from drieluik.core.geography import Level
from drieluik.core.geography.codes import ReadCode, is_fictitious, municipality_of, read_code
from drieluik.core.geography.reading.columns import year_in_name
from drieluik.core.geography.rules import listed
from drieluik.core.layers.rules import finding
from drieluik.core.layers.tables import Cell, Row, Table
from drieluik.core.layers.values import KnownAreas, LayerQuestion

_COUNTRY = re.compile(r"NL\d{2}|nederland", re.IGNORECASE)
_MOST_ZEROS = 3
_YEARS = ("year", "year_code")
_LEVELS_NL = {
    Level.BUURT: "buurten",
    Level.WIJK: "wijken",
    Level.MUNICIPALITY: "gemeenten",
}


@dataclass(slots=True)
class ReadCodes:
    """Rows with the area they are about, and what was noticed on the way.

    Attributes:
        column: Header of the codes.
        rows: Code and row, each code once.
        left_out: Per reason how many rows were not read.
        other_levels: Levels of which there are codes in this municipality, beside the one asked.
        findings: In order of the rows.
    """

    column: str
    rows: list[tuple[str, Row]] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    other_levels: set[Level] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)


def read_codes(table: Table, question: LayerQuestion) -> ReadCodes:
    """Read the code of every row of a table that has a column of codes."""
    column, level = _column(table, question.level)
    found = ReadCodes(column)
    place = table.at(column)
    years = [table.at(name) for one in _YEARS if (name := table.column_of(one))]
    first: dict[str, Row] = {}
    for row in table.rows:
        cell = row.cells[place]
        if question.year and _other_year(row, years, question.year):
            found.left_out["other_year"] += 1
            continue
        code = _code(cell, (level, question.level), row, found)
        if code is None or _elsewhere(code, question, found):
            continue
        if code.repaired:
            found.findings.append(finding("code_repaired", cell.place, cell.text, code=code.code))
        if code.code in first:
            twice = finding("code_twice", cell.place, code.code, first_row=first[code.code].number)
            found.findings.append(twice)
            continue
        first[code.code] = row
        found.rows.append((code.code, row))
    return found


def years_said(table: Table) -> frozenset[int]:
    """Return the years that a table says itself: in a column, or in the name of one."""
    columns = [table.at(name) for one in _YEARS if (name := table.column_of(one))]
    written = {
        int(row.cells[at].text[:4])
        for row in table.rows
        for at in columns
        if row.cells[at].text[:4].isdigit() and len(row.cells[at].text) >= len("2021")
    }
    in_names = {
        year
        for one in table.taken
        if one.meaning.endswith("_code") and (year := year_in_name(one.column))
    }
    return frozenset(year for year in written | in_names if 1900 < year < 2200)


def held_against(
    found: ReadCodes, known: KnownAreas | None, question: LayerQuestion
) -> Iterator[Finding]:
    """Tell which codes are not of the year, and which areas of the year are not in the file."""
    if known is None:
        yield finding("codes_not_checked")
        return
    others = {one.year: one.names for one in question.known if one.year != known.year}
    place = {code: row for code, row in found.rows if code not in known.names}
    for code, row in place.items():
        years = sorted((year for year, names in others.items() if code in names), reverse=True)
        cell = _cell_of(row, found)
        if years:
            yield finding("code_of_another_year", cell, code, other=years[0], year=known.year)
        else:
            yield finding("code_unknown", cell, code, year=known.year)
    missing = sorted(known.names.keys() - {code for code, _ in found.rows})
    if missing and found.rows:
        named = listed([f"{known.names[code]} ({code})" for code in missing], most=10)
        total = len(known.names)
        yield finding("areas_missing", count=len(missing), total=total, examples=named)


def about_levels(found: ReadCodes, question: LayerQuestion) -> Iterator[Finding]:
    """Say why there is no row at all for the areas asked."""
    if found.rows:
        return
    if found.other_levels:
        there = listed([_LEVELS_NL[level] for level in sorted(found.other_levels)])
        yield finding("level_not_there", asked=_LEVELS_NL[question.level], there=there)
    elif found.left_out["other_municipality"]:
        yield finding("other_municipality_only", count=found.left_out["other_municipality"])
    elif not found.findings:
        yield finding("no_rows")


def _column(table: Table, level: Level) -> tuple[str, Level | None]:
    """Return the column of codes, and the level of all codes in it when its name says it."""
    own = table.column_of(f"{level.value}_code")
    if own is not None:
        return own, level
    column = table.column_of("any_code")
    if column is not None:
        return column, None
    for other in (Level.BUURT, Level.WIJK, Level.MUNICIPALITY):
        if (name := table.column_of(f"{other.value}_code")) is not None:
            return name, other
    raise LookupError("a table without codes")


def _code(
    cell: Cell, levels: tuple[Level | None, Level], row: Row, found: ReadCodes
) -> ReadCode | None:
    level, asked = levels
    if _COUNTRY.fullmatch(cell.text):
        found.left_out["country"] += 1
        return None
    if not cell.text:
        if any(one.text and one.is_number for one in row.cells):
            found.findings.append(finding("code_missing", cell.place))
        found.left_out["no_code"] += 1
        return None
    code = _read(cell.text, level, asked)
    if code is None:
        found.findings.append(finding("code_unreadable", cell.place, cell.text[:60]))
        found.left_out["no_code"] += 1
    return code


def _read(text: str, level: Level | None, asked: Level) -> ReadCode | None:
    """Read a code; one without letters is of the level of its column, else of the level asked.

    At most the three zeros that a code can begin with may have got lost.
    """
    bare = text.upper().removeprefix("BU").removeprefix("WK").removeprefix("GM")
    code = read_code(text, level or (asked if bare == text.upper() else None))
    if code is not None and code.repaired and len(bare) < len(code.code) - 2 - _MOST_ZEROS:
        return None
    return code


def _elsewhere(code: ReadCode, question: LayerQuestion, found: ReadCodes) -> bool:
    """Tell whether a row is about no area that was asked, and count it."""
    if municipality_of(code.code) != question.municipality_code:
        found.left_out["other_municipality"] += 1
    elif code.level is not question.level:
        found.left_out["other_level"] += 1
        found.other_levels.add(code.level)
    elif is_fictitious(code.code):
        found.left_out["fictitious"] += 1
    else:
        return False
    return True


def _other_year(row: Row, years: Sequence[int], asked: int) -> bool:
    texts = [row.cells[at].text[:4] for at in years]
    said = [int(text) for text in texts if text.isdigit()]
    return bool(said) and asked not in said


def _cell_of(row: Row, found: ReadCodes) -> Place:
    return next(one.place for one in row.cells if one.place.column == found.column)


def year_of(
    said: frozenset[int], codes: frozenset[str], question: LayerQuestion
) -> KnownAreas | None:
    """Return the areas the codes are held against: of the year said, else those that know most.

    Args:
        said: Years that the file names.
        codes: The codes in it.
        question: With the areas of every year in use.
    """
    by_year: Mapping[int, KnownAreas] = {one.year: one for one in question.known}
    if not by_year:
        return None
    wanted = question.year or (next(iter(said)) if len(said) == 1 else None)
    if wanted is not None and wanted in by_year:
        return by_year[wanted]
    if wanted is not None:
        return by_year[min(by_year, key=lambda year: (abs(year - wanted), -year))]
    return by_year[max(by_year, key=lambda year: (len(codes & by_year[year].names.keys()), year))]
