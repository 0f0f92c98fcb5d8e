"""Which figures tables that went out do not tell exactly, so that no report may tell them.

Comes in: everything that ever went out, and figures that somebody is about to tell. Goes out: those
that a table keeps back. Who has both would know what the table hides. Looks at the figure itself: that
the same number follows from others (euros per dwelling, and dwellings) is not seen.
"""

from collections.abc import Iterable, Iterator

from drieluik.apps.releases.extensions import ToldFigure, list_given, list_told
from drieluik.apps.releases.models import PreparedTable
from drieluik.core.disclosure import read_release
from drieluik.core.flows import AREA, CLASS, CORPORATION, PART, REST, PublicTable, public_table
from drieluik.core.indicators import ALL


def kept_back(municipality_id: int, told: Iterable[ToldFigure]) -> list[ToldFigure]:
    """Return which figures a table that ever went out keeps back, in order."""
    rows = PreparedTable.objects.filter(
        publication__municipality_id=municipality_id, publication__published_at__isnull=False
    ).exclude(release="")
    out = [
        (row.table_id, row.publication.period, row.release)
        for row in rows.select_related("publication").defer("kept")
    ]
    out += [(one.table_id, one.period, one.release) for one in list_given(municipality_id)]
    hidden = {
        figure
        for table_id, period, release in out
        for figure in hidden_figures(public_table(table_id), period, release)
    }
    return sorted(one for one in told if any(_gives(one, each) for each in hidden))


def texts_that_tell(
    municipality_id: int, period: str, tables: Iterable[tuple[str, str]]
) -> list[str]:
    """Return the public texts that tell what a table would hide.

    Args:
        municipality_id: The municipality.
        period: Half-year of the tables.
        tables: Of each its id and its release.
    """
    hidden = {
        figure
        for table_id, release in tables
        for figure in hidden_figures(public_table(table_id), period, release)
    }
    return [
        title
        for title, figures in list_told(municipality_id)
        if any(_gives(one, each) for one in figures for each in hidden)
    ]


def hidden_figures(table: PublicTable, period: str, release: str) -> Iterator[ToldFigure]:
    """Give the figures of all areas together that a table does not tell exactly."""
    content = read_release(release)
    totals = {one.column: one.total for one in content.dimensions}
    for place, shown in zip(content.places, content.shown, strict=True):
        at = dict(zip(totals, place, strict=True))
        if isinstance(shown, float | int) or at.get(AREA) not in (None, totals.get(AREA)):
            continue
        party = at.get(CORPORATION, "")
        part = at.get(CLASS, ALL)
        is_whole = part in (ALL, totals.get(CLASS))
        # who knows the one half of a whole knows the other half
        figure = table.part_id if part in (PART, REST) else table.indicator_id
        yield ToldFigure(
            figure,
            period,
            "" if party == totals.get(CORPORATION) else party,
            ALL if is_whole or part in (PART, REST) else part,
        )


def _gives(told: ToldFigure, hidden: ToldFigure) -> bool:
    """Whether a told figure gives a hidden one: a share of a hidden total does so too."""
    return (
        told.indicator_id == hidden.indicator_id
        and hidden.period.startswith(told.period)
        and told.party_code == hidden.party_code
        and hidden.part in (ALL, told.part)
    )
