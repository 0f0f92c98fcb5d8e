"""What the tests of the cycle share: two rule books, and reading a case."""

from datetime import date
from types import SimpleNamespace

import pytest

from drieluik.core.cycle import (
    Event,
    EventKind,
    FixedMeeting,
    FreePeriod,
    Known,
    default_rule_book,
    rule_book,
)
from drieluik.example.cycle import house_rules

WINTER = FreePeriod("verzonnen vakantie", date(2026, 4, 1), date(2026, 4, 11))


def fixed(which, day):
    rule_id, _, number = which.partition(":")
    return FixedMeeting(rule_id, int(number), day)


def known_of(case):
    events = tuple(
        Event(entry["id"], EventKind(entry["soort"]), entry["dag"], entry["over"])
        for entry in case.get("gebeurtenissen", [])
    )
    meetings = tuple(fixed(*entry) for entry in case.get("vastgesteld", {}).items())
    return Known(
        meetings=meetings,
        agreed=case.get("afgesproken", {}),
        events=events,
        free_periods=(),
        today=case.get("vandaag"),
    )


@pytest.fixture(scope="session")
def enschede():
    return rule_book(house_rules(), "cycle.yaml")


@pytest.fixture(scope="session")
def books(enschede):
    return {"enschede": enschede, "voorstel": default_rule_book()}


@pytest.fixture
def draw():
    return SimpleNamespace(fixed=fixed, known_of=known_of, vacation=WINTER)
