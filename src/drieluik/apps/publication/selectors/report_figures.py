"""Which figures of a whole municipality stand in a report: whoever reads it knows them exactly."""

from collections.abc import Collection, Iterator
from typing import Any

from drieluik.apps.monitor.reading_norms import stored
from drieluik.apps.organisations.selectors import party_names
from drieluik.apps.publication.models import Openness
from drieluik.apps.releases.extensions import ToldFigure
from drieluik.apps.releases.selectors import kept_back
from drieluik.apps.reporting.selectors import list_public_reports, snapshot_of
from drieluik.core.indicators import ALL
from drieluik.core.norms import Comparison, Norm

_LAST_YEAR = (Comparison.HIGHER_THAN_LAST_YEAR, Comparison.LOWER_THAN_LAST_YEAR)


def figures_kept_back(*, municipality_id: int, report_id: str) -> list[str]:
    """Return the figures of a report that a table keeps back, in words and never as a number.

    Args:
        municipality_id: The municipality.
        report_id: A report that was meant for everybody.
    """
    rows = list_public_reports(municipality_id=municipality_id)
    codes = party_names(municipality_id=municipality_id)
    told = [
        figure
        for one in rows
        if str(one.row.id) == report_id
        for figure in figures_told(snapshot_of(one.row)["held"], codes)
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
    codes = party_names(municipality_id=municipality_id)
    return [
        (one.title, list(figures_told(snapshot_of(one.row)["held"], codes)))
        for one in list_public_reports(municipality_id=municipality_id, withdrawn=True)
        if str(one.row.id) in were_open
    ]


def figures_told(held: dict[str, Any], corporations: Collection[str] = ()) -> Iterator[ToldFigure]:
    """Yield every figure that a frozen report tells, also in its norms.

    Args:
        held: What it holds as values; see ``reporting.composing``.
        corporations: Codes of all corporations; a report that was frozen before it held the figures
            of a norm per corporation can tell each of them.
    """
    for one in held["cijfers"]:
        # also of one that is unknown now: beside it stand its bounds, and what was told before
        yield ToldFigure(
            one["indicator"], one["periode"], one["corporatie"] or "", one["onderdeel"]
        )
    for light in held["lichten"]:
        for norm in light["normen"]:
            yield from _told_by_norm(norm, corporations)


def _told_by_norm(norm: dict[str, Any], corporations: Collection[str]) -> Iterator[ToldFigure]:
    """Yield what a norm tells: its figure, that of each party, and all that its reasons quote."""
    if not norm["indicator"] or not norm["periode"]:
        return
    agreed = stored(norm["norm"])
    codes = [""] if _tells_the_whole(norm) else []
    if "per_corporatie" in norm:
        codes += [one["corporatie"] for one in norm["per_corporatie"]]
    else:
        codes += corporations
    part = agreed.breakdown or ALL
    for code in codes:
        for period in _periods_quoted(agreed, norm["periode"]):
            yield ToldFigure(norm["indicator"], period, code, part)
    for other in agreed.rests_on[1:]:
        # the reason says what the figure of a condition is
        yield ToldFigure(other, norm["periode"])


def _tells_the_whole(norm: dict[str, Any]) -> bool:
    """Tell whether a norm says something of the figure of all together, or of the year before.

    One that is unknown now stands there by its bounds, and its reason quotes the year before.
    Nothing is told only where the whole is that of one corporation that readers may not see.
    """
    stand = (norm["waarde"], norm.get("laagste"), norm.get("hoogste"))
    return not norm.get("niet_getoond") or any(one is not None for one in stand)


def _periods_quoted(agreed: Norm, period: str) -> tuple[str, ...]:
    """Return the time of a figure, and of the one that a norm compares it with."""
    if agreed.target is None or agreed.target.comparison not in _LAST_YEAR:
        return (period,)
    year, *half = period.split("-")
    return period, "-".join([str(int(year) - 1), *half])
