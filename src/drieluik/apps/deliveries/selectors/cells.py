"""The cells with findings that can be put right on the page, each once with all that is said of it."""

from dataclasses import dataclass

from django.db.models import Min, QuerySet

from drieluik.apps.deliveries.models import Delivery, DeliveryFinding
from drieluik.apps.deliveries.selectors.findings import ShownFinding, shown
from drieluik.core.tables import TABLES, CodeValue, Column, Kind, Missing
from drieluik.core.workbooks.matching import bare

PAGE_SIZE = 25
_MISSING_NL = {Missing.UNKNOWN: "onbekend", Missing.NOT_APPLICABLE: "n.v.t."}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell with findings.

    Attributes:
        number: Number of its first finding; by it the cell is named.
        sheet: Name of the sheet, as the file has it.
        address: Such as ``C4``.
        column: Header of the column, as the file has it.
        value: What stands there; empty when nothing does.
        is_date: Whether a day has to stand there.
        options: What can be chosen, as code and meaning; empty when anything can be typed.
        findings: All that is said of it, gravest first.
    """

    number: int
    sheet: str
    address: str
    column: str
    value: str
    is_date: bool
    options: tuple[tuple[str, str], ...]
    findings: tuple[ShownFinding, ...]


@dataclass(frozen=True, slots=True)
class CellsPage:
    """Some of the cells: at most ``PAGE_SIZE``, and how many there are in all."""

    cells: tuple[Cell, ...]
    page: int
    n_pages: int
    n: int

    @property
    def previous(self) -> int:
        """Number of the page before."""
        return self.page - 1

    @property
    def next(self) -> int:
        """Number of the page after."""
        return self.page + 1


def list_cells(delivery: Delivery, *, page: int = 1) -> CellsPage:
    """Return one page of the cells that can be put right; a page beyond the last gives the last."""
    places = (
        in_cells(delivery)
        .order_by()
        .values("sheet", "cell")
        .annotate(first=Min("number"))
        .order_by("first")
    )
    n = places.count()
    n_pages = max(1, -(-n // PAGE_SIZE))
    page = min(max(page, 1), n_pages)
    asked = [(one["sheet"], one["cell"]) for one in places[(page - 1) * PAGE_SIZE :][:PAGE_SIZE]]
    rows = in_cells(delivery).filter(
        sheet__in={sheet for sheet, _ in asked}, cell__in={cell for _, cell in asked}
    )
    found: dict[tuple[str, str], list[DeliveryFinding]] = {place: [] for place in asked}
    for row in rows.select_related("confirmed_by").order_by("severity", "number"):
        if (row.sheet, row.cell) in found:
            found[row.sheet, row.cell].append(row)
    return CellsPage(tuple(_cell(rows) for rows in found.values()), page, n_pages, n)


def says_the_same(typed: str, value: str | None) -> bool:
    """Tell whether a text changes nothing: a field of one line loses ends of lines, a cell spaces."""
    return "".join(typed.split()) == "".join((value or "").split())


def in_cells(delivery: Delivery) -> QuerySet[DeliveryFinding]:
    """Return the findings at one cell that has to be put right or confirmed."""
    rows = delivery.findings.filter(severity__in=("blocks", "confirm"), confirmed_at=None)
    return rows.exclude(cell="").exclude(row=None).exclude(cell__contains=":")


def _cell(rows: list[DeliveryFinding]) -> Cell:
    first = min(rows, key=lambda row: row.number)
    column = _column(first.sheet, first.column)
    return Cell(
        number=first.number,
        sheet=first.sheet,
        address=first.cell,
        column=first.column,
        value=first.value or "",
        is_date=column is not None and column.kind is Kind.DATE,
        options=_options(column) if column else (),
        findings=tuple(shown(row) for row in rows),
    )


def _column(sheet: str, header: str) -> Column | None:
    """Return the column of the contract, also when sheet and header were retyped."""
    columns = (
        column
        for table in TABLES
        if bare(table.sheet_nl) == bare(sheet)
        for column in table.columns
    )
    return next((one for one in columns if bare(one.header_nl) == bare(header)), None)


def _options(column: Column) -> tuple[tuple[str, str], ...]:
    if column.kind is Kind.YES_NO:
        values: tuple[CodeValue, ...] = (CodeValue("ja", ""), CodeValue("nee", ""))
    else:
        values = column.codes.values if column.codes else ()
    if not values:
        return ()
    missing = [(_MISSING_NL[one], "") for one in Missing if one in column.may_be]
    return (*((one.code, one.name_nl) for one in values if one.until is None), *missing)
