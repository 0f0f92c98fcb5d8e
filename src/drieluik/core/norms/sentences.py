"""The Dutch reason that stands beside a light."""

from collections.abc import Sequence
from math import isinf

from drieluik.core.norms.dutch import figure_nl, margin_nl
from drieluik.core.norms.interval import Interval
from drieluik.core.norms.norm import Comparison, Measure, Target
from drieluik.core.norms.writing import COMPARISONS_NL


def agreed_nl(target: Target) -> str:
    """Say what the norm asks, such as ``de norm is minstens 90%``."""
    return f"de norm is {asked_nl(target)}"


def asked_nl(target: Target) -> str:
    """Say what is asked of a figure, such as ``minstens 90%``, rounded as people write it."""
    bounds = " en ".join(figure_nl(bound, target.measure) for bound in target.bounds)
    return f"{COMPARISONS_NL[target.comparison]} {bounds}".strip()


def figure_sentence(
    target: Target, period: str, now: Interval, last_year: Interval | None, code: str
) -> str:
    """Say what the figure is, what was agreed and what that means.

    Args:
        target: What was agreed.
        period: Period of the figure.
        now: The figure itself.
        last_year: The figure of a year before, when the norm compares with it.
        code: Reason code of the status.
    """
    parts = [f"In {period} {lies_nl(target, now)}"]
    if last_year is not None:
        parts.append(f"een jaar eerder {lies_nl(target, last_year)}")
    parts.append(agreed_nl(target))
    sentence = "; ".join(parts)
    return f"{sentence}.{_meaning(target, now, last_year, code)}"


def names_nl(names: Sequence[str]) -> str:
    """Join names as people do: ``A, B en C``."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} en {names[-1]}"


def rows_nl(n_unknown: int) -> str:
    """Say how many rows are uncertain."""
    return (
        "1 rij onbekend of onzeker is"
        if n_unknown == 1
        else f"{n_unknown} rijen onbekend of onzeker zijn"
    )


def lies_nl(target: Target, interval: Interval) -> str:
    """Say where a figure lies, such as ``lag het tussen 80% en 82%``."""
    low = figure_nl(interval.low, target.measure)
    if interval.is_certain:
        return f"was het {low}"
    if isinf(interval.high):
        return f"was het minstens {low}"
    return f"lag het tussen {low} en {figure_nl(interval.high, target.measure)}"


def _margin(target: Target) -> str:
    """The margin as people write it; points of a percentage have no sign of their own."""
    write = margin_nl if target.measure is Measure.SHARE else figure_nl
    return write(target.margin, target.measure)


def _meaning(target: Target, now: Interval, last_year: Interval | None, code: str) -> str:
    n_unknown = now.n_unknown + (last_year.n_unknown if last_year else 0)
    margin = _margin(target)
    strict = {Comparison.HIGHER_THAN_LAST_YEAR, Comparison.LOWER_THAN_LAST_YEAR}
    meanings = {
        "reached": " Dat is gehaald.",
        "within_margin": f" Dat is niet gehaald, maar valt binnen de marge van {margin}.",
        "missed": " Dat is niet gehaald.",
        "before_deadline": " Dat is nog niet gehaald; de termijn loopt nog.",
        "consented": " Dat is niet gehaald.",
        "perhaps_consented": f" Omdat {rows_nl(n_unknown)}, is niet te zeggen of dat is gehaald.",
        "rows_unknown": f" Omdat {rows_nl(n_unknown)}, is niet te zeggen of dat is gehaald.",
    }
    if code == "missed" and target.comparison in strict and now.is_certain:
        return " Dat is dus niet gebeurd."
    return meanings[code]
