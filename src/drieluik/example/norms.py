"""The norms of the example in the norm language, each bound to the words of an agreement.

Comes in: ``norms.yaml`` of a municipality. Goes out: texts with what is made up about them. Reading and judging
them is done elsewhere.
"""

from dataclasses import dataclass
from functools import cache

import yaml

from drieluik.example.places import CITY, Place


@dataclass(frozen=True, slots=True)
class ExampleNorm:
    """One norm as a person would write it.

    Attributes:
        text: Lines of the norm language.
        fictitious: True when its figure or its judgement is made up for the example.
        note_nl: Where the figure comes from, in Dutch.
    """

    text: str
    fictitious: bool
    note_nl: str


@cache
def norms(where: Place = CITY) -> tuple[ExampleNorm, ...]:
    """Return the norms of a municipality in the order in which they were agreed."""
    written = yaml.safe_load((where.files / "norms.yaml").read_text("utf-8"))["norms"]
    return tuple(ExampleNorm(**entry) for entry in written)
