"""The reports of the example, with what the parties write in them: all made up.

Comes in: ``data/reports.yaml``. Goes out: frozen rows. Knows no database.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class ExampleText:
    """What a party writes in a chapter."""

    chapter: str
    party: str
    day: date
    text_nl: str


@dataclass(frozen=True, slots=True)
class ExampleReport:
    """A report; without ``frozen_on`` it is still being made."""

    kind: str
    period: str
    audience: str
    begun_on: date
    frozen_on: date | None
    texts: tuple[ExampleText, ...]


@cache
def reports() -> tuple[ExampleReport, ...]:
    """Return the reports in the order in which they were begun."""
    text = (resources.files("drieluik.example") / "data" / "reports.yaml").read_text("utf-8")
    return tuple(_report(entry) for entry in yaml.safe_load(text)["reports"])


def _report(entry: Mapping[str, Any]) -> ExampleReport:
    return ExampleReport(
        kind=entry["kind"],
        period=entry["period"],
        audience=entry["audience"],
        begun_on=entry["begun_on"],
        frozen_on=entry.get("frozen_on"),
        texts=tuple(ExampleText(**one) for one in entry["texts"]),
    )
