"""Figures and reports as JSON of the database, and back as values of the core."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from drieluik.core.layers import AreaValue, LayerReading
from drieluik.core.layers.exchange import value_from_json

SUFFIX = ".layer"
"""How a file with figures is called on disk: its own name may say anything."""
_TOLD = ("source_name", "column", "code_column", "candidates", "n_rows", "n_points", "left_out")


def figures_to_json(values: Sequence[AreaValue]) -> dict[str, dict[str, Any]]:
    """Write the figures by code."""
    return {
        one.code: {"value": one.value, "text": one.text, "missing": one.missing} for one in values
    }


def figures_of(written: Mapping[str, Mapping[str, Any]]) -> tuple[AreaValue, ...]:
    """Read the figures, in order of code."""
    return tuple(value_from_json({"code": code, **written[code]}) for code in sorted(written))


def report_of(reading: LayerReading) -> dict[str, Any]:
    """Write what was recognised, and the findings."""
    told = asdict(reading)
    return {**{name: told[name] for name in _TOLD}, "findings": told["findings"]}
