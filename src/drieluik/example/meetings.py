"""The meetings of the example: all made up, so that every part of the pages has something to show.

Comes in: ``data/meetings.yaml``. Goes out: frozen rows in order of day. Knows no database; the
seeding holds these meetings through the ordinary services.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class ExampleTask:
    """What a party has to do; ``done`` and ``outcome`` when it did."""

    party: str
    text: str
    due: date
    done: date | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class ExampleDecision:
    """A decision; ``to`` is the meeting to which an item is adjourned."""

    kind: str
    text: str
    to: str = ""
    in_force: date | None = None
    tasks: tuple[ExampleTask, ...] = ()


@dataclass(frozen=True, slots=True)
class ExamplePaper:
    """A paper and the days on which it was added and received; ``late`` by code of party."""

    title: str
    words: str
    added: date
    received: date
    late: Mapping[str, date]


@dataclass(frozen=True, slots=True)
class ExampleItem:
    """An item of an agenda with all that was said and decided about it.

    ``proposal`` is the id of a proposal of the example that it is about; empty for an own item.
    """

    title: str
    asks: str
    digest: str
    needs_advice: bool
    papers: tuple[ExamplePaper, ...]
    input: tuple[tuple[str, str], ...]
    discussion: str
    decisions: tuple[ExampleDecision, ...]
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class ExampleCancelling:
    """Why and when a meeting was called off, and to which its items go."""

    day: date
    to: str
    reason: str


@dataclass(frozen=True, slots=True)
class ExampleMeeting:
    """A meeting; ``adjourned`` are items that came from an earlier one, by title."""

    id: str
    kind: str
    day: date
    planned_on: date
    place: str
    approves: str
    items: tuple[ExampleItem, ...]
    adjourned: Mapping[str, ExampleItem]
    cancelled: ExampleCancelling | None = None

    @property
    def was_held(self) -> bool:
        """Tell whether something was decided in it."""
        return any(item.decisions for item in self.items)


@dataclass(frozen=True, slots=True)
class ExampleTerm:
    """The agreed term for papers."""

    days: int
    day: date
    grounds: str


@cache
def meetings() -> tuple[ExampleMeeting, ...]:
    """Return all meetings in order of day."""
    return tuple(_meeting(entry) for entry in _content()["meetings"])


def paper_term() -> ExampleTerm:
    """Return the term for papers."""
    return ExampleTerm(**_content()["term"])


def _meeting(entry: Mapping[str, Any]) -> ExampleMeeting:
    adjourned = entry.get("adjourned", {})
    return ExampleMeeting(
        id=entry["id"],
        kind=entry["kind"],
        day=entry["day"],
        planned_on=entry["planned_on"],
        place=entry["place"],
        approves=entry.get("approves", ""),
        items=tuple(_item(item) for item in entry["items"]),
        adjourned={title: _item({"title": title, **rest}) for title, rest in adjourned.items()},
        cancelled=ExampleCancelling(**entry["cancelled"]) if "cancelled" in entry else None,
    )


def _item(entry: Mapping[str, Any]) -> ExampleItem:
    return ExampleItem(
        title=entry["title"],
        asks=entry.get("asks", "discuss"),
        digest=entry.get("digest", ""),
        needs_advice=entry.get("needs_advice", False),
        papers=tuple(ExamplePaper(**{"late": {}, **paper}) for paper in entry.get("papers", ())),
        input=tuple((one["party"], one["text"]) for one in entry.get("input", ())),
        discussion=entry.get("discussion", ""),
        decisions=tuple(_decision(one) for one in entry.get("decisions", ())),
        proposal=entry.get("proposal", ""),
    )


def _decision(entry: Mapping[str, Any]) -> ExampleDecision:
    tasks = tuple(ExampleTask(**task) for task in entry.get("tasks", ()))
    return ExampleDecision(**{**entry, "tasks": tasks})


@cache
def _content() -> dict[str, Any]:
    text = (resources.files("drieluik.example") / "data" / "meetings.yaml").read_text("utf-8")
    content: dict[str, Any] = yaml.safe_load(text)
    return content
