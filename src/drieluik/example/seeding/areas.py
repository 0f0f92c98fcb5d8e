"""Lays the neighbourhoods: in the city with the counts that CBS publishes, elsewhere made up."""

from datetime import date

from drieluik.apps.areas.services import BuurtRow, load_buurten
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.example.city import buurten, wijken
from drieluik.example.places import Place
from drieluik.example.seeding.clock import moment

YEAR = 2021
LOADED_ON = date(2019, 1, 7)


def lay_areas(municipality_id: int, where: Place) -> None:
    """Lay the neighbourhoods of 2021: the 70 of the city, or those of the village."""
    wijk_names = {wijk.code: wijk.name for wijk in wijken(where)}
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
            for row in buurten(where)
        ],
        actor=SYSTEM,
        now=moment(LOADED_ON),
    )
