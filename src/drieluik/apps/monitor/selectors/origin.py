"""The way back from a figure: to the deliveries, and to the sheets and rows the reader may see."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from drieluik.apps.deliveries.selectors.marks import DeliveryMarks, list_marks
from drieluik.apps.monitor import policies
from drieluik.apps.monitor.measured import picture_in, source_of, tables_of
from drieluik.apps.monitor.selectors.figures import Figure, PartyFigure, Sheet
from drieluik.apps.monitor.selectors.series import CalculationRow
from drieluik.apps.organisations.actors import Actor
from drieluik.core.flows import Behind, halves_behind, lineage
from drieluik.core.indicators import ALL, Indicator
from drieluik.core.tables import TABLES

if TYPE_CHECKING:
    from drieluik.apps.organisations.models import Municipality

ROWS_ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Source:
    """One delivery behind a figure.

    Attributes:
        tables: The tables of it that count in the figure.
        marks: File, signature and acceptance.
        objection: Why the reader may not see its rows; empty when they may be seen.
    """

    party_code: str
    party_name: str
    period: str
    delivery_id: str
    tables: frozenset[str]
    marks: DeliveryMarks
    objection: str

    @property
    def counts_now(self) -> bool:
        """Whether this is what is accepted now; false once it was replaced."""
        return self.tables <= self.marks.counting

    @property
    def sheets(self) -> str:
        """The sheets of it that count in the figure."""
        return ", ".join(one.sheet_nl for one in TABLES if one.id in self.tables)


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


@dataclass(frozen=True, slots=True)
class Asked:
    """The figure whose origin is asked for, within the choice of party, buurt and part.

    Attributes:
        figure: The figure itself; None when it is not kept (a corporation within a buurt).
        parties: Each corporation with its figure; empty when those are not kept per buurt.
        total: The figure of all together; None when it has none.
    """

    figure: Figure | None
    parties: tuple[tuple[PartyFigure, Figure | None], ...]
    total: Figure | None


def get_asked(sheet: Sheet, behind: Behind) -> Asked:
    """Return the figures that belong to a choice, so that the page shows no others."""
    if behind.buurt_code is not None:
        in_whole = behind.breakdown == ALL
        places = {row.buurt_code: row for row in sheet.buurten} if in_whole else {}
        total = places.get(behind.buurt_code)
        return Asked(total if behind.party_code is None else None, (), total)
    total = _chosen(sheet.total, sheet.parts, behind.breakdown)
    parties = tuple(
        (row, _chosen(row.figure, row.parts, behind.breakdown)) for row in sheet.parties
    )
    of_party = {row.party.code: figure for row, figure in parties}
    figure = total if behind.party_code is None else of_party.get(behind.party_code)
    return Asked(figure, parties, total)


def _chosen(whole: Figure | None, parts: Sequence[Figure], part: str) -> Figure | None:
    return whole if part == ALL else next((row for row in parts if row.breakdown == part), None)


def list_sources(
    *, behind: Behind, calculation: CalculationRow, municipality: "Municipality", actor: Actor
) -> list[Source]:
    """Return the deliveries that a figure was calculated from: of a half-year, or of a year."""
    halves = {str(half): tables for half, tables in halves_behind(behind).items()}
    used = [
        (entry, delivery_id, tables)
        for entry in calculation.inputs
        if entry["period"] in halves
        for delivery_id, tables in _by_delivery(entry, halves[entry["period"]]).items()
    ]
    ids = [delivery_id for _entry, delivery_id, _tables in used]
    marks = list_marks(delivery_ids=ids, municipality_id=municipality.id)
    return [
        Source(
            party_code=entry["party_code"],
            party_name=entry["party_name"],
            period=entry["period"],
            delivery_id=delivery_id,
            tables=tables,
            marks=marks[delivery_id],
            objection=policies.check_may_open_rows.objection(
                actor, party_code=entry["party_code"], municipality_id=municipality.id
            ),
        )
        for entry, delivery_id, tables in used
        if delivery_id in marks
    ]


def _by_delivery(entry: Mapping[str, Any], tables: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return in which deliveries the tables of a figure came; one that is unknown came in none."""
    found: dict[str, set[str]] = {}
    for table_id in sorted(set(tables) - set(entry.get("unknown", ()))):
        found.setdefault(source_of(entry, table_id), set()).add(table_id)
    return {delivery_id: frozenset(own) for delivery_id, own in found.items()}


def get_rows(
    *,
    behind: Behind,
    calculation: CalculationRow,
    municipality: "Municipality",
    allowed: Sequence[Source],
    number: int,
) -> RowsPage:
    """Return a page of the rows behind a figure, of the deliveries the reader may open.

    They count as they did in the calculation: with its buurten and its legal values.
    """
    open_ids = {source.delivery_id for source in allowed if not source.objection}
    used = [
        tables
        for entry in calculation.inputs
        for tables in tables_of(entry)
        if tables.delivery_id in open_ids
    ]
    if not used:
        return RowsPage((), 0, 1)
    names = {entry["party_code"]: entry["party_name"] for entry in calculation.inputs}
    found = lineage(
        behind,
        used,
        picture_in(calculation, municipality),
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


def behind_of(card: Indicator, period: str, choice: Mapping[str, str]) -> Behind:
    """Return which rows are asked for; empty choices mean all."""
    return Behind(
        indicator_id=card.id,
        period=period,
        party_code=choice.get("party") or None,
        buurt_code=choice.get("buurt") or None,
        breakdown=choice.get("part") or ALL,
        outside=bool(choice.get("outside")),
        version=card.version,
    )
