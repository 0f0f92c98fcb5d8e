"""Writing figures with their unit, and words for lights."""

from collections.abc import Mapping
from typing import Any

from django import template

from drieluik.apps.monitor import wording
from drieluik.core.indicators import Unit

register = template.Library()


@register.filter
def in_unit(value: float | None, unit: Unit) -> str:
    """Write a figure with its unit, ``93,4%``; the word unknown when there is none."""
    return wording.written(value, unit)


@register.filter
def bounds_of(figure: Any, unit: Unit) -> str:
    """Write between which bounds a figure lies; empty when it is certain."""
    return wording.bounds(figure.low, figure.high, unit)


@register.filter
def light_label(light: str) -> str:
    """Write the name of a light."""
    return wording.light_label(light)


@register.filter
def unit_label(unit: Unit) -> str:
    """Write the name of a unit."""
    return wording.unit_label(unit)


@register.filter
def named(code: str, names: Mapping[str, str]) -> str:
    """Write the name of a code."""
    return names.get(code, code)
