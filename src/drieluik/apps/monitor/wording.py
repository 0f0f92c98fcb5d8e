"""Words and ways of writing for units, lights and levels; only this interface needs them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from drieluik.core.indicators import Unit
from drieluik.reports.charts import Form
from drieluik.ui.templatetags.drieluik import euro, number, percent

LIGHTS = ("off_course", "attention", "unknown", "not_measurable_yet", "on_course")
"""From what needs most care to what needs least."""

LIGHT_LABELS = {
    "on_course": gettext_lazy("On course"),
    "attention": gettext_lazy("Needs attention"),
    "off_course": gettext_lazy("Off course"),
    "unknown": gettext_lazy("Unknown"),
    "not_measurable_yet": gettext_lazy("Not measurable yet"),
}
NO_NORM = "no_norm"

_UNITS = {
    Unit.SHARE: gettext_lazy("share"),
    Unit.HOUSEHOLDS: gettext_lazy("households"),
    Unit.DWELLINGS: gettext_lazy("dwellings"),
    Unit.LETTINGS: gettext_lazy("lettings"),
    Unit.PERSONS: gettext_lazy("home seekers"),
    Unit.EUR: gettext_lazy("euro"),
    Unit.EUR_PER_DWELLING: gettext_lazy("euro per dwelling"),
}


def light_label(light: str) -> str:
    """Return the name of a light."""
    return str(LIGHT_LABELS[light])


def unit_label(unit: Unit) -> str:
    """Return the name of a unit."""
    return str(_UNITS[unit])


def form_of(unit: Unit) -> Form:
    """Return how a chart writes figures of this unit."""
    if unit is Unit.SHARE:
        return Form.SHARE
    if unit is Unit.EUR_PER_DWELLING:
        return Form.EURO_CENTS
    return Form.EURO if unit is Unit.EUR else Form.COUNT


def written(value: float | None, unit: Unit) -> str:
    """Write a figure with its unit the Dutch way; the word "unknown" when there is none."""
    if value is None:
        return _("unknown")
    if unit is Unit.SHARE:
        return percent(value)
    if unit is Unit.EUR_PER_DWELLING:
        return euro(value, 2)
    return euro(value) if unit is Unit.EUR else number(value)


def bounds(low: float | None, high: float | None, unit: Unit) -> str:
    """Write between which bounds a figure lies; empty when it is certain."""
    if low is None and high is None:
        return ""
    if high is None:
        return _("at least %(low)s") % {"low": written(low, unit)}
    if low is None or low == high:
        return ""
    return _("between %(low)s and %(high)s") % {
        "low": written(low, unit),
        "high": written(high, unit),
    }
