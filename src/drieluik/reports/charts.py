"""Charts of figures: frozen rows in, a standing SVG picture out.

The same picture serves page, Word and download, so everything a reader needs is inside it: title,
unit, norm, and the word "fictief" where the figures are made up. Shape, dash and words carry the
meaning; colour only repeats it. The pictures hold no script and refer to nothing outside. Knows no
indicator, no database and no page: the callers choose words, rows and form.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any
from xml.sax.saxutils import escape

from drieluik.reports import FICTITIOUS_NL

INK, QUIET, GRID = "#1b2733", "#4f5b66", "#d5dbe1"
BLUE, BAND, NORM, MISSING = "#1c5d8c", "#9cc0da", "#8a3b12", "#6b7680"
FONT = "Arial, Helvetica, sans-serif"
_LOCALE = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€\u00a0", ""]}
WIDTH = 520
_SMALL = 100


class Form(StrEnum):
    """How a figure is written; the value is the d3 pattern of the axis."""

    SHARE = ".0%"
    COUNT = ",.0f"
    EURO = "$,.0f"
    EURO_CENTS = "$,.2f"
    DECIMAL = ",.2~f"


@dataclass(frozen=True, slots=True)
class Caption:
    """The words of a picture.

    Attributes:
        title: What is shown, one line above the picture.
        description: The picture in words, for who cannot see it.
        unit: What the axis counts, in Dutch.
        form: How figures are written.
        fictitious: Whether the figures are made up; then the picture says so itself.
    """

    title: str
    description: str
    unit: str
    form: Form
    fictitious: bool


@dataclass(frozen=True, slots=True)
class Moment:
    """The figure of one period; None when it is unknown, with bounds when those are known.

    ``incomplete`` says whose figures are not in it; empty when everybody's are. ``counted_by`` is
    the way of counting: no line goes between figures that were counted otherwise.
    """

    period: str
    value: float | None
    low: float | None = None
    high: float | None = None
    incomplete: str = ""
    counted_by: str = ""

    @property
    def is_uncertain(self) -> bool:
        """Whether it lies somewhere between bounds, or above a lower bound."""
        return self.value is not None and self.low is not None and self.low != self.high


@dataclass(frozen=True, slots=True)
class Bar:
    """The figure of one corporation or buurt; without a value ``note`` says why.

    ``incomplete`` says whose figures are not in it; empty when everybody's are.
    """

    name: str
    value: float | None
    low: float | None = None
    high: float | None = None
    note: str = ""
    incomplete: str = ""


@dataclass(frozen=True, slots=True)
class NormLine:
    """The agreed figure, drawn as a dashed line, and the words that explain it."""

    value: float
    words: str


@dataclass(frozen=True, slots=True)
class BesideLine:
    """The same figure counted otherwise, drawn dotted beside it, and the words that explain it."""

    words: str
    moments: tuple[Moment, ...]


def bar_chart(bars: Sequence[Bar], caption: Caption, norm: NormLine | None = None) -> str:
    """Draw one bar per corporation or buurt, in the order given, with the figure beside it.

    Args:
        bars: Top to bottom; one without a value shows its note instead of a bar, one in which
            somebody is missing is drawn open.
        caption: The words.
        norm: The agreed figure, drawn as a dashed line.

    Returns:
        The SVG text.
    """
    import altair as alt

    rows = [
        {"name": bar.name, "value": bar.value, "low": bar.low, "high": bar.high}
        | {"label": _bar_label(bar, caption.form)}
        | {"label_at": max(bar.value or 0, bar.high or 0), "incomplete": bool(bar.incomplete)}
        for bar in bars
    ]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y(
            "name:N",
            title=None,
            sort=[bar.name for bar in bars],
            axis=alt.Axis(labelLimit=220, grid=False),
        )
    )
    known = base.transform_filter("isValid(datum.value)")
    low, high = extent_of(bars, norm)
    # room to the right of the longest bar, so that no figure falls outside the picture
    scale = alt.Scale(domain=[min(0.0, low), (high or 1.0) * 1.18], nice=False)
    along = alt.X("value:Q", title=caption.unit, scale=scale, axis=axis_of(caption.form))
    text: dict[str, Any] = {"align": "left", "dx": 6}
    layers = [
        known.transform_filter("!datum.incomplete")
        .mark_bar(color=BLUE, height={"band": 0.7})
        .encode(x=along),
        known.transform_filter("datum.incomplete")
        .mark_bar(fill="white", stroke=BLUE, strokeDash=[4, 2], height={"band": 0.7})
        .encode(x=along),
        base.transform_filter("isValid(datum.low) && isValid(datum.high) && datum.high > datum.low")
        .mark_rule(color=INK, strokeWidth=1.5)
        .encode(x="low:Q", x2="high:Q"),
        base.transform_filter("!isValid(datum.value)")
        .mark_text(color=MISSING, fontStyle="italic", **text)
        .encode(x=alt.datum(0), text="label:N"),
    ]
    if norm is not None:
        layers.append(norm_rule(norm, "x"))
    layers += labels(known, {"x": "label_at:Q"}, **text)
    step = 30 if len(bars) <= 12 else 17
    drawn = alt.layer(*layers).properties(width=WIDTH, height=alt.Step(step))
    return as_svg(drawn, caption, [*norm_words(norm), *open_words("balk", bars)])


def _bar_label(bar: Bar, form: Form) -> str:
    if bar.value is None:
        return bar.note
    if bar.low is not None and bar.high is None:
        return f"minstens {written(bar.low, form)}"
    return written(bar.value, form)


def written(value: float, form: Form) -> str:
    """Write a figure the Dutch way.

    Examples:
        >>> written(0.7346, Form.SHARE), written(1234.5, Form.COUNT)
        ('73,5%', '1.235')
        >>> written(2.5, Form.DECIMAL), written(100, Form.DECIMAL)
        ('2,5', '100')
        >>> written(-1234567, Form.EURO).replace(chr(160), " ")
        '€ -1.234.567'
    """
    if form is Form.SHARE:
        return f"{_rounded(value * 100, 1)}%"
    if form is Form.COUNT:
        return _rounded(value, 0)
    if form is Form.DECIMAL:
        return _rounded(value, 2).rstrip("0").rstrip(",")
    return f"€\u00a0{_rounded(value, 0 if form is Form.EURO else 2)}"


def _rounded(value: float, decimals: int) -> str:
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return f"{exact:,}".replace(",", " ").replace(".", ",").replace(" ", ".")


def norm_words(norm: NormLine | None) -> list[str]:
    """Explain the line of the norm, when there is one."""
    return [f"Streepjeslijn: {norm.words}"] if norm is not None else []


def open_words(mark: str, figures: Sequence[Moment] | Sequence[Bar]) -> list[str]:
    """Explain the open marks, when there are any."""
    if not any(figure.incomplete and figure.value is not None for figure in figures):
        return []
    return [f"Open {mark}: er ontbreken corporaties; niet te vergelijken met een volledig cijfer"]


def extent_of(
    figures: Sequence[Moment] | Sequence[Bar], norm: NormLine | None = None
) -> tuple[float, float]:
    """Return the lowest and the highest of some figures with their bounds, and of the norm."""
    seen = [v for f in figures for v in (f.value, f.low, f.high) if v is not None]
    seen += [norm.value] if norm is not None else []
    return (min(seen), max(seen)) if seen else (0.0, 0.0)


def domain_of(extent: tuple[float, float], form: Form) -> list[float]:
    """Start at zero unless the figures lie close together far above it; a share ends at 1.

    A small count always starts at zero: from 24 to 22 households is no fall by two thirds.
    """
    low, high = extent
    if high <= low:
        low, high = min(0.0, low), max(high, 1.0 if form is Form.SHARE else high + 1)
    room = (high - low) * 0.25 or abs(high) * 0.25 or 1.0
    small = form is Form.COUNT and high <= _SMALL
    start = 0.0 if low >= 0 and (small or low <= 2 * (high - low)) else low - room
    top = high + room
    return [start, min(top, 1.0) if form is Form.SHARE and high <= 1 else top]


def axis_of(form: Form) -> Any:
    """Return an axis that writes figures the Dutch way."""
    import altair as alt

    return alt.Axis(format=form.value, tickCount=5)


def norm_rule(norm: NormLine, channel: str) -> Any:
    """Draw the norm across the picture; ``channel`` is the axis of the figures."""
    import altair as alt

    at = alt.Chart(alt.InlineData(values=[{"norm": norm.value}]))
    dashed = at.mark_rule(color=NORM, strokeDash=[7, 4], strokeWidth=2)
    return dashed.encode(**{channel: "norm:Q"})


def labels(known: Any, at: dict[str, Any], **look: Any) -> list[Any]:
    """Write figures with a white edge, so that lines behind them do not cross them out."""
    behind = known.mark_text(stroke="white", strokeWidth=4, strokeJoin="round", **look)
    front = known.mark_text(color=INK, **look)
    return [layer.encode(text="label:N", **at) for layer in (behind, front)]


def _theme() -> dict[str, Any]:
    label = {"labelFontSize": 12, "titleFontSize": 12, "labelColor": INK, "titleColor": QUIET}
    return {
        "font": FONT,
        "background": "white",
        "padding": 14,
        "view": {"stroke": None},
        "axis": {**label, "gridColor": GRID, "domainColor": QUIET, "tickColor": QUIET}
        | {"titleFontWeight": "normal"},
        "text": {"fontSize": 12},
        "title": {"anchor": "start", "fontSize": 14, "color": INK, "subtitleColor": NORM}
        | {"subtitleFontSize": 12, "offset": 18},
    }


def as_svg(chart: Any, caption: Caption, legend: list[str]) -> str:
    """Return a chart as a picture with its title, its words and the look of all pictures."""
    import altair as alt
    import vl_convert

    subtitle = [*legend, FICTITIOUS_NL] if caption.fictitious else legend
    titled = chart.properties(title=alt.TitleParams(text=caption.title, subtitle=subtitle))
    svg: str = vl_convert.vegalite_to_svg(
        titled.configure(**_theme()).to_dict(), format_locale=_LOCALE, allowed_base_urls=[]
    )
    opening, rest = svg.split(">", 1)
    words = f"<title>{escape(caption.title)}</title><desc>{escape(caption.description)}</desc>"
    return f'{opening} role="img">{words}{rest}'
