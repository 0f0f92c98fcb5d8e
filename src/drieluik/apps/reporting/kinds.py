"""The kinds of reports as data: what each holds, who begins it, who writes in it, for whom it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from drieluik.core.tables import Period

LIGHTS = ("", "uitgebreid", "regels", "telling")
FIGURES = ("", "uitgebreid", "regels")
WHICH = ("", "dient", "normen", "alles")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of a kind of report; see ``kinds.yaml`` for the values.

    Attributes:
        key: Its name in addresses.
        heading: Its title, Dutch.
        asks: What a writer is asked, Dutch; empty where nobody writes.
        clauses: Numbers of agreements; empty for all of them.
        per_theme: Whether it comes once for every theme that has an agreement with a norm.
        lights: How lights are told.
        figures: How figures are told.
        which: Which figures.
    """

    key: str
    heading: str
    asks: str = ""
    clauses: tuple[str, ...] = ()
    per_theme: bool = False
    lights: str = ""
    figures: str = ""
    which: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of report; see ``kinds.yaml`` for the values.

    Attributes:
        id: Its lasting name.
        name: What people call it, Dutch.
        title: Title with places for year, half-year and party, Dutch.
        about: What it is for, Dutch.
        led_by: Kind of party that begins, freezes and withdraws it.
        writers: Kinds of parties that write in it.
        audiences: For whom it can be meant; the first is proposed.
        halves: Halves of a year with which it can end.
        chapters: In order.
    """

    id: str
    name: str
    title: str
    about: str
    led_by: str
    writers: tuple[str, ...]
    audiences: tuple[str, ...]
    halves: tuple[int, ...]
    chapters: tuple[Chapter, ...]

    @property
    def is_of_one_party(self) -> bool:
        """Whether each report is of one corporation."""
        return self.led_by == "corporation"

    def titled(self, period: str, party: str = "") -> str:
        """Return the title of a report that ends with a half-year.

        Examples:
            >>> kind("start").titled("2020-2")
            'Verslag bij het begin van 2021'
        """
        half = Period.parse(period)
        return self.title.format(
            jaar=half.year, volgend_jaar=half.year + 1, halfjaar=period, partij=party
        )


@cache
def kinds() -> dict[str, Kind]:
    """Return every kind by its id, in order."""
    text = (resources.files(__package__) / "kinds.yaml").read_text("utf-8")
    found = [_kind(entry) for entry in yaml.safe_load(text)["kinds"]]
    return {one.id: one for one in found}


def kind(kind_id: str) -> Kind:
    """Return one kind.

    Raises:
        KeyError: There is no such kind.
    """
    return kinds()[kind_id]


def _kind(entry: Mapping[str, Any]) -> Kind:
    return Kind(
        id=entry["id"],
        name=entry["naam"],
        title=entry["titel"],
        about=entry["uitleg"],
        led_by=entry["leidt"],
        writers=tuple(entry["schrijvers"]),
        audiences=tuple(entry["lezers"]),
        halves=tuple(entry["halfjaren"]),
        chapters=tuple(_chapter(one) for one in entry["hoofdstukken"]),
    )


_NAMES = {
    "key": "key",
    "kop": "heading",
    "vraagt": "asks",
    "afspraken": "clauses",
    "per_thema": "per_theme",
    "lichten": "lights",
    "cijfers": "figures",
    "van": "which",
}


def _chapter(entry: Mapping[str, Any]) -> Chapter:
    """Read a chapter; a name or value that nobody knows is a fault of who wrote it."""
    given = {_NAMES[name]: value for name, value in entry.items()}
    given["clauses"] = tuple(given.get("clauses", ()))
    chapter = Chapter(**given)
    if chapter.lights not in LIGHTS or chapter.figures not in FIGURES or chapter.which not in WHICH:
        raise ValueError(f"chapter {chapter.key} asks for what nobody knows")
    return chapter
