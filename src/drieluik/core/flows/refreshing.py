"""What changes in the figures when one corporation delivers anew; the others are not read again.

Comes in: the sums of everybody as they were, and the deliveries of that corporation. Goes out: the
sums as they are now, and the figures that take the place of those before. Sums are whole
hundredths, so taking away and adding gives exactly what a full run gives.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from drieluik.core.flows.accepted import AcceptedTables
from drieluik.core.flows.measuring import Picture, party_sums, with_years
from drieluik.core.indicators import (
    Level,
    all_together,
    figures,
    reason_counts,
    spread_over_levels,
)
from drieluik.core.tables import Period

_OF_PARTY = (Level.CORPORATION, Level.CORPORATION_BUURT)


@dataclass(frozen=True, slots=True)
class Refreshed:
    """The figures that a new delivery touches.

    Attributes:
        party_code: Who delivered.
        buurten: Codes of the buurten in which something of it was or is.
        sums: Of everybody, with the new delivery.
        values: Every touched figure, see ``indicators.VALUES_SCHEMA``.
        reasons: How many rows count for which reason in them, see ``indicators.reason_counts``.
    """

    party_code: str
    buurten: frozenset[str]
    sums: pl.DataFrame
    values: pl.DataFrame
    reasons: pl.DataFrame

    def untouched(self, before: pl.DataFrame) -> pl.DataFrame:
        """Return the rows of figures or reasons of before that stay as they are."""
        level = pl.col("level")
        touched = (
            (level == Level.TOTAL.value)
            | (level.is_in([one.value for one in _OF_PARTY]) & self._is_own())
            | ((level == Level.BUURT.value) & pl.col("buurt_code").is_in(self.buurten))
        )
        return before.filter(~touched)

    def _is_own(self) -> pl.Expr:
        return pl.col("party_code") == self.party_code


def refreshed(
    before: pl.DataFrame,
    party_code: str,
    deliveries: Sequence[AcceptedTables],
    period: Period,
    picture: Picture = Picture(),  # noqa: B008 - frozen
) -> Refreshed:
    """Return what changes when a corporation delivers anew.

    Args:
        before: The sums of everybody, from ``measuring.party_sums`` or an earlier refresh.
        party_code: The corporation.
        deliveries: Everything that counts of that corporation now, in this half-year and, for the
            second one, in the first.
        period: The half-year.
        picture: As everything was measured.
    """
    own = [delivery for delivery in deliveries if delivery.party_code == party_code]
    was = before.filter(pl.col("party_code") == party_code)
    now = party_sums(own, period, picture)
    sums = pl.concat([before.filter(pl.col("party_code") != party_code), now])
    buurten = frozenset(pl.concat([was["buurt_code"], now["buurt_code"]]).drop_nulls().unique())
    rows = with_years(sums, period, picture)
    in_reach = {
        (Level.TOTAL,): all_together(rows),
        _OF_PARTY: rows.filter(pl.col("party_code") == party_code),
        (Level.BUURT,): rows.filter(pl.col("buurt_code").is_in(buurten)),
    }
    spread = pl.concat(
        spread_over_levels(touched, picture.indicators, set(levels) & set(picture.levels))
        for levels, touched in in_reach.items()
    )
    return Refreshed(
        party_code, buurten, sums, figures(spread, picture.indicators), reason_counts(spread)
    )
