"""The form of a delegation with what this person can choose: on a page or by a programme."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.agreements.delegating.forms import DelegationForm
from drieluik.apps.agreements.delegating.policies import Wanted, all_objections
from drieluik.apps.agreements.delegating.reading import list_delegates, list_delegations
from drieluik.apps.agreements.proposals.reading import list_proposals
from drieluik.apps.organisations.actors import Actor

Choices = list[tuple[str, str]]


def stand_in_choices(
    municipality_id: int, parties: Sequence[tuple[str, str]], actor: Actor, on: date
) -> Choices:
    """Return who can speak for this person: ``party/person`` and name, per own party."""
    found = []
    for party_id, party in parties:
        for user_id, name in list_delegates(municipality_id, int(party_id), on):
            if user_id != actor.user_id:
                label = name if len(parties) == 1 else f"{name} ({party})"
                found.append((f"{party_id}/{user_id}", label))
    return found


def offered_form(
    municipality_id: int,
    actor: Actor,
    stand_ins: Choices,
    given: Any = None,
    *,
    initial: dict[str, Any] | None = None,
) -> DelegationForm:
    """Return the form, which says everything at once that the act would refuse."""
    proposals = [
        (
            str(row.proposal_id),
            _("Proposal %(number)s: %(title)s") % {"number": row.number, "title": row.title},
        )
        for row in list_proposals(municipality_id, actor)
        if row.is_submitted
    ]

    def objections(wanted: Wanted) -> list[tuple[str, str]]:
        today = timezone.localdate()
        delegates = list_delegates(municipality_id, wanted.party_id, today)
        return all_objections(
            wanted,
            giver_id=actor.user_id,
            delegates=[user_id for user_id, _name in delegates],
            rows=list_delegations(municipality_id, today),
            today=today,
        )

    return DelegationForm(
        given, initial=initial, stand_ins=stand_ins, proposals=proposals, objections=objections
    )
