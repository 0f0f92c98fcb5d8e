"""The figures themselves: read as people write them, or refused at their cell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from drieluik.core.findings import Finding
from drieluik.core.geography import Missing
from drieluik.core.layers.rules import finding
from drieluik.core.layers.tables import Cell, Row, Table
from drieluik.core.layers.values import (
    MOST_CLASSES,
    AreaValue,
    FigureKind,
    LayerQuestion,
    Scale,
)
from drieluik.core.tables import Column, Kind

if TYPE_CHECKING:
    import polars as pl

_NUMBERS_FOR_NONE = {
    "-99997": Missing.SECRET_OR_ABSENT,
    "-99995": Missing.LATER,
    "-99991": Missing.NO_LONGER,
}
"""What the CBS writes for a number it does not give (Toelichting Wijk- en Buurtkaart 2022-2024)."""
_OLDER_NUMBER_FOR_NONE = -99_999_000
_SECRET = (".", "x", "geheim")
_NOT_GIVEN = ("", "-", "onbekend", "n.v.t.", "nvt", "n.b.", "nb", "niet bekend")
_LONGEST_CLASS = 60
_PLACES_OF = ("_code", "_name", "year", "water", "change")
_REASONS_NL = {
    Missing.SECRET_OR_ABSENT: "door de bron niet gepubliceerd",
    Missing.LATER: "komt later",
    Missing.NO_LONGER: "niet meer gepubliceerd",
    Missing.NOT_GIVEN: "niet ingevuld",
}


@dataclass(slots=True)
class ReadFigures:
    """A value per area, and what was noticed on the way."""

    values: dict[str, AreaValue] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def candidates_of(table: Table, rows: Sequence[Row], kind: FigureKind) -> tuple[str, ...]:
    """Return the columns that could hold the figure: no code, name or year, and not empty.

    Columns with numbers, when a number is wanted and there are any.
    """
    placed = {
        one.column
        for one in table.taken
        if any(part in one.meaning for part in _PLACES_OF) and not one.meaning.startswith("n_")
    }
    texts = {
        name: [row.cells[at].text for row in rows]
        for at, name in enumerate(table.header)
        if name and name not in placed
    }
    written = tuple(name for name, column in texts.items() if any(column))
    numeric = tuple(name for name in written if any(map(_has_digit, texts[name])))
    return written if kind is FigureKind.CLASS or not numeric else numeric


def _has_digit(text: str) -> bool:
    return any(sign.isdigit() for sign in text)


def read_figures(
    rows: Sequence[tuple[str, Row]], at: int, question: LayerQuestion, errors: frozenset[str | None]
) -> ReadFigures:
    """Read the figure of every area.

    Args:
        rows: Code and row.
        at: Number of the column with the figure.
        question: What the figure is, and how shares are written.
        errors: Addresses of cells with an error value.
    """
    found = ReadFigures()
    cells = {code: row.cells[at] for code, row in rows}
    to_read: dict[str, Cell] = {}
    for code, cell in cells.items():
        reason = _missing(cell.text)
        if cell.place.cell in errors and cell.place.cell is not None:
            found.findings.append(finding("error_value", cell.place))
        elif reason is not None:
            found.values[code] = AreaValue(code, missing=reason)
        else:
            to_read[code] = cell
    is_class = question.kind is FigureKind.CLASS
    (_read_classes if is_class else _read_numbers)(to_read, question, found)
    found.findings += _about_all(found.values, bool(to_read))
    return found


def _missing(text: str) -> Missing | None:
    if text.casefold() in _NOT_GIVEN:
        return Missing.NOT_GIVEN
    if text.casefold() in _SECRET:
        return Missing.SECRET_OR_ABSENT
    if text in _NUMBERS_FOR_NONE:
        return _NUMBERS_FOR_NONE[text]
    older = text.removeprefix("-").isdigit() and int(text) < _OLDER_NUMBER_FOR_NONE
    return Missing.SECRET_OR_ABSENT if older else None


def _about_all(values: Mapping[str, AreaValue], some_written: bool) -> Iterator[Finding]:
    if not some_written:
        yield finding("no_figures")
        return
    reasons = [one.missing for one in values.values() if one.missing is not None]
    if reasons:
        told = [
            f"{reasons.count(reason)} {words}"
            for reason, words in _REASONS_NL.items()
            if reason in reasons
        ]
        yield finding("missing_figures", count=len(reasons), reasons=", ".join(told))


def _read_classes(cells: Mapping[str, Cell], question: LayerQuestion, found: ReadFigures) -> None:
    different = sorted({cell.text for cell in cells.values()})
    if len(different) > MOST_CLASSES:
        shown = ", ".join(different[:MOST_CLASSES])
        many = finding("classes_many", count=len(different), most=MOST_CLASSES, examples=shown)
        found.findings.append(many)
    for code, cell in cells.items():
        if len(cell.text) > _LONGEST_CLASS:
            found.findings.append(finding("class_long", cell.place, most=_LONGEST_CLASS))
        else:
            found.values[code] = AreaValue(code, text=cell.text)


def _read_numbers(cells: Mapping[str, Cell], question: LayerQuestion, found: ReadFigures) -> None:
    import polars as pl

    from drieluik.core.workbooks.reading.numbers import read_numbers

    if not cells:
        return
    column = _contract(question, next(iter(cells.values())))
    percent = question.kind is FigureKind.SHARE
    table = pl.LazyFrame(
        {
            "clean": [_bare(cell.text, percent=percent) for cell in cells.values()],
            "number": [True if cell.is_number else None for cell in cells.values()],
        },
        schema={"clean": pl.String, "number": pl.Boolean},
    )
    read = read_numbers(column, table).collect()
    for (code, cell), value, rule in zip(
        cells.items(), read["value"].to_list(), read["rule"].to_list(), strict=True
    ):
        if rule is not None or value is None:
            found.findings.append(_refused(rule or "number_not_understood", cell, column))
        else:
            found.values[code] = AreaValue(code, _scaled(value, question))
    found.findings += _small_shares(read["value"], question)


def _refused(rule: str, cell: Cell, column: Column) -> Finding:
    from drieluik.core.workbooks.rules import finding as of_a_cell

    bounds = {"at_least": column.at_least, "at_most": column.at_most}
    facts = {name: f"{bound:g}" for name, bound in bounds.items() if bound is not None}
    return of_a_cell(rule, cell.place, cell.text[:60], words="", **facts)


def _contract(question: LayerQuestion, cell: Cell) -> Column:
    at_least = 0.0 if question.kind in (FigureKind.COUNT, FigureKind.SHARE) else None
    highest = 100.0 if question.scale is Scale.PERCENT else 1.0
    return Column(
        name="figure",
        kind=Kind.WHOLE if question.kind is FigureKind.COUNT else Kind.DECIMAL,
        header_nl=cell.place.column or "",
        meaning_nl="",
        at_least=at_least,
        at_most=highest if question.kind is FigureKind.SHARE else None,
    )


def _bare(text: str, *, percent: bool) -> str:
    return text.removesuffix("%").strip() if percent else text


def _scaled(value: float, question: LayerQuestion) -> float:
    if question.kind is not FigureKind.SHARE or question.scale is Scale.PART:
        return float(value)
    return float(Decimal(str(value)) / 100)


def _small_shares(values: "pl.Series", question: LayerQuestion) -> Iterator[Finding]:
    """Doubt percentages that all lie below one: they may be parts of one."""
    if question.kind is not FigureKind.SHARE or question.scale is not Scale.PERCENT:
        return
    known = [value for value in values.to_list() if value is not None]
    if any(known) and max(known) <= 1 and not all(float(value).is_integer() for value in known):
        yield finding("shares_all_small", highest=f"{max(known):g}".replace(".", ","))
