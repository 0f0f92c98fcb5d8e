"""How a norm stands, and how each corporation does."""

from dataclasses import dataclass

from drieluik.core.norms.interval import Interval
from drieluik.core.norms.norm import Light, Norm


@dataclass(frozen=True, slots=True)
class PartyStatus:
    """How one corporation stands.

    Attributes:
        party_code: The corporation.
        light: Its own light; None when only the total has a norm and its figure is there, or when
            the figure does not apply to it.
        reason_code: Machine code of the reason.
        reason_nl: The reason in Dutch.
        interval: Its figure; None when there is none.
    """

    party_code: str
    light: Light | None
    reason_code: str
    reason_nl: str
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class NormStatus:
    """How a norm stands.

    Attributes:
        norm: The norm.
        light: The light.
        reason_code: Machine code of the reason.
        reason_nl: The reason in Dutch, with the figures.
        period: Period of the figure; None when people judged or nothing was measured.
        interval: The figure of the total; None when there is none or each party has its own.
        parties: How each expected corporation stands.
        missing_parties: Codes of corporations whose figure is missing.
    """

    norm: Norm
    light: Light
    reason_code: str
    reason_nl: str
    period: str | None = None
    interval: Interval | None = None
    parties: tuple[PartyStatus, ...] = ()
    missing_parties: tuple[str, ...] = ()
