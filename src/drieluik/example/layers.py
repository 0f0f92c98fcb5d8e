"""The layers of the example: two of the CBS with real figures, the others made up.

Comes in: ``data/layers.yaml`` and the folder beside it. Goes out: frozen rows with the bytes of files
as somebody would hand them in. Knows no database.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from drieluik.example.city import buurten, wijken

_COLUMNS = {"buurt": "buurtcode", "wijk": "wijkcode"}


@dataclass(frozen=True, slots=True)
class ExampleVersion:
    """Figures as a file: its name and bytes, of which days they are, and when they came."""

    file_name: str
    content: bytes
    about_from: date
    about_until: date | None
    day: date


@dataclass(frozen=True, slots=True)
class ExamplePublished:
    """Who made the figures of a layer public before, where, and whether a second person looked."""

    publisher: str
    address: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class ExampleLayer:
    """A layer: of which party, who of it brings it in, its card, and its versions in order.

    ``published`` is None for figures that no source made public.
    """

    party: str
    role: str
    card: Mapping[str, Any]
    versions: tuple[ExampleVersion, ...]
    published: ExamplePublished | None = None


@cache
def layers() -> tuple[ExampleLayer, ...]:
    """Return all layers."""
    entries = yaml.safe_load(_data("layers.yaml").read_text("utf-8"))["layers"]
    return tuple(
        ExampleLayer(
            one["party"],
            one["role"],
            one["card"],
            tuple(_version(each, one["card"]["level"]) for each in one["versions"]),
            ExamplePublished(**one["published"]) if "published" in one else None,
        )
        for one in entries
    )


def _version(told: Mapping[str, Any], level: str) -> ExampleVersion:
    if "file" in told:
        name, content = told["file"], _data("layers").joinpath(told["file"]).read_bytes()
    else:
        name, content = told["file_name"], _written(told["figures"], told["rest"], level)
    return ExampleVersion(name, content, told["about_from"], told.get("about_until"), told["day"])


def _written(figures: Mapping[str, Any], rest: Any, level: str) -> bytes:
    """Write figures as a table with a row for every area."""
    areas = [(one.code, one.name) for one in (buurten() if level == "buurt" else wijken())]
    lines = [f"{_COLUMNS[level]};naam;cijfer"]
    lines += [f'{code};"{name}";{figures.get(code, rest)}' for code, name in areas]
    return "\n".join(lines).encode()


def _data(name: str) -> Traversable:
    return resources.files("drieluik.example") / "data" / name
