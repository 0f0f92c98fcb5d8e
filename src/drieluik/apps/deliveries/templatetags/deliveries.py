"""Words for templates about deliveries."""

from django import template
from django.utils.translation import gettext as _

from drieluik.core.tables import Period

register = template.Library()


@register.filter
def in_words(period: Period) -> str:
    """Write a half-year in words."""
    if period.half == 1:
        return _("first half of %(year)s") % {"year": period.year}
    return _("second half of %(year)s") % {"year": period.year}
