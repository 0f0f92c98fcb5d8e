"""Figures of one set of areas carried over to another: other years, or areas of one's own.

A number of an area that is cut in two must be divided by something: the surface, or the addresses
in each part. Both are guesses, so what comes out carries bounds that are sure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from drieluik.core.geography.borders import Area, Shape
from drieluik.core.geography.locating import locate_points

if TYPE_CHECKING:
    import polars as pl

LEAST_SHIFT_METRES = 5.0
"""Strips narrower than this are no change of border.

Source: the CBS sees a change when a border moved about five metres or more (Toelichting Wijk- en
Buurtkaart 2022-2024, ``indelingswijziging_wijken_en_buurten``).
"""


class Method(StrEnum):
    """By what a number was divided over the parts of an area."""

    AREA = "area"
    ADDRESSES = "addresses"


@dataclass(frozen=True, slots=True, eq=False)
class Crosswalk:
    """Which part of each old area went to which new one.

    Attributes:
        method: By what the parts were measured.
        parts: ``from_code``, ``to_code`` (null: outside all new areas) and ``share`` (0-1). The
            shares of one old area add up to 1.
        not_carried: Old areas of which nothing is known in the new set: without a shape, or
            without addresses.
    """

    method: Method
    parts: "pl.DataFrame"
    not_carried: tuple[str, ...] = ()

    @property
    def split_codes(self) -> frozenset[str]:
        """Old areas that were divided over more than one new one."""
        import polars as pl

        return frozenset(self.parts.filter(pl.col("share") < 1)["from_code"])


def crosswalk_by_area(old: Sequence[Area], new: Sequence[Area]) -> Crosswalk:
    """Divide by surface, as if everything were spread evenly within an area.

    Args:
        old: Areas of one level that have figures.
        new: Areas to which the figures must go.

    Method:
        Overlap of the shapes. Parts narrower than five metres are dropped and the rest is scaled
        up, so that a redrawn line moves nobody.
    """
    drawn = [area for area in old if area.shape is not None]
    rows = [row for area in drawn for row in _overlaps(area, new)]
    lost = tuple(sorted(area.code for area in old if area.shape is None))
    return Crosswalk(Method.AREA, _shares(rows), lost)


def crosswalk_by_addresses(
    old: Sequence[Area], new: Sequence[Area], addresses: "pl.DataFrame"
) -> Crosswalk:
    """Divide by the number of addresses in each part.

    Args:
        old: Areas of one level that have figures.
        new: Areas to which the figures must go.
        addresses: ``x`` and ``y`` in RD, and ``weight`` (such as dwellings; 1 for an address).

    Returns:
        Old areas without an address are not carried over: nothing says where they went.
    """
    import polars as pl

    placed = addresses.select(
        from_code=locate_points(addresses, old),
        to_code=locate_points(addresses, new),
        weight=pl.col("weight").cast(pl.Float64),
    ).filter(pl.col("from_code").is_not_null() & (pl.col("weight") > 0))
    parts = _shares(placed.group_by("from_code", "to_code").sum().iter_rows())
    known = frozenset(parts["from_code"])
    return Crosswalk(Method.ADDRESSES, parts, tuple(sorted({area.code for area in old} - known)))


def crosswalk_by_books(old: "pl.DataFrame", new: "pl.DataFrame") -> Crosswalk:
    """Divide by the number of addresses, by two tables that say in which area each one lies.

    Args:
        old: ``postcode``, ``house_number`` and ``area_code`` in the year that has figures.
        new: The same of the year to which the figures must go.

    Returns:
        Addresses that are in one of the tables only say nothing. An old area of which no address
        came back is not carried over.
    """
    import polars as pl

    placed = old.join(new, on=["postcode", "house_number"], how="inner", suffix="_new")
    parts = placed.group_by(from_code="area_code", to_code="area_code_new").agg(
        measure=pl.len().cast(pl.Float64)
    )
    shares = _shares(parts.iter_rows())
    lost = frozenset(old["area_code"].drop_nulls()) - frozenset(shares["from_code"])
    return Crosswalk(Method.ADDRESSES, shares, tuple(sorted(lost)))


def carried_over(values: "pl.DataFrame", crosswalk: Crosswalk) -> "pl.DataFrame":
    """Carry numbers over to the new areas, with bounds that are sure.

    Args:
        values: ``area_code`` and ``value`` (a number of things, not below zero; null when
            unknown). Not for shares or means: carry what is counted and what it is counted of.
        crosswalk: Which part of each old area goes where.

    Returns:
        Per new area ``area_code`` (null: outside all new areas), ``value``, ``at_least``,
        ``at_most``, ``n_split`` and ``n_unknown``, sorted by code. The values together are those
        that went in. ``at_least`` counts only old areas that went over whole; ``at_most`` gives
        the new area all of every old area that it got a part of. A new area with a part of an
        unknown value is unknown itself.
    """
    import polars as pl

    amount = pl.col("value") * pl.col("share")
    whole = pl.col("share") == 1
    unknown = pl.col("n_unknown") > 0
    sums = (
        crosswalk.parts.join(values, left_on="from_code", right_on="area_code", how="inner")
        .group_by(area_code="to_code")
        .agg(
            value=amount.sum(),
            at_least=pl.when(whole).then(pl.col("value")).sum(),
            at_most=pl.col("value").sum(),
            n_split=(~whole).sum().cast(pl.Int64),
            n_unknown=pl.col("value").is_null().sum().cast(pl.Int64),
        )
    )
    bounds = ("value", "at_least", "at_most")
    return sums.with_columns(
        *(pl.when(~unknown).then(pl.col(name).cast(pl.Float64)).alias(name) for name in bounds)
    ).sort("area_code", nulls_last=True)


def unchanged(crosswalk: Crosswalk) -> dict[str, str]:
    """Return the new areas that are one whole old area and nothing else, with the code it had."""
    import polars as pl

    alone = crosswalk.parts.filter((pl.len().over("to_code") == 1) & (pl.col("share") == 1))
    return dict(alone.drop_nulls("to_code").select("to_code", "from_code").iter_rows())


def divided_share(values: "pl.DataFrame", crosswalk: Crosswalk) -> float:
    """Return the part of all that was counted that had to be divided (0-1): the stated error.

    Nothing of what is left can be in the wrong area; of this part it depends on the method.
    """
    import polars as pl

    known = values.filter(pl.col("value").is_not_null())
    total = float(known["value"].sum())
    split = known.filter(pl.col("area_code").is_in(list(crosswalk.split_codes)))
    return float(split["value"].sum()) / total if total else 0.0


def disagreement(one: "pl.DataFrame", other: "pl.DataFrame") -> float:
    """Return which part of a total two ways of dividing put in different areas (0-1).

    Args:
        one: Result of ``carried_over`` by one method.
        other: The same values by the other method.
    """
    import polars as pl

    both = one.join(
        other, on="area_code", how="full", coalesce=True, suffix="_other", nulls_equal=True
    )
    first, second = pl.col("value").fill_null(0), pl.col("value_other").fill_null(0)
    apart, total = both.select(
        apart=(first - second).abs().sum() / 2, total=pl.max_horizontal(first.sum(), second.sum())
    ).row(0)
    return float(apart) / float(total) if total else 0.0


def _overlaps(area: Area, new: Sequence[Area]) -> list[tuple[str, str | None, float]]:
    import shapely

    shape = area.shape
    near = [other for other in new if other.shape is not None and _meet(shape, other.shape)]
    parts: list[tuple[str | None, Shape]] = [
        (other.code, shapely.intersection(shape, other.shape)) for other in near
    ]
    rest = shapely.difference(shape, shapely.union_all([other.shape for other in near]))
    parts.append((None, rest))
    wide = [(code, part.area) for code, part in parts if is_wide(part)]
    largest = max(parts, key=lambda part: part[1].area)
    return [(area.code, code, surface) for code, surface in wide or [(largest[0], largest[1].area)]]


def _meet(shape: Shape, other: Shape) -> bool:
    return bool(shape.intersects(other))


def is_wide(shape: Shape) -> bool:
    """Tell whether a shape is somewhere as wide as a change of border must be."""
    return not shape.is_empty and not shape.buffer(-LEAST_SHIFT_METRES / 2).is_empty


def _shares(rows: Iterable[tuple[str, str | None, float]]) -> "pl.DataFrame":
    import polars as pl

    schema = {"from_code": pl.String, "to_code": pl.String, "measure": pl.Float64}
    measured = pl.DataFrame(list(rows), schema=schema, orient="row")
    whole = pl.len().over("from_code") == 1
    share = pl.col("measure") / pl.col("measure").sum().over("from_code")
    return measured.select(
        "from_code", "to_code", share=pl.when(whole).then(1.0).otherwise(share)
    ).sort("from_code", "to_code", nulls_last=True)
