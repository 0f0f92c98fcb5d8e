"""Which figures side by side are joined: moments in, numbers of stretches out.

A line says that a figure rose or fell; it joins only what can be compared. Knows no picture.
"""

from collections.abc import Sequence
from enum import StrEnum

from drieluik.reports.charts import Moment


class Join(StrEnum):
    """How a figure is joined to the one before it."""

    NOT = ""
    LINE = "line"
    DOTS = "dots"


def join(before: Moment, now: Moment) -> Join:
    """Return how two figures side by side are joined.

    Not when one is unknown or has no upper bound, when they were counted otherwise or when others
    are missing in them. By dots when one lies between bounds, or when the very same corporations
    are missing in both: then the way is known only roughly, or only of the others.

    Examples:
        >>> join(Moment("2019-1", 6), Moment("2019-2", 7)).value
        'line'
        >>> join(Moment("2019-1", 6), Moment("2019-2", 7, low=6, high=9)).value
        'dots'
        >>> join(Moment("2019-1", 6), Moment("2019-2", 4, low=4)).value
        ''
    """
    if None in (before.value, now.value) or before.counted_by != now.counted_by:
        return Join.NOT
    if before.incomplete != now.incomplete or _is_open_above(before) or _is_open_above(now):
        return Join.NOT
    certain = not (before.is_uncertain or now.is_uncertain or now.incomplete)
    return Join.LINE if certain else Join.DOTS


def stretches(moments: Sequence[Moment], how: Join) -> list[int | None]:
    """Number the stretches of moments that are joined in one way; None for who is in none.

    Examples:
        >>> known, uncertain = Moment("", 6), Moment("", 7, low=6, high=9)
        >>> stretches([known, known, uncertain, known, known], Join.LINE)
        [0, 0, None, 1, 1]
        >>> stretches([known, known, uncertain, known, known], Join.DOTS)
        [None, 0, 0, 0, None]
    """
    numbers: list[int | None] = [None] * len(moments)
    last = -1
    for at in range(1, len(moments)):
        if join(moments[at - 1], moments[at]) is not how:
            continue
        if numbers[at - 1] is None:
            last += 1
            numbers[at - 1] = last
        numbers[at] = numbers[at - 1]
    return numbers


def _is_open_above(moment: Moment) -> bool:
    return moment.low is not None and moment.high is None
