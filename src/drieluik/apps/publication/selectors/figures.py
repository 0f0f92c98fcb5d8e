"""Figures as the public reads them: the protected tables that went out, and no more."""

import re
from dataclasses import replace

from drieluik.apps.publication.selectors.names import left_out
from drieluik.apps.releases.selectors import PublicFigures, TableView, find_public, view_of

_HALF_YEAR = re.compile(r"\d{4}-[12]")


def open_tables(
    *, municipality_id: int, table_id: str, period: str
) -> tuple[tuple[PublicFigures, ...], list[TableView]]:
    """Return the tables of a figure over a half-year, and the same as people read them.

    Both are empty for what is not public and for what does not exist: nobody can tell which.
    """
    if not _HALF_YEAR.fullmatch(period):
        return (), []
    clean = left_out(municipality_id)
    found = tuple(
        replace(one, note=clean(one.note))
        for one in find_public(municipality_id=municipality_id, table_id=table_id, period=period)
    )
    views = [
        view_of(
            municipality_id=municipality_id,
            table_id=table_id,
            place=one.place,
            release=one.release,
        )
        for one in found
    ]
    return found, views
