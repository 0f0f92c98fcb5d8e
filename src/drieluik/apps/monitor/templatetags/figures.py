"""Writing figures with their unit, and words for lights."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from drieluik.apps.monitor import wording
from drieluik.apps.monitor.selectors.buurten_over_time import cell_words
from drieluik.apps.monitor.selectors.carried_figures import Cell
from drieluik.core.indicators import Unit

register = template.Library()
_CELL = SafeString('<td class="number">')


@register.filter
def in_unit(value: float | None, unit: Unit) -> str:
    """Write a figure with its unit, ``93,4%``; the word unknown when there is none."""
    return wording.written(value, unit)


@register.filter
def bounds_of(figure: Any, unit: Unit) -> str:
    """Write between which bounds a figure lies; empty when it is certain."""
    return wording.bounds(figure.low, figure.high, unit)


@register.simple_tag
def figure_cell(
    figure: Any, unit: Unit, covered: bool = False, label: str = "", row: Any = None
) -> SafeString:
    """Write the cell of a table with a figure, its bounds, and who is not in it.

    A tag instead of a template of its own, because a page may hold hundreds of them.

    Args:
        figure: The figure; None when it was not delivered.
        unit: Its unit.
        covered: Whether the table already says who is missing.
        label: Head of the column, for tables whose rows stand under each other on a telephone.
        row: The corporation whose figure it is, which knows why it has none; None for a total.
    """
    head = format_html('<td role="cell" data-label="{}" class="number">', label) if label else _CELL
    if figure is None:
        lacking = wording.without_figure(
            set_aside=bool(row and row.set_aside), sent_back=bool(row and row.sent_back)
        )
        return format_html('{}<span class="muted">{}</span></td>', head, lacking)
    notes = {
        "muted": bounds_of(figure, unit),
        "monitor-incomplete": "" if covered else figure.incomplete,
    }
    small = [(kind, text) for kind, text in notes.items() if text]
    return format_html(
        "{}{}{}</td>",
        head,
        in_unit(figure.value, unit),
        format_html_join("", '<br><small class="{}">{}</small>', small),
    )


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


@register.simple_tag
def buurt_cell(cell: Cell, unit: Unit) -> SafeString:
    """Write the cell of a buurt over a half-year, with the half-year for narrow screens."""
    text, between = cell_words(cell, unit)
    head = format_html('<td role="cell" data-label="{}" class="number">', cell.period)
    if cell.value is None:
        return format_html('{}<span class="muted">{}</span></td>', head, text)
    small = format_html('<br><small class="muted">{}</small>', between) if between else ""
    return format_html("{}{}{}</td>", head, text, small)
