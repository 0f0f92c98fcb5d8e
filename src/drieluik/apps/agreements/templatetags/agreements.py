"""Small readings for the templates of the register."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def at(mapping: Mapping[Any, Any], key: object) -> Any:
    """Return what a mapping has for a key, or None."""
    return mapping.get(key)


@register.filter
def quarter(moment: str) -> str:
    """Write ``2020-Q1`` as ``Q1 2020``."""
    year, _, part = moment.partition("-")
    return f"{part} {year}"
