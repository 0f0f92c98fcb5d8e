"""Letting another delegate of the party speak, and ending that."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.agreements.delegating import policies
from drieluik.apps.agreements.delegating.policies import Wanted
from drieluik.apps.agreements.delegating.reading import list_delegates, list_delegations
from drieluik.apps.agreements.models import Delegation, DelegationEnd
from drieluik.apps.agreements.proposals.policies import check_is_submitted
from drieluik.apps.agreements.services.proposals import lock_proposal
from drieluik.apps.audit import services as audit
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import Actor, person
from drieluik.apps.organisations.selectors import find_party_code
from drieluik.apps.organisations.services import lock_party


@transaction.atomic
def give_delegation(*, municipality_id: int, wanted: Wanted, actor: Actor, now: datetime) -> int:
    """Let another delegate of the own party speak in one's place.

    Raises:
        NotAllowed: The actor is no delegate of this party.
        WrongState: The other is no delegate of this party or the actor, the days do not fit, a
            reason lacks, the voice lies with somebody already, or the proposal is not open. All
            that is wrong is named.

    Changes:
        One ``Delegation``; one event ``delegation.given``.
    """
    if wanted.proposal_id is not None:
        proposal = lock_proposal(wanted.proposal_id)
        check_is_submitted(proposal)
        if proposal.municipality_id != municipality_id:
            raise WrongState(_("This proposal does not belong to this municipality."))
    lock_party(wanted.party_id)
    policies.check_may_delegate(actor, party_id=wanted.party_id, municipality_id=municipality_id)
    today = timezone.localdate(now)
    objections = policies.all_objections(
        wanted,
        giver_id=actor.user_id,
        delegates=[one for one, _name in list_delegates(municipality_id, wanted.party_id, today)],
        rows=list_delegations(municipality_id, today),
        today=today,
    )
    if objections:
        raise WrongState(" ".join(sentence for _field, sentence in objections))
    row: Delegation = Delegation.objects.create(
        municipality_id=municipality_id,
        party_id=wanted.party_id,
        proposal_id=wanted.proposal_id,
        given_by_id=person(actor),
        given_to_id=wanted.stand_in_id,
        from_on=wanted.from_on,
        until_on=wanted.until_on,
        reason=wanted.reason.strip()[:300],
        given_at=now,
    )
    _record("delegation.given", row, actor, now)
    return row.pk


@transaction.atomic
def end_delegation(
    *, municipality_id: int, delegation_id: int, actor: Actor, now: datetime
) -> None:
    """Take a voice back, give it back, or end it for the party; what was said stays as it is.

    Raises:
        Delegation.DoesNotExist: There is none here with this id.
        NotAllowed: The actor is neither of the two nor an administrator of their party.
        WrongState: It counts no longer already.

    Changes:
        One ``DelegationEnd``; one event ``delegation.ended``.
    """
    row = Delegation.objects.get(id=delegation_id, municipality_id=municipality_id)
    lock_party(row.party_id)
    rows = list_delegations(municipality_id, timezone.localdate(now))
    found = next(one for one in rows if one.delegation_id == delegation_id)
    policies.check_may_end(actor, found, municipality_id=municipality_id)
    policies.check_can_be_ended(found)
    DelegationEnd.objects.create(delegation=row, ended_by_id=person(actor), ended_at=now)
    _record("delegation.ended", row, actor, now)


def _record(name: str, row: Delegation, actor: Actor, now: datetime) -> None:
    subject = (
        ("proposal", row.proposal_id) if row.proposal_id else ("municipality", row.municipality_id)
    )
    audit.record(
        name=name,
        subject=subject,
        actor=actor,
        now=now,
        party_code=find_party_code(party_id=row.party_id),
        facts={
            "delegation": row.pk,
            "given_by": row.given_by_id,
            "given_to": row.given_to_id,
            "from_on": row.from_on.isoformat(),
            "until_on": row.until_on.isoformat() if row.until_on else "",
        },
    )
