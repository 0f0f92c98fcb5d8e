"""What the grid does not tell: where cells start, what is hidden or merged, empty formulas.

Looks first with cheap searches whether there is anything to find; walks the whole XML only then.
"""

import re
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from drieluik.core.workbooks.matching import column_index

_SPECIAL = (
    (b"hidden", re.compile(rb"""\bhidden\s*=\s*["'](?:1|true|on)["']""")),
    (b"<f", re.compile(rb"<f[\s/>]")),
    (b":f", re.compile(rb"<\w+:f[\s/>]")),
    (b"mergeCell", re.compile(rb"<(?:\w+:)?mergeCell\s")),
)
"""Each with a plain text that must be there anyway: looking for that is far quicker."""

_ERROR_TYPES = (b'"e"', b"'e'")
"""How the XML marks a cell that holds an error value."""

_ADDRESS = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")


@dataclass(slots=True)
class Structure:
    """What is special about a sheet.

    Attributes:
        first_column: Number of the first column with a value, counted from zero.
        hidden_rows: Rows that are hidden, counted from 1.
        hidden_columns: First and last column of each hidden stretch, counted from zero.
        merged: Merged ranges as ``A1:B2``.
        empty_formulas: Row (from 1) and column (from zero) of formulas without a stored result.
        may_hold_errors: False when no cell can hold an error value.
    """

    first_column: int = 0
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    empty_formulas: list[tuple[int, int]] = field(default_factory=list)
    may_hold_errors: bool = False


class BrokenSheetError(Exception):
    """The XML of the sheet is broken or declares what no sheet needs."""


def inspect_structure(xml: bytes, anchor: tuple[int, int] | None) -> Structure:
    """Walk through the XML of a sheet as far as needed.

    Args:
        xml: The XML of the sheet.
        anchor: Row (from 1) and place (from zero) of the first text of the header row in the
            grid; it tells how far the grid is shifted. None when there is no header.

    Raises:
        BrokenSheetError: The XML cannot be parsed.
    """
    whole = any(hint in xml and pattern.search(xml) for hint, pattern in _SPECIAL)
    walk = _Walk(anchor, whole)
    try:
        walk.parser.Parse(xml, True)
    except _Enough:
        pass
    except (expat.ExpatError, ValueError) as error:
        raise BrokenSheetError(str(error)) from error
    walk.found.may_hold_errors = any(mark in xml for mark in _ERROR_TYPES)
    return walk.found


class _Enough(Exception):  # noqa: N818 - a signal, not an error
    """The answer is known; the rest of the XML need not be read."""


class _Walk:
    """Handlers of the XML parser; rows and cells without an address count on from the last."""

    def __init__(self, anchor: tuple[int, int] | None, whole: bool) -> None:
        self.found = Structure()
        self.anchor = anchor
        self.whole = whole
        self.row = 0
        self.column = -1
        self.has_value = False
        self.has_formula = False
        self.is_text = False
        self.anchor_columns: list[int] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.EntityDeclHandler = _refuse
        self.parser.StartDoctypeDeclHandler = _refuse
        self.starts = {
            "row": self.start_row,
            "c": self.start_cell,
            "v": self.start_value,
            "is": self.start_text,
            "f": self.start_formula,
            "col": self.start_columns,
            "mergeCell": self.start_merge,
        }

    def start(self, name: str, attributes: dict[str, str]) -> None:
        handler = self.starts.get(name.rpartition(" ")[2])
        if handler is not None:
            handler(attributes)

    def start_row(self, attributes: dict[str, str]) -> None:
        self.row = int(attributes["r"]) if "r" in attributes else self.row + 1
        self.column = -1
        if attributes.get("hidden") in ("1", "true", "on"):
            self.found.hidden_rows.append(self.row)

    def start_cell(self, attributes: dict[str, str]) -> None:
        match = _ADDRESS.fullmatch(attributes.get("r", ""))
        self.column = column_index(match[1]) if match else self.column + 1
        # a formula may well have an empty text as its result; an empty number is no result
        self.has_value = False
        self.has_formula = False
        self.is_text = attributes.get("t") == "str"

    def start_text(self, attributes: dict[str, str]) -> None:
        self.has_value = True

    def start_value(self, attributes: dict[str, str]) -> None:
        if self.has_formula and not self.is_text:
            self.parser.CharacterDataHandler = self.value_text
        else:
            self.has_value = True

    def value_text(self, text: str) -> None:
        self.has_value = self.has_value or bool(text.strip())

    def start_formula(self, attributes: dict[str, str]) -> None:
        self.has_formula = True

    def start_columns(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in ("1", "true", "on"):
            first, last = int(attributes["min"]) - 1, int(attributes["max"]) - 1
            self.found.hidden_columns.append((first, last))

    def start_merge(self, attributes: dict[str, str]) -> None:
        self.found.merged.append(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        local = name.rpartition(" ")[2]
        if local == "c":
            self.end_cell()
        elif local == "v" and self.has_formula:
            self.parser.CharacterDataHandler = None
        elif local == "row" and self.anchor is not None and self.row >= self.anchor[0]:
            self.end_anchor()

    def end_cell(self) -> None:
        if self.anchor is not None and self.row == self.anchor[0] and self.has_value:
            self.anchor_columns.append(self.column)
        if self.has_formula and not self.has_value:
            self.found.empty_formulas.append((self.row, self.column))

    def end_anchor(self) -> None:
        if self.anchor is not None and self.anchor_columns:
            self.found.first_column = self.anchor_columns[0] - self.anchor[1]
        self.anchor = None
        if not self.whole:
            raise _Enough


def _refuse(*_: Any) -> None:
    raise ValueError("entities and document types are refused")
