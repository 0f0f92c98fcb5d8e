"""Which figures of a whole municipality stand in a report: whoever reads it knows them exactly."""

from collections.abc import Iterator
from typing import Any

from drieluik.apps.monitor.reading_norms import stored
from drieluik.apps.publication.models import Openness
from drieluik.apps.releases.extensions import ToldFigure
from drieluik.apps.releases.selectors import kept_back
from drieluik.apps.reporting.selectors import list_public_reports, snapshot_of
from drieluik.core.indicators import ALL


def figures_kept_back(*, municipality_id: int, report_id: str) -> list[str]:
    """Return the figures of a report that a table keeps back, in words and never as a number.

    Args:
        municipality_id: The municipality.
        report_id: A report that was meant for everybody.
    """
    rows = list_public_reports(municipality_id=municipality_id)
    told = [
        figure
        for one in rows
        if str(one.row.id) == report_id
        for figure in figures_told(snapshot_of(one.row)["held"])
    ]
    found = kept_back(municipality_id, told)
    return list(dict.fromkeys(one.words for one in found))


def list_told(municipality_id: int) -> list[tuple[str, list[ToldFigure]]]:
    """Return every report that everybody could ever read, with the figures in it.

    What was read is known for ever, also when the report was shut or withdrawn since.
    """
    rows = Openness.objects.filter(
        municipality_id=municipality_id,
        kind=Openness.Kind.REPORT,
        audience=Openness.Audience.OPEN,
    )
    were_open = set(rows.values_list("key", flat=True))
    return [
        (one.title, list(figures_told(snapshot_of(one.row)["held"])))
        for one in list_public_reports(municipality_id=municipality_id, withdrawn=True)
        if str(one.row.id) in were_open
    ]


def figures_told(held: dict[str, Any]) -> Iterator[ToldFigure]:
    """Yield every figure that a frozen report tells, also in its norms.

    Args:
        held: What it holds as values; see ``reporting.composing``.
    """
    for one in held["cijfers"]:
        if one["waarde"] is not None:
            yield ToldFigure(
                one["indicator"], one["periode"], one["corporatie"] or "", one["onderdeel"]
            )
    for light in held["lichten"]:
        for norm in light["normen"]:
            if norm["indicator"] and norm["waarde"] is not None:
                part = stored(norm["norm"]).breakdown or ALL
                yield ToldFigure(norm["indicator"], norm["periode"], part=part)
