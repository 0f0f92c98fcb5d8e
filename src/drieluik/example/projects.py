"""What became of the focus projects of the example: made up.

Comes in: ``data/projects.yaml``. Goes out: frozen rows in order. Knows no database.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

import yaml


@dataclass(frozen=True, slots=True)
class ExampleReport:
    """A report on an action (from 1) in a quarter, by a party; empty for the municipality."""

    action: int
    quarter: str
    state: str
    day: date
    reason: str = ""
    party: str = ""


@dataclass(frozen=True, slots=True)
class ExampleCosts:
    """What an action (from 1) costs a party in a year; amounts in euro as people write them."""

    action: int
    party: str
    year: int
    cost: str
    cover: str
    day: date
    explanation: str = ""
    audience: str = "public"


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """Something that was delivered on a day, told by the municipality.

    ``paper`` is a name; ``document`` the title of a work of the library or of a paper of a meeting.
    """

    title: str
    day: date
    paper: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class ExampleCourse:
    """What became of the focus project with this number."""

    number: int
    reports: tuple[ExampleReport, ...]
    costs: tuple[ExampleCosts, ...]
    results: tuple[ExampleResult, ...]


@cache
def courses() -> tuple[ExampleCourse, ...]:
    """Return what became of every focus project."""
    text = (resources.files("drieluik.example") / "data" / "projects.yaml").read_text("utf-8")
    return tuple(
        ExampleCourse(
            entry["number"],
            tuple(ExampleReport(**report) for report in entry["reports"]),
            tuple(ExampleCosts(**costs) for costs in entry["costs"]),
            tuple(ExampleResult(**result) for result in entry["results"]),
        )
        for entry in yaml.safe_load(text)["projects"]
    )
