"""The catalogue: every indicator of the product, in the order in which people read them."""

from drieluik.core.indicators.card import Indicator
from drieluik.core.indicators.subjects import (
    adaptations,
    arrears,
    dwellings,
    energy,
    guarantees,
    home_seekers,
    lettings,
    liveability,
    placements,
    plans,
    rents,
    sales,
    stock_changes,
)

INDICATORS: tuple[Indicator, ...] = (
    *home_seekers.INDICATORS,
    *rents.INDICATORS,
    *lettings.INDICATORS,
    *arrears.INDICATORS,
    *sales.INDICATORS,
    *liveability.INDICATORS,
    *dwellings.INDICATORS,
    *stock_changes.INDICATORS,
    *plans.INDICATORS,
    *energy.INDICATORS,
    *placements.INDICATORS,
    *adaptations.INDICATORS,
    *guarantees.INDICATORS,
)

_BY_ID = {entry.id: entry for entry in INDICATORS}


def indicator(indicator_id: str) -> Indicator:
    """Return one indicator.

    Raises:
        KeyError: There is no indicator with this id.
    """
    return _BY_ID[indicator_id]
