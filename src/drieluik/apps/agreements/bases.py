"""The legal basis of the agreements: in force on a day, as known at a moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from drieluik.apps.agreements.models import LegalBasis
from drieluik.apps.audit.remembering import remembered


@dataclass(frozen=True, slots=True)
class BasisRow:
    """One basis as it was recorded.

    Attributes:
        basis_id: Which row.
        clause_id: The agreement; None for the whole set.
        name: Such as ``Woonvisie``; empty when the basis fell away.
        source: Article or place; may be empty.
        in_force_from: First day on which it counts.
        reason: One of ``LegalBasis.Reason``.
        reason_label: The same in words.
        explanation: Which law, agreement or decision; may be empty at the start.
        recorded_at: From when it was known.
        recorded_by: By whom; empty for the set-up.
        corrects: The row whose mistake it corrects.
        corrected_at: When a later row corrected this one.
    """

    basis_id: int
    clause_id: UUID | None
    name: str
    source: str
    in_force_from: date
    reason: str
    reason_label: str
    explanation: str
    recorded_at: datetime
    recorded_by: str
    corrects: int | None
    corrected_at: datetime | None

    @property
    def told(self) -> str:
        """Name with its article or place."""
        return f"{self.name} ({self.source})" if self.name and self.source else self.name


@remembered
def list_bases(municipality_id: int) -> tuple[BasisRow, ...]:
    """Return every basis that was ever recorded, in order of recording, corrected ones included."""
    rows = LegalBasis.objects.filter(register__municipality_id=municipality_id)
    return tuple(
        _row(row) for row in rows.select_related("recorded_by", "correction").order_by("id")
    )


def bases_on(
    municipality_id: int, on: date, known_at: datetime | None = None
) -> dict[UUID | None, BasisRow]:
    """Return the basis of the whole set (None) and of agreements with one of their own.

    Args:
        municipality_id: Where.
        on: In force on this day.
        known_at: As known at this moment; all that is known now when None.
    """
    found: dict[UUID | None, BasisRow] = {}
    known = [row for row in list_bases(municipality_id) if _counts(row, known_at)]
    for row in sorted(known, key=lambda row: (row.in_force_from, row.basis_id)):
        if row.in_force_from <= on:
            found[row.clause_id] = row
    return found


def basis_of(bases: Mapping[UUID | None, BasisRow], clause_id: UUID) -> BasisRow | None:
    """Return the basis of an agreement: its own, or else that of the whole set."""
    return bases.get(clause_id) or bases.get(None)


def _counts(row: BasisRow, known_at: datetime | None) -> bool:
    if known_at is None:
        return row.corrected_at is None
    corrected = row.corrected_at is not None and row.corrected_at <= known_at
    return row.recorded_at <= known_at and not corrected


def _row(row: LegalBasis) -> BasisRow:
    correction = getattr(row, "correction", None)
    return BasisRow(
        basis_id=row.pk,
        clause_id=row.clause_id,
        name=row.name,
        source=row.source,
        in_force_from=row.in_force_from,
        reason=row.reason,
        reason_label=str(LegalBasis.Reason(row.reason).label),
        explanation=row.explanation,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by.name if row.recorded_by else "",
        corrects=row.corrects_id,
        corrected_at=correction.recorded_at if correction else None,
    )
