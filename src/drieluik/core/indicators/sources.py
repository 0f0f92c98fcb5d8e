"""What an indicator expression is written over: the delivered tables and the period's values."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import cache

import polars as pl

from drieluik.core.indicators.card import IbisTable
from drieluik.core.tables import TABLES, Kind, Period, table
from drieluik.core.tables.typed import typed_columns

PERIOD_PARAMETERS = "period_parameters"

STAMPS = ("period", "party_code", "delivery_id")
"""What every row is stamped with when tables of several deliveries are put together."""

_IBIS_TYPES = {
    Kind.TEXT: "string",
    Kind.CODE: "string",
    Kind.WHOLE: "int64",
    Kind.DECIMAL: "float64",
    Kind.MONEY: "float64",
    Kind.DATE: "date",
    Kind.YES_NO: "boolean",
}


@dataclass(frozen=True, slots=True)
class RentLimits:
    """The rent limits of one day in EUR per month; None when a limit is unknown."""

    kwaliteitskortingsgrens: float | None
    aftoppingsgrens_low: float | None
    aftoppingsgrens_high: float | None
    maximum_huurgrens: float | None


@dataclass(frozen=True, slots=True)
class PeriodParameters:
    """The values of law and calendar that belong to one period.

    Attributes:
        period: The half-year.
        limits: Rent limits of the year of the period.
        fixed_limits: Rent limits of the base year, for comparison over time.
    """

    period: Period
    limits: RentLimits
    fixed_limits: RentLimits

    def row(self) -> pl.DataFrame:
        """Return the row that the expressions join by period.

        The cohort of 3.2 became active 365 to 729 days before the last day of the period, so
        everybody in it could be followed for 365 days.
        """
        last_day = self.period.last_day
        columns: dict[str, str | date | float | None] = {
            "period": str(self.period),
            "reference_day": last_day,
            "cohort_from": last_day - timedelta(days=729),
            "cohort_last": last_day - timedelta(days=365),
        }
        for prefix, limits in (("", self.limits), ("fixed_", self.fixed_limits)):
            columns.update({prefix + name: value for name, value in asdict(limits).items()})
        days = dict.fromkeys(("reference_day", "cohort_from", "cohort_last"), pl.Date())
        types = days | {"period": pl.String()}
        schema = {name: types.get(name, pl.Float64()) for name in columns}
        return pl.DataFrame({name: [value] for name, value in columns.items()}, schema=schema)


def source_columns(table_id: str) -> Mapping[str, str]:
    """Return name and ibis type of the columns of a delivered table, with its stamps."""
    contract = table(table_id)
    kinds = {column.name: _IBIS_TYPES[column.kind] for column in contract.columns}
    types = {name: kinds.get(name, "string") for name in typed_columns(contract)}
    return types | {"sheet_row": "int64"} | dict.fromkeys(STAMPS, "string")


@cache
def unbound_sources() -> Mapping[str, IbisTable]:
    """Return the tables as expressions without contents; engines bind them by name."""
    import ibis

    sources = {entry.id: ibis.table(source_columns(entry.id), name=entry.id) for entry in TABLES}
    dates = dict.fromkeys(("reference_day", "cohort_from", "cohort_last"), "date")
    limits = [prefix + name for prefix in ("", "fixed_") for name in RentLimits.__slots__]
    floats = dict.fromkeys(limits, "float64")
    return sources | {
        PERIOD_PARAMETERS: ibis.table({"period": "string"} | dates | floats, name=PERIOD_PARAMETERS)
    }
