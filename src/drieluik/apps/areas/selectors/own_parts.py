"""Of which buurten of a year areas of the parties' own are made, for who counts figures for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drieluik.apps.areas.models import BorderSet, OwnArea
from drieluik.apps.areas.selectors.own_shapes import Lacks, drawn_on_schematic
from drieluik.apps.areas.stored import buurten_of, shape_of
from drieluik.apps.audit.remembering import remembered
from drieluik.core.geography import Area as CoreArea
from drieluik.core.geography import Level
from drieluik.core.geography.carrying.crosswalk import Crosswalk, Method, crosswalk_by_area

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True, eq=False)
class OwnParts:
    """How buurten of a year go into own areas.

    Attributes:
        crosswalk: Which part of which buurt lies in which own area, by its id. Areas may lie over
            each other: then a buurt counts for each of them.
        cut: Ids of areas that cut through buurten: what is counted there is divided by surface.
        lacking: Id and why, of areas that cannot be put together from these buurten.
    """

    crosswalk: Crosswalk
    cut: frozenset[str]
    lacking: tuple[tuple[str, Lacks], ...]


@remembered
def own_parts(*, municipality_id: int, year: int) -> OwnParts:
    """Return how the buurten in use for a year go into the own areas that were not withdrawn.

    An area made of buurten that are all there in that year is those buurten. One with other codes,
    or a drawing, is laid over the real borders of that year and divided by surface; addresses have
    no place on a map here, so they cannot divide. Without real borders on both sides it lacks.
    """
    found = OwnArea.objects.filter(municipality_id=municipality_id, withdrawn_at=None)
    rows = list(found.select_related("border_set"))
    borders = BorderSet.objects.filter(
        municipality_id=municipality_id, year=year, state=BorderSet.State.IN_USE
    ).first()
    buurten = buurten_of(borders) if borders is not None else ()
    on_schematic = drawn_on_schematic(municipality_id, rows)
    known = {one.code for one in buurten}
    parts: list[Crosswalk] = []
    lacking: list[tuple[str, Lacks]] = []
    for row in rows:
        if row.codes and known.issuperset(row.codes):
            parts.append(_whole(row))
        elif borders is not None and borders.schematic:
            is_drawn = row.made == OwnArea.Made.DRAWN
            lacking.append((str(row.id), Lacks.ONLY_SCHEMATIC if is_drawn else Lacks.BUURT_GONE))
        elif all(one.shape is None for one in buurten):
            lacking.append((str(row.id), Lacks.ONLY_A_LIST))
        elif why := _why_not(row, row.pk in on_schematic):
            lacking.append((str(row.id), why))
        else:
            parts.append(_laid_over(row, buurten))
    return OwnParts(_together(parts), frozenset(_cut(parts)), tuple(lacking))


def _why_not(row: OwnArea, on_schematic: bool) -> Lacks | None:
    """Return why an area has no place in real borders; of buurten that were real it has one."""
    made_of = row.border_set
    if row.made == OwnArea.Made.UNION:
        return None if made_of is not None and not made_of.schematic else Lacks.BUURT_GONE
    return Lacks.DRAWN_ON_SCHEMATIC if on_schematic else None


def _whole(row: OwnArea) -> Crosswalk:
    import polars as pl

    codes = sorted(row.codes)
    return Crosswalk(
        Method.AREA,
        pl.DataFrame(
            {
                "from_code": codes,
                "to_code": [str(row.id)] * len(codes),
                "share": [1.0] * len(codes),
                "whole": [True] * len(codes),
            }
        ),
    )


def _laid_over(row: OwnArea, buurten: Sequence[CoreArea]) -> Crosswalk:
    import polars as pl

    own = CoreArea(str(row.id), row.name, Level.OWN, row.added_at.year, shape_of(row.shape))
    near = [one for one in buurten if one.shape is not None and one.shape.intersects(own.shape)]
    found = crosswalk_by_area(near, [own])
    inside = found.parts.filter(pl.col("to_code").is_not_null())
    return Crosswalk(found.method, inside, (), found.open_codes)


def _together(parts: Sequence[Crosswalk]) -> Crosswalk:
    import polars as pl

    schema = {
        "from_code": pl.String, "to_code": pl.String, "share": pl.Float64, "whole": pl.Boolean,
    }  # fmt: skip
    frames: list[pl.DataFrame] = [pl.DataFrame(schema=schema), *(one.parts for one in parts)]
    codes = frozenset(code for one in parts for code in one.open_codes)
    return Crosswalk(Method.AREA, pl.concat(frames), (), codes)


def _cut(parts: Sequence[Crosswalk]) -> set[str]:
    return {
        code
        for one in parts
        for code, whole in one.parts.select("to_code", "whole").iter_rows()
        if not whole
    }
