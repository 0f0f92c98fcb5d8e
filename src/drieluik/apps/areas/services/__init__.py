"""What can be done with borders and areas. Every function here is one whole act."""

from drieluik.apps.areas.services.loading import (
    BuurtRow,
    Provenance,
    areas_of_list,
    load_borders,
    load_buurten,
)

__all__ = ["BuurtRow", "Provenance", "areas_of_list", "load_borders", "load_buurten"]
