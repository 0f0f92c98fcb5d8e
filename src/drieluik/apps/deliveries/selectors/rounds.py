"""One half-year that a municipality asks for: who is how far with which table. States, no contents."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from drieluik.apps.deliveries.models import (
    Acceptance,
    Delivery,
    DeliveryFinding,
    DeliveryRound,
    Reopening,
    RoundChange,
)
from drieluik.apps.deliveries.policies import check_may_read_parts
from drieluik.apps.deliveries.selectors.applying import not_applicable_by_half
from drieluik.apps.deliveries.selectors.asking import asked_parties, is_asked_of
from drieluik.apps.deliveries.selectors.completeness import is_late
from drieluik.apps.deliveries.selectors.taking_in import Asking, asking_of, reopenings_of
from drieluik.apps.deliveries.selectors.verdicts import TableVerdict, table_verdicts
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.selectors import TakingPart, list_taking_part
from drieluik.core.tables import TABLES, Period, Table

State, Verdict = Delivery.State, Acceptance.Verdict

STATES = (
    "not_started",
    "under_way",
    "draft",
    "findings",
    "to_sign",
    "signed",
    "accepted",
    "refused",
    "not_applicable",
)
"""In the order in which they come."""

OWED = ("not_started", "draft", "findings", "to_sign", "refused")
"""In these the corporation must still do something."""


@dataclass(frozen=True, slots=True)
class TableCell:
    """How far one corporation is with one table.

    Attributes:
        table: The table.
        state: One of ``STATES``; before the signature only who belongs to the corporation sees more
            than ``under_way``.
        late: Whether its first signature came after the shown day as it is now, or that day has gone
            by without one (see ``completeness.is_late``).
        reason: Why the table does not apply; empty when it does.
        delivery_id: The delivery that is shown; None when there is none, or it cannot be opened.
    """

    table: Table
    state: str
    late: bool
    reason: str
    delivery_id: UUID | None


@dataclass(frozen=True, slots=True)
class PartyRow:
    """One corporation: until when it is taken in, and its tables.

    Attributes:
        party: The corporation.
        own: Whether the reader belongs to it.
        asking: The days as they are for this corporation.
        is_new: Whether it never handed in anything; what was withdrawn was handed in.
        is_signed: Whether what stands was signed.
        correcting: Whether something newer is on its way while older figures count.
        cells: Its tables, in the order of the workbook.
    """

    party: TakingPart
    own: bool
    asking: Asking
    is_new: bool
    is_signed: bool
    correcting: bool
    cells: tuple[TableCell, ...]

    def is_closed(self, today: date) -> bool:
        """Tell whether nothing is taken in of it any more."""
        return not self.asking.takes_in(today, is_new=self.is_new)


@dataclass(frozen=True, slots=True)
class RoundState:
    """A round with how far everybody is, and what happened to its days."""

    asked: DeliveryRound
    rows: tuple[PartyRow, ...]
    counts: Mapping[str, int]
    changes: tuple[RoundChange, ...]
    reopenings: tuple[Reopening, ...]


@dataclass(frozen=True, slots=True)
class RoundNews:
    """Something that happened to a round.

    Attributes:
        name: A name of its own.
        kind: ``round_days`` or ``round_reopened``.
        what: The change or the reopening.
        party_ids: Whom it concerns.
    """

    name: str
    kind: str
    what: RoundChange | Reopening
    party_ids: frozenset[int]


def find_round(*, municipality_id: int, period: Period) -> DeliveryRound | None:
    """Return what a municipality asked for a half-year, or None."""
    return (
        DeliveryRound.objects.filter(
            municipality_id=municipality_id, year=period.year, half=period.half
        )
        .select_related("municipality", "opened_by")
        .first()
    )


def get_round_state(asked: DeliveryRound, *, actor: Actor, today: date) -> RoundState:
    """Return how far each corporation is with each table, in a fixed number of queries."""
    may_open = check_may_read_parts.allows(actor, municipality_id=asked.municipality_id)
    rows = _rows(asked, actor.party_ids, may_open, today)
    counts = Counter(cell.state for row in rows for cell in row.cells)
    counts["late"] = sum(cell.late for row in rows for cell in row.cells)
    return RoundState(
        asked,
        rows,
        counts,
        tuple(asked.changes.select_related("changed_by")),
        tuple(asked.reopenings.select_related("party", "reopened_by")),
    )


def list_owing(asked: DeliveryRound, *, today: date) -> list[tuple[PartyRow, list[TableCell]]]:
    """Return the corporations that still owe something, with the tables that are lacking.

    For mails to their own people only: it says how far they are before the signature.
    """
    everybody = frozenset(one.party_id for one in asked_parties(asked))
    rows = _rows(asked, everybody, False, today)
    owed = [(row, [cell for cell in row.cells if cell.state in OWED]) for row in rows]
    return [(row, cells) for row, cells in owed if cells]


def _rows(
    asked: DeliveryRound, own_ids: frozenset[int], may_open: bool, today: date
) -> tuple[PartyRow, ...]:
    parties = asked_parties(asked)
    verdicts = table_verdicts(municipality_id=asked.municipality_id, period=asked.period)
    handed_in = _handed_in(asked, parties, verdicts)
    signed = _first_signatures(verdicts)
    standing = {
        party_id: [pair for pair in pairs if pair[0].stands]
        for party_id, pairs in handed_in.items()
    }
    replaced = {
        party_id: [pair for pair in pairs if pair[0].state == State.REPLACED]
        for party_id, pairs in handed_in.items()
    }
    reopened = reopenings_of(asked)
    left_out = not_applicable_by_half(municipality_id=asked.municipality_id, halves=[asked.period])
    of_half = left_out.get(str(asked.period), {})
    open_sheets = _open_sheets(standing, own_ids)
    rows = []
    for party in parties:
        found = standing.get(party.party_id, [])
        of_party = {asked.id: reopened[party.party_id]} if party.party_id in reopened else {}
        own = party.party_id in own_ids
        look = _Look(
            asked,
            found,
            replaced.get(party.party_id, []),
            own,
            may_open,
            open_sheets,
            signed.get(party.party_id, {}),
            today,
        )
        rows.append(
            PartyRow(
                party=party,
                own=look.own,
                asking=asking_of([asked], of_party)[0],
                is_new=party.party_id not in handed_in,
                is_signed=look.is_signed,
                correcting=look.is_correcting,
                cells=tuple(look.cell(one, of_half.get(party.code, {})) for one in TABLES),
            )
        )
    return tuple(rows)


_Pair = tuple[Delivery, Mapping[str, str]]
"""A delivery, and the verdict on each of its tables by the municipality."""


def _first_signatures(verdicts: Iterable[TableVerdict]) -> dict[int, dict[str, datetime]]:
    """Return by corporation and table when a file with it was signed first, replaced or not."""
    found: dict[int, dict[str, datetime]] = {}
    for one in verdicts:
        of_party = found.setdefault(one.party_id, {})
        of_party[one.table_id] = min(one.signed_at, of_party.get(one.table_id, one.signed_at))
    return found


def _handed_in(
    asked: DeliveryRound, parties: Iterable[TakingPart], decided: Iterable[TableVerdict]
) -> dict[int, list[_Pair]]:
    """Return by corporation what it handed in, the newest first, with its verdicts."""
    rows = Delivery.objects.filter(
        party_id__in=[one.party_id for one in parties],
        year=asked.year,
        half=asked.half,
    ).exclude(state=State.SET_ASIDE)
    verdicts: dict[UUID, dict[str, str]] = {}
    for one in decided:
        verdicts.setdefault(one.delivery_id, {})[one.table_id] = one.verdict
    found: dict[int, list[_Pair]] = {}
    for row in rows.order_by("-number"):
        found.setdefault(row.party_id, []).append((row, verdicts.get(row.id, {})))
    return found


def _open_sheets(
    standing: Mapping[int, list[_Pair]], own_ids: frozenset[int]
) -> set[tuple[UUID, str]]:
    """Return the sheets with findings that still hold up, of the reader's own checked files."""
    own = [
        row.id
        for party_id, pairs in standing.items()
        if party_id in own_ids
        for row, _verdicts in pairs
        if row.state == State.CHECKED
    ]
    severity = DeliveryFinding.Severity
    holding = Q(severity=severity.BLOCKS) | Q(severity=severity.CONFIRM, confirmed_at=None)
    rows = DeliveryFinding.objects.filter(holding, delivery_id__in=own).order_by()
    return set(rows.values_list("delivery_id", "sheet").distinct())


@dataclass(frozen=True, slots=True)
class _Look:
    """What is needed to say how far one corporation is with a table."""

    asked: DeliveryRound
    pairs: list[_Pair]
    replaced: list[_Pair]
    own: bool
    may_open: bool
    open_sheets: set[tuple[UUID, str]]
    signed_at: Mapping[str, datetime]
    today: date

    def shown(self, table: Table) -> _Pair | None:
        """What is shown of a table: the newest signed file with it, otherwise the newest file.

        One that was replaced still tells of a table that counts on.
        """
        counting = (pair for pair in self.replaced if pair[1].get(table.id) == Verdict.ACCEPTED)
        signed = [*self._signed(), *counting]
        with_it = (pair for pair in signed if table.id in pair[1])
        return next(with_it, None) or next(iter(signed), None) or next(iter(self.pairs), None)

    @property
    def is_signed(self) -> bool:
        return bool(self._signed())

    @property
    def is_correcting(self) -> bool:
        counting = [row for row, said in self._signed() if Verdict.ACCEPTED in said.values()]
        return bool(counting) and self.pairs[0][0] != counting[0]

    def cell(self, table: Table, reasons: Mapping[str, str]) -> TableCell:
        if table.id in reasons:
            return TableCell(table, "not_applicable", False, reasons[table.id], None)
        state = self._state(table)
        late = is_late(self.signed_at.get(table.id), self.asked.due_on, self.today)
        shown = self.shown(table)
        opens = shown is not None and (
            self.own or (self.may_open and shown[0].state in (State.SIGNED, State.REPLACED))
        )
        return TableCell(table, state, late, "", shown[0].id if shown and opens else None)

    def _signed(self) -> list[_Pair]:
        return [pair for pair in self.pairs if pair[0].state == State.SIGNED]

    def _state(self, table: Table) -> str:
        shown = self.shown(table)
        if shown is None:
            return "not_started"
        row, verdicts = shown
        if row.state in (State.SIGNED, State.REPLACED):
            verdict = verdicts.get(table.id)
            if verdict is None:
                return "not_started"
            return verdict if verdict in (Verdict.ACCEPTED, Verdict.REFUSED) else "signed"
        if not self.own:
            return "under_way"
        if row.state != State.CHECKED:
            return "draft"
        holds_up = {(row.id, table.sheet_nl), (row.id, "")} & self.open_sheets
        return "findings" if holds_up else "to_sign"


def list_open_rounds(
    *, municipality_id: int, today: date, but: int | None = None
) -> list[DeliveryRound]:
    """Return the half-years that take in something today, newest first; ``but`` is left out."""
    still = Q(corrections_until=None) | Q(corrections_until__gte=today)
    rows = DeliveryRound.objects.filter(still, municipality_id=municipality_id)
    return [row for row in rows if row.id != but]


def list_rounds(*, municipality_id: int) -> list[DeliveryRound]:
    """Return all half-years that a municipality asked, newest first."""
    return list(DeliveryRound.objects.filter(municipality_id=municipality_id))


def list_round_news(*, municipality_id: int, since: datetime) -> list[RoundNews]:
    """Return what happened to the half-years of a municipality since a moment, in order.

    The number of queries does not depend on how many half-years were ever asked.
    """
    changes = RoundChange.objects.filter(
        round__municipality_id=municipality_id, changed_at__gte=since
    ).select_related("round")
    reopenings = Reopening.objects.filter(
        round__municipality_id=municipality_id, reopened_at__gte=since
    ).select_related("round", "party")
    moved, opened = list(changes.order_by("id")), list(reopenings.order_by("id"))
    parties = list_taking_part(municipality_id=municipality_id, kind="corporation") if moved else []
    return [
        *(
            RoundNews(f"change-{one.id}", "round_days", one, _asked_ids(one.round, parties))
            for one in moved
        ),
        *(
            RoundNews(f"reopening-{one.id}", "round_reopened", one, frozenset({one.party_id}))
            for one in opened
        ),
    ]


def _asked_ids(asked: DeliveryRound, parties: Iterable[TakingPart]) -> frozenset[int]:
    return frozenset(one.party_id for one in parties if is_asked_of(one, asked.period))
