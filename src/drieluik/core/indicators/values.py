"""One indicator over drawn or delivered frames; the whole monitor is composed in ``flows``."""

from collections.abc import Iterable, Mapping

import polars as pl

from drieluik.core.indicators.card import Indicator, Level
from drieluik.core.indicators.engine import GRAIN_KEYS, TablePart, grain, opened
from drieluik.core.indicators.roll_up import SUMS, figures, spread_over_levels
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
    parts = [part for table_id, rows in tables.items() for part in _parts(table_id, rows)]
    parties = sorted({part.party_code for part in parts})
    with opened(parts, parameters) as connection:
        sums = grain(connection, indicator)
    complete = parties if set(indicator.tables) <= set(tables) else []
    sums = pl.concat([sums, zero_rows(indicator, complete)], how="diagonal_relaxed")
    sums = sums.filter(pl.col("party_code").is_in(complete))
    sums = sums.with_columns(period=pl.lit(str(parameters.period)))
    return figures(spread_over_levels(sums, [indicator], by), [indicator])


def zero_rows(indicator: Indicator, parties: Iterable[str]) -> pl.DataFrame:
    """Return sums of nothing for parties that delivered, so that zero differs from missing."""
    delivered = list(parties)
    text = {"indicator_id": [indicator.id] * len(delivered), "party_code": delivered}
    empty = {key: [""] * len(delivered) for key in GRAIN_KEYS if key not in text}
    empty["breakdown"] = empty["buurt_code"] = [None] * len(delivered)  # type: ignore[list-item]
    frame = pl.DataFrame(text | empty, schema=dict.fromkeys((*text, *empty), pl.String()))
    whole = {name: pl.lit(0, pl.Int64()) for name in SUMS[:3]}
    return frame.with_columns(**whole, **{name: pl.lit(0.0) for name in SUMS[3:]})


def _parts(table_id: str, rows: pl.DataFrame) -> list[TablePart]:
    stamps = ("party_code", "delivery_id")
    grouped = rows.partition_by(stamps, as_dict=True, include_key=False)
    return [
        TablePart(table_id, str(party), str(delivery), part)
        for (party, delivery), part in grouped.items()
    ]
