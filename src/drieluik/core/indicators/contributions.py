"""The building block of every indicator: what each delivered row contributes, and why.

Each row gives three pairs of numerator and denominator: what we know (``numerator``,
``denominator``), the pair that makes the figure as low as it can be and the pair that makes it as
high as it can be. For a row that is fully known the three are equal. A null ``numerator_high``
means that no upper bound is known. So value = sum / sum at any level, unknown rows widen an
interval, and nothing is silently dropped.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from drieluik.core.indicators.card import IbisTable

UNKNOWN_BUURT = "unknown"
"""Buurt of rows that do not tell where they are."""

WHOLE_AREA = "whole_area"
"""Buurt of rows that belong to the whole municipality and not to one buurt."""

KEYS = (
    "period",
    "source_table",
    "sheet_row",
    "delivery_id",
    "party_code",
    "municipality_code",
    "buurt_code",
    "breakdown",
    "reason",
)
PAIRS = (
    "numerator",
    "denominator",
    "numerator_low",
    "denominator_low",
    "numerator_high",
    "denominator_high",
)
COLUMNS = (*KEYS, *PAIRS, "is_unknown")

Pair = tuple[Any, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """What a row contributes when a condition holds; the first case that holds counts.

    Attributes:
        reason: Code of a reason on the card.
        when: Ibis condition; None holds always and is the last case.
        counts: Numerator and denominator as far as known; numbers or columns.
        low: The pair that makes the figure lowest; None when the row is certain.
        high: The pair that makes it highest; its numerator None when there is no upper bound.
    """

    reason: str
    when: Any
    counts: Pair = (0, 0)
    low: Pair | None = None
    high: Pair | None = None

    @property
    def is_certain(self) -> bool:
        """Whether the row can only contribute what it does."""
        return self.low is None and self.high is None


def contributions(
    rows: IbisTable, source_table: str, cases: tuple[Case, ...], breakdown: Any = None
) -> IbisTable:
    """Return what each row contributes, with the way back to delivery, sheet and row.

    Args:
        rows: Expression over one delivered table, with ``period``, ``party_code`` and
            ``delivery_id``.
        source_table: Id of that table.
        cases: In order; the last one has ``when=None``.
        breakdown: Column or expression with the part of the breakdown; null when unknown.

    Returns:
        The columns ``COLUMNS``.
    """
    import ibis

    def per_case(of: dict[str, Any], type_: str) -> Any:
        *conditional, last = cases
        otherwise = _as(of[last.reason], type_)
        if not conditional or _is_one_constant(of.values()):
            return otherwise
        pairs = [(case.when, _as(of[case.reason], type_)) for case in conditional]
        return ibis.cases(*pairs, else_=otherwise).cast(type_)

    counts = {case.reason: case.counts for case in cases}
    low = {case.reason: case.low or case.counts for case in cases}
    high = {case.reason: case.high or case.counts for case in cases}
    computed = {
        "source_table": ibis.literal(source_table),
        "buurt_code": _buurt(rows),
        "breakdown": ibis.null("string") if breakdown is None else breakdown.cast("string"),
        "reason": per_case({case.reason: case.reason for case in cases}, "string"),
        "is_unknown": per_case({c.reason: 0.0 if c.is_certain else 1.0 for c in cases}, "float64"),
    }
    for suffix, pairs in (("", counts), ("_low", low), ("_high", high)):
        for place, name in enumerate(("numerator", "denominator")):
            parts = {reason: pair[place] for reason, pair in pairs.items()}
            computed[name + suffix] = per_case(parts, "float64")
    return rows.mutate(**computed).select(*COLUMNS)


def _is_one_constant(values: Iterable[Any]) -> bool:
    """Tell whether every case gives the same plain value, so that no row needs a choice."""
    plain = list(values)
    first = plain[0]
    return all(isinstance(value, str | int | float) for value in plain) and plain.count(
        first
    ) == len(plain)


def _as(value: Any, type_: str) -> Any:
    import ibis

    if value is None:
        return ibis.null(type_)
    if isinstance(value, str | int | float):
        return ibis.literal(float(value) if type_ == "float64" else value, type=type_)
    return value.cast(type_)


def _buurt(rows: IbisTable) -> Any:
    import ibis

    if "buurt_code" not in rows.columns:
        return ibis.literal(WHOLE_AREA)
    if "buurt_code__missing" not in rows.columns:
        return rows.buurt_code
    return ibis.cases(
        (rows.buurt_code.notnull(), rows.buurt_code),
        (rows.buurt_code__missing == "not_applicable", ibis.literal(WHOLE_AREA)),
        else_=ibis.literal(UNKNOWN_BUURT),
    )
