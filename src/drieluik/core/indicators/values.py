"""One indicator over drawn or delivered frames; the whole monitor is composed in ``flows``."""

from collections.abc import Iterable, Mapping

import polars as pl

from drieluik.core.indicators.card import Indicator, Level
from drieluik.core.indicators.contributions import PAIRS
from drieluik.core.indicators.delivered import Area, TablePart
from drieluik.core.indicators.engine import sums_on_duckdb
from drieluik.core.indicators.roll_up import COUNTS, figures, spread_over_levels
from drieluik.core.indicators.sources import PeriodParameters

LEVELS = (Level.TOTAL, Level.CORPORATION, Level.BUURT, Level.CORPORATION_BUURT)


def values(
    indicator: Indicator,
    tables: Mapping[str, pl.DataFrame],
    parameters: PeriodParameters,
    by: Iterable[Level] = LEVELS,
) -> pl.DataFrame:
    """Return the figures of one indicator for one half-year.

    Args:
        indicator: From the catalogue.
        tables: Table id -> typed table of all parties with ``party_code`` and ``delivery_id``.
            A table that is not given was delivered by nobody.
        parameters: Values of the period.
        by: For which levels.

    Returns:
        The columns of ``VALUES_SCHEMA``; see ``roll_up.figures`` for the meaning of null.
    """
    period = str(parameters.period)
    parts = [part for table_id, rows in tables.items() for part in _parts(table_id, rows, period)]
    parties = sorted({part.party_code for part in parts})
    sums = sums_on_duckdb(parts, [parameters], Area(), [indicator])
    complete = parties if set(indicator.tables) <= set(tables) else []
    delivered = zero_rows([(indicator.id, period, party) for party in complete])
    sums = pl.concat([complete_only(sums, delivered), delivered], how="diagonal")
    return figures(spread_over_levels(sums, [indicator], by), [indicator])


def zero_rows(delivered: Iterable[tuple[str, str, str]]) -> pl.DataFrame:
    """Return sums of nothing for who delivered, so that zero differs from missing.

    Args:
        delivered: Indicator id, period and party of everything that was delivered completely.
    """
    keys = ("indicator_id", "period", "party_code")
    told = pl.DataFrame(list(delivered), schema=dict.fromkeys(keys, pl.String()), orient="row")
    absent = {"buurt_code": None, "breakdown": None, "reason": "", "source_table": ""}
    return told.with_columns(
        **{name: pl.lit(text, pl.String()) for name, text in absent.items()},
        **{name: pl.lit(0, pl.Int64()) for name in COUNTS},
        **{name: pl.lit(0.0) for name in PAIRS},
    )


def complete_only(sums: pl.DataFrame, delivered: pl.DataFrame) -> pl.DataFrame:
    """Return the sums of parties that delivered every table the indicator needs."""
    return sums.join(delivered, on=["indicator_id", "period", "party_code"], how="semi")


def _parts(table_id: str, rows: pl.DataFrame, period: str) -> list[TablePart]:
    stamps = ("party_code", "delivery_id")
    grouped = rows.partition_by(stamps, as_dict=True, include_key=False)
    return [
        TablePart(table_id, period, str(party), str(delivery), part)
        for (party, delivery), part in grouped.items()
    ]
