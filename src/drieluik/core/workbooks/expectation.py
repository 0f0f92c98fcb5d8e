"""What the receiver of a delivery expects of it."""

from collections.abc import Collection
from dataclasses import dataclass

from drieluik.core.tables import Period


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a delivery must match; what is None is not checked.

    Attributes:
        party_code: Code of the corporation.
        period: The half-year.
        municipality_codes: CBS codes of the municipalities that may occur.
        buurt_codes: CBS codes of the neighbourhoods that exist in the period.
    """

    party_code: str | None = None
    period: Period | None = None
    municipality_codes: Collection[str] | None = None
    buurt_codes: Collection[str] | None = None
