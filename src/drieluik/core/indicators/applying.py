"""To which corporations a figure does not apply, because a table behind it does not.

Comes in: what corporations said of their tables per half-year. Goes out: codes with the reason.
Such a corporation has no figure, not zero, and nobody waits for it.
"""

from collections.abc import Mapping

from drieluik.core.indicators.card import Indicator, Nature

Halves = Mapping[str, Mapping[str, Mapping[str, str]]]
"""Half-year -> code of the corporation -> table -> reason why the table does not apply."""


def does_not_apply_to(card: Indicator, period: str, halves: Halves) -> dict[str, str]:
    """Return code and reason of the corporations to which a figure does not apply.

    Of a year that a table applied to for half, the figure is wanted like any other: what happened
    in that half belongs to the year.

    Args:
        card: The indicator.
        period: A half-year, or a year such as ``2020``.
        halves: What was said; half-years in which every table applies may be absent.

    Examples:
        >>> from drieluik.core.indicators import indicator
        >>> halves = {"2020-2": {"A": {"sales": "Verkoopt niet"}}}
        >>> does_not_apply_to(indicator("sales"), "2020-2", halves)
        {'A': 'Verkoopt niet'}
        >>> does_not_apply_to(indicator("sales"), "2020", halves)
        {}
    """
    first, *others = (_in(card, half, halves) for half in _halves(card, period))
    return {code: why for code, why in first.items() if all(code in other for other in others)}


def _halves(card: Indicator, period: str) -> tuple[str, ...]:
    """Return the half-years that tell, the last one first."""
    if "-" in period:
        return (period,)
    last = f"{period}-2"
    return (last,) if card.nature is Nature.STOCK else (last, f"{period}-1")


def _in(card: Indicator, half: str, halves: Halves) -> dict[str, str]:
    found = {}
    for code, tables in halves.get(half, {}).items():
        reasons = [tables[table] for table in card.tables if table in tables]
        if reasons:
            found[code] = reasons[0]
    return found
