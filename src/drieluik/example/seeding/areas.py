"""Lays the neighbourhoods with the counts that CBS publishes."""

from datetime import date

from drieluik.apps.areas.services import BuurtRow, load_buurten
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.example.city import buurten, wijken
from drieluik.example.seeding.clock import moment

YEAR = 2021
LOADED_ON = date(2019, 1, 7)


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
        actor=SYSTEM,
        now=moment(LOADED_ON),
    )
