"""What the receiver of a delivery expects of it."""

from collections.abc import Collection, Mapping
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
        not_applicable: Why tables do not apply to the corporation, by table id.
    """

    party_code: str | None = None
    period: Period | None = None
    municipality_codes: Collection[str] | None = None
    buurt_codes: Collection[str] | None = None
    not_applicable: Mapping[str, str] | None = None
