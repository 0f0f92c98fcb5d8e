"""Resolves the law at a date into the plain values that indicators receive."""

from datetime import date

from drieluik.core.indicators import PeriodParameters, RentLimits
from drieluik.core.parameters import ParameterUnknown, parameter
from drieluik.core.tables import Period

BASE_DAY = date(2020, 1, 1)
"""Day whose rent limits are the fixed ones: the first day of the agreements of 2020."""


def parameters_of(period: Period) -> PeriodParameters:
    """Return the values of law and calendar that belong to a half-year.

    Examples:
        >>> parameters_of(Period(2024, 1)).limits.maximum_huurgrens
        879.66
        >>> parameters_of(Period(2030, 1)).limits.maximum_huurgrens is None
        True
    """
    return PeriodParameters(
        period=period,
        limits=_rent_limits(period.starts_on),
        fixed_limits=_rent_limits(BASE_DAY),
    )


def _rent_limits(day: date) -> RentLimits:
    return RentLimits(
        kwaliteitskortingsgrens=_known("kwaliteitskortingsgrens", day),
        aftoppingsgrens_low=_known("aftoppingsgrens_low", day),
        aftoppingsgrens_high=_known("aftoppingsgrens_high", day),
        maximum_huurgrens=_known("maximum_huurgrens", day),
    )


def _known(name: str, day: date) -> float | None:
    try:
        return parameter(f"rent_limits.{name}").on(day)
    except ParameterUnknown:
        # the indicator answers "unknown" for every dwelling of such a year
        return None
