"""The figures of a delivery that are watched, and the same as rates that can be compared."""

from collections.abc import Iterator, Mapping

import polars as pl

from drieluik.core.plausibility.doubt import Tables
from drieluik.core.tables import TABLES, Figure, Missing, Summary, Table
from drieluik.core.tables.typed import missing_column

Figures = Mapping[str, float]
"""Value by ``table.figure``; a figure that is not known is not there."""

_SIZE = "dwellings"
"""Table whose rows tell how large a corporation is here."""


def watched() -> Iterator[tuple[Table, Figure]]:
    """Yield all figures with their table, in order of the workbook."""
    for table in TABLES:
        for figure in table.figures:
            yield table, figure


def name_of(table: Table, figure: Figure) -> str:
    """Return the name of a figure among those of all tables."""
    return f"{table.id}.{figure.id}"


def figures_of(tables: Tables) -> dict[str, float]:
    """Return the watched figures of the tables of one municipality.

    A sum of which a part is unknown is unknown itself; a mean is of what is known.
    """
    found = {}
    for table, figure in watched():
        value = _value(figure, tables[table.id]) if table.id in tables else None
        if value is not None:
            found[name_of(table, figure)] = value
    return found


def rates_of(tables: Tables) -> dict[str, float]:
    """Return the same figures without the size of the corporation: sums per dwelling, and means.

    Without dwellings there is no size, and nothing that can be compared.
    """
    size = tables[_SIZE].height if _SIZE in tables else 0
    if not size:
        return {}
    figures = figures_of(tables)
    return {
        name_of(table, figure): figures[name_of(table, figure)]
        / (1 if figure.summary is Summary.MEAN else size)
        for table, figure in watched()
        if name_of(table, figure) in figures
    }


def _value(figure: Figure, rows: pl.DataFrame) -> float | None:
    if figure.column not in rows.columns:
        return None
    column = rows[figure.column]
    if figure.summary is Summary.ROWS:
        return float(rows.height)
    if figure.summary is Summary.MEAN:
        mean = column.mean()
        return float(mean) if isinstance(mean, int | float) else None
    return None if _unknown(figure.column, rows) else float(column.sum())


def _unknown(name: str, rows: pl.DataFrame) -> bool:
    """Tell whether a cell has no value; one that does not apply adds nothing."""
    absent = pl.col(name).is_null()
    if missing_column(name) in rows.columns:
        reason = pl.col(missing_column(name))
        absent = absent & (reason != Missing.NOT_APPLICABLE.value).fill_null(True)
    return bool(rows.select(absent.any()).item())
