"""The figures about agreements: a card per indicator and one expression that computes it.

Comes in: delivered tables and the values of the period. Goes out: figures with intervals, per
corporation, buurt and in total, and the rows behind them. Knows no norm and no database.
"""

from drieluik.core.indicators.applying import Halves, does_not_apply_to
from drieluik.core.indicators.card import (
    Aggregation,
    Audience,
    Better,
    Breakdown,
    Indicator,
    Level,
    Nature,
    Reason,
    Role,
    Unit,
    Used,
)
from drieluik.core.indicators.catalogue import (
    INDICATORS,
    SUBJECTS,
    VERSIONS,
    indicator,
    versions_of,
)
from drieluik.core.indicators.contributions import UNKNOWN_BUURT, WHOLE_AREA
from drieluik.core.indicators.delivered import Area, TablePart, opened
from drieluik.core.indicators.engine import (
    RowFilter,
    contribution_rows,
    n_contribution_rows,
    sums_on_duckdb,
)
from drieluik.core.indicators.engines import Engine, engine_named
from drieluik.core.indicators.integrity import catalogue_faults, same_formula, unit_faults
from drieluik.core.indicators.relations import Quantity, relations, roots, what_follows
from drieluik.core.indicators.roll_up import (
    ALL,
    UNKNOWN_PART,
    VALUES_SCHEMA,
    all_together,
    figures,
    reason_counts,
    spread_over_levels,
)
from drieluik.core.indicators.sources import PeriodParameters, RentLimits
from drieluik.core.indicators.values import complete_only, values, zero_rows

__all__ = [
    "ALL",
    "INDICATORS",
    "SUBJECTS",
    "UNKNOWN_BUURT",
    "UNKNOWN_PART",
    "VALUES_SCHEMA",
    "VERSIONS",
    "WHOLE_AREA",
    "Aggregation",
    "Area",
    "Audience",
    "Better",
    "Breakdown",
    "Engine",
    "Halves",
    "Indicator",
    "Level",
    "Nature",
    "PeriodParameters",
    "Quantity",
    "Reason",
    "RentLimits",
    "Role",
    "RowFilter",
    "TablePart",
    "Unit",
    "Used",
    "all_together",
    "catalogue_faults",
    "complete_only",
    "contribution_rows",
    "does_not_apply_to",
    "engine_named",
    "figures",
    "indicator",
    "n_contribution_rows",
    "opened",
    "reason_counts",
    "relations",
    "roots",
    "same_formula",
    "spread_over_levels",
    "sums_on_duckdb",
    "unit_faults",
    "values",
    "versions_of",
    "what_follows",
    "zero_rows",
]
