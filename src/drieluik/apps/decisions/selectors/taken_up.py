"""The proposals that items take up: read in Drieluik instead of a paper, by all at once."""

from collections.abc import Sequence
from uuid import UUID

from django.utils import timezone

from drieluik.apps.agreements.proposals.reading import list_proposals
from drieluik.apps.decisions.models import AgendaItem
from drieluik.apps.decisions.proposals import SOURCE
from drieluik.apps.decisions.rows import TakenUp
from drieluik.apps.organisations.actors import SYSTEM


def proposals_of(items: Sequence[AgendaItem], *, municipality_id: int) -> dict[UUID, TakenUp]:
    """Return per thread the proposal that it takes up; nothing for other subjects."""
    asked = {item.source_id: item.thread for item in items if item.source == SOURCE.key}
    if not asked:
        return {}
    rows = list_proposals(municipality_id, SYSTEM)
    return {
        asked[str(row.proposal_id)]: TakenUp(
            proposal_id=row.proposal_id,
            number=row.number,
            party=row.party_name,
            submitted_at=row.submitted_at,
            submitted_on=timezone.localdate(row.submitted_at),
        )
        for row in rows
        if str(row.proposal_id) in asked and row.submitted_at is not None
    }
