"""What is waived for whom: running now, of a corporation, and in a municipality."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from drieluik.apps.deliveries.models import Waiver
from drieluik.apps.deliveries.soft_rules import soft_rules
from drieluik.apps.organisations.selectors import list_parties
from drieluik.core.tables import TABLES
from drieluik.core.workbooks.matching import bare


@dataclass(frozen=True, slots=True)
class ShownWaiver:
    """A waiver in words.

    Attributes:
        id: The waiver.
        party_code: The corporation.
        party_name: Its name.
        rule: Name of the rule.
        sheet: Its worksheet; empty when the contracts no longer have the rule.
        what: What the rule says; its name when the contracts no longer have it.
        reason: Why it was waived.
        until_on: First day on which the rule counts again.
        granted_by: Who waived it.
        granted_at: When.
        ended_by: Who ended it sooner; empty when nobody did.
        ended_at: When.
        ended_because: Why.
        runs: Whether it counts on the day asked about.
    """

    id: int
    party_code: str
    party_name: str
    rule: str
    sheet: str
    what: str
    reason: str
    until_on: date
    granted_by: str
    granted_at: datetime
    ended_by: str
    ended_at: datetime | None
    ended_because: str
    runs: bool


def last_end(today: date) -> date:
    """Return the last day on which a waiver granted today can end."""
    year = today.year + Waiver.MOST_YEARS
    # 29 February has no counterpart in most years
    return today.replace(year=year, day=min(today.day, 28) if today.month == 2 else today.day)


def running(*, party_id: int, on: date) -> QuerySet[Waiver]:
    """Return the waivers of a corporation that count on a day."""
    return Waiver.objects.filter(party_id=party_id, ended_at=None, until_on__gt=on)


def waivers_by_finding(*, party_id: int, on: date) -> "WaiverLookup":
    """Return the running waivers of a corporation, to be looked up by a finding."""
    return WaiverLookup({waiver.rule: waiver for waiver in running(party_id=party_id, on=on)})


class WaiverLookup:
    """The running waivers of a corporation, found by sheet and check of a finding.

    Args:
        by_rule: Waivers by name of their rule.
    """

    def __init__(self, by_rule: Mapping[str, Waiver]) -> None:
        self._by_rule = by_rule
        self._tables = {bare(table.sheet_nl): table.id for table in TABLES}

    def __bool__(self) -> bool:
        """Tell whether anything is waived."""
        return bool(self._by_rule)

    def of(self, sheet: str, facts: Mapping[str, Any]) -> Waiver | None:
        """Return the waiver of the rule that a finding names, if it is waived."""
        table_id = self._tables.get(bare(sheet), "")
        return self._by_rule.get(f"{table_id}.{facts.get('check', '')}")


def list_waivers(*, party_id: int, today: date) -> list[ShownWaiver]:
    """Return all waivers of a corporation, those that run first."""
    return _shown(Waiver.objects.filter(party_id=party_id), today)


def list_waivers_here(*, municipality_id: int, today: date) -> list[ShownWaiver]:
    """Return all waivers of the corporations of a municipality, those that run first."""
    parties = list_parties(municipality_id=municipality_id, on=today, kind="corporation")
    return _shown(Waiver.objects.filter(party__in=parties), today)


def find_waiver(*, waiver_id: int, party_id: int) -> Waiver | None:
    """Return a waiver of this corporation; None when it has no such one."""
    return Waiver.objects.filter(id=waiver_id, party_id=party_id).first()


def _shown(waivers: QuerySet[Waiver], today: date) -> list[ShownWaiver]:
    rows = waivers.select_related("party", "granted_by", "ended_by")
    found = [_in_words(waiver, today) for waiver in rows]
    return sorted(found, key=lambda one: not one.runs)


def _in_words(waiver: Waiver, today: date) -> ShownWaiver:
    rule = soft_rules().get(waiver.rule)
    return ShownWaiver(
        id=waiver.id,
        party_code=waiver.party.code,
        party_name=waiver.party.name,
        rule=waiver.rule,
        sheet=rule.sheet_nl if rule else "",
        what=rule.what_nl if rule else waiver.rule,
        reason=waiver.reason,
        until_on=waiver.until_on,
        granted_by=waiver.granted_by.name,
        granted_at=waiver.granted_at,
        ended_by=waiver.ended_by.name if waiver.ended_by else "",
        ended_at=waiver.ended_at,
        ended_because=waiver.ended_because,
        runs=waiver.ended_at is None and waiver.until_on > today,
    )
