"""The proposals of the example: made up, two to be adopted and others that stay open.

Comes in: ``data/proposals.yaml``. Goes out: frozen rows in order of day. Knows no database.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class ExampleChange:
    """Words of an agreement and what they become."""

    clause: str
    words: str
    become: str


@dataclass(frozen=True, slots=True)
class ExampleMove:
    """An action of a focus project of 2020, both by number, that goes to a later year."""

    project: int
    action: int
    to_year: int
    quarters: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class ExampleNormChange:
    """Words in the first norm of an agreement and what they become."""

    clause: str
    was: str
    becomes: str
    explanation: str


@dataclass(frozen=True, slots=True)
class ExampleDefinition:
    """A version of an indicator that should count, and the words for what it tells."""

    indicator: str
    version: int
    reason: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class ExamplePosition:
    """What a party says on a day; ``paper`` of ``paper_on`` for a party on a separate track."""

    party: str
    verdict: str
    day: date
    reason: str = ""
    paper: str = ""
    paper_on: date | None = None


@dataclass(frozen=True, slots=True)
class ExampleStandIn:
    """Who speaks in the place of the first delegate of a party, and gives its positions then."""

    party: str
    email: str
    from_on: date
    last_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class ExampleAnswer:
    """An answer to a comment."""

    party: str
    day: date
    text: str


@dataclass(frozen=True, slots=True)
class ExampleComment:
    """A comment on words of the first change, or of the agreement as it stands."""

    party: str
    day: date
    text: str
    words: str = ""
    on_agreement: bool = False
    answers: tuple[ExampleAnswer, ...] = ()
    settled_on: date | None = None


@dataclass(frozen=True, slots=True)
class ExampleProposal:
    """A proposal with its positions in order; the others agree on ``rest_agrees_on`` if given."""

    id: str
    party: str
    title: str
    motive: str
    reason: str
    submitted_on: date
    changes: tuple[ExampleChange, ...]
    positions: tuple[ExamplePosition, ...]
    rest_agrees_on: date | None = None
    moves: tuple[ExampleMove, ...] = ()
    norms: tuple[ExampleNormChange, ...] = ()
    definitions: tuple[ExampleDefinition, ...] = ()
    stand_ins: tuple[ExampleStandIn, ...] = ()
    comments: tuple[ExampleComment, ...] = ()


@cache
def proposals() -> tuple[ExampleProposal, ...]:
    """Return all proposals in the order of the file; the first is decided on first."""
    text = (resources.files("drieluik.example") / "data" / "proposals.yaml").read_text("utf-8")
    entries = yaml.safe_load(text)["proposals"]
    return tuple(_proposal(entry) for entry in entries)


def _proposal(entry: Mapping[str, Any]) -> ExampleProposal:
    return ExampleProposal(
        **{
            **entry,
            "changes": tuple(ExampleChange(**one) for one in entry["changes"]),
            "moves": tuple(_move(one) for one in entry.get("moves", ())),
            "norms": tuple(ExampleNormChange(**one) for one in entry.get("norms", ())),
            "definitions": tuple(ExampleDefinition(**one) for one in entry.get("definitions", ())),
            "positions": tuple(_position(one) for one in entry["positions"]),
            "stand_ins": tuple(ExampleStandIn(**one) for one in entry.get("stand_ins", ())),
            "comments": tuple(_comment(one) for one in entry.get("comments", ())),
        }
    )


def _position(entry: Mapping[str, Any]) -> ExamplePosition:
    return ExamplePosition(**entry)


def _comment(entry: Mapping[str, Any]) -> ExampleComment:
    answers = tuple(ExampleAnswer(**one) for one in entry.get("answers", ()))
    return ExampleComment(**{**entry, "answers": answers})


def _move(entry: Mapping[str, Any]) -> ExampleMove:
    return ExampleMove(**{**entry, "quarters": tuple(entry["quarters"])})
