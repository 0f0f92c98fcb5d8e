"""Words around publications: names of tables, what has no rules yet, and days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy

from drieluik.apps.releases.models import PreparedTable, Publication
from drieluik.apps.releases.selectors import Try, cell_names, tables_of, tries_of
from drieluik.core.flows import PUBLIC_TABLES, Shape, public_table
from drieluik.core.indicators import INDICATORS


@dataclass(frozen=True, slots=True)
class NamedTable:
    """One figure in a publication: its name, and what came of each of its tables.

    ``shape`` says how much detail it has, ``tries`` what came of it in other publications of the same
    figures, and ``cells`` are the names of the cells that would be given away, for who may know.
    """

    id: str
    name: str
    rows: tuple[PreparedTable, ...]
    shape: Shape
    tries: tuple[Try, ...] = ()
    cells: tuple[str, ...] = ()

    @property
    def can_be_seen(self) -> bool:
        """Whether any of its tables can be made public."""
        return any(row.release for row in self.rows)

    @property
    def reasons(self) -> list[str]:
        """Why some of its tables cannot."""
        return [line for row in self.rows for line in row.reasons.splitlines()]

    @property
    def n_hidden(self) -> int:
        """How many figures are not shown."""
        return sum(row.n_hidden for row in self.rows)

    @property
    def n_already_out(self) -> int:
        """How many figures earlier publications tell more of than the rules allow."""
        return sum(row.n_already_out for row in self.rows)


def named_tables(row: Publication, *, with_cells: bool) -> list[NamedTable]:
    """Return the figures of a publication, in order, each with its tables.

    Args:
        row: The publication.
        with_cells: Whether the reader may know which cells would be given away.
    """
    of: dict[str, list[PreparedTable]] = {}
    for one in tables_of(row):
        of.setdefault(one.table_id, []).append(one)
    tries = tries_of(row)
    return [
        NamedTable(
            each,
            public_table(each).name_nl,
            tuple(of[each]),
            row.shape_of(each),
            tuple(one for one in tries if one.table_id == each),
            _cells(row.municipality_id, of[each]) if with_cells else (),
        )
        for each in of
    ]


def _cells(municipality_id: int, rows: Sequence[PreparedTable]) -> tuple[str, ...]:
    return tuple(
        name
        for row in rows
        for name in cell_names(
            municipality_id=municipality_id, table_id=row.table_id, cells=row.refused
        )
    )


_SHAPES = {
    Shape.BUURTEN: gettext_lazy("Per buurt"),
    Shape.WIJKEN: gettext_lazy("Per wijk"),
    Shape.MUNICIPALITY: gettext_lazy("Only the municipality"),
    Shape.ROUNDED: gettext_lazy("Per buurt, rounded to fives"),
}


def shape_label(shape: Shape) -> str:
    """Return what people call a shape of a table."""
    return str(_SHAPES[shape])


def without_rules() -> list[str]:
    """Return the figures for which there are no rules yet, so that they stay inside."""
    used = {each for table in PUBLIC_TABLES for each in table.indicator_ids}
    return [one.name_nl for one in INDICATORS if one.id not in used]


def day_words(moment: datetime) -> str:
    """Return the day of a moment in words."""
    return date_format(timezone.localtime(moment), "j F Y")
