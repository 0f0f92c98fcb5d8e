"""From rows of text to areas: their code, name, year and counts, and which rows are left out."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from drieluik.core.findings import Finding, Place
from drieluik.core.geography.borders import COUNTS, Area, Count, Level, Missing
from drieluik.core.geography.codes import (
    ReadCode,
    is_fictitious,
    municipality_of,
    parent_of,
    read_code,
)
from drieluik.core.geography.reading.columns import year_in_name
from drieluik.core.geography.reading.opening import RawLayer
from drieluik.core.geography.reading.result import BorderQuestion
from drieluik.core.geography.rules import finding, listed

_FINEST_FIRST = (Level.BUURT, Level.WIJK, Level.MUNICIPALITY)
_NUMBERS_FOR_NONE = {
    -99997: Missing.SECRET_OR_ABSENT,
    -99995: Missing.LATER,
    -99991: Missing.NO_LONGER,
}
"""What the CBS writes for a number it does not give (Toelichting Wijk- en Buurtkaart 2022-2024)."""
_OLDER_NUMBER_FOR_NONE = -99_999_000
"""Before that, numbers below this stood for a number that is secret or absent (such as -99999999)."""
_WORDS_FOR_NONE = (".", "x", "-")


@dataclass(slots=True)
class ReadRows:
    """Areas of a layer, each with its row, and what was noticed on the way."""

    areas: list[tuple[int, Area]] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)
    names_above: dict[str, str] = field(default_factory=dict)


def read_rows(layer: RawLayer, question: BorderQuestion) -> ReadRows:
    """Make areas of the rows that are asked for.

    Args:
        layer: A layer with a column of codes.
        question: Which municipality and year.
    """
    result = ReadRows()
    unreadable, repaired, odd_counts = [], [], []
    for at, row in enumerate(_dicts(layer)):
        code = _code(row)
        if code is None:
            result.left_out["code_unreadable" if _written(row) else "no_code"] += 1
            unreadable += [_written(row)] if _written(row) else []
            continue
        reason = _left_out(row, code, question)
        if reason:
            result.left_out[reason] += 1
            continue
        repaired += [f"{_written(row)} → {code.code}"] if code.repaired else []
        counts = {name: _count(row[name]) for name in COUNTS if name in row}
        odd_counts += [f"{code.code}: {row[name]}" for name, one in counts.items() if one is None]
        result.areas.append((at, _area(row, code, counts, _year(row, layer) or question.year or 0)))
        result.names_above |= _names_above(row, code)
    place = Place(sheet=layer.name)
    for rule, listing in (
        ("code_unreadable", unreadable),
        ("code_repaired", repaired),
        ("count_unreadable", odd_counts),
    ):
        if listing:
            found = finding(rule, place, count=len(listing), examples=listed(listing))
            result.findings.append(found)
    result.findings += _contradictions(layer, result)
    return result


def years_in(layer: RawLayer) -> frozenset[int]:
    """Return the years that a layer says itself: in a column, or in the name of one."""
    return frozenset(year for row in _dicts(layer) if (year := _year(row, layer)) is not None)


def _dicts(layer: RawLayer) -> Iterator[Mapping[str, str]]:
    meanings = [one.meaning for one in layer.taken]
    return (dict(zip(meanings, (cell.strip() for cell in row), strict=True)) for row in layer.rows)


def _code(row: Mapping[str, str]) -> ReadCode | None:
    for level in _FINEST_FIRST:
        if row.get(f"{level.value}_code"):
            return read_code(row[f"{level.value}_code"], level)
    return read_code(row.get("any_code", ""))


def _written(row: Mapping[str, str]) -> str:
    names = [*(f"{level.value}_code" for level in _FINEST_FIRST), "any_code"]
    return next((row[name] for name in names if row.get(name)), "")


def _left_out(row: Mapping[str, str], code: ReadCode, question: BorderQuestion) -> str:
    wanted = question.municipality_code
    if wanted is not None and municipality_of(code.code) != wanted:
        return "other_municipality"
    if row.get("water", "").upper() == "JA":
        return "water"
    if is_fictitious(code.code):
        return "fictitious"
    year = _year_written(row)
    return "other_year" if year and question.year and year != question.year else ""


def _year(row: Mapping[str, str], layer: RawLayer) -> int | None:
    return _year_written(row) or _year_of_column(layer)


def _year_written(row: Mapping[str, str]) -> int | None:
    for text in (row.get("year", ""), row.get("year_code", "")):
        if text[:4].isdigit():
            return int(text[:4])
    return None


def _year_of_column(layer: RawLayer) -> int | None:
    codes = (one.column for one in layer.taken if one.meaning.endswith("_code"))
    return next((year for column in codes if (year := year_in_name(column))), None)


def _count(text: str) -> Count | None:
    """Return a number or why there is none; None when the text cannot be understood."""
    if not text:
        return Count(missing=Missing.NOT_GIVEN)
    if text in _WORDS_FOR_NONE:
        return Count(missing=Missing.SECRET_OR_ABSENT)
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return None
    if number in _NUMBERS_FOR_NONE:
        return Count(missing=_NUMBERS_FOR_NONE[int(number)])
    if number < _OLDER_NUMBER_FOR_NONE:
        return Count(missing=Missing.SECRET_OR_ABSENT)
    return Count(int(number)) if number >= 0 and number.is_integer() else None


def _area(
    row: Mapping[str, str], code: ReadCode, counts: Mapping[str, Count | None], year: int
) -> Area:
    name = row.get(f"{code.level.value}_name") or row.get("any_name") or ""
    change = row.get("change", "")
    parent = row.get("wijk_code", "") if code.level is Level.BUURT else ""
    read = read_code(parent, Level.WIJK) if parent else None
    unclear = Count(missing=Missing.NOT_GIVEN)
    return Area(
        code=code.code,
        name=name,
        level=code.level,
        year=year,
        parent_code=read.code if read else parent_of(code.code),
        counts={name: one or unclear for name, one in counts.items()},
        change=int(change) if change in ("1", "2", "3") else None,
    )


def _names_above(row: Mapping[str, str], code: ReadCode) -> dict[str, str]:
    names = {}
    wijk, place = row.get("wijk_name"), row.get("municipality_name")
    if wijk and code.level is Level.BUURT:
        names[parent_of(code.code) or ""] = wijk
    if place:
        names[municipality_of(code.code)] = place
    return names


def _contradictions(layer: RawLayer, result: ReadRows) -> Iterator[Finding]:
    """Tell which areas lie, by a column of their own, in a wijk of another municipality."""
    odd = [
        f"{area.code} ({area.parent_code})"
        for _, area in result.areas
        if area.parent_code and municipality_of(area.parent_code) != municipality_of(area.code)
    ]
    if odd:
        place = Place(sheet=layer.name)
        yield finding("code_contradicts", place, count=len(odd), examples=listed(odd))
    nameless = [area.code for _, area in result.areas if not area.name]
    if nameless:
        place = Place(sheet=layer.name)
        yield finding("name_missing", place, count=len(nameless), examples=listed(nameless))
    result.areas[:] = [
        (at, area if area.name else replace(area, name=area.code)) for at, area in result.areas
    ]
