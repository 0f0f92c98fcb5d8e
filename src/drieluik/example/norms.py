"""The norms of the example in the norm language, each bound to the words of an agreement.

Comes in: ``data/norms.yaml``. Goes out: texts with what is made up about them. Reading and judging
them is done elsewhere.
"""

from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml


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
def norms() -> tuple[ExampleNorm, ...]:
    """Return the norms of the example in the order in which they were agreed."""
    path = resources.files("drieluik.example") / "data" / "norms.yaml"
    return tuple(ExampleNorm(**entry) for entry in yaml.safe_load(path.read_text("utf-8"))["norms"])
