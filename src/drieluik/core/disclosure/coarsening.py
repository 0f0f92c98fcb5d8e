"""The same table over larger areas: fewer figures, and fewer of them hidden."""

import numpy as np

from drieluik.core.disclosure.dimensions import Dimension, Hierarchy
from drieluik.core.disclosure.figures import Figures


class NoCoarser(ValueError):  # noqa: N818 - an answer, not a mistake
    """The table has no such dimension, or it has no level below its total but the lowest."""


def coarser(figures: Figures, column: str) -> Figures:
    """Return a table without the lowest codes of one dimension: wijken instead of buurten.

    Other hierarchies of the dimension go with the lowest codes that they were made of. A lowest code
    that lies in no larger area, such as an unknown buurt, stays: without it the larger areas would
    not add up to the total.

    Raises:
        NoCoarser: See there.

    Examples:
        >>> from drieluik.core.disclosure import add_up
        >>> city = Hierarchy("cbs", {"b1": "w1", "b2": "w1", "w1": "city"})
        >>> table = add_up("m", [Dimension("area", "city", (city,))], [(("b1",), "", 3)])
        >>> coarser(table, "area").places
        (('w1',), ('city',))
    """
    columns = [one.column for one in figures.dimensions]
    if column not in columns:
        raise NoCoarser(f"de tabel heeft geen dimensie {column}")
    axis = columns.index(column)
    fine = figures.dimensions[axis]
    first = fine.hierarchies[0]
    sums = set(first.parents.values())
    if not sums & set(first.parents):
        raise NoCoarser(f"{column} heeft geen grotere gebieden dan deze")
    parents = {
        child: parent
        for child, parent in first.parents.items()
        if child in sums or parent == fine.total
    }
    coarse = Dimension(column, fine.total, (Hierarchy(first.name, parents),))
    kept = [fine.codes.index(code) for code in coarse.codes]
    dimensions = list(figures.dimensions)
    dimensions[axis] = coarse
    return Figures(
        measure=figures.measure,
        fixed=figures.fixed,
        dimensions=tuple(dimensions),
        values=np.take(figures.values, kept, axis),
        parts={name: np.take(part, kept, axis) for name, part in figures.parts.items()},
        n_absent=figures.n_absent,
        whole=figures.whole,
    )
