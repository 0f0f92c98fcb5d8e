"""What can be done with borders and areas. Every function here is one whole act."""

from drieluik.apps.areas.services.addresses import load_addresses
from drieluik.apps.areas.services.confirming import confirm_borders, withdraw_borders
from drieluik.apps.areas.services.importing import (
    Said,
    find_waiting,
    interrupt_reading,
    note_reading,
    record_reading,
    upload_borders,
)
from drieluik.apps.areas.services.loading import (
    BuurtRow,
    Provenance,
    areas_of_list,
    load_borders,
)
from drieluik.apps.areas.services.own_areas import NewArea, add_own_area, withdraw_own_area

__all__ = [
    "BuurtRow",
    "NewArea",
    "Provenance",
    "Said",
    "add_own_area",
    "areas_of_list",
    "confirm_borders",
    "find_waiting",
    "interrupt_reading",
    "load_addresses",
    "load_borders",
    "note_reading",
    "record_reading",
    "upload_borders",
    "withdraw_borders",
    "withdraw_own_area",
]
