"""The works in the library of the example: made up, each with a short text as its file.

Comes in: ``data/library.yaml``. Goes out: frozen rows. Knows no database.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

import yaml


@dataclass(frozen=True, slots=True)
class ExampleWork:
    """A made-up work: who brings it in, what is said of it, and the text of its file."""

    party: str
    kind: str
    title: str
    author: str
    dated_on: date
    publicness: str
    themes: tuple[str, ...]
    clauses: tuple[str, ...]
    summary: str
    file_name: str
    text: str


@cache
def works() -> tuple[ExampleWork, ...]:
    """Return all works in order of date."""
    text = (resources.files("drieluik.example") / "data" / "library.yaml").read_text("utf-8")
    entries = yaml.safe_load(text)["works"]
    return tuple(
        ExampleWork(
            **entry | {"themes": tuple(entry["themes"]), "clauses": tuple(entry["clauses"])}
        )
        for entry in entries
    )
