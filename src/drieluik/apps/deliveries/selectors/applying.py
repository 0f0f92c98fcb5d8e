"""Which tables do not apply to which corporation, from when, and why: as it was said once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from drieluik.apps.deliveries.models import Acceptance, Delivery, TableNotApplicable
from drieluik.apps.deliveries.selectors.asking import rounds_for
from drieluik.apps.organisations.actors import Actor
from drieluik.core.tables import TABLES, Period, Table, table


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """What a corporation said about one of its tables.

    Attributes:
        id: Of the statement.
        party_id: The corporation.
        party_code: Its code.
        party_name: Its name.
        table_id: The table.
        from_period: First half-year in which it does not apply.
        until: First half-year in which it applies again; None while nobody said so.
        reason: Why it does not apply.
        recorded_by: Who said so.
        recorded_at: When.
        ended_because: Why it applies again; empty while nobody said so.
        ended_by: Who said that.
        ended_at: When.
    """

    id: UUID
    party_id: int
    party_code: str
    party_name: str
    table_id: str
    from_period: Period
    until: Period | None
    reason: str
    recorded_by: str
    recorded_at: datetime
    ended_because: str
    ended_by: str
    ended_at: datetime | None

    @property
    def sheet_nl(self) -> str:
        """The name of the sheet, as people know the table."""
        return table(self.table_id).sheet_nl

    @property
    def never_held(self) -> bool:
        """Whether it was taken back for the very half-year it began with."""
        return self.until == self.from_period

    def holds_in(self, period: Period) -> bool:
        """Tell whether the table does not apply in a half-year."""
        return self.from_period <= period and (self.until is None or period < self.until)


def list_not_applicable(
    *,
    municipality_id: int | None = None,
    party_ids: Iterable[int] | None = None,
    known_at: datetime | None = None,
) -> list[NotApplicable]:
    """Return what corporations said, by corporation, table and half-year.

    Args:
        municipality_id: Only of corporations that take or took part here.
        party_ids: Only of these corporations.
        known_at: As it was said by this moment; None for now.
    """
    rows = TableNotApplicable.objects.select_related("party", "recorded_by", "ended_by")
    if known_at is not None:
        rows = rows.filter(recorded_at__lte=known_at)
    if municipality_id is not None:
        rows = rows.filter(party__participations__municipality_id=municipality_id).distinct()
    if party_ids is not None:
        rows = rows.filter(party_id__in=list(party_ids))
    order = {contract.id: place for place, contract in enumerate(TABLES)}
    found = [_as_known(_row(one), known_at) for one in rows]
    return sorted(found, key=lambda one: (one.party_name, order[one.table_id], one.from_period))


def _as_known(said: NotApplicable, known_at: datetime | None) -> NotApplicable:
    if known_at is None or said.ended_at is None or said.ended_at <= known_at:
        return said
    return replace(said, until=None, ended_because="", ended_by="", ended_at=None)


@dataclass(frozen=True, slots=True)
class OwnTable:
    """One table of the workbook and whether a corporation delivers it.

    Attributes:
        contract: The table.
        open: What was said of it and has not been ended; None when it applies or will again.
        said: All that was ever said of it, newest first.
    """

    contract: Table
    open: NotApplicable | None
    said: tuple[NotApplicable, ...]


def list_own_tables(*, party_id: int) -> list[OwnTable]:
    """Return every table in the order of the workbook, with what a corporation said of it."""
    said = list_not_applicable(party_ids=[party_id])
    found = []
    for contract in TABLES:
        own = tuple(reversed([one for one in said if one.table_id == contract.id]))
        still = next((one for one in own if one.ended_at is None), None)
        found.append(OwnTable(contract, still, own))
    return found


def periods_to_choose(*, party_id: int, today: date, since: Period | None = None) -> list[Period]:
    """Return the half-years from which something can be said of a table, in order.

    From the first one that was ever asked up to the next one.

    Args:
        party_id: The corporation.
        today: The day of looking.
        since: Not before this half-year.
    """
    now = Period.containing(today)
    last = max(now.next(), since or now)
    asked = [one.period for one in rounds_for(party_id=party_id)]
    found = [since or min(asked, default=now.previous())]
    while found[-1] < last:
        found.append(found[-1].next())
    return found


def newest_asked(*, party_id: int, today: date) -> Period:
    """Return the newest half-year that is asked of a corporation; that of today when none is."""
    asked = [one.period for one in rounds_for(party_id=party_id)]
    return max(asked, default=Period.containing(today))


def find_not_applicable(*, statement_id: UUID, actor: Actor) -> NotApplicable | None:
    """Return what one of the actor's own parties said, or None (as if it were not there)."""
    rows = TableNotApplicable.objects.select_related("party", "recorded_by", "ended_by")
    found = rows.filter(id=statement_id, party_id__in=actor.party_ids).first()
    return _row(found) if found is not None else None


def reasons_not_applicable(*, party_id: int, period: Period) -> dict[str, str]:
    """Return why tables do not apply to a corporation in a half-year, by table."""
    return {
        one.table_id: one.reason
        for one in list_not_applicable(party_ids=[party_id])
        if one.holds_in(period)
    }


def not_applicable_by_half(
    *, municipality_id: int, halves: Iterable[Period]
) -> dict[str, dict[str, dict[str, str]]]:
    """Return half-year -> code of the corporation -> table -> reason; nothing where all apply."""
    said = list_not_applicable(municipality_id=municipality_id)
    found: dict[str, dict[str, dict[str, str]]] = {}
    for half in halves:
        for one in said:
            if one.holds_in(half):
                of_party = found.setdefault(str(half), {}).setdefault(one.party_code, {})
                of_party[one.table_id] = one.reason
    return found


def filled_in_periods(*, party_id: int, table_id: str, since: Period) -> list[Period]:
    """Return the half-years of which a signed delivery that counts or waits holds rows of a table.

    Args:
        party_id: The corporation.
        table_id: The table.
        since: The first half-year to look at.
    """
    later = Q(year__gt=since.year) | Q(year=since.year, half__gte=since.half)
    parts = Acceptance.objects.filter(
        later,
        party_id=party_id,
        delivery__signed_at__isnull=False,
        verdict__in=(Acceptance.Verdict.PENDING, Acceptance.Verdict.ACCEPTED),
    )
    kept_in = Acceptance.objects.filter(party_id=party_id)
    filled = {
        Period(part.year, part.half)
        for part in parts.prefetch_related("sent_back")
        if _n_rows(part, table_id, kept_in)
    }
    return sorted(filled)


def _n_rows(part: Acceptance, table_id: str, parts: QuerySet[Acceptance]) -> int:
    """Return how many rows of a table count or wait; none of one that was sent back."""
    kept_from = (part.kept_from or {}).get(table_id)
    if kept_from:
        source = parts.get(delivery_id=kept_from, municipality_id=part.municipality_id)
        return int(source.n_rows.get(table_id, 0))
    if any(row.table_id == table_id for row in part.sent_back.all()):
        return 0
    return int(part.n_rows.get(table_id, 0))


def contradicted_sheets(delivery: Delivery) -> list[str]:
    """Return the sheets with rows of which the corporation said that they do not apply."""
    reasons = reasons_not_applicable(party_id=delivery.party_id, period=delivery.period)
    filled = {
        table_id
        for part in delivery.parts.all()
        for table_id, n_rows in part.n_rows.items()
        if n_rows
    }
    return [one.sheet_nl for one in TABLES if one.id in filled & reasons.keys()]


def unread_sheets(delivery: Delivery) -> list[str]:
    """Return the sheets that did not apply when the file was checked, and do apply since."""
    if delivery.checked_at is None:
        return []
    reasons = reasons_not_applicable(party_id=delivery.party_id, period=delivery.period)
    ended = TableNotApplicable.objects.filter(
        party_id=delivery.party_id,
        recorded_at__lt=delivery.checked_at,
        ended_at__gt=delivery.checked_at,
    )
    then = {row.table_id for row in ended if row.from_period <= delivery.period}
    return [one.sheet_nl for one in TABLES if one.id in then - reasons.keys()]


def _row(row: TableNotApplicable) -> NotApplicable:
    return NotApplicable(
        id=row.id,
        party_id=row.party_id,
        party_code=row.party.code,
        party_name=row.party.name,
        table_id=row.table_id,
        from_period=row.from_period,
        until=row.until_period,
        reason=row.reason,
        recorded_by=row.recorded_by.name,
        recorded_at=row.recorded_at,
        ended_because=row.ended_because,
        ended_by=row.ended_by.name if row.ended_by else "",
        ended_at=row.ended_at,
    )
