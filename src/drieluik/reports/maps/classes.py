"""Classes of a map: which figures get the same colour, from the shown figures alone."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from drieluik.reports.charts import Form, written
from drieluik.reports.maps.colours import RAMP, ramp

FEWEST, MOST, USUAL = 2, len(RAMP), 5
_DECIMALS = {Form.SHARE: 3, Form.COUNT: 0, Form.EURO: 0, Form.EURO_CENTS: 2, Form.DECIMAL: 2}


class Method(StrEnum):
    """How the bounds are chosen."""

    NATURAL = "natuurlijk"
    QUANTILES = "gelijk-gevuld"
    EQUAL = "gelijk-verdeeld"


@dataclass(frozen=True, slots=True)
class Classes:
    """Classes from low to high.

    Attributes:
        lows: The lowest figure of each; of a class without figures that of the next.
        uppers: The highest figure of each, which belongs to it; empty when there are no figures.
        form: How figures are written; they are compared as they are written.
        names: What each class is called, when it has a name of its own; else its bounds tell.
    """

    lows: tuple[float, ...]
    uppers: tuple[float, ...]
    form: Form
    names: tuple[str, ...] = ()

    @property
    def colours(self) -> tuple[str, ...]:
        """One colour per class."""
        return ramp(len(self.uppers))

    def of(self, value: float) -> int:
        """Return the number of the class of a figure, counted from 0."""
        return min(bisect_left(self.uppers, _round(value, self.form)), len(self.uppers) - 1)

    @property
    def labels(self) -> tuple[str, ...]:
        """What stands beside each colour.

        Examples:
            >>> classes_of([1, 2, 8, 9], Method.EQUAL, 2, Form.COUNT).labels
            ('1 t/m 5', '6 t/m 9')
            >>> classes_of([0.1, 0.2, 0.8, 0.9], Method.EQUAL, 2, Form.SHARE).labels
            ('10,0% t/m 50,0%', 'meer dan 50,0% t/m 90,0%')
            >>> classes_of([0, 1, 2, 3, 64], Method.NATURAL, 2, Form.COUNT).labels
            ('0 t/m 3', '64')
        """
        if self.names:
            return self.names
        begins = (*self.lows[:1], *self.uppers)[: len(self.uppers)]
        return tuple(
            written(high, self.form)
            if low == high
            else _label(begin, high, self.form, is_first=at == 0)
            for at, (begin, low, high) in enumerate(
                zip(begins, self.lows, self.uppers, strict=True)
            )
        )


def named_classes(names: Sequence[str]) -> Classes:
    """Return classes that are words, in this order; the figure of each is its number from 0.

    Raises:
        ValueError: There are more than there are colours.

    Examples:
        >>> named_classes(["laag", "hoog"]).labels, named_classes(["laag", "hoog"]).of(1)
        (('laag', 'hoog'), 1)
    """
    if len(names) > MOST:
        raise ValueError("more classes than colours")
    places = tuple(float(at) for at in range(len(names)))
    return Classes(places, places, Form.COUNT, tuple(names))


def classes_of(values: Iterable[float], method: Method, n: int, form: Form) -> Classes:
    """Divide figures over classes.

    Args:
        values: The figures that are shown; those of two maps together when they are compared.
        method: How the bounds are chosen.
        n: How many classes are wanted (2-7); there are never more than there are different figures.
        form: How figures are written.

    Returns:
        The classes. Figures are rounded as they are written before they are divided, so that a
        legend never puts a figure in another class than its text says.

    Method:
        Natural breaks by Fisher and Jenks (``jenkspy``); as many areas in each class; or as wide.
    """
    rounded = sorted(_round(value, form) for value in values)
    different = sorted(set(rounded))
    if not different:
        return Classes((), (), form)
    n = min(max(n, FEWEST), MOST)
    if len(different) <= n:
        return Classes(tuple(different), tuple(different), form)
    found = METHODS[method](rounded, n)
    bounds = {_round(bound, form) for bound in found if bound > different[0]}
    # every class has a bound, and the last one holds the highest figure
    uppers = tuple(sorted(bounds | {different[-1]}))
    ends = [bisect_right(different, bound) for bound in uppers]
    lows = tuple(different[begin] for begin in (0, *ends[:-1]))
    return Classes(lows, uppers, form)


def _natural(values: Sequence[float], n: int) -> list[float]:
    import jenkspy

    return [float(bound) for bound in jenkspy.jenks_breaks(values, n_classes=n)[1:]]


def _quantiles(values: Sequence[float], n: int) -> list[float]:
    last = len(values) - 1
    return [values[min(-(-step * len(values) // n) - 1, last)] for step in range(1, n + 1)]


def _equal(values: Sequence[float], n: int) -> list[float]:
    low, high = values[0], values[-1]
    return [low + (high - low) * step / n for step in range(1, n + 1)]


METHODS: dict[Method, Callable[[Sequence[float], int], list[float]]] = {
    Method.NATURAL: _natural,
    Method.QUANTILES: _quantiles,
    Method.EQUAL: _equal,
}


def _round(value: float, form: Form) -> float:
    return round(float(value), _DECIMALS[form]) + 0.0


def _label(low: float, high: float, form: Form, *, is_first: bool) -> str:
    whole = form is Form.COUNT and not is_first
    first, last = written(low + 1 if whole else low, form), written(high, form)
    if is_first or whole:
        return first if first == last else f"{first} t/m {last}"
    return f"meer dan {first} t/m {last}"
