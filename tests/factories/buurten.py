"""Buurten from a list, without borders."""

from collections.abc import Iterable
from datetime import datetime

from drieluik.apps.areas.services import BuurtRow, Provenance, areas_of_list, load_borders
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.core.geography import Borders


def load_buurten(
    *, municipality_id: int, year: int, rows: Iterable[BuurtRow], now: datetime, actor=SYSTEM
) -> int:
    """Put the buurten of a year in use, and return how many there are."""
    return load_borders(
        municipality_id=municipality_id,
        borders=Borders(year, areas_of_list(year, rows)),
        provenance=Provenance("Lijst van buurten"),
        actor=actor,
        now=now,
    )
