"""The strict reader of parameter files: refuses what is unknown, double, missing or undated."""

from collections.abc import Mapping
from typing import Any

from drieluik.core.parameters.parameter import (
    DatedValue,
    Parameter,
    ParameterFileError,
    Renewal,
)
from drieluik.core.parameters.strict import (
    DatedFileError,
    checked_of,
    day_of,
    exactly,
    mapping_of,
    source_of,
    text_of,
)

_KEYS = {"meaning", "name_nl", "unit", "renewed", "values", "ends", "recheck_before"}
_VALUE_KEYS = {"value", "source", "checked"}


def read_parameter(parameter_id: str, text: str) -> Parameter:
    """Read one parameter file.

    Args:
        parameter_id: ``<topic>.<name>``, named in every message.
        text: Content of the file.

    Raises:
        ParameterFileError: The file breaks the form; the message says where.
    """
    try:
        return _parameter(parameter_id, mapping_of(text))
    except DatedFileError as fault:
        raise ParameterFileError(f"{parameter_id}: {fault}") from fault


def _parameter(parameter_id: str, content: Mapping[str, Any]) -> Parameter:
    exactly(content, _KEYS, _KEYS, "het bestand")
    dated = tuple(_dated(day, entry) for day, entry in _entries(content["values"]))
    if list(dated) != sorted(dated, key=lambda value: value.from_on):
        raise DatedFileError("de waarden staan niet op volgorde van datum")
    ends = content["ends"]
    if ends is not None:
        day_of(ends, "ends")
    return Parameter(
        id=parameter_id,
        meaning=text_of(content["meaning"], "meaning"),
        name_nl=text_of(content["name_nl"], "name_nl"),
        unit=text_of(content["unit"], "unit"),
        renewed=_renewal(content["renewed"]),
        values=dated,
        ends=ends,
        recheck_before=day_of(content["recheck_before"], "recheck_before"),
    )


def _entries(values: Any) -> list[tuple[Any, Any]]:
    if not isinstance(values, dict) or not values:
        raise DatedFileError("values bevat geen enkele waarde")
    return list(values.items())


def _dated(day: Any, entry: Any) -> DatedValue:
    exactly(entry, _VALUE_KEYS, _VALUE_KEYS, f"de waarde van {day}")
    checked_by, checked_on = checked_of(entry["checked"], str(day))
    return DatedValue(
        from_on=day_of(day, "values"),
        value=_figure(entry["value"], day),
        source=source_of(entry["source"], str(day)),
        checked_by=checked_by,
        checked_on=checked_on,
    )


def _figure(value: Any, day: Any) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise DatedFileError(f"de waarde van {day} is geen getal")
    return float(value)


def _renewal(value: Any) -> Renewal:
    try:
        return Renewal(value)
    except ValueError as fault:
        raise DatedFileError(f"renewed is 'yearly' of 'never', niet '{value}'") from fault
