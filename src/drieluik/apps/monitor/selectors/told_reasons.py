"""Why a norm gives its light, as far as a reader may know it."""

from drieluik.apps.monitor.sight import Sight
from drieluik.core.indicators import indicator
from drieluik.core.norms import NOT_MET, UNCLEAR, Norm, Scope

_PER_PARTY = (Scope.EACH, Scope.NAMED)
"""Norms whose reason quotes the figures of corporations."""
_WITHOUT_FIGURES = (
    "reached",
    "nobody_expected",
    "no_figures",
    "period_not_over",
    "period_missing",
    "no_last_year",
    "judged",
    "not_judged",
    NOT_MET,
    UNCLEAR,
)


def told_reason(sight: Sight, norm: Norm, code: str, reason: str) -> str:
    """Replace a reason that quotes figures of corporations by why those are not shown."""
    quotes_figures = norm.for_whom.scope in _PER_PARTY and code not in _WITHOUT_FIGURES
    if not quotes_figures or norm.indicator_id is None:
        return reason
    return sight.objection(indicator(norm.indicator_id)) or reason
