"""The proposals that items take up: read in Drieluik instead of a paper, by all at once."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from drieluik.apps.agreements.proposals.minuting import change_label
from drieluik.apps.agreements.proposals.reading import (
    changes_of_words,
    get_standing,
    list_proposals,
    words_of_edits,
)
from drieluik.apps.decisions.adopting import hindrances
from drieluik.apps.decisions.models import AgendaItem
from drieluik.apps.decisions.proposals import SOURCE
from drieluik.apps.decisions.rows import Adoption, TakenUp
from drieluik.apps.organisations.actors import SYSTEM


def proposals_of(
    items: Sequence[AgendaItem], *, municipality_id: int, until: datetime | None = None
) -> dict[UUID, TakenUp]:
    """Return per thread the proposal that it takes up; nothing for other subjects.

    After ``until`` no words changed for who looks back at that moment.
    """
    asked = {item.source_id: item.thread for item in items if item.source == SOURCE.key}
    if not asked:
        return {}
    rows = list_proposals(municipality_id, SYSTEM)
    changes = changes_of_words(asked, until=until)
    return {
        asked[str(row.proposal_id)]: TakenUp(
            proposal_id=row.proposal_id,
            number=row.number,
            party=row.party_name,
            submitted_at=row.submitted_at,
            submitted_on=timezone.localdate(row.submitted_at),
            n_words=sum(len(words.split()) for words in words_of_edits(row)),
            changed_at=tuple(
                at for at in changes.get(str(row.proposal_id), []) if at > row.submitted_at
            ),
        )
        for row in rows
        if str(row.proposal_id) in asked and row.submitted_at is not None
    }


def adoptions_of(items: Sequence[AgendaItem], *, municipality_id: int) -> dict[UUID, Adoption]:
    """Return per item what its proposal changes and what stands in the way of adopting it now."""
    asked = {item.source_id: item.id for item in items if item.source == SOURCE.key}
    if not asked:
        return {}
    return {
        asked[str(row.proposal_id)]: Adoption(
            changes=tuple(
                change_label(one.subject, edit)
                for one in get_standing(row.proposal_id).subjects
                for edit in one.subject.edits
            ),
            hindrances=tuple(hindrances(row)),
            is_outdated=row.is_outdated,
        )
        for row in list_proposals(municipality_id, SYSTEM)
        if str(row.proposal_id) in asked
    }
