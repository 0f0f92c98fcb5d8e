"""Which column of a file holds what: by its name in the layouts of several years, or by its codes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

import yaml

from drieluik.core.geography.codes import is_code

_CUT = 10
"""Letters of a column name that a shapefile keeps."""
_NUMBER_BEHIND = re.compile(r"_?\d{1,4}$")
_NO_LETTER = re.compile(r"[^a-z0-9]")
_MOST_CODES = 0.8


class How(StrEnum):
    """By what a column was recognised."""

    NAME = "name"
    CUT_NAME = "cut_name"
    CODES = "codes"


@dataclass(frozen=True, slots=True)
class TakenAs:
    """One column that was recognised.

    Attributes:
        meaning: Key of ``columns.yaml``, such as ``buurt_code``.
        column: Its name in the file.
        how: By what it was recognised.
    """

    meaning: str
    column: str
    how: How


def recognise(columns: Sequence[str], sample: Mapping[str, Sequence[str]]) -> tuple[TakenAs, ...]:
    """Tell which columns hold what; a meaning is given out once, to the first name of its list.

    Args:
        columns: Names as the file writes them.
        sample: Some values per column; a column of codes is recognised by them when no name is.

    Returns:
        The recognised columns in the order of the file; others are not read.
    """
    found: dict[str, TakenAs] = {}
    for column, meaning, how in _by_name(columns):
        if meaning not in found:
            found[meaning] = TakenAs(meaning, column, how)
    if not any(meaning.endswith("_code") and meaning != "year_code" for meaning in found):
        for column in columns:
            if _holds_codes(sample.get(column, ())):
                found = {
                    **_without(found, column),
                    "any_code": TakenAs("any_code", column, How.CODES),
                }
                break
    return tuple(sorted(found.values(), key=lambda one: list(columns).index(one.column)))


def year_in_name(column: str) -> int | None:
    """Return the year that a column carries in its name, such as ``Buurt2021``."""
    found = re.search(r"(?:19|20)\d{2}$", column.strip())
    return int(found[0]) if found else None


def _without(found: Mapping[str, TakenAs], column: str) -> dict[str, TakenAs]:
    return {meaning: one for meaning, one in found.items() if one.column != column}


def _by_name(columns: Sequence[str]) -> list[tuple[str, str, How]]:
    """Give every match, whole names before cut ones, in the order of preference of the list."""
    order = list(_names())
    matches = []
    for column in columns:
        name = column.strip().strip('"').casefold()
        whole = _bare(name) if _bare(name) in _names() else _bare(_NUMBER_BEHIND.sub("", name))
        if whole in _names():
            matches.append((0, order.index(whole), column, _names()[whole], How.NAME))
        elif name in _cut_names():
            at = order.index(_bare(_cut_names()[name]))
            matches.append((1, at, column, _names()[order[at]], How.CUT_NAME))
    return [(column, meaning, how) for _, _, column, meaning, how in sorted(matches)]


def _holds_codes(values: Sequence[str]) -> bool:
    written = [value for value in values if value.strip()]
    return bool(written) and sum(map(is_code, written)) >= _MOST_CODES * len(written)


def _bare(name: str) -> str:
    return _NO_LETTER.sub("", name)


@cache
def _layouts() -> dict[str, list[str]]:
    file = resources.files("drieluik.core.geography.reading") / "columns.yaml"
    layouts: dict[str, list[str]] = yaml.safe_load(file.read_text("utf-8"))
    return layouts


@cache
def _names() -> dict[str, str]:
    return {_bare(name): meaning for meaning, names in _layouts().items() for name in names}


@cache
def _cut_names() -> dict[str, str]:
    """Give the whole name per name as a shapefile cuts it."""
    whole = [name for names in _layouts().values() for name in names]
    return {name[:_CUT]: name for name in reversed(whole) if len(name) > _CUT}
