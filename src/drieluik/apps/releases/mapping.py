"""A protected table on the borders of its areas, as GeoJSON: what is shown, and nothing more."""

import json
from typing import Any

from drieluik.apps.areas.selectors import areas_geojson
from drieluik.apps.organisations.selectors import get_municipality
from drieluik.apps.releases.selectors import TableView
from drieluik.core.tables import Period

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
"""WGS84 with longitude before latitude: what GeoJSON has when nothing else is asked."""
RD = "http://www.opengis.net/def/crs/EPSG/0/28992"
"""The Dutch national grid, in metres."""


def figure_geojson(
    view: TableView, *, municipality_id: int, period: str, level: str, column: str, crs: str
) -> str | None:
    """Return one column of a table as GeoJSON; None when there are no borders of that level.

    Args:
        view: The table; its rows are areas.
        municipality_id: Where.
        period: Half-year: its year says which borders.
        level: ``municipality``, ``wijk`` or ``buurt``.
        column: Code of the column.
        crs: ``CRS84`` or ``RD``.

    Returns:
        Every area with ``waarde`` (null when it is not shown exactly), ``getoond`` and ``tekst``.
        An area that is not in the table has null for all three.
    """
    borders = areas_geojson(
        municipality_id=municipality_id, level=level, year=Period.parse(period).year, rd=crs == RD
    )
    if borders is None:
        return None
    content: dict[str, Any] = json.loads(borders)
    told = _told(view, column)
    for feature in content["features"]:
        feature["properties"] |= told.get(feature["id"], _UNTOLD)
    about = {
        "cijfer": view.table.id,
        "naam": view.table.name_nl,
        "halfjaar": period,
        "kolom": column,
        "kolomnaam": dict(view.columns)[column],
        "fictief": get_municipality(municipality_id=municipality_id).fictitious,
        "crs": crs,
    }
    features = content.pop("features")
    return json.dumps(
        {**content, **about, "features": features}, ensure_ascii=False, separators=(",", ":")
    )


_UNTOLD = {"waarde": None, "getoond": None, "tekst": None}


def _told(view: TableView, column: str) -> dict[str, dict[str, Any]]:
    return {
        row.code: {"waarde": cell.value, "getoond": not cell.hidden, "tekst": cell.words}
        for row in view.rows
        for cell in row.cells
        if cell.column == column
    }
