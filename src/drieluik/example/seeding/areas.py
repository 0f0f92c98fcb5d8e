"""Lays the neighbourhoods with the counts that CBS publishes."""

from drieluik.apps.areas.services import BuurtRow, load_buurten
from drieluik.example.city import buurten, wijken

YEAR = 2021


def lay_areas(municipality_id: int) -> None:
    """Lay the 70 neighbourhoods of 2021."""
    wijk_names = {wijk.code: wijk.name for wijk in wijken()}
    load_buurten(
        municipality_id=municipality_id,
        year=YEAR,
        rows=[
            BuurtRow(
                code=row.code,
                name=row.name,
                wijk_code=row.wijk_code,
                wijk_name=wijk_names.get(row.wijk_code, ""),
                n_inhabitants=row.inhabitants,
                n_households=row.households,
            )
            for row in buurten()
        ],
    )
