"""Completeness and timeliness: one definition, for the page about it and for the evaluation.

Asked is every table of every half-year whose shown day has gone by, of each corporation that took
part at the end of that half-year; a table that was recorded as not applicable is not asked. A table
came in time when the first file with it was signed on or before the shown day, late when that was
later, and is lacking without a signed file. It is complete while a signed file with it waits or counts:
a newer file without it, signed before a decision, takes it away. Sent back counts against
completeness, never against timeliness: whether a file is good enough is a judgement, and its day is none. Corrections after
acceptance are counted apart and make nothing late. States and days, never rows.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.utils import timezone

from drieluik.apps.deliveries.models import Acceptance
from drieluik.apps.deliveries.selectors.applying import not_applicable_by_half
from drieluik.apps.deliveries.selectors.asking import due_days
from drieluik.apps.deliveries.selectors.verdicts import TableVerdict, table_verdicts
from drieluik.apps.organisations.selectors import TakingPart, list_taking_part
from drieluik.core.tables import TABLES, Period, Table

Verdict = Acceptance.Verdict
Key = TypeVar("Key")
_STANDS = (Verdict.PENDING, Verdict.ACCEPTED)


def how_it_came(signed_on: date | None, due_on: date) -> str:
    """Tell how something came, by the day of its first signature: ``in_time``, ``late``, ``lacking``."""
    if signed_on is None:
        return "lacking"
    return "in_time" if signed_on <= due_on else "late"


def is_late(first_signed_at: datetime | None, due_on: date, today: date) -> bool:
    """Tell whether something is shown as late: it came late, or it lacks and its day has gone by.

    The shown day counts as it is now: a later one can make in time what was late, and an earlier
    one the other way round.
    """
    signed_on = timezone.localdate(first_signed_at) if first_signed_at else None
    came = how_it_came(signed_on, due_on)
    return came == "late" or (came == "lacking" and due_on < today)


@dataclass(frozen=True, slots=True)
class AskedTable:
    """One table that was asked of one corporation for one half-year.

    Attributes:
        party: The corporation.
        period: The half-year.
        table: The table.
        due_on: The shown day.
        signed_on: Day of the first signed file with the table; None without one.
        is_there: Whether it is complete: signed, and in a file that waits or was accepted.
        sent_back: Whether what was signed last was sent back, and nothing accepted stands.
        n_corrections: How often an accepted file with it was replaced by a later accepted one.
    """

    party: TakingPart
    period: Period
    table: Table
    due_on: date
    signed_on: date | None
    is_there: bool
    sent_back: bool
    n_corrections: int

    @property
    def came(self) -> str:
        """How it came: ``in_time``, ``late`` or ``lacking``."""
        return how_it_came(self.signed_on, self.due_on)


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of a number of asked tables.

    Attributes:
        n_asked: How many were asked.
        n_in_time: How many came in time.
        n_late: How many came late.
        n_there: How many are there: in a signed file that waits or was accepted.
        n_sent_back: How many were signed and sent back.
        n_corrections: Most corrections after acceptance of one of its tables.
    """

    n_asked: int
    n_in_time: int
    n_late: int
    n_there: int
    n_sent_back: int
    n_corrections: int

    @property
    def n_lacking(self) -> int:
        """How many were never signed."""
        return self.n_asked - self.n_in_time - self.n_late

    @property
    def share_there(self) -> float | None:
        """Completeness, 0-1; None when nothing was asked."""
        return self.n_there / self.n_asked if self.n_asked else None

    @property
    def share_in_time(self) -> float | None:
        """Timeliness, 0-1; None when nothing was asked."""
        return self.n_in_time / self.n_asked if self.n_asked else None


def tally(rows: Iterable[AskedTable]) -> Tally:
    """Count asked tables."""
    asked = list(rows)
    return Tally(
        n_asked=len(asked),
        n_in_time=sum(row.came == "in_time" for row in asked),
        n_late=sum(row.came == "late" for row in asked),
        n_there=sum(row.is_there for row in asked),
        n_sent_back=sum(row.sent_back for row in asked),
        n_corrections=max((row.n_corrections for row in asked), default=0),
    )


def tally_by(rows: Iterable[AskedTable], key: Callable[[AskedTable], Key]) -> dict[Key, Tally]:
    """Count asked tables per half-year, corporation, table or any pair of them."""
    found: dict[Key, list[AskedTable]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return {name: tally(of_name) for name, of_name in found.items()}


def list_asked_tables(*, municipality_id: int, today: date) -> list[AskedTable]:
    """Return every table that was asked and whose shown day has gone by, in five queries.

    In order of half-year, corporation by name, and workbook. The shown day is the day as it is now.
    """
    due = {
        Period.parse(name): day
        for name, day in due_days(municipality_id=municipality_id).items()
        if day < today
    }
    left_out = not_applicable_by_half(municipality_id=municipality_id, halves=due)
    signed: dict[tuple[int, Period, str], list[TableVerdict]] = defaultdict(list)
    for one in table_verdicts(municipality_id=municipality_id):
        signed[one.party_id, one.period, one.table_id].append(one)
    everybody = list_taking_part(municipality_id=municipality_id, kind="corporation")
    return [
        _asked(party, period, table, due[period], signed[party.party_id, period, table.id])
        for period in sorted(due)
        for party in everybody
        if party.takes_part(period.last_day)
        for table in TABLES
        if table.id not in left_out.get(str(period), {}).get(party.code, {})
    ]


def count_in_time(*, municipality_id: int, year: int, today: date) -> Mapping[int, Tally]:
    """Return by corporation what became of the tables whose shown day lay in a year."""
    rows = list_asked_tables(municipality_id=municipality_id, today=today)
    of_year = (row for row in rows if row.due_on.year == year)
    return tally_by(of_year, lambda row: row.party.party_id)


def _asked(
    party: TakingPart, period: Period, table: Table, due_on: date, signed: list[TableVerdict]
) -> AskedTable:
    first = min((one.signed_at for one in signed), default=None)
    is_there = any(one.verdict in _STANDS for one in signed)
    return AskedTable(
        party=party,
        period=period,
        table=table,
        due_on=due_on,
        signed_on=timezone.localdate(first) if first else None,
        is_there=is_there,
        sent_back=bool(signed) and not is_there and signed[-1].verdict == Verdict.REFUSED,
        n_corrections=sum(one.verdict == Verdict.SUPERSEDED for one in signed),
    )
