"""From sums per party and buurt to figures with intervals, at every level and for every part."""

from collections.abc import Iterable

import polars as pl

from drieluik.core.indicators.card import Aggregation, Indicator, Level, Role
from drieluik.core.indicators.contributions import PAIRS

ALL = "all"
"""Breakdown of the figure that is not split."""

UNKNOWN_PART = "unknown"
"""Breakdown of rows whose part is unknown."""

COUNTS = ("n_rows", "n_unknown", "n_open")
SUMS = (*COUNTS, *PAIRS)
UNIT = ("indicator_id", "period", "level", "party_code", "buurt_code")
VALUES_SCHEMA: dict[str, pl.DataType] = {
    "indicator_id": pl.String(),
    "version": pl.Int64(),
    "period": pl.String(),
    "level": pl.String(),
    "party_code": pl.String(),
    "buurt_code": pl.String(),
    "breakdown": pl.String(),
    "numerator": pl.Float64(),
    "denominator": pl.Float64(),
    "value": pl.Float64(),
    "value_low": pl.Float64(),
    "value_high": pl.Float64(),
    "numerator_low": pl.Float64(),
    "denominator_low": pl.Float64(),
    "numerator_high": pl.Float64(),
    "denominator_high": pl.Float64(),
    "n_rows": pl.Int64(),
    "n_unknown": pl.Int64(),
}


def spread_over_levels(
    sums: pl.DataFrame, indicators: Iterable[Indicator], levels: Iterable[Level]
) -> pl.DataFrame:
    """Return every row once per level at which its indicator is given.

    ``party_code`` and ``buurt_code`` are kept only where the level tells them apart.
    """
    wanted = set(levels)
    pairs = [
        (entry.id, level.value) for entry in indicators for level in entry.levels if level in wanted
    ]
    schema = {"indicator_id": pl.String(), "level": pl.String()}
    by_party = pl.col("level").is_in([Level.CORPORATION.value, Level.CORPORATION_BUURT.value])
    by_buurt = pl.col("level").is_in([Level.BUURT.value, Level.CORPORATION_BUURT.value])
    return (
        sums.join(pl.DataFrame(pairs, schema=schema, orient="row"), on="indicator_id")
        # a delivery without rows says something about the party, nothing about a buurt
        .filter(~by_buurt | (pl.col("n_rows") > 0))
        .with_columns(
            party_code=pl.when(by_party).then("party_code"),
            buurt_code=pl.when(by_buurt).then("buurt_code"),
        )
    )


def all_together(sums: pl.DataFrame) -> pl.DataFrame:
    """Return the sums of all parties and buurten together, for figures of the total only."""
    place = ("party_code", "buurt_code")
    keys = [name for name in sums.columns if name not in (*SUMS, *place)]
    together = sums.group_by(keys).agg(pl.col(SUMS).sum())
    nowhere = {name: pl.lit(None, pl.String()) for name in place}
    return together.with_columns(**nowhere).select(sums.columns)


def figures(spread: pl.DataFrame, indicators: Iterable[Indicator]) -> pl.DataFrame:
    """Return the figures of all indicators in one frame.

    Args:
        spread: From ``spread_over_levels``; sums in hundredths, with ``reason``.
        indicators: The cards that occur in it.

    Returns:
        The columns of ``VALUES_SCHEMA``, sorted. ``denominator`` is null for counts and sums. A
        null ``value`` means: nothing to divide by, or all rows unknown. A null ``value_high``
        beside a ``value_low`` means: no upper bound is known. The pairs ``_low`` and ``_high``
        are those of the lowest and the highest figure; parties together are summed from them.
    """
    cards = _cards(indicators)
    counted = spread.join(_outside(indicators), on=["indicator_id", "reason"], how="left")
    counted = counted.with_columns(
        n_rows=pl.when(pl.col("outside").is_null()).then("n_rows").otherwise(0)
    )
    whole = counted.group_by(UNIT).agg(pl.col(SUMS).sum())
    all_unknown = (pl.col("n_rows") > 0) & (pl.col("n_unknown") == pl.col("n_rows"))
    whole = whole.with_columns(all_unknown=all_unknown)
    # all parts of a whole together are always the whole: that would be a figure without news
    unsplit = whole.with_columns(breakdown=pl.lit(ALL)).join(
        cards.filter("of_whole"), on="indicator_id", how="anti"
    )
    split = _parts(counted.join(cards.filter("is_split"), on="indicator_id"), whole, indicators)
    frame = pl.concat([unsplit.join(cards, on="indicator_id"), split], how="diagonal")
    return (
        _valued(frame)
        .select(*VALUES_SCHEMA)
        .cast(pl.Schema(VALUES_SCHEMA))
        .sort(*UNIT, "breakdown")
    )


def _cards(indicators: Iterable[Indicator]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {
                "indicator_id": entry.id,
                "version": entry.version,
                "is_ratio": entry.aggregation is Aggregation.RATIO,
                "is_split": entry.breakdown is not None,
                "of_whole": entry.breakdown is not None and entry.breakdown.parts_of_whole,
            }
            for entry in indicators
        ],
        schema={
            "indicator_id": pl.String(),
            "version": pl.Int64(),
            "is_ratio": pl.Boolean(),
            "is_split": pl.Boolean(),
            "of_whole": pl.Boolean(),
        },
    )


def _outside(indicators: Iterable[Indicator]) -> pl.DataFrame:
    pairs = [
        (entry.id, reason.code, True)
        for entry in indicators
        for reason in entry.reasons
        if reason.role is Role.OUTSIDE
    ]
    schema = {"indicator_id": pl.String(), "reason": pl.String(), "outside": pl.Boolean()}
    return pl.DataFrame(pairs, schema=schema, orient="row")


def _codes(indicators: Iterable[Indicator]) -> pl.DataFrame:
    pairs = [
        (entry.id, code.code)
        for entry in indicators
        if entry.breakdown is not None
        for code in entry.breakdown.codes
    ]
    schema = {"indicator_id": pl.String(), "breakdown": pl.String()}
    return pl.DataFrame(pairs, schema=schema, orient="row")


def _parts(
    counted: pl.DataFrame, whole: pl.DataFrame, indicators: Iterable[Indicator]
) -> pl.DataFrame:
    about = ["version", "is_ratio", "of_whole"]
    units = counted.select(*UNIT, *about).unique()
    by_part = counted.group_by(*UNIT, "breakdown").agg(pl.col(SUMS).sum())
    unknown = by_part.filter(pl.col("breakdown").is_null()).drop("breakdown")
    joined = (
        units.join(_codes(indicators), on="indicator_id")
        .join(by_part, on=[*UNIT, "breakdown"], how="left", nulls_equal=True)
        .join(unknown, on=UNIT, how="left", nulls_equal=True, suffix="_u")
        .join(whole, on=UNIT, how="left", nulls_equal=True, suffix="_a")
        .with_columns(pl.col(pl.Int64).fill_null(0), pl.col(pl.Float64).fill_null(0.0))
    )
    unclassed = unknown.join(units, on=UNIT, nulls_equal=True).filter(
        ~pl.col("is_ratio"), pl.col("n_rows") > 0
    )
    return pl.concat(
        [_widened(joined), unclassed.with_columns(breakdown=pl.lit(UNKNOWN_PART))], how="diagonal"
    )


def _widened(parts: pl.DataFrame) -> pl.DataFrame:
    """Let rows of unknown part (``_u``) widen every part; divide by the whole (``_a``) if asked.

    For a share within a group a row of unknown group may be left out, so it enters the lowest
    figure only where it is a failure and the highest only where it is a success.
    """
    col = pl.col
    failures = col("denominator_low_u") - col("numerator_low_u")
    of_whole = pl.when("of_whole")
    return parts.with_columns(
        numerator_high=col("numerator_high") + col("numerator_high_u"),
        denominator=of_whole.then("denominator_a").otherwise("denominator"),
        denominator_low=of_whole.then("denominator_low_a").otherwise(
            col("denominator_low") + failures
        ),
        denominator_high=of_whole.then("denominator_high_a").otherwise(
            col("denominator_high") + col("numerator_high_u")
        ),
        n_rows=of_whole.then("n_rows_a").otherwise(col("n_rows") + col("n_rows_u")),
        n_unknown=of_whole.then("n_unknown_a").otherwise(col("n_unknown") + col("n_rows_u")),
        n_open=col("n_open") + col("n_open_u"),
    )


def _valued(frame: pl.DataFrame) -> pl.DataFrame:
    col = pl.col

    def divided(suffix: str) -> pl.Expr:
        below = col(f"denominator{suffix}")
        return pl.when(below > 0).then(col(f"numerator{suffix}") / below)

    nothing_known = col("all_unknown").fill_null(value=False) & (
        (col("n_open") > 0) | (col("numerator_low") != col("numerator_high"))
    )
    has_bound = col("n_open") == 0
    ratio = frame.with_columns(value=divided(""), low=divided("_low"), high=divided("_high"))
    return ratio.with_columns(
        value=pl.when("is_ratio").then("value").when(~nothing_known).then(col("numerator") / 100),
        value_low=pl.when("is_ratio")
        .then(pl.coalesce("low", "value", "high"))
        .otherwise(col("numerator_low") / 100),
        value_high=pl.when(has_bound).then(
            pl.when("is_ratio")
            .then(pl.coalesce("high", "value", "low"))
            .otherwise(col("numerator_high") / 100)
        ),
        numerator_high=pl.when(has_bound).then(col("numerator_high") / 100),
        **{name: col(name) / 100 for name in ("numerator", "numerator_low")},
        **{
            name: pl.when("is_ratio").then(col(name) / 100)
            for name in ("denominator", "denominator_low", "denominator_high")
        },
    )


def reason_counts(spread: pl.DataFrame) -> pl.DataFrame:
    """Return how many rows count for which reason, at every level.

    Args:
        spread: From ``spread_over_levels``.

    Returns:
        ``indicator_id``, ``period``, ``level``, ``party_code``, ``buurt_code``, ``breakdown``
        (null when unknown or not split), ``reason`` and ``n_rows``, sorted. Also rows outside the
        population are counted, so that nothing disappears unseen.
    """
    keys = [*UNIT, "breakdown", "reason"]
    counted = spread.group_by(keys).agg(pl.col("n_rows").sum())
    return counted.filter(pl.col("n_rows") > 0).sort(keys)
