"""The forms with which somebody says something about a proposal, and who cannot and why."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.agreements.delegating.reading import list_delegations
from drieluik.apps.agreements.delegating.rows import Delegation, given_away, stands_in
from drieluik.apps.agreements.proposals.forms import SpokenPositionForm, WrittenPositionForm
from drieluik.apps.agreements.proposals.page import approving, asked_of
from drieluik.apps.agreements.proposals.reading import ProposalRow
from drieluik.apps.agreements.proposals.standing import ProposalStanding
from drieluik.apps.agreements.views.proposals.finding import own_parties, rights_on
from drieluik.apps.organisations.access import ActorRequest

Parties = list[tuple[str, str]]


def forms_on(request: ActorRequest, row: ProposalRow, standing: ProposalStanding) -> dict[str, Any]:
    """Return the forms with which this person can say something about the proposal."""
    if not row.is_submitted:
        return {}
    found: dict[str, Any] = {"approving": approving(standing, request.actor, row.municipality_id)}
    delegations = list_delegations(row.municipality_id, timezone.localdate())
    asked = [one for one in own_parties(request, "delegate") if asked_of(standing, int(one[0]))]
    away = {party: _given_away(request, party, row.proposal_id, delegations) for party, _n in asked}
    found["given_away"] = [one for one in away.values() if one is not None]
    speaks = [(party, name) for party, name in asked if away[party] is None]
    found["may_delegate"] = bool(speaks)
    if speaks:
        found["position_form"] = spoken_form(request, row.proposal_id, standing, speaks)
    found["own_positions"] = [
        (name, one.subject.label, rows[0])
        for party_id, name in asked
        for one in standing.subjects
        if (rows := one.positions.get(int(party_id)))
    ]
    separate = separate_parties(standing)
    if separate and rights_on(request, row)["may_record"]:
        found["written_form"] = written_form(standing, separate)
    return found


def separate_parties(standing: ProposalStanding) -> Parties:
    """Return id and name of the asked parties that give their position on paper."""
    return [
        (str(one.party_id), one.name)
        for one in standing.partners.values()
        if one.separate and asked_of(standing, one.party_id)
    ]


def spoken_form(
    request: ActorRequest,
    proposal_id: UUID,
    standing: ProposalStanding,
    parties: Parties,
    given: Any = None,
) -> SpokenPositionForm:
    """Return the form for the position of one of these parties, as this delegate can give it."""
    delegations = list_delegations(request.municipality.id, timezone.localdate())
    in_place_of = [
        (str(one.delegation_id), _("In the place of %(name)s") % {"name": one.giver})
        for party_id, _name in parties
        for one in stands_in(
            delegations,
            user_id=request.actor.user_id,
            party_id=int(party_id),
            proposal_id=proposal_id,
        )
    ]
    return SpokenPositionForm(
        given,
        parties=parties,
        subjects=_subjects(standing, parties),
        in_place_of=in_place_of,
        prefix="standpunt",
    )


def written_form(
    standing: ProposalStanding, parties: Parties, given: Any = None
) -> WrittenPositionForm:
    """Return the form for the position of one of these parties from its paper."""
    return WrittenPositionForm(
        given,
        parties=parties,
        subjects=_subjects(standing, parties),
        today=timezone.localdate(),
        prefix="schriftelijk",
    )


def _subjects(standing: ProposalStanding, parties: Parties) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    for party_id, _name in parties:
        found |= dict(asked_of(standing, int(party_id)))
    return list(found.items())


def _given_away(
    request: ActorRequest, party_id: str, proposal_id: UUID, rows: Iterable[Delegation]
) -> Delegation | None:
    return given_away(
        rows, user_id=request.actor.user_id, party_id=int(party_id), proposal_id=proposal_id
    )
