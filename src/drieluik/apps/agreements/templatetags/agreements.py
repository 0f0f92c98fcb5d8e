"""Small readings for the templates of the register."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def at(mapping: Mapping[Any, Any], key: object) -> Any:
    """Return what a mapping has for a key, or None."""
    return mapping.get(key)
