"""Words and ways of writing for units, lights and levels; only this interface needs them."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from drieluik.core.indicators import (
    ALL,
    UNKNOWN_BUURT,
    UNKNOWN_PART,
    WHOLE_AREA,
    Aggregation,
    Indicator,
    Level,
    Nature,
    Unit,
)
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
    Unit.HOME_SEEKERS: gettext_lazy("home seekers"),
    Unit.PERSONS: gettext_lazy("persons"),
    Unit.EUR: gettext_lazy("euro"),
    Unit.EUR_PER_DWELLING: gettext_lazy("euro per dwelling"),
}


def light_label(light: str) -> str:
    """Return the name of a light."""
    return str(LIGHT_LABELS[light])


def unit_label(unit: Unit) -> str:
    """Return the name of a unit."""
    return str(_UNITS[unit])


def part_names(card: Indicator) -> dict[str, str]:
    """Return what the parts of a figure are called, by code; also the whole and the unknown."""
    codes = card.breakdown.codes if card.breakdown is not None else ()
    names = {code.code: code.name_nl for code in codes}
    return {ALL: _("all together"), UNKNOWN_PART: _("unknown")} | names


def nowhere_names() -> dict[str, str]:
    """Return what places are called where rows lie that belong to no buurt."""
    return {UNKNOWN_BUURT: _("Buurt unknown"), WHOLE_AREA: _("The whole city")}


def is_division(card: Indicator) -> bool:
    """Tell whether a figure is one sum divided by another."""
    return card.aggregation is Aggregation.RATIO


def is_counted(card: Indicator) -> bool:
    """Tell whether a figure is a number of things; a share and an amount carry their own sign."""
    return not is_division(card) and card.unit is not Unit.EUR


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


def set_aside_words(parties: Iterable[tuple[str, str]]) -> str:
    """Write to whom a figure does not apply, and why; empty when there is nobody.

    Args:
        parties: Name and reason.
    """
    named = ", ".join(f"{name} ({reason.rstrip('.')})" for name, reason in parties)
    return _("Not applicable: %(names)s.") % {"names": named} if named else ""


def without_figure(*, set_aside: bool, sent_back: bool = False) -> str:
    """Write why a corporation has no figure: it does not apply, was sent back, or not delivered."""
    if sent_back and not set_aside:
        return _("unknown: sent back")
    return _("n/a") if set_aside else _("unknown: not delivered")


def version_words(version: int | None) -> str:
    """Name a version of a definition; empty when there is none."""
    return _("version %(version)s") % {"version": version} if version else ""


def level_label(level: Level) -> str:
    """Name a part of the city for which a figure is given."""
    return {
        Level.TOTAL: _("the whole city"),
        Level.CORPORATION: _("per corporation"),
        Level.BUURT: _("per buurt"),
        Level.CORPORATION_BUURT: _("per corporation and buurt"),
    }[level]


def adding_words(card: Indicator) -> str:
    """Say how the figure of more places and of a year follows from the parts."""
    if card.aggregation is Aggregation.RATIO:
        return _("Never added up: over more places, numerators and denominators are added first.")
    if card.nature is Nature.FLOW:
        return _("Places and half-years are added up.")
    return _("Places are added up; of a year the last half-year counts.")
