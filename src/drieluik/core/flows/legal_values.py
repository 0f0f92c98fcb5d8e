"""Resolves the law at a date into the plain values that indicators receive, and keeps them as such.

A correction of the law files changes what ``parameters_of`` answers. What was calculated before is
repeated with the values as they were recorded.
"""

from collections.abc import Mapping
from dataclasses import asdict
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


LawValues = dict[str, dict[str, float | None]]
"""Name of a set of values (``limits``, ``fixed_limits``) -> name of a value -> EUR per month."""


def recorded_values(parameters: PeriodParameters) -> LawValues:
    """Return the values of law of a half-year as plain values that can be kept.

    Examples:
        >>> recorded_values(parameters_of(Period(2024, 1)))["limits"]["maximum_huurgrens"]
        879.66
    """
    record = asdict(parameters)
    # everything that is no value of law follows from the half-year itself
    return {name: values for name, values in record.items() if name != "period"}


def values_from_record(
    period: Period, record: Mapping[str, Mapping[str, float | None]]
) -> PeriodParameters:
    """Return the values of law of a half-year as ``recorded_values`` kept them.

    Examples:
        >>> kept = recorded_values(parameters_of(Period(2024, 1)))
        >>> values_from_record(Period(2024, 1), kept) == parameters_of(Period(2024, 1))
        True
    """
    return PeriodParameters(period, **{name: RentLimits(**kept) for name, kept in record.items()})


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
