"""A figure as a line of one text line high: rows in, an SVG element for inside a page out.

It repeats what stands beside it in words, so it holds no words itself and is hidden from who hears
the page. Shape and dash mean what they mean in ``charts``: a gap is unknown, an open point lacks
somebody, an upright bar lies between bounds, a dotted vertical line is where counting changed, a
dashed line is the norm. Only a dotted line goes to a bar, and none to an open point or to a figure
without an upper bound: nobody measured that it rose or fell. Drawn without a chart library, because a page may hold a hundred of them.
"""

from collections.abc import Sequence

from drieluik.reports.charts import (
    BLUE,
    MISSING,
    NORM,
    Form,
    Moment,
    NormLine,
    domain_of,
    extent_of,
)
from drieluik.reports.counted_otherwise import broken

_WIDTH, _HEIGHT, _EDGE = 132, 32, 4


def sparkline(lines: Sequence[Sequence[Moment]], form: Form, norm: NormLine | None = None) -> str:
    """Draw one line, or several on one scale, over the same periods.

    Args:
        lines: Of each line its moments; every line has the same periods, in order.
        form: How the figures are written; a small count starts at zero, a share ends at 1.
        norm: The agreed figure.

    Returns:
        An ``svg`` element.
    """
    moments = [moment for line in lines for moment in line]
    low, high = domain_of(extent_of(moments, norm), form)
    place = _Place(len(lines[0]), low, high)
    parts = [_rule(place, norm.value)] if norm is not None else []
    parts += [_break(place, at) for at in _breaks(lines)]
    for line in lines:
        parts += _drawn(place, line, thin=len(lines) > 1)
    return (
        f'<svg class="sparkline" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" '
        f'height="{_HEIGHT}" aria-hidden="true" focusable="false">{"".join(parts)}</svg>'
    )


class _Place:
    """Where a period and a figure lie in the picture."""

    def __init__(self, n_periods: int, low: float, high: float) -> None:
        self._step = (_WIDTH - 2 * _EDGE) / max(n_periods - 1, 1)
        self._low, self._span = low, high - low

    def across(self, at: float) -> str:
        return f"{_EDGE + at * self._step:.4g}"

    def up(self, value: float) -> str:
        room = _HEIGHT - 2 * _EDGE
        return f"{_EDGE + room * (1 - (value - self._low) / self._span):.4g}"


def _drawn(place: _Place, line: Sequence[Moment], *, thin: bool) -> list[str]:
    width = 1 if thin else 1.75
    path, bars, dots, open_points, last, joined = "", "", "", "", None, False
    for at, moment in enumerate(line):
        if moment.value is None:
            joined = False
            continue
        across, up = place.across(at), place.up(moment.value)
        if moment.incomplete:
            joined = False
            open_points += _point(across, up, f'fill="white" stroke="{BLUE}"')
            continue
        if moment.low is not None and moment.low != moment.high:
            joined = False
            # without an upper bound it goes on to the edge
            bars += f"M{across} {place.up(moment.low)}V"
            bars += "0" if moment.high is None else place.up(moment.high)
            dots += _dotted(place, line, at)
            continue
        dots += "" if joined else _dotted(place, line, at)
        begins = not joined or moment.counted_by != line[at - 1].counted_by
        # a figure without neighbours would be a line without length: its round ends make it a point
        path += f"M{across} {up}h0" if begins else f"L{across} {up}"
        joined, last = True, (across, up)
    drawn = f'<path d="{path}" fill="none" stroke="{BLUE}" stroke-width="{width}" '
    drawn += 'stroke-linecap="round" stroke-linejoin="round"/>'
    end = [_point(*last, f'fill="{BLUE}"')] if last and not thin else []
    uncertain = [_bar(bars)] if bars else []
    if dots:
        look = f'stroke="{BLUE}" stroke-width="1" stroke-dasharray="1 2"'
        uncertain.append(f'<path d="{dots}" {look}/>')
    return [*([drawn] if path else []), *end, *uncertain, open_points]


def _dotted(place: _Place, line: Sequence[Moment], at: int) -> str:
    """Join a figure to the one before it, when both have bounds and were counted alike."""
    before, now = line[at - 1] if at else None, line[at]
    if before is None or before.counted_by != now.counted_by:
        return ""
    if before.value is None or now.value is None or before.incomplete:
        return ""
    if any(each.low is not None and each.high is None for each in (before, now)):
        return ""
    across, up = place.across(at - 1), place.up(before.value)
    return f"M{across} {up}L{place.across(at)} {place.up(now.value)}"


def _breaks(lines: Sequence[Sequence[Moment]]) -> list[int]:
    """Return the places of the periods from which figures are counted otherwise, in any line."""
    found = set()
    for line in lines:
        periods = broken([(moment.period, moment.counted_by) for moment in line])
        found |= {at for at, moment in enumerate(line) if moment.period in periods}
    return sorted(found)


def _break(place: _Place, at: int) -> str:
    across = place.across(at - 0.5)
    return f'<path d="M{across} 1V{_HEIGHT - 1}" stroke="{MISSING}" stroke-dasharray="1 2"/>'


def _rule(place: _Place, value: float) -> str:
    up = place.up(value)
    return f'<path d="M0 {up}H{_WIDTH}" stroke="{NORM}" stroke-dasharray="5 3"/>'


def _bar(path: str) -> str:
    # its round ends show it also when its bounds lie close together
    look = f'stroke="{BLUE}" stroke-width="3" stroke-linecap="round" stroke-opacity="0.6"'
    return f'<path d="{path}" {look}/>'


def _point(across: str, up: str, look: str) -> str:
    return f'<circle cx="{across}" cy="{up}" r="2.5" {look}/>'
