"""Charts for pages of the monitor: what they show, their words, and the name they are kept under."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from drieluik.apps.monitor.wording import bounds, form_of, unit_label, written
from drieluik.core.indicators import Indicator
from drieluik.core.norms import Comparison, Norm
from drieluik.reports.charts import (
    Bar,
    BesideLine,
    Caption,
    Moment,
    NormLine,
    bar_chart,
)
from drieluik.reports.line_charts import line_chart
from drieluik.reports.small_multiples import Panel, small_multiples
from drieluik.reports.sparklines import sparkline
from drieluik.ui.pictures import hash_of

_DRAWING = 8
"""Raised when the same figures would be drawn differently."""

_SINGLE_BOUND = (Comparison.AT_LEAST, Comparison.AT_MOST, Comparison.EQUALS)


def key_of(*parts: object) -> str:
    """Return the name under which a picture of these things is kept."""
    return hash_of(_DRAWING, *parts)


def draw_line(
    card: Indicator,
    moments: Sequence[Moment],
    fictitious: bool,
    norm: NormLine | None = None,
    beside: Sequence[BesideLine] = (),
) -> str:
    """Draw how a figure moved, beside the same figure counted otherwise."""
    words = describe_line(card, moments, beside)
    return line_chart(moments, _caption(card, words, fictitious), norm, beside)


def draw_bars(
    card: Indicator, bars: Sequence[Bar], fictitious: bool, norm: NormLine | None = None
) -> str:
    """Draw a figure per corporation or buurt."""
    return bar_chart(bars, _caption(card, describe_bars(card, bars), fictitious), norm)


def draw_spark(card: Indicator, panels: Sequence[Panel], norm: Norm | None) -> str:
    """Draw the way of a figure so small that it stands in a row of a list."""
    rule = norm_line(norm) if norm is not None else None
    return sparkline([panel.moments for panel in panels], form_of(card.unit), rule)


def draw_panels(card: Indicator, panels: Sequence[Panel], fictitious: bool) -> str:
    """Draw how the figure of each corporation went, one small chart for each."""
    return small_multiples(panels, _caption(card, describe_panels(card, panels), fictitious))


def describe_panels(card: Indicator, panels: Sequence[Panel]) -> str:
    """Say in words from where to where each figure went, and what is uncertain in between."""
    told = [words for panel in panels if (words := _way(card, panel))]
    return f"{card.name_nl}: {'; '.join(told)}." if told else _("No figures yet.")


def _way(card: Indicator, panel: Panel) -> str:
    known = [moment for moment in panel.moments if moment.value is not None]
    if not known:
        return ""
    first, last = known[0], known[-1]
    between = [_told(card, one.period, one) for one in known[1:-1] if _remarks(card, one)]
    way = _("%(name)s from %(first)s (%(from)s) to %(last)s (%(until)s)") % {
        "name": panel.name,
        "first": written(first.value, card.unit),
        "from": "; ".join([first.period, *_remarks(card, first)]),
        "last": written(last.value, card.unit),
        "until": "; ".join([last.period, *_remarks(card, last)]),
    }
    return ", ".join([way, *between])


def norm_line(norm: Norm) -> NormLine | None:
    """Return the agreed figure as a line; None when it is no single figure."""
    target = norm.target
    if target is None or target.comparison not in _SINGLE_BOUND:
        return None
    words = {
        Comparison.AT_LEAST: _("norm, at least the line"),
        Comparison.AT_MOST: _("norm, at most the line"),
        Comparison.EQUALS: _("norm, exactly the line"),
    }[target.comparison]
    return NormLine(target.bounds[0], words)


def describe_line(
    card: Indicator, moments: Sequence[Moment], beside: Sequence[BesideLine] = ()
) -> str:
    """Say in words what a line shows, and the lines beside it."""
    if not moments:
        return _("No figures yet.")
    told = [_told(card, moment.period, moment) for moment in moments]
    words = _("%(name)s per period: %(list)s.") % {"name": card.name_nl, "list": "; ".join(told)}
    for line in beside:
        known = [moment for moment in line.moments if moment.value is not None]
        others = [_told(card, moment.period, moment) for moment in known]
        words += " " + _("For comparison, %(words)s: %(list)s.") % {
            "words": line.words,
            "list": "; ".join(others),
        }
    return words


def describe_bars(card: Indicator, bars: Sequence[Bar]) -> str:
    """Say in words what bars show; of many bars only the highest and the lowest."""
    known = [bar for bar in bars if bar.value is not None]
    if len(known) > 12:
        ordered = sorted(known, key=lambda bar: bar.value or 0)
        words = _("%(name)s in %(n)s places, from %(low)s to %(high)s.") % {
            "name": card.name_nl,
            "n": len(known),
            "low": f"{ordered[0].name} ({written(ordered[0].value, card.unit)})",
            "high": f"{ordered[-1].name} ({written(ordered[-1].value, card.unit)})",
        }
        return " ".join([words, *sorted({f"{bar.incomplete}." for bar in known if bar.incomplete})])
    told = [
        f"{bar.name} {bar.note}" if bar.value is None and bar.note else _told(card, bar.name, bar)
        for bar in bars
    ]
    return f"{card.name_nl}: {'; '.join(told)}." if told else _("No figures yet.")


def _told(card: Indicator, name: str, figure: Moment | Bar) -> str:
    remarks = _remarks(card, figure)
    return f"{name} {written(figure.value, card.unit)}" + (
        f" ({'; '.join(remarks)})" if remarks else ""
    )


def _remarks(card: Indicator, figure: Moment | Bar) -> list[str]:
    """Say between which bounds a figure lies and who is not in it."""
    between = bounds(figure.low, figure.high, card.unit)
    return [text for text in (between, figure.incomplete) if text]


def _caption(card: Indicator, description: str, fictitious: bool) -> Caption:
    return Caption(
        title=card.name_nl,
        description=description,
        unit=unit_label(card.unit),
        form=form_of(card.unit),
        fictitious=fictitious,
    )
