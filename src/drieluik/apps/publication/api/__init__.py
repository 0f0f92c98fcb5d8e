"""What is public, for other programmes: no sign-in, and the same as on the public site."""

from drieluik.apps.publication.api import (
    agreements,
    figures,
    layers,
    outcomes,
    places,
    standing,
    surroundings,
)
from drieluik.apps.publication.api.asking import router

__all__ = [
    "agreements",
    "figures",
    "layers",
    "outcomes",
    "places",
    "router",
    "standing",
    "surroundings",
]
