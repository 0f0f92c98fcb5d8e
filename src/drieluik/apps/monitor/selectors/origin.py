"""The way back from a figure: to the deliveries, and to the sheets and rows the reader may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from drieluik.apps.deliveries.models import Acceptance
from drieluik.apps.deliveries.selectors import AcceptedDelivery, list_accepted
from drieluik.apps.monitor import policies
from drieluik.apps.monitor.selectors.series import CalculationRow
from drieluik.apps.monitor.services.calculating import picture_of
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.models import Municipality
from drieluik.core.flows import AcceptedTables, Behind, lineage
from drieluik.core.indicators import Indicator
from drieluik.core.tables import Period

ROWS_ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Source:
    """One delivery behind a figure.

    Attributes:
        objection: Why the reader may not see its rows; empty when they may be seen.
        counts_now: Whether this is what is accepted now; false once it was replaced.
    """

    party_code: str
    party_name: str
    period: str
    delivery_id: str
    file_name: str
    original_hash: str
    tables_hash: str
    signed_by: str
    signed_at: datetime | None
    accepted_by: str
    accepted_at: datetime | None
    objection: str
    counts_now: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One delivered row and what it does to the figure."""

    party_name: str
    period: str
    sheet: str
    number: int
    buurt_code: str
    part: str
    numerator: float | None
    denominator: float | None
    is_unknown: bool
    reason: str


@dataclass(frozen=True, slots=True)
class RowsPage:
    """A page of rows; ``n_rows`` is how many there are in all."""

    rows: tuple[Row, ...]
    n_rows: int
    number: int

    @property
    def n_pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.n_rows // ROWS_ON_A_PAGE))

    @property
    def previous(self) -> int:
        """Number of the page before."""
        return self.number - 1

    @property
    def next(self) -> int:
        """Number of the page after."""
        return self.number + 1


def list_sources(
    *, calculation: CalculationRow, municipality: Municipality, actor: Actor
) -> list[Source]:
    """Return the deliveries of the half-year that a calculation was made from."""
    used = [entry for entry in calculation.inputs if entry["period"] == calculation.period]
    ids = [entry["delivery_id"] for entry in used]
    parts = {
        str(part.delivery_id): part
        for part in Acceptance.objects.filter(
            delivery_id__in=ids, municipality=municipality
        ).select_related("delivery__signed_by", "decided_by")
    }
    return [
        _source(entry, parts[entry["delivery_id"]], municipality.id, actor)
        for entry in used
        if entry["delivery_id"] in parts
    ]


def get_rows(
    *,
    behind: Behind,
    calculation: CalculationRow,
    municipality: Municipality,
    allowed: Sequence[Source],
    number: int,
) -> RowsPage:
    """Return a page of the rows behind a figure, of the deliveries the reader may open."""
    open_ids = {source.delivery_id for source in allowed if not source.objection}
    half = Period.parse(calculation.period)
    accepted = [
        delivery
        for delivery in list_accepted(municipality_id=municipality.id, period=half)
        if str(delivery.delivery_id) in open_ids
    ]
    if not accepted:
        return RowsPage((), 0, 1)
    names = {delivery.party_code: delivery.party_name for delivery in accepted}
    found = lineage(
        behind,
        [_tables(delivery) for delivery in accepted],
        picture_of(municipality),
        ROWS_ON_A_PAGE,
        (number - 1) * ROWS_ON_A_PAGE,
    )
    rows = tuple(
        Row(
            party_name=names[row["party_code"]],
            period=row["period"],
            sheet=row["sheet_nl"],
            number=row["sheet_row"],
            buurt_code=row["buurt_code"] or "",
            part=row["breakdown"] or "",
            numerator=row["numerator"],
            denominator=row["denominator"],
            is_unknown=bool(row["is_unknown"]),
            reason=row["reason_nl"],
        )
        for row in found.rows.iter_rows(named=True)
    )
    return RowsPage(rows, found.n_rows, number)


def behind_of(card: Indicator, period: str, choice: dict[str, str]) -> Behind:
    """Return which rows are asked for; empty choices mean all."""
    return Behind(
        indicator_id=card.id,
        period=period,
        party_code=choice.get("party") or None,
        buurt_code=choice.get("buurt") or None,
        breakdown=choice.get("part") or "all",
        outside=bool(choice.get("outside")),
    )


def _source(entry: dict[str, Any], part: Acceptance, municipality_id: int, actor: Actor) -> Source:
    delivery = part.delivery
    return Source(
        party_code=entry["party_code"],
        party_name=entry["party_name"],
        period=entry["period"],
        delivery_id=entry["delivery_id"],
        file_name=delivery.file_name,
        original_hash=delivery.original_hash,
        tables_hash=entry["tables_hash"],
        signed_by=delivery.signed_by.name if delivery.signed_by else "",
        signed_at=delivery.signed_at,
        accepted_by=part.decided_by.name if part.decided_by else "",
        accepted_at=part.decided_at,
        objection=policies.check_may_open_rows.objection(
            actor, party_code=entry["party_code"], municipality_id=municipality_id
        ),
        counts_now=part.verdict == Acceptance.Verdict.ACCEPTED,
    )


def _tables(delivery: AcceptedDelivery) -> AcceptedTables:
    return AcceptedTables(
        party_code=delivery.party_code,
        delivery_id=str(delivery.delivery_id),
        period=delivery.period,
        tables=delivery.table_paths,
    )
