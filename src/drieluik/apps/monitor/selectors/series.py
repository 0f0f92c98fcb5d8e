"""Which calculation speaks for a period.

A later delivery of the same period gives a new calculation, and that one counts from then on: the
figure was corrected, and both stay readable. So does a corrected legal value or buurt. By which
version of its definition an indicator counts in a period follows from what the parties decided, and
a period that was calculated keeps its version: last year's light never changes without a delivery or
a correction. Figures by other versions stand beside a calculation (``beside``).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from drieluik.apps.audit.remembering import remembered
from drieluik.apps.monitor.models import Calculation
from drieluik.core.flows import LawValues
from drieluik.core.indicators import Halves


@dataclass(frozen=True, slots=True)
class CalculationRow:
    """One calculation without its figures; see ``Calculation`` for what it follows from."""

    id: UUID
    period: str
    number: int
    input_hash: str
    inputs: tuple[dict[str, Any], ...]
    missing_parties: tuple[str, ...]
    definition_versions: dict[str, int]
    law_values: dict[str, LawValues] | None
    buurten: tuple[str, ...] | None
    expected_parties: dict[str, str] | None
    not_applicable: Halves
    code_version: str
    cause: str
    calculated_at: datetime

    @property
    def delivery_ids(self) -> frozenset[str]:
        """The deliveries it was made from."""
        return frozenset(str(entry["delivery_id"]) for entry in self.inputs)


@remembered
def list_calculations(*, municipality_id: int) -> tuple[CalculationRow, ...]:
    """Return all calculations of a municipality by period, oldest first."""
    rows = Calculation.objects.filter(municipality_id=municipality_id)
    return tuple(calculation_row(row) for row in rows.order_by("period", "number"))


def calculation_row(row: Calculation) -> CalculationRow:
    """Return a stored calculation without its figures."""
    return CalculationRow(
        id=row.id,
        period=row.period,
        number=row.number,
        input_hash=row.input_hash,
        inputs=tuple(row.inputs),
        missing_parties=tuple(row.missing_parties),
        definition_versions=row.definition_versions,
        law_values=row.law_values,
        buurten=None if row.buurten is None else tuple(row.buurten),
        expected_parties=row.expected_parties,
        not_applicable=row.not_applicable or {},
        code_version=row.code_version,
        cause=row.cause,
        calculated_at=row.calculated_at,
    )


def leading(calculations: Iterable[CalculationRow], indicator_id: str) -> dict[str, CalculationRow]:
    """Return per period the calculation whose figure of an indicator counts: the newest one."""
    found = {row.period: row for row in calculations if indicator_id in row.definition_versions}
    return dict(sorted(found.items()))


def earlier(
    calculations: Iterable[CalculationRow], indicator_id: str, period: str
) -> list[CalculationRow]:
    """Return the calculations of a period that were replaced, newest first."""
    rows = list(calculations)
    current = leading(rows, indicator_id).get(period)
    return [
        row
        for row in reversed(rows)
        if row.period == period
        and indicator_id in row.definition_versions
        and current is not None
        and row.id != current.id
    ]


def periods(calculations: Iterable[CalculationRow]) -> list[str]:
    """Return the periods that were ever calculated, in order."""
    return sorted({row.period for row in calculations})
