"""Carrying a proposal over to the newest version of the register."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieluik.apps.agreements.models import Proposal
from drieluik.apps.agreements.proposals import policies
from drieluik.apps.agreements.proposals.editing import ProposedEdit, to_json
from drieluik.apps.agreements.proposals.reading import register_now
from drieluik.apps.agreements.proposals.rebase import carried
from drieluik.apps.agreements.proposals.sets import set_of_version
from drieluik.apps.agreements.proposals.standing import edits_of
from drieluik.apps.agreements.selectors import find_version
from drieluik.apps.agreements.services.proposals import lock_proposal, record
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import Actor
from drieluik.core.amendments.edits.rebase import RebaseOutcome


@transaction.atomic
def rebase_proposal(*, proposal_id: UUID, step: int, actor: Actor, now: datetime) -> None:
    """Carry an open proposal over to the newest version of the register.

    Edits whose words stay the same keep the positions that were taken; of others the positions
    stay visible and are asked again. A draft is carried over with its conflicts, to be rewritten;
    a submitted proposal only when nothing conflicts.

    Raises:
        NotAllowed: The actor may not propose for the party, nor record for the municipality.
        WrongState: It has been decided on, was changed meanwhile, stands on the newest version
            already, or has been submitted and conflicts with the newer words.

    Changes:
        ``Proposal`` on another version, its edits; one event ``proposal.rebased`` with the edits
        whose words changed.
    """
    proposal = lock_proposal(proposal_id)
    policies.check_may_rebase(
        actor, party_id=proposal.party_id, municipality_id=proposal.municipality_id
    )
    policies.check_is_open(proposal)
    policies.check_is_at_step(proposal, step=step)
    newest = find_version(proposal.municipality_id)
    if newest is None or newest.number == proposal.base.number:
        raise WrongState(_("This proposal stands on the newest version already."))
    edits = edits_of(proposal)
    rows = carried(
        edits,
        set_of_version(proposal.base),
        set_of_version(newest),
        register_now(proposal.municipality_id, edits),
    )
    conflicts = [row for row in rows if row.outcome is RebaseOutcome.CONFLICT]
    if conflicts and proposal.state == Proposal.State.SUBMITTED:
        raise WrongState(
            _(
                "The same words, parties or norms changed meanwhile. Withdraw this proposal and make a "
                "new one from it, so that everybody sees what is proposed now."
            )
        )
    before = proposal.base.number
    for row in rows:
        _rewrite(proposal, row.proposed)
    proposal.base = newest
    proposal.step += 1
    proposal.save(update_fields=["base", "step"])
    record(
        "proposal.rebased",
        proposal,
        actor,
        now,
        before=before,
        after=newest.number,
        conflicts=[row.proposed.id for row in conflicts],
        changed=[row.proposed.id for row in rows if row.changed],
    )


def _rewrite(proposal: Proposal, one: ProposedEdit) -> None:
    payload, parties = to_json(one)
    proposal.edits.filter(id=one.id).update(payload=payload, parties=parties)
