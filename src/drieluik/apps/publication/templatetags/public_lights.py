"""Finds the light of an agreement in a page that lists agreements."""

from collections.abc import Mapping
from uuid import UUID

from django import template

register = template.Library()


@register.filter
def of_clause(lights: Mapping[UUID, tuple[str, str]], clause_id: UUID) -> tuple[str, str] | None:
    """Return light and name of an agreement; None when nothing is open of it."""
    return lights.get(clause_id)
