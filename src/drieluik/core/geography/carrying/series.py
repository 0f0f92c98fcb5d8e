"""A series in the borders of one year, in which every moment that was converted is marked."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from drieluik.core.geography.carrying.crosswalk import Crosswalk, carried_over

if TYPE_CHECKING:
    import polars as pl

SAME, CONVERTED, UNKNOWN = "same", "converted", "unknown"
_NUMBERS = ("value", "at_least", "at_most")


def series_in_borders(
    values: "pl.DataFrame", year: int, crosswalks: Mapping[int, Crosswalk]
) -> "pl.DataFrame":
    """Put the figures of several moments in the borders of one year.

    Args:
        values: ``moment`` (such as a half-year), ``year`` (whose borders the codes are of),
            ``area_code`` and ``value``, see ``carried_over``; all areas of a moment are of one year.
        year: The year whose borders count.
        crosswalks: Per other year how its areas went over into those of ``year``.

    Returns:
        ``moment``, ``area_code``, ``value``, ``at_least``, ``at_most`` and ``borders``, sorted by
        code and moment. ``borders`` is ``same`` when the area was the same then under whatever
        code, ``converted`` when the number was put together or divided, and ``unknown`` (without
        a number) when nothing tells how it went over.
    """
    import polars as pl

    frames = [
        _at_moment(one, year, crosswalks)
        for _moment, one in sorted(values.group_by("moment"), key=lambda group: group[0])
    ]
    nothing = values.select("moment", "area_code").clear()
    borders = {name: pl.lit(None, pl.Float64) for name in _NUMBERS}
    frames.append(nothing.with_columns(**borders, borders=pl.lit(None, pl.String)))
    return pl.concat(frames).sort("area_code", "moment", nulls_last=True)


def _at_moment(
    values: "pl.DataFrame", year: int, crosswalks: Mapping[int, Crosswalk]
) -> "pl.DataFrame":
    import polars as pl

    moment, then = values["moment"][0], values["year"][0]
    own = values.select("area_code", pl.col("value").cast(pl.Float64))
    if then != year and then in crosswalks:
        carried = carried_over(own, crosswalks[then])
        whole = pl.col("area_code").is_in(list(crosswalks[then].unchanged))
        mark = pl.when(whole).then(pl.lit(SAME)).otherwise(pl.lit(CONVERTED))
    else:
        number = pl.col("value") if then == year else pl.lit(None, pl.Float64)
        carried = own.with_columns(value=number, at_least=number, at_most=number)
        mark = pl.lit(SAME if then == year else UNKNOWN)
    return carried.select(
        pl.lit(moment, values.schema["moment"]).alias("moment"),
        "area_code",
        *_NUMBERS,
        mark.alias("borders"),
    )
