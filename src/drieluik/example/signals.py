"""What the parties of the example say about signals and figures, and their talk: all made up.

Comes in: ``data/signals.yaml``. Goes out: frozen rows. Knows no database.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class ExampleExplanation:
    """How a party explains the signal about an agreement."""

    clause: str
    party: str
    text: str


@dataclass(frozen=True, slots=True)
class ExampleRemark:
    """What a party says beside a figure: of a corporation by its code, or of all together."""

    indicator: str
    party: str
    figure: str
    text: str


@dataclass(frozen=True, slots=True)
class ExampleConclusion:
    """What was concluded about the signal about an agreement; ``stays`` or ``closes``."""

    clause: str
    text: str
    outcome: str


@dataclass(frozen=True, slots=True)
class ExampleTalk:
    """A talk with the codes of the parties that were there."""

    day: date
    parties: tuple[str, ...]
    conclusions: tuple[ExampleConclusion, ...]


def explanations() -> list[ExampleExplanation]:
    """Return the explanations in the order in which they were given."""
    return [ExampleExplanation(**entry) for entry in _content()["explanations"]]


def remarks() -> list[ExampleRemark]:
    """Return the remarks beside figures of the last half-year, in the order of writing."""
    return [ExampleRemark(**entry) for entry in _content()["remarks"]]


def talk() -> ExampleTalk:
    """Return the talk."""
    entry = _content()["talk"]
    conclusions = tuple(ExampleConclusion(**one) for one in entry["conclusions"])
    return ExampleTalk(entry["day"], tuple(entry["parties"]), conclusions)


@cache
def _content() -> dict[str, Any]:
    text = (resources.files("drieluik.example") / "data" / "signals.yaml").read_text("utf-8")
    content: dict[str, Any] = yaml.safe_load(text)
    return content
