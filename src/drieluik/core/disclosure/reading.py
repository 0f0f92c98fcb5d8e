"""Reading a table with its dimensions from files: a CSV and a YAML that says what is in it."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from drieluik.core.disclosure.dimensions import Dimension, DimensionError, Hierarchy
from drieluik.core.disclosure.figures import Figures, FiguresError, add_up, faults_of_rows
from drieluik.core.parameters import DatedFileError, exactly, mapping_of, text_of

_KEYS = {"measure", "value", "contributor", "fixed", "dimensions"}
_NUMBER = {",": re.compile(r"\d+(\.\d+)?"), ";": re.compile(r"\d+(,\d+)?")}


@dataclass(frozen=True, slots=True)
class _Form:
    """What the YAML says; a dimension without hierarchies takes its codes from the table."""

    measure: str
    value: str
    contributor: str | None
    fixed: Mapping[str, str]
    dimensions: tuple[tuple[str, str, tuple[Hierarchy, ...]], ...]


def read_figures(table: bytes, dimensions: str) -> Figures:
    """Read a table.

    Args:
        table: A CSV in UTF-8 with a header, with ``,`` and decimal points or ``;`` and decimal
            commas.
        dimensions: A YAML; ``docs/method/onthulling.md`` shows one.

    Raises:
        FiguresError: The table does not fit; every fault in one message.
        DatedFileError: The YAML breaks its form.
    """
    form = _form(dimensions)
    header, lines = _lines(table)
    named = [column for column, _, _ in form.dimensions]
    wanted = [*named, form.value, *([form.contributor] if form.contributor else [])]
    if lacking := [column for column in wanted if column not in header]:
        raise FiguresError([f"de tabel mist kolom: {', '.join(lacking)}"])
    number_form = _NUMBER[_separator(table)]
    rows, at, faults = [], [], []
    for number, line in enumerate(lines, start=2):
        if len(line) != len(header):
            faults.append(f"regel {number}: {len(line)} velden, dat moeten er {len(header)} zijn")
            continue
        cell = dict(zip(header, map(str.strip, line), strict=True))
        if not number_form.fullmatch(cell[form.value]):
            faults.append(f"regel {number}: '{cell[form.value]}' is geen getal van 0 of meer")
            continue
        value = float(cell[form.value].replace(",", "."))
        contributor = cell[form.contributor] if form.contributor else ""
        if empty := [column for column in named if not cell[column]]:
            faults.append(f"regel {number}: {', '.join(empty)} is leeg")
            continue
        rows.append((tuple(cell[column] for column in named), contributor, value))
        at.append(f"regel {number}")
    if not rows and not faults:
        faults.append("de tabel heeft geen regels")
    made = _dimensions(form, rows)
    faults += faults_of_rows(made, rows, at)
    if faults:
        raise FiguresError(sorted(faults, key=_line_of))
    return add_up(form.measure, made, rows, form.fixed)


def _line_of(fault: str) -> int:
    found = re.match(r"regel (\d+):", fault)
    return int(found[1]) if found else 0


def _lines(table: bytes) -> tuple[list[str], list[list[str]]]:
    try:
        text = table.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise FiguresError([f"de tabel is geen UTF-8: byte {fault.start} past niet"]) from fault
    lines = [line for line in csv.reader(io.StringIO(text), delimiter=_separator(table)) if line]
    if not lines:
        raise FiguresError(["de tabel is leeg"])
    header = [name.strip() for name in lines[0]]
    if twice := sorted({name for name in header if header.count(name) > 1}):
        raise FiguresError([f"kolom staat er twee keer in: {', '.join(twice)}"])
    return header, lines[1:]


def _separator(table: bytes) -> str:
    first = table.split(b"\n", 1)[0]
    return ";" if first.count(b";") > first.count(b",") else ","


def _form(text: str) -> _Form:
    content = mapping_of(text)
    exactly(content, _KEYS, {"measure", "dimensions"}, "het bestand")
    if not isinstance(content["dimensions"], list) or not content["dimensions"]:
        raise DatedFileError("dimensions bevat geen enkele dimensie")
    fixed = content.get("fixed") or {}
    if not isinstance(fixed, dict):
        raise DatedFileError("fixed bevat geen sleutels")
    contributor = content.get("contributor")
    named = tuple(map(_named, content["dimensions"]))
    columns = [*(column for column, _, _ in named), *map(str, fixed)]
    columns += [str(content.get("value", "value")), *([str(contributor)] if contributor else [])]
    if twice := sorted({one for one in columns if columns.count(one) > 1}):
        raise DatedFileError(f"kolom {', '.join(twice)} heeft twee betekenissen")
    return _Form(
        measure=text_of(content["measure"], "measure"),
        value=text_of(content.get("value", "value"), "value"),
        contributor=None if contributor is None else text_of(contributor, "contributor"),
        fixed={str(name): _code(code, "fixed") for name, code in fixed.items()},
        dimensions=named,
    )


def _named(entry: Any) -> tuple[str, str, tuple[Hierarchy, ...]]:
    exactly(entry, {"column", "total", "hierarchies"}, {"column", "total"}, "een dimensie")
    hierarchies = entry.get("hierarchies") or []
    if not isinstance(hierarchies, list):
        raise DatedFileError(f"de hiërarchieën van {entry['column']} zijn geen lijst")
    column = text_of(entry["column"], "column")
    return column, _code(entry["total"], f"total van {column}"), tuple(map(_hierarchy, hierarchies))


def _hierarchy(entry: Any) -> Hierarchy:
    exactly(entry, {"name", "parents"}, {"name", "parents"}, "een hiërarchie")
    if not isinstance(entry["parents"], dict):
        raise DatedFileError(f"parents van {entry['name']} bevat geen sleutels")
    where = f"parents van {entry['name']}"
    parents = {_code(one, where): _code(of, where) for one, of in entry["parents"].items()}
    return Hierarchy(str(entry["name"]), parents)


def _code(value: Any, where: str) -> str:
    """Return a code; YAML takes a bare ``no``, ``2026-01-01`` or nothing for something else."""
    if type(value) not in (str, int) or value == "":
        raise DatedFileError(f"{where}: zet '{value}' tussen aanhalingstekens")
    return str(value)


def _dimensions(
    form: _Form, rows: Sequence[tuple[tuple[str, ...], str, float]]
) -> tuple[Dimension, ...]:
    made = []
    for axis, (column, total, hierarchies) in enumerate(form.dimensions):
        try:
            made.append(
                Dimension(column, total, hierarchies)
                if hierarchies
                else Dimension.over(column, total, {codes[axis] for codes, _, _ in rows})
            )
        except DimensionError as fault:
            raise FiguresError([str(fault)]) from fault
    return tuple(made)
