"""Words for templates about deliveries."""

from datetime import date

from django import template
from django.utils.translation import gettext as _

from drieluik.core.tables import Period
from drieluik.reports.charts import Form, written
from drieluik.ui.templatetags.drieluik import day, half_year

register = template.Library()


@register.filter
def in_words(period: Period) -> str:
    """Write a half-year in words."""
    return half_year(period)


@register.filter
def last_day(value: date | None) -> str:
    """Write a last day, or that there is none."""
    return _("no last day") if value is None else day(value)


@register.filter
def share_in_words(value: float) -> str:
    """Write a share as a percentage."""
    return written(value, Form.SHARE)
