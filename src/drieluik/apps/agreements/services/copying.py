"""Making a new proposal from one that was not adopted."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from drieluik.apps.agreements.models import Proposal
from drieluik.apps.agreements.proposals import policies
from drieluik.apps.agreements.proposals.copying import copied
from drieluik.apps.agreements.proposals.editing import from_json
from drieluik.apps.agreements.proposals.reading import register_now
from drieluik.apps.agreements.proposals.sets import set_of_version
from drieluik.apps.agreements.selectors import NoRegister, find_version
from drieluik.apps.agreements.services.proposals import ProposalWords, draft_proposal
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.services import lock_municipality


@transaction.atomic
def copy_proposal(
    *, proposal_id: UUID, party_id: int, words: ProposalWords, actor: Actor, now: datetime
) -> UUID:
    """Begin a draft with the changes of another proposal, carried over to the newest agreements.

    Of a proposal that was adopted in part only what was left out comes along. The old proposal
    does not change; both pages name the other.

    Args:
        proposal_id: The proposal that is copied.
        party_id: The party that proposes now; it need not be the same.
        words: What the new proposal says of itself.
        actor: Who does it.
        now: When.

    Raises:
        NotAllowed: The actor is no editor or delegate of this party.
        WrongState: The other is a draft or was adopted whole, or title or motive is empty.

    Changes:
        One ``Proposal`` with its edits; one event ``proposal.drafted``.
    """
    origin = Proposal.objects.select_related("base__register").get(id=proposal_id)
    lock_municipality(origin.municipality_id)
    origin.refresh_from_db()
    policies.check_may_propose(actor, party_id=party_id, municipality_id=origin.municipality_id)
    policies.check_can_be_copied(origin)
    newest = find_version(origin.municipality_id)
    if newest is None:
        raise NoRegister(origin.municipality_id)
    rows = origin.edits.exclude(outcome="applied").order_by("position")
    edits = [
        from_json(payload, parties) for payload, parties in rows.values_list("payload", "parties")
    ]
    return draft_proposal(
        municipality_id=origin.municipality_id,
        party_id=party_id,
        words=replace(words, copied_from=origin.id),
        edits=copied(
            edits,
            set_of_version(origin.base),
            set_of_version(newest),
            register_now(origin.municipality_id, edits),
        ),
        actor=actor,
        now=now,
    )
