"""Dutch ways of writing figures, for templates only; the core never formats."""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from django import template
from django.utils import formats, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

register = template.Library()

_NO_VALUE = "–"
_HALF_YEAR = re.compile(r"(\d{4})-([12])")


@register.filter
def number(value: float | Decimal | None, decimals: int = 0) -> str:
    """Write a number the Dutch way, ``1.234,5``; a dash when there is none."""
    if value is None:
        return _NO_VALUE
    # minus nothing is nothing, and is written so
    return _number(value or 0, decimals, get_language())


@lru_cache(maxsize=20_000)
def _number(value: float | Decimal, decimals: int, language: str | None) -> str:
    """Write a number in the active language; a page writes the same numbers over and over."""
    step = Decimal(1).scaleb(-decimals)
    rounded = Decimal(str(value)).quantize(step, rounding=ROUND_HALF_UP)
    return formats.number_format(rounded, decimal_pos=decimals, use_l10n=True, force_grouping=True)


@register.filter
def euro(value: float | Decimal | None, decimals: int = 0) -> str:
    """Write an amount, ``€ 1.234``."""
    return _NO_VALUE if value is None else f"€\u00a0{number(value, decimals)}"


@register.filter
def percent(share: float | None, decimals: int = 1) -> str:
    """Write a share of 0-1 as ``93,4%``."""
    if share is None:
        return _NO_VALUE
    return f"{number(Decimal(str(share)) * 100, decimals)}%"


@register.filter
def day(value: date | datetime | None) -> str:
    """Write a day, ``15 maart 2020``."""
    if value is None:
        return _NO_VALUE
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return formats.date_format(value, "j F Y")


@register.filter
def half_year(period: object) -> str:
    """Write ``2019-2`` as people say it; what is no half-year, such as a year, stays as it is."""
    match = _HALF_YEAR.fullmatch(str(period))
    if match is None:
        return str(period)
    if match[2] == "1":
        return _("first half of %(year)s") % {"year": match[1]}
    return _("second half of %(year)s") % {"year": match[1]}


@register.filter
def the_half_year(period: object) -> str:
    """Write a half-year inside a sentence; what is no half-year stays as it is."""
    match = _HALF_YEAR.fullmatch(str(period))
    if match is None:
        return str(period)
    if match[2] == "1":
        return _("the first half of %(year)s") % {"year": match[1]}
    return _("the second half of %(year)s") % {"year": match[1]}


@register.filter
def at_moment(value: datetime | None) -> str:
    """Write a moment, ``15 maart 2020, 14:05``."""
    if value is None:
        return _NO_VALUE
    return formats.date_format(timezone.localtime(value), "j F Y, H:i")
