"""The catalogue: every indicator of the product, in the order in which people read them.

Of an indicator every version that was ever shipped stays here, because kept figures are repeated by
the version they were counted by. Which version counts is for the parties of a municipality to
decide; where nothing was decided the first one counts.
"""

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

_SUBJECTS: tuple[tuple[str, tuple[Indicator, ...]], ...] = (
    ("Woningzoekenden", home_seekers.INDICATORS),
    ("Huren", rents.INDICATORS),
    ("Verhuringen", lettings.INDICATORS),
    ("Achterstand en huisuitzettingen", arrears.INDICATORS),
    ("Verkoop", sales.INDICATORS),
    ("Leefbaarheid", liveability.INDICATORS),
    ("Woningen en leegstand", dwellings.INDICATORS),
    ("Erbij en eraf", stock_changes.INDICATORS),
    ("Plannen", plans.INDICATORS),
    ("Energie", energy.INDICATORS),
    ("Maatwerk en statushouders", placements.INDICATORS),
    ("Aanpassingen en toegankelijkheid", adaptations.INDICATORS),
    ("Achtervang", guarantees.INDICATORS),
)

VERSIONS: tuple[Indicator, ...] = tuple(entry for _name, found in _SUBJECTS for entry in found)
"""Every version of every indicator; the versions of one side by side, oldest first."""

INDICATORS: tuple[Indicator, ...] = tuple(entry for entry in VERSIONS if entry.version == 1)
"""Every indicator in its first version: what counts where nothing was decided."""

SUBJECTS: tuple[tuple[str, tuple[Indicator, ...]], ...] = tuple(
    (name, tuple(entry for entry in found if entry.version == 1)) for name, found in _SUBJECTS
)
"""What the indicators are about, in Dutch, each with its indicators in their first version."""

_BY_ID = {entry.id: entry for entry in INDICATORS}
_BY_VERSION = {(entry.id, entry.version): entry for entry in VERSIONS}


def indicator(indicator_id: str, version: int | None = None) -> Indicator:
    """Return one indicator, in its first version when none is named.

    Raises:
        KeyError: There is no indicator with this id, or it has no such version.

    Examples:
        >>> indicator("vacancy-share").version, indicator("vacancy-share", 2).version
        (1, 2)
    """
    return _BY_ID[indicator_id] if version is None else _BY_VERSION[indicator_id, version]


def versions_of(indicator_id: str) -> tuple[Indicator, ...]:
    """Return the versions of an indicator that the product has, oldest first.

    Examples:
        >>> [card.version for card in versions_of("vacancy-share")], versions_of("unknown")
        ([1, 2], ())
    """
    return tuple(entry for entry in VERSIONS if entry.id == indicator_id)
