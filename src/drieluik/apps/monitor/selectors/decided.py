"""By which decisions norms came and ended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from drieluik.apps.monitor.models import NormDecision


@dataclass(frozen=True, slots=True)
class DecidedRow:
    """The decision by which a wording came, or ended.

    Attributes:
        name: The decision, as people call it.
        decided_on: The day it was taken.
        decision_id: Which decision.
        edit_id: The change of the proposal.
        version: Number of the version of the agreements with it.
        ends: Whether the norm ended with it.
    """

    name: str
    decided_on: date
    decision_id: UUID
    edit_id: UUID
    version: int
    ends: bool


def decisions_of(norm_text_ids: Iterable[int]) -> dict[int, tuple[DecidedRow, ...]]:
    """Return the decisions of every wording that came or ended by one, oldest first."""
    found: dict[int, tuple[DecidedRow, ...]] = {}
    rows = NormDecision.objects.filter(norm_text_id__in=list(norm_text_ids))
    for row in rows.select_related("version").order_by("id"):
        version = row.version
        one = DecidedRow(
            version.decision_name,
            version.decided_on,
            version.decision_id,
            row.edit,
            version.number,
            row.ends,
        )
        found[row.norm_text_id] = (*found.get(row.norm_text_id, ()), one)
    return found
