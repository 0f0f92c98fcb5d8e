"""Which corporations approved what a recipient gets by agreement, and which must before it is given."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime

from drieluik.apps.exports.models import ExportApproval, ExportPlan
from drieluik.apps.organisations.mergers import heirs
from drieluik.apps.organisations.selectors import list_taking_part


@dataclass(frozen=True, slots=True)
class Approver:
    """A corporation that approves; ``approved_at`` is None as long as it has not."""

    party_id: int
    name: str
    approved_by: str
    approved_at: datetime | None


def agreement_of(plan: ExportPlan) -> str:
    """Return the fingerprint of what is agreed: what a corporation saw and approved.

    A choice that changes nothing of it, but another day for instance, needs no new approval.
    """
    agreed = [plan.from_period, plan.agreed_ids, plan.ground, plan.agreed_by]
    text = json.dumps([*agreed, str(plan.agreed_until)], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def approvals_of(plan: ExportPlan) -> list[ExportApproval]:
    """Return the approvals of what is agreed in a plan, also of an earlier plan that agreed the same.

    What was approved before the recipient was last stopped counts no longer.
    """
    rows = ExportPlan.objects.filter(
        municipality_id=plan.municipality_id, recipient_id=plan.recipient_id
    )
    stopped = rows.exclude(ended_because="").order_by("-id").values_list("id", flat=True).first()
    found = ExportApproval.objects.filter(plan__in=rows, seen=agreement_of(plan))
    return list(found.filter(plan_id__gt=stopped or 0).select_related("approved_by"))


def approvers_of(plan: ExportPlan, today: date) -> list[Approver]:
    """Return every corporation that takes part today, by name, with its approval of what is agreed."""
    given = {one.party_id: one for one in approvals_of(plan)}
    rows = list_taking_part(municipality_id=plan.municipality_id, kind="corporation")
    return [
        Approver(
            one.party_id,
            one.name,
            given[one.party_id].approved_by.name if one.party_id in given else "",
            given[one.party_id].approved_at if one.party_id in given else None,
        )
        for one in rows
        if one.takes_part(today)
    ]


@dataclass(frozen=True, slots=True)
class Consent:
    """Who approved what is agreed in a plan, to be asked for table after table."""

    party_ids: frozenset[int]
    heirs: dict[int, int]

    @classmethod
    def to(cls, plan: ExportPlan, today: date) -> "Consent":
        """Return who approved what is agreed in a plan."""
        into = heirs(plan.municipality_id, today)
        return cls(
            frozenset(one.party_id for one in approvals_of(plan)),
            {party_id: heir.pk for party_id, heir in into.items()},
        )

    def is_of_all(self, owner_ids: list[int]) -> bool:
        """Tell whether all owners of figures approved; for who merged into another, that other may."""
        return all(
            one in self.party_ids or self.heirs.get(one, one) in self.party_ids for one in owner_ids
        )
