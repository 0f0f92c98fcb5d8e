"""The strict pieces of reading a dated file: no unknown, double, missing or undated part passes.

Shared by everything that keeps law and policy as files with a source: parameters here, rules of
the yearly cycle in their own room.
"""

from collections.abc import Hashable, Mapping
from datetime import date
from typing import Any

import yaml

from drieluik.core.parameters.parameter import Source

_SOURCE_KEYS = {"law", "article", "url", "found_in"}
_CHECKED_KEYS = {"by", "date"}


class DatedFileError(ValueError):
    """A file of dated law or policy breaks its form; the message says where."""


class _StrictLoader(yaml.SafeLoader):
    """A YAML reader that refuses the same key twice."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[Hashable] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise DatedFileError(f"sleutel '{key}' staat er twee keer")
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


def mapping_of(text: str) -> Mapping[str, Any]:
    """Return the content of a YAML file that must hold keys.

    Raises:
        DatedFileError: It is no YAML, holds no keys, or holds a key twice.
    """
    try:
        content = _StrictLoader(text).get_single_data()
    except yaml.YAMLError as fault:
        raise DatedFileError(f"geen geldige YAML: {fault}") from fault
    if not isinstance(content, dict):
        raise DatedFileError("het bestand bevat geen sleutels")
    return content


def exactly(content: Any, allowed: set[str], needed: set[str], where: str) -> None:
    """Check that a part has all needed keys and no key beyond the allowed ones.

    Raises:
        DatedFileError: It has not.
    """
    if not isinstance(content, dict):
        raise DatedFileError(f"{where} bevat geen sleutels")
    if unknown := set(content) - allowed:
        raise DatedFileError(f"{where} heeft een onbekende sleutel: {sorted(map(str, unknown))}")
    if missing := needed - set(content):
        raise DatedFileError(f"{where} mist: {sorted(missing)}")


def day_of(value: Any, where: str) -> date:
    """Return a date as it stands.

    Raises:
        DatedFileError: It is no date.
    """
    # a datetime is a date as well; type() keeps the clock out
    if type(value) is not date:
        raise DatedFileError(f"{where}: '{value}' is geen datum als 2020-01-01")
    return value


def text_of(value: Any, where: str) -> str:
    """Return a text as it stands.

    Raises:
        DatedFileError: It is empty or no text.
    """
    if not isinstance(value, str) or not value.strip():
        raise DatedFileError(f"{where} is leeg of geen tekst")
    return value


def source_of(entry: Any, where: str) -> Source:
    """Return where something stands.

    Raises:
        DatedFileError: The law is not named, or a key is unknown.
    """
    exactly(entry, _SOURCE_KEYS, {"law"}, f"de bron van {where}")
    return Source(**{key: text_of(text, key) for key, text in entry.items()})


def checked_of(entry: Any, where: str) -> tuple[str, date]:
    """Return who compared something with its source, and when.

    Raises:
        DatedFileError: One of the two is missing.
    """
    exactly(entry, _CHECKED_KEYS, _CHECKED_KEYS, f"de controle van {where}")
    return text_of(entry["by"], "checked.by"), day_of(entry["date"], "checked.date")
