"""The strict reader of parameter files: refuses what is unknown, double, missing or undated."""

from collections.abc import Hashable, Mapping
from datetime import date
from typing import Any

import yaml

from drieluik.core.parameters.parameter import (
    DatedValue,
    Parameter,
    ParameterFileError,
    Renewal,
    Source,
)

_KEYS = {"meaning", "name_nl", "unit", "renewed", "values", "ends", "recheck_before"}
_VALUE_KEYS = {"value", "source", "checked"}
_SOURCE_KEYS = {"law", "article", "url", "found_in"}
_CHECKED_KEYS = {"by", "date"}


class _StrictLoader(yaml.SafeLoader):
    """A YAML reader that refuses the same key twice."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[Hashable] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise ParameterFileError(f"sleutel '{key}' staat er twee keer")
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


def read_parameter(parameter_id: str, text: str) -> Parameter:
    """Read one parameter file.

    Args:
        parameter_id: ``<topic>.<name>``, named in every message.
        text: Content of the file.

    Raises:
        ParameterFileError: The file breaks the form; the message says where.
    """
    try:
        return _parameter(parameter_id, _mapping(text))
    except ParameterFileError as fault:
        raise ParameterFileError(f"{parameter_id}: {fault}") from fault


def _mapping(text: str) -> Mapping[str, Any]:
    try:
        content = _StrictLoader(text).get_single_data()
    except yaml.YAMLError as fault:
        raise ParameterFileError(f"geen geldige YAML: {fault}") from fault
    if not isinstance(content, dict):
        raise ParameterFileError("het bestand bevat geen sleutels")
    return content


def _parameter(parameter_id: str, content: Mapping[str, Any]) -> Parameter:
    _exactly(content, _KEYS, _KEYS, "het bestand")
    dated = tuple(_dated(day, entry) for day, entry in _entries(content["values"]))
    if list(dated) != sorted(dated, key=lambda value: value.from_on):
        raise ParameterFileError("de waarden staan niet op volgorde van datum")
    ends = content["ends"]
    if ends is not None:
        _day(ends, "ends")
    return Parameter(
        id=parameter_id,
        meaning=_text(content["meaning"], "meaning"),
        name_nl=_text(content["name_nl"], "name_nl"),
        unit=_text(content["unit"], "unit"),
        renewed=_renewal(content["renewed"]),
        values=dated,
        ends=ends,
        recheck_before=_day(content["recheck_before"], "recheck_before"),
    )


def _entries(values: Any) -> list[tuple[Any, Any]]:
    if not isinstance(values, dict) or not values:
        raise ParameterFileError("values bevat geen enkele waarde")
    return list(values.items())


def _dated(day: Any, entry: Any) -> DatedValue:
    _exactly(entry, _VALUE_KEYS, _VALUE_KEYS, f"de waarde van {day}")
    source, checked = entry["source"], entry["checked"]
    _exactly(source, _SOURCE_KEYS, {"law"}, f"de bron van {day}")
    _exactly(checked, _CHECKED_KEYS, _CHECKED_KEYS, f"de controle van {day}")
    return DatedValue(
        from_on=_day(day, "values"),
        value=_figure(entry["value"], day),
        source=Source(**{key: _text(text, key) for key, text in source.items()}),
        checked_by=_text(checked["by"], "checked.by"),
        checked_on=_day(checked["date"], "checked.date"),
    )


def _exactly(content: Any, allowed: set[str], needed: set[str], where: str) -> None:
    if not isinstance(content, dict):
        raise ParameterFileError(f"{where} bevat geen sleutels")
    if unknown := set(content) - allowed:
        raise ParameterFileError(
            f"{where} heeft een onbekende sleutel: {sorted(map(str, unknown))}"
        )
    if missing := needed - set(content):
        raise ParameterFileError(f"{where} mist: {sorted(missing)}")


def _figure(value: Any, day: Any) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ParameterFileError(f"de waarde van {day} is geen getal")
    return float(value)


def _day(value: Any, where: str) -> date:
    # a datetime is a date as well; type() keeps the clock out
    if type(value) is not date:
        raise ParameterFileError(f"{where}: '{value}' is geen datum als 2020-01-01")
    return value


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ParameterFileError(f"{where} is leeg of geen tekst")
    return value


def _renewal(value: Any) -> Renewal:
    try:
        return Renewal(value)
    except ValueError as fault:
        raise ParameterFileError(f"renewed is 'yearly' of 'never', niet '{value}'") from fault
