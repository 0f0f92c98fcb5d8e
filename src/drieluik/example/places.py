"""The municipalities of the example: Enschede, and a village that is made up altogether.

Comes in: ``data/places.yaml``. Goes out: frozen rows that say where the rest of a municipality
lies. Knows no corporation and no figure.
"""

from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

import yaml


@dataclass(frozen=True, slots=True)
class Place:
    """One municipality of the example.

    Attributes:
        code: CBS code; of a made-up municipality one that the CBS cannot give.
        slug: As it stands in addresses.
        name: Name for people; says so when it is made up.
        party: Code of the municipality as a party.
        folder: Folder in ``data/`` with its register, norms and neighbourhoods.
        closes: Whether its half-years close some weeks after the shown day.
    """

    code: str
    slug: str
    name: str
    party: str
    folder: str
    closes: bool

    @property
    def files(self) -> Traversable:
        """Where its files lie."""
        return _data() / self.folder


@cache
def places() -> tuple[Place, ...]:
    """Return the municipalities of the example, the city first."""
    entries = yaml.safe_load((_data() / "places.yaml").read_text("utf-8"))["places"]
    return tuple(Place(**entry) for entry in entries)


def place(code: str) -> Place:
    """Return the municipality with this code.

    Raises:
        KeyError: The example has no such municipality.
    """
    for one in places():
        if one.code == code:
            return one
    raise KeyError(code)


def _data() -> Traversable:
    return resources.files("drieluik.example") / "data"


CITY, VILLAGE = places()
"""Enschede with five corporations, and the made-up village to which one of them delivers too."""
