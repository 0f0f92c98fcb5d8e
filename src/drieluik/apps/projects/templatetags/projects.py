"""Amounts as people write them."""

from decimal import Decimal

from django import template

from drieluik.apps.projects.money import written

register = template.Library()


@register.filter
def euro(amount: Decimal) -> str:
    """Write an amount in euro, such as ``€ 1.250,50``; the space does not break."""
    return f"€\xa0{written(amount)}"
