"""From figures per corporation and buurt to the tables that go through disclosure control.

Comes in: figures at the lowest level, and which buurt lies in which wijk. Goes out: every table
that is made of them, whole, or what is lacking. Only whole tables go out: a figure of which a part
is unknown would show that part as soon as it is known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from drieluik.core.disclosure import Dimension, Figures, Hierarchy, add_up
from drieluik.core.flows.public_tables import (
    AREA,
    CLASS,
    CORPORATION,
    PART,
    REST,
    PublicTable,
    Split,
)
from drieluik.core.indicators import (
    ALL,
    UNKNOWN_BUURT,
    UNKNOWN_PART,
    WHOLE_AREA,
    Aggregation,
    Audience,
    Level,
)

EVERYBODY, ALL_CLASSES = "alle", "alle"
"""Codes of all corporations and all classes together."""

_PLACE = ["party_code", "buurt_code"]


class Incomplete(ValueError):  # noqa: N818 - an answer, not a mistake
    """The figures are not whole; every fault stands in ``faults``.

    Attributes:
        faults: What is lacking, and of whom.
    """

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Places:
    """Where figures can be.

    Attributes:
        municipality: Code of the municipality.
        wijk_of: Code of every buurt with that of its wijk; empty when it is in none.
        corporations: Code and name of the corporations that were asked for figures.
        buurt_names: Code and name of the buurten, for what must be told about them.
    """

    municipality: str
    wijk_of: Mapping[str, str]
    corporations: Mapping[str, str]
    buurt_names: Mapping[str, str] = field(default_factory=dict)

    @property
    def area(self) -> Dimension:
        """Buurt, wijk and municipality; rows that belong to no buurt count in the municipality."""
        parents = {buurt: wijk or self.municipality for buurt, wijk in self.wijk_of.items()}
        wijken = sorted({wijk for wijk in self.wijk_of.values() if wijk})
        parents |= dict.fromkeys(wijken, self.municipality)
        parents |= dict.fromkeys((UNKNOWN_BUURT, WHOLE_AREA), self.municipality)
        return Dimension(AREA, self.municipality, (Hierarchy("cbs", parents),))

    @property
    def corporation(self) -> Dimension:
        """Every corporation and all together."""
        return Dimension.over(CORPORATION, EVERYBODY, self.corporations)


def measure_name(table: PublicTable, period: str) -> str:
    """Return under what name disclosure control knows what a table counts in a half-year."""
    return f"{table.id} {period}"


def tables_to_publish(
    table: PublicTable, period: str, values: pl.DataFrame, places: Places, audience: Audience
) -> list[Figures]:
    """Return every table that is made of a figure, the most detailed first.

    Args:
        table: Which.
        period: Half-year, as in ``values``.
        values: Figures per corporation and buurt, the columns ``indicators.VALUES_SCHEMA``.
        places: Where figures can be.
        audience: Who may see the figure per corporation.

    Raises:
        Incomplete: Numbers are unknown, of a buurt that is not known, no counts (or no amounts), or
            contradict each other. All faults at once.
    """
    at = pl.col("period") == period, pl.col("level") == Level.CORPORATION_BUURT.value
    rows = values.filter(*at, pl.col("indicator_id").is_in(table.indicator_ids))
    counted = _counted(table, rows)
    if faults := [*_unknown_numbers(table, rows, places), *_strange(counted, places)]:
        raise Incomplete(faults)
    dimensions = {AREA: places.area, CORPORATION: places.corporation}
    if table.classes:
        dimensions[CLASS] = Dimension.over(CLASS, ALL_CLASSES, table.classes)
    column = {AREA: "buurt_code", CORPORATION: "party_code", CLASS: "class"}
    made = []
    for crossing in table.crossings(audience):
        keys = [column[name] for name in crossing]
        by = dict.fromkeys((*keys, "party_code"))
        summed = counted.group_by(*by, maintain_order=True).agg(pl.col("number").sum())
        cells = [
            (tuple(row[key] for key in keys), row["party_code"], row["number"])
            for row in summed.iter_rows(named=True)
        ]
        axes = [dimensions[name] for name in crossing]
        measure = measure_name(table, period)
        made.append(add_up(measure, axes, cells, amounts=table.is_amount))
    return made


def _counted(table: PublicTable, rows: pl.DataFrame) -> pl.DataFrame:
    """Return the number of every corporation, buurt and class; amounts in whole euros each.

    Rounded here and not in the sums, so that all sums hold.
    """
    found = _as_given(table, rows)
    return found.with_columns(pl.col("number").round()) if table.is_amount else found


def _as_given(table: PublicTable, rows: pl.DataFrame) -> pl.DataFrame:
    whole = rows.filter(pl.col("indicator_id") == table.indicator_id)
    if table.split is Split.PART:
        return _whole_and_part(table, rows)
    if table.split is Split.NONE:
        return _numbers(whole.filter(pl.col("breakdown") == ALL), pl.lit(""))
    parts = _numbers(whole.filter(pl.col("breakdown") != ALL), pl.col("breakdown"))
    if table.card.aggregation is not Aggregation.RATIO:
        return parts
    # a share of the whole has no part of its own for what is unknown; every part tells how many
    unknown = whole.group_by(*_PLACE, maintain_order=True).agg(
        pl.col("n_unknown").max().cast(pl.Float64()).alias("numerator")
    )
    return pl.concat([parts, _numbers(unknown, pl.lit(UNKNOWN_PART))])


def _numbers(rows: pl.DataFrame, of_class: pl.Expr) -> pl.DataFrame:
    return rows.select(*_PLACE, of_class.alias("class"), pl.col("numerator").alias("number"))


def _whole_and_part(table: PublicTable, rows: pl.DataFrame) -> pl.DataFrame:
    def of(indicator_id: str) -> pl.DataFrame:
        found = rows.filter(pl.col("indicator_id") == indicator_id, pl.col("breakdown") == ALL)
        return found.select(*_PLACE, "numerator")

    both = of(table.indicator_id).join(
        of(table.part_id), on=_PLACE, how="full", coalesce=True, suffix="_part"
    )
    both = both.with_columns(pl.col("numerator", "numerator_part").fill_null(0.0)).sort(_PLACE)
    rest = pl.col("numerator") - pl.col("numerator_part")
    return pl.concat(
        [
            both.select(*_PLACE, pl.lit(PART).alias("class"), number="numerator_part"),
            both.select(*_PLACE, pl.lit(REST).alias("class"), rest.alias("number")),
        ]
    )


def _unknown_numbers(table: PublicTable, rows: pl.DataFrame, places: Places) -> list[str]:
    """Return whose numbers are unknown; an unknown class of a count is a class of its own."""
    if table.split is Split.BREAKDOWN and not table.is_amount:
        return []
    lacking = rows.filter(pl.col("breakdown") == ALL, pl.col("n_unknown") > 0)
    per_party = lacking.group_by("party_code").agg(pl.col("buurt_code").unique().sort())
    return [
        f"{places.corporations.get(party, party)} gaf geen getal voor: "
        + ", ".join(places.buurt_names.get(buurt, buurt) for buurt in buurten)
        for party, buurten in per_party.sort("party_code").iter_rows()
    ]


def _strange(counted: pl.DataFrame, places: Places) -> list[str]:
    """Return numbers that are no counts, and places that are not known."""
    known = {*places.wijk_of, UNKNOWN_BUURT, WHOLE_AREA}
    faults = []
    if buurten := sorted(set(counted["buurt_code"]) - known):
        faults.append(f"deze buurten zijn niet bekend: {', '.join(buurten)}")
    if parties := sorted(set(counted["party_code"]) - set(places.corporations)):
        faults.append(f"van deze corporaties werden geen cijfers verwacht: {', '.join(parties)}")
    if n_negative := counted.filter(pl.col("number") < 0).height:
        faults.append(f"een deel is groter dan het geheel ({n_negative} keer)")
    if n_broken := counted.filter(pl.col("number") != pl.col("number").round()).height:
        faults.append(f"niet elk getal is een heel aantal ({n_broken} keer)")
    return faults
