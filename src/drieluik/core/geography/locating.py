"""In which area a point, an address or a postcode lies, from tables and borders at hand.

Whole tables at once, and without asking anybody outside.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from drieluik.core.geography.borders import Area

if TYPE_CHECKING:
    import polars as pl

POSTCODE = r"^[1-9][0-9]{3}[A-Z]{2}$"
_NO_POSTCODE = re.compile(r"[^0-9A-Z]")


def locate_points(points: "pl.DataFrame", areas: Sequence[Area]) -> "pl.Series":
    """Return for every point the code of the area it lies in.

    Args:
        points: Columns ``x`` and ``y`` in RD, in metres; null where unknown.
        areas: Of one level; those without a shape hold no point.

    Returns:
        ``area_code`` in the order of the points; null when a point lies in none. A point on a
        border belongs to the area with the lowest code, so that it is counted once.
    """
    import numpy as np
    import polars as pl
    import shapely

    drawn = sorted((area for area in areas if area.shape is not None), key=lambda area: area.code)
    known = points.select("x", "y").cast(pl.Float64)
    tree = shapely.STRtree([area.shape for area in drawn])
    places = shapely.points(known.fill_null(float("nan")).to_numpy())
    which, within = tree.query(places, predicate="intersects")
    found = np.full(len(points), len(drawn), dtype=np.int64)
    np.minimum.at(found, which, within)
    codes = pl.Series([*(area.code for area in drawn), None], dtype=pl.String)
    return codes.gather(pl.Series(found)).alias("area_code")


def metres_to_border(
    points: "pl.DataFrame", located: "pl.Series", areas: Sequence[Area]
) -> "pl.Series":
    """Return how far every point lies from the border of the area it was put in.

    Args:
        points: As for ``locate_points``.
        located: What ``locate_points`` answered for them.
        areas: The same areas.

    Returns:
        ``metres`` in the order of the points; null for a point in no area. What lies nearer than
        the accuracy of its own numbers can lie on the other side.
    """
    import polars as pl
    import shapely

    borders = {area.code: shapely.boundary(area.shape) for area in areas if area.shape is not None}
    found = [
        None if code is None else float(shapely.distance(borders[code], shapely.Point(x, y)))
        for code, x, y in zip(located, points["x"], points["y"], strict=True)
    ]
    return pl.Series("metres", found, dtype=pl.Float64)


def locate_addresses(asked: "pl.DataFrame", book: "pl.DataFrame") -> "pl.DataFrame":
    """Return for every address the buurt it lies in.

    Args:
        asked: ``postcode`` (six signs, in any spelling) and ``house_number`` (null when unknown).
        book: Known addresses: ``postcode``, ``house_number`` and ``area_code``.

    Returns:
        ``area_code``, ``how`` and ``share``, in the order asked. ``how`` is ``address`` when the
        address is in the book, ``postcode`` when only its postcode is, and null when neither:
        then there is no code. ``share`` (0-1) is the part of the addresses of that postcode that
        lies in the buurt: below 1 the postcode lies in more than one, and the code is that of
        most of them (the lowest of equals).
    """
    import polars as pl

    keys = asked.select(
        _same_spelling(pl.col("postcode")).alias("postcode"),
        pl.col("house_number").cast(pl.Int64),
    ).with_row_index("at")
    known = book.select(
        _same_spelling(pl.col("postcode")).alias("postcode"),
        pl.col("house_number").cast(pl.Int64),
        "area_code",
    ).unique()
    exact = known.unique(["postcode", "house_number"], keep="none")
    by_address = keys.join(exact, on=["postcode", "house_number"], how="left")
    usual = keys.join(_most_per_postcode(known), on="postcode", how="left")
    is_exact = by_address.sort("at")["area_code"].is_not_null()
    usual = usual.sort("at").with_columns(exact=by_address.sort("at")["area_code"])
    return usual.select(
        area_code=pl.coalesce("exact", "area_code"),
        how=pl.when(is_exact)
        .then(pl.lit("address"))
        .when(pl.col("area_code").is_not_null())
        .then(pl.lit("postcode")),
        share=pl.when(is_exact).then(1.0).otherwise(pl.col("share")),
    )


def spelled(postcode: str) -> str:
    """Write a postcode as the tables do.

    Examples:
        >>> spelled("7511 ab")
        '7511AB'
    """
    return _NO_POSTCODE.sub("", postcode.upper())


def _same_spelling(column: "pl.Expr") -> "pl.Expr":
    return column.str.to_uppercase().str.replace_all(r"[^0-9A-Z]", "")


def _most_per_postcode(known: "pl.DataFrame") -> "pl.DataFrame":
    import polars as pl

    return (
        known.group_by("postcode", "area_code")
        .len("n")
        .with_columns(share=pl.col("n") / pl.col("n").sum().over("postcode"))
        .sort("postcode", pl.col("n") * -1, "area_code")
        .unique("postcode", keep="first", maintain_order=True)
        .select("postcode", "area_code", "share")
    )
