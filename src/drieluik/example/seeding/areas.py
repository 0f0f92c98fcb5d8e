"""Lays the neighbourhoods: in the city with the counts that CBS publishes, elsewhere made up.

Their borders are schematic: cells around the middles, for the real borders are not ours to carry.
"""

from datetime import date

from drieluik.apps.areas.selectors import list_own_areas, map_years
from drieluik.apps.areas.services import (
    BuurtRow,
    NewArea,
    Provenance,
    add_own_area,
    areas_of_list,
    load_borders,
)
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.core.geography import schematic_borders
from drieluik.example.city import buurten, middles, wijken
from drieluik.example.places import CITY, Place
from drieluik.example.seeding.clock import moment
from drieluik.example.seeding.people import MUNICIPALITY, actor

YEAR = 2021
LOADED_ON = date(2019, 1, 7)
_OF_THE_CBS = Provenance(
    source="CBS en Kadaster, Wijken en Buurten 2021 (middelpunten; de vlakken zijn schematisch)",
    licence="CC BY 4.0",
)
_MADE_UP = Provenance(source="verzonnen")
_ZONE = NewArea(
    kind="urban_living",
    name="Zone hoogstedelijk wonen (verzonnen)",
    purpose="Voorbeeld bij afspraak 2.5: de afspraak zelf noemt geen grens, deze buurten zijn gekozen.",
    codes=("BU01530000", "BU01530003", "BU01530005"),
)
_ZONE_ON = date(2020, 2, 3)


def lay_areas(municipality_id: int, where: Place) -> None:
    """Lay the neighbourhoods of 2021: the 70 of the city, or those of the village.

    Borders that somebody read in since are left alone.
    """
    if YEAR in map_years(municipality_id=municipality_id):
        return
    wijk_names = {wijk.code: wijk.name for wijk in wijken(where)}
    rows = [
        BuurtRow(
            code=row.code,
            name=row.name,
            wijk_code=row.wijk_code,
            wijk_name=wijk_names.get(row.wijk_code, ""),
            n_inhabitants=row.inhabitants,
            n_households=row.households,
        )
        for row in buurten(where)
    ]
    listed = areas_of_list(YEAR, rows, {where.code: where.name})
    load_borders(
        municipality_id=municipality_id,
        borders=schematic_borders(YEAR, listed, middles(where)),
        provenance=_OF_THE_CBS if where == CITY else _MADE_UP,
        actor=SYSTEM,
        now=moment(LOADED_ON),
    )


def lay_own_areas(municipality_id: int) -> None:
    """Add the zone of agreement 2.5, made up of some buurten, when there is no own area yet."""
    if not list_own_areas(municipality_id=municipality_id):
        add_own_area(
            municipality_id=municipality_id,
            area=_ZONE,
            actor=actor(MUNICIPALITY, "editor", _ZONE_ON),
            now=moment(_ZONE_ON),
        )
