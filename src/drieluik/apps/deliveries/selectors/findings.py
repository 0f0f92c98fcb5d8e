"""The findings of a delivery: grouped with counts, and page by page with their sentences."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Case, Count, IntegerField, Min, Q, QuerySet, Value, When

from drieluik.apps.deliveries.models import Delivery, DeliveryFinding
from drieluik.apps.deliveries.selectors.comparing import list_solved
from drieluik.core.findings import Finding, Place, Severity, action_nl, message_nl
from drieluik.core.tables import TABLES
from drieluik.core.workbooks import WRONG_FILE_RULES

PAGE_SIZE = 50
_SHEET_ORDER = Case(
    When(sheet="", then=Value(-1)),
    *(When(sheet=table.sheet_nl, then=Value(place)) for place, table in enumerate(TABLES)),
    default=Value(len(TABLES)),
    output_field=IntegerField(),
)
"""The file as a whole, then the sheets of the workbook, then sheets that do not belong in it."""


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """One finding in words.

    Attributes:
        number: Its place in the order of the workbook.
        rule: The rule.
        severity: ``blocks``, ``confirm`` or ``remark``.
        sheet: The sheet; empty for the file as a whole.
        place: Sheet and cell as people write them.
        value: What stands there; None when nothing does.
        message: What is wrong.
        action: What can be done.
        reason: Why it was confirmed; empty when it was not.
        confirmed_by: Who confirmed.
        confirmed_at: When.
        cell: Address in the sheet, empty when it has none.
        since: Number of the file since which it is there; None when that is not known.
        waived_until: When a waiver of the rule confirmed it: the day on which that ends.
    """

    number: int
    rule: str
    severity: str
    sheet: str
    place: str
    value: str | None
    message: str
    action: str
    reason: str
    confirmed_by: str
    confirmed_at: datetime | None
    cell: str
    since: int | None
    waived_until: date | None


@dataclass(frozen=True, slots=True)
class FindingsGroup:
    """Findings of one rule in one column of one sheet.

    Attributes:
        rule: The rule.
        severity: How much it holds up.
        severity_label: The same in words.
        sheet: The sheet; empty for the file as a whole.
        column: The column; empty for the sheet as a whole.
        n: How many.
        n_open: How many still want a confirmation.
        n_new: How many the file before did not have.
        first: The first of them, in words.
    """

    rule: str
    severity: str
    severity_label: str
    sheet: str
    column: str
    n: int
    n_open: int
    n_new: int
    first: ShownFinding


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A reason given for findings of one kind: where, what the first was, how many, who, when.

    When a waiver of their rule confirmed them, also until when that runs.
    """

    sheet: str
    column: str
    message: str
    n: int
    reason: str
    who: str
    at: datetime | None
    waived_until: date | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which findings to show; what is None does not matter.

    Attributes:
        rule: The rule that was broken.
        sheet: Name of the sheet.
        column: Header of the column.
        severity: How much it holds up.
        compared: ``new``, ``still`` or ``solved``, compared with the file before.
    """

    rule: str | None = None
    sheet: str | None = None
    column: str | None = None
    severity: str | None = None
    compared: str | None = None

    def of(self, delivery: Delivery, before: Delivery | None) -> QuerySet[DeliveryFinding]:
        """Return what is asked of a file; what is solved are findings of the file before."""
        rows = delivery.findings.all()
        if self.compared == "solved":
            rows = list_solved(delivery, before) if before else rows.none()
        elif self.compared == "new":
            rows = rows.filter(since=delivery.number)
        elif self.compared == "still":
            rows = rows.filter(since__lt=delivery.number)
        asked = {
            "rule": self.rule,
            "sheet": self.sheet,
            "column": self.column,
            "severity": self.severity,
        }
        return rows.filter(**{name: value for name, value in asked.items() if value is not None})


@dataclass(frozen=True, slots=True)
class FindingsPage:
    """One page of the findings of a group, or of all."""

    findings: tuple[ShownFinding, ...]
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


def list_findings(delivery: Delivery) -> list[Finding]:
    """Return all findings as the workbook room knows them, in order."""
    return [as_finding(row) for row in delivery.findings.all()]


def list_finding_groups(delivery: Delivery) -> list[FindingsGroup]:
    """Return the findings grouped: what blocks first, then in the order of the workbook."""
    unconfirmed = Q(severity=Severity.CONFIRM.value, confirmed_at=None)
    groups = list(
        delivery.findings.order_by()
        .values("rule", "severity", "sheet", "column")
        .annotate(
            n=Count("id"),
            n_open=Count("id", filter=unconfirmed),
            n_new=Count("id", filter=Q(since=delivery.number)),
            first=Min("number"),
        )
    )
    firsts = {
        row.number: row
        for row in delivery.findings.filter(
            number__in=[group["first"] for group in groups]
        ).select_related("confirmed_by", "waiver")
    }
    order = [severity.value for severity in Severity]
    groups.sort(key=lambda group: (order.index(group["severity"]), group["first"]))
    return [
        FindingsGroup(
            rule=group["rule"],
            severity=group["severity"],
            severity_label=str(DeliveryFinding.Severity(group["severity"]).label),
            sheet=group["sheet"],
            column=group["column"],
            n=group["n"],
            n_open=group["n_open"],
            n_new=group["n_new"],
            first=shown(firsts[group["first"]]),
        )
        for group in groups
    ]


def list_leading_groups(delivery: Delivery) -> list[FindingsGroup]:
    """Return the groups that matter now: of a file set aside only why it was."""
    groups = list_finding_groups(delivery)
    if delivery.state != Delivery.State.SET_ASIDE:
        return groups
    return [group for group in groups if group.rule in WRONG_FILE_RULES]


def get_findings_page(
    delivery: Delivery, wanted: Wanted, *, page: int = 1, before: Delivery | None = None
) -> FindingsPage:
    """Return one page of findings, by sheet and rule; a page beyond the last gives the last.

    Args:
        delivery: The delivery.
        wanted: Which findings.
        page: Number of the page, from 1.
        before: The file before; needed for what is solved.
    """
    rows = (
        wanted.of(delivery, before)
        .select_related("confirmed_by", "waiver")
        .order_by(_SHEET_ORDER, "sheet", "rule", "number")
    )
    n = rows.count()
    n_pages = max(1, -(-n // PAGE_SIZE))
    page = min(max(page, 1), n_pages)
    start = (page - 1) * PAGE_SIZE
    return FindingsPage(
        tuple(shown(row) for row in rows[start : start + PAGE_SIZE]), page, n_pages, n
    )


def count_by_sheet(
    delivery: Delivery, wanted: Wanted, *, before: Delivery | None = None
) -> list[tuple[str, int]]:
    """Return the sheets with what is asked, in the order of the workbook, and how much of it.

    The sheet that was chosen is always among them, so that a choice never looks like none.
    """
    rows = replace(wanted, sheet=None).of(delivery, before)
    counts = rows.values("sheet").annotate(n=Count("id")).order_by(_SHEET_ORDER, "sheet")
    found = [(one["sheet"], one["n"]) for one in counts]
    if wanted.sheet is not None and wanted.sheet not in dict(found):
        found.append((wanted.sheet, 0))
    return found


def list_confirmations(delivery: Delivery, *, municipality_code: str) -> list[Confirmation]:
    """Return the reasons given, each with what it is about and who gave it, in order.

    Args:
        delivery: The delivery.
        municipality_code: Only about rows of this municipality, or about no row at all.
    """
    rows = _of_municipality(delivery.findings.exclude(confirmed_at=None), municipality_code)
    found = (
        rows.order_by()
        .values(
            *("rule", "sheet", "column", "reason"),
            *("confirmed_by__name", "confirmed_at", "waiver__until_on"),
        )
        .annotate(n=Count("id"), first=Min("number"))
        .order_by("first")
    )
    firsts = {
        row.number: row
        for row in delivery.findings.filter(number__in=[one["first"] for one in found])
    }
    return [
        Confirmation(
            sheet=one["sheet"],
            column=one["column"],
            message=message_nl(as_finding(firsts[one["first"]])),
            n=one["n"],
            reason=one["reason"],
            who=one["confirmed_by__name"],
            at=one["confirmed_at"],
            waived_until=one["waiver__until_on"],
        )
        for one in found
    ]


def count_confirmed(delivery: Delivery) -> int:
    """Return how many findings of a delivery got a reason."""
    return delivery.findings.exclude(confirmed_at=None).count()


def open_numbers(delivery: Delivery, *, rule: str, sheet: str, column: str) -> list[int]:
    """Return the numbers of the findings of a group that still want a confirmation."""
    rows = delivery.findings.filter(
        rule=rule,
        sheet=sheet,
        column=column,
        severity=DeliveryFinding.Severity.CONFIRM,
        confirmed_at=None,
    )
    return list(rows.values_list("number", flat=True))


def as_finding(row: DeliveryFinding) -> Finding:
    """Turn a stored finding back into the value it was."""
    return Finding(
        rule=row.rule,
        severity=Severity(row.severity),
        place=Place(row.sheet or None, row.cell or None, row.column or None, row.row),
        value=row.value,
        facts=row.facts,
    )


def shown(row: DeliveryFinding) -> ShownFinding:
    """Put a stored finding into words."""
    finding = as_finding(row)
    return ShownFinding(
        number=row.number,
        rule=row.rule,
        severity=row.severity,
        sheet=row.sheet,
        place=" ".join(part for part in (row.sheet, row.cell) if part),
        value=row.value,
        message=message_nl(finding),
        action=action_nl(finding),
        reason=row.reason,
        confirmed_by=row.confirmed_by.name if row.confirmed_by else "",
        confirmed_at=row.confirmed_at,
        cell=row.cell,
        since=row.since,
        waived_until=row.waiver.until_on if row.waiver else None,
    )


def _of_municipality(
    rows: QuerySet[DeliveryFinding], municipality_code: str
) -> QuerySet[DeliveryFinding]:
    # a row of which nobody knows the municipality may be a row of another one
    about_no_row = Q(municipality_code="", row=None)
    return rows.filter(Q(municipality_code=municipality_code) | about_no_row)
