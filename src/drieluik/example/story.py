"""How far every delivery of the example is: accepted, signed, a draft with findings, or missing.

Comes in: ``data/story.yaml``. Goes out: one step per delivery, in order of time, with what was
confirmed and why. Knows no database; the seeding follows these steps.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

import yaml

from drieluik.core.tables import Period
from drieluik.example.made_up import PERIODS
from drieluik.example.parties import corporations


class DeliveryState(StrEnum):
    """How far a delivery is."""

    MISSING = "missing"
    CHECKED = "checked"
    SIGNED = "signed"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A doubtful thing that the corporation let stand, with its reason.

    Attributes:
        party: Code of the corporation.
        period: The half-year.
        table: Id of the table.
        rule: Id of the rule in the contract of that table; ``sheet_empty`` when it has no rows.
        reason_nl: Why it is right after all.
    """

    party: str
    period: Period
    table: str
    rule: str
    reason_nl: str


@dataclass(frozen=True, slots=True)
class WaivedRule:
    """A rule that a corporation need not answer each time.

    Attributes:
        party: Code of the corporation.
        table: Id of the table.
        check: Id inside the table of what is waived.
        reason_nl: Why.
    """

    party: str
    table: str
    check: str
    reason_nl: str

    @property
    def rule(self) -> str:
        """Name of the rule among those of all tables."""
        return f"{self.table}.{self.check}"


@dataclass(frozen=True, slots=True)
class DeliveryStep:
    """One delivery of the example, or one that did not come.

    Attributes:
        party: Code of the corporation.
        period: The half-year.
        state: How far it is.
        faulty: Whether the workbook has the usual mistakes.
        replaces: Whether it is meant to replace an earlier delivery of the same period.
        delivered_on: Day of delivery; None when missing. Signed and accepted alike.
        signed_on: Day on which the controller signed.
        accepted_on: Day on which the municipalities accepted.
        confirmations: Doubtful things that were confirmed.
        note_nl: What there is to tell about it.
        cause: Why accepted figures change; empty when they do not.
        explanation_nl: What happened, as the controller states it.
        waits_in: Codes of municipalities that did not decide on their part yet.
    """

    party: str
    period: Period
    state: DeliveryState
    faulty: bool
    replaces: bool
    delivered_on: date | None
    signed_on: date | None
    accepted_on: date | None
    confirmations: tuple[Confirmation, ...]
    note_nl: str
    cause: str = ""
    explanation_nl: str = ""
    waits_in: tuple[str, ...] = ()


@cache
def delivery_steps() -> tuple[DeliveryStep, ...]:
    """Return all deliveries in order of period and party; a replacement after what it replaces."""
    content = _content()
    exceptions = {(entry["party"], entry["period"]): entry for entry in content["deliveries"]}
    steps = []
    for period in PERIODS:
        for corporation in corporations():
            entry = exceptions.get((corporation.code, str(period)), {})
            steps.append(_step(corporation.code, period, entry, replaces=False))
        steps += [
            _step(entry["party"], period, entry, replaces=True)
            for entry in content["replacements"]
            if entry["period"] == str(period)
        ]
    return tuple(steps)


@cache
def confirmations() -> tuple[Confirmation, ...]:
    """Return every doubtful thing that was confirmed with a reason."""
    return tuple(
        Confirmation(**{**entry, "period": Period.parse(entry["period"])})
        for entry in _content()["confirmations"]
    )


def waived_rules() -> tuple[WaivedRule, ...]:
    """Return every rule that is waived on the day the example is laid."""
    return tuple(WaivedRule(**entry) for entry in _content()["waivers"])


def today() -> date:
    """Return the day on which the story of the example stands still."""
    day: date = _content()["today"]
    return day


def _step(party: str, period: Period, entry: dict[str, Any], *, replaces: bool) -> DeliveryStep:
    state = DeliveryState(entry.get("state", "accepted"))
    delivered_on = entry.get("delivered_on", _day(period, "delivered"))
    signed = state in (DeliveryState.SIGNED, DeliveryState.ACCEPTED)
    return DeliveryStep(
        party=party,
        period=period,
        state=state,
        faulty=entry.get("faulty", False),
        replaces=replaces,
        delivered_on=None if state is DeliveryState.MISSING else delivered_on,
        signed_on=entry.get("signed_on", _day(period, "signed")) if signed else None,
        accepted_on=entry.get("accepted_on", _day(period, "accepted"))
        if state is DeliveryState.ACCEPTED
        else None,
        confirmations=()
        if replaces
        else tuple(c for c in confirmations() if (c.party, c.period) == (party, period)),
        note_nl=entry.get("note_nl", ""),
        cause=entry.get("cause", ""),
        explanation_nl=entry.get("explanation_nl", ""),
        waits_in=tuple(entry.get("waits_in", ())),
    )


def _day(period: Period, act: str) -> date:
    return period.last_day + timedelta(days=_content()["days_after_period"][act])


@cache
def _content() -> dict[str, Any]:
    text = (resources.files("drieluik.example") / "data" / "story.yaml").read_text("utf-8")
    content: dict[str, Any] = yaml.safe_load(text)
    return content
