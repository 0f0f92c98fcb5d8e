"""Figures of one set of areas carried over to another: other years, or areas of one's own.

What an area that was cut counted must be divided by something: the surface of its parts, or the
addresses in them. Both are guesses, so what comes out carries bounds; those follow from the borders
alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from drieluik.core.geography.borders import Area, Shape

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
        method: By what the parts were measured; addresses only where they tell anything.
        parts: ``from_code``, ``to_code`` (null: outside all new areas), ``share`` (0-1) and
            ``whole``: whether the old area lies in that new one as a whole. The shares of one old
            area add up to 1.
        not_carried: Old areas of which nobody knows where they went: without a shape, or because
            no new one has any.
        open_codes: New areas with ground that lay in no old area with a shape: what was counted
            there is not, or not all, in what is carried over.
    """

    method: Method
    parts: "pl.DataFrame"
    not_carried: tuple[str, ...] = ()
    open_codes: frozenset[str] = frozenset()

    @property
    def unchanged(self) -> dict[str, str]:
        """New areas that are one whole old area and nothing else, with the code it had."""
        import polars as pl

        alone = self.parts.filter((pl.len().over("to_code") == 1) & pl.col("whole"))
        pairs = alone.drop_nulls("to_code").select("to_code", "from_code").iter_rows()
        return {new: old for new, old in pairs if new not in self.open_codes}


def crosswalk_by_area(old: Sequence[Area], new: Sequence[Area]) -> Crosswalk:
    """Divide by surface, as if everything were spread evenly within an area.

    Args:
        old: Areas of one level that have figures.
        new: Areas to which the figures must go.

    Method:
        Overlap of the shapes. Parts narrower than five metres are dropped and the rest is scaled
        up, so that a redrawn line moves nobody.
    """
    import polars as pl

    led_to = any(area.shape is not None for area in new)
    drawn = [area for area in old if area.shape is not None and led_to]
    rows = [row for area in drawn for row in _overlaps(area, new)]
    schema = {"from_code": pl.String, "to_code": pl.String, "measure": pl.Float64}
    measured = pl.DataFrame(rows, schema=schema, orient="row").sort(
        "from_code", "to_code", nulls_last=True
    )
    return Crosswalk(
        Method.AREA,
        measured.select(
            "from_code",
            "to_code",
            share=pl.col("measure") / pl.col("measure").sum().over("from_code"),
            whole=pl.len().over("from_code") == 1,
        ),
        tuple(sorted({area.code for area in old} - {area.code for area in drawn})),
        frozenset(area.code for area in new if _is_open(area, drawn)),
    )


def divided_by_addresses(
    crosswalk: Crosswalk, old: "pl.DataFrame", new: "pl.DataFrame"
) -> Crosswalk:
    """Divide areas that were cut by the addresses in their parts instead of by surface.

    Args:
        crosswalk: Which parts there are, by the borders.
        old: ``postcode``, ``house_number`` and ``area_code`` in the year that has figures.
        new: The same of the year to which the figures must go.

    Returns:
        The same parts. An address counts when it stands once in each table and lies in a part that
        the borders know. An area stays divided by surface when no address of it counts, or when
        it lies partly outside all new areas, where no table goes.
    """
    import polars as pl

    key = ["postcode", "house_number"]
    bare = (book.select(*key, "area_code").unique() for book in (old, new))
    before, after = (book.filter(pl.len().over(key) == 1) for book in bare)
    counted = (
        before.join(after, on=key, how="inner", suffix="_new")
        .group_by(from_code="area_code", to_code="area_code_new")
        .agg(n=pl.len().cast(pl.Float64))
    )
    n = pl.col("n").fill_null(0.0)
    total = n.sum().over("from_code")
    inside = pl.col("to_code").is_not_null().all().over("from_code")
    parts = crosswalk.parts.join(counted, on=["from_code", "to_code"], how="left").with_columns(
        share=pl.when(inside & (total > 0)).then(n / total).otherwise("share")
    )
    told = parts.filter(~pl.col("whole") & pl.col("n").is_not_null()).height
    method = Method.ADDRESSES if told else crosswalk.method
    return replace(
        crosswalk,
        method=method,
        parts=parts.drop("n").sort("from_code", "to_code", nulls_last=True),
    )


def carried_over(values: "pl.DataFrame", crosswalk: Crosswalk) -> "pl.DataFrame":
    """Carry numbers over to the new areas, with bounds that follow from the borders.

    Args:
        values: ``area_code`` and ``value`` (a number of things, not below zero; null when
            unknown). Not for shares or means: carry what is counted and what it is counted of.
        crosswalk: Which part of each old area goes where.

    Returns:
        Per new area ``area_code`` (null: outside all new areas), ``value``, ``at_least``,
        ``at_most``, ``n_split`` and ``n_unknown``, sorted by code. The values together are those
        of the areas that are carried over. ``at_least`` counts only old areas that lie in it as a
        whole; ``at_most`` all of every old area of which a part does, and is null for a new area
        with ground that lay in none. A new area with a part of an unknown value is unknown itself.
    """
    import polars as pl

    amount = pl.col("value") * pl.col("share")
    known = pl.col("n_unknown") == 0
    covered = ~pl.col("area_code").is_in(list(crosswalk.open_codes)).fill_null(value=False)
    sums = (
        crosswalk.parts.join(values, left_on="from_code", right_on="area_code", how="inner")
        .group_by(area_code="to_code")
        .agg(
            value=amount.sum(),
            at_least=pl.when("whole").then(pl.col("value")).sum(),
            at_most=pl.col("value").sum(),
            n_split=(~pl.col("whole")).sum().cast(pl.Int64),
            n_unknown=pl.col("value").is_null().sum().cast(pl.Int64),
        )
    )
    return sums.with_columns(
        *(pl.when(known).then(pl.col(name).cast(pl.Float64)) for name in ("value", "at_least")),
        pl.when(known & covered).then(pl.col("at_most").cast(pl.Float64)),
    ).sort("area_code", nulls_last=True)


def divided_share(values: "pl.DataFrame", crosswalk: Crosswalk) -> float:
    """Return which part of what is carried over had to be divided (0-1): the stated error.

    Of all the rest the borders tell in which area it belongs; of this part it depends on the method.
    """
    import polars as pl

    rows = crosswalk.parts.join(values, left_on="from_code", right_on="area_code", how="inner")
    amount = (pl.col("value") * pl.col("share")).sum()
    total = float(rows.select(amount).item() or 0)
    divided = float(rows.filter(~pl.col("whole")).select(amount).item() or 0)
    return divided / total if total else 0.0


def _overlaps(area: Area, new: Sequence[Area]) -> list[tuple[str, str | None, float]]:
    import shapely

    shape = area.shape
    near = _near(shape, new)
    parts: list[tuple[str | None, Shape]] = [
        (other.code, shapely.intersection(shape, other.shape)) for other in near
    ]
    parts.append((None, _rest(shape, near)))
    wide = [(code, part.area) for code, part in parts if is_wide(part)]
    largest = max(parts, key=lambda part: part[1].area)
    return [(area.code, code, surface) for code, surface in wide or [(largest[0], largest[1].area)]]


def _is_open(area: Area, old: Sequence[Area]) -> bool:
    """Tell whether a new area has ground that lay in no old one."""
    return area.shape is None or is_wide(_rest(area.shape, _near(area.shape, old)))


def _near(shape: Shape, others: Sequence[Area]) -> list[Area]:
    return [one for one in others if one.shape is not None and one.shape.intersects(shape)]


def _rest(shape: Shape, areas: Sequence[Area]) -> Shape:
    """Return what is left of a shape outside some areas."""
    import shapely

    return shapely.difference(shape, shapely.union_all([one.shape for one in areas]))


def is_wide(shape: Shape) -> bool:
    """Tell whether a shape is somewhere as wide as a change of border must be."""
    return not shape.is_empty and not shape.buffer(-LEAST_SHIFT_METRES / 2).is_empty
