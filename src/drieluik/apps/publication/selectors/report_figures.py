"""Which figures of a whole municipality stand in a report: whoever reads it knows them exactly."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import timezone

from drieluik.apps.publication.models import Openness
from drieluik.apps.publication.selectors.items import list_items
from drieluik.apps.releases.extensions import ToldFigure
from drieluik.apps.releases.selectors import kept_back
from drieluik.apps.reporting.selectors import list_public_reports, snapshot_of


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
        for figure in _told(snapshot_of(one.row)["held"])
    ]
    found = kept_back(municipality_id, told)
    return list(dict.fromkeys(one.words for one in found))


def list_told(municipality_id: int) -> list[tuple[str, list[ToldFigure]]]:
    """Return every report that everybody may read, with the figures in it."""
    today = timezone.localdate()
    titles = _open_reports(municipality_id, today)
    return [
        (titles[str(one.row.id)], list(_told(snapshot_of(one.row)["held"])))
        for one in list_public_reports(municipality_id=municipality_id)
        if str(one.row.id) in titles
    ]


def _open_reports(municipality_id: int, on: date) -> dict[str, str]:
    """Return the titles of the reports that are open, also while the whole site is shut."""
    return {
        one.key: one.title
        for one in list_items(municipality_id=municipality_id, on=on)
        if one.kind == Openness.Kind.REPORT and one.standing.is_open
    }


def _told(held: dict[str, Any]) -> Iterator[ToldFigure]:
    for one in held["cijfers"]:
        if one["waarde"] is not None:
            yield ToldFigure(
                one["indicator"], one["periode"], one["corporatie"] or "", one["onderdeel"]
            )
    for light in held["lichten"]:
        for norm in light["normen"]:
            if norm["indicator"] and norm["waarde"] is not None:
                yield ToldFigure(norm["indicator"], norm["periode"])
