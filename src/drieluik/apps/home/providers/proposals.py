"""Proposals: positions to give, to approve or to enter, and drafts that wait."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.agreements.delegating.policies import check_has_own_voice
from drieluik.apps.agreements.delegating.reading import list_delegations
from drieluik.apps.agreements.proposals.page import approving, asked_of
from drieluik.apps.agreements.proposals.reading import ProposalRow
from drieluik.apps.home.todo import Situation, ToDo


def positions(situation: Situation) -> list[ToDo]:
    """Where one's own party has not given its position yet, for a delegate with the own voice."""
    own = _own_parties(situation, "delegate")
    delegations = list_delegations(situation.municipality.id, timezone.localdate()) if own else ()
    found = []
    for row, standing in situation.submitted if own else ():
        for party_id, name in own.items():
            missing = asked_of(standing, party_id, only_missing=True)
            speaks = check_has_own_voice.allows(
                user_id=situation.actor.user_id,
                party_id=party_id,
                proposal_id=row.proposal_id,
                rows=delegations,
            )
            if missing and speaks:
                sentence = _("Give the position of %(party)s on: %(title)s")
                why = _("Asked about %(names)s. Without it nothing can be adopted.")
                found.append(
                    ToDo(
                        sentence % {"party": name, "title": row.title},
                        f"{_href(situation, row)}#standpunt",
                        why % {"names": ", ".join(label for _key, label in missing)},
                    )
                )
    return found


def approvals(situation: Situation) -> list[ToDo]:
    """Positions of one's own party that wait for approval inside the party."""
    roles = ("editor", "controller", "delegate", "steward", "administrator")
    found = []
    for row, standing in situation.submitted if _own_parties(situation, *roles) else ():
        found += [
            ToDo(
                _("Approve for %(body)s the position on: %(title)s")
                % {"body": one.body, "title": row.title},
                _href(situation, row),
                _("The position of %(party)s counts only after this.") % {"party": one.party_name},
            )
            for one in approving(standing, situation.actor, situation.municipality.id)
            if not one.objection
        ]
    return found


def written_positions(situation: Situation) -> list[ToDo]:
    """Positions on paper that the municipality has to ask for and enter."""
    found = []
    for row, standing in situation.submitted if situation.is_municipal("editor") else ():
        found += [
            ToDo(
                _("Enter the written position of %(party)s on: %(title)s")
                % {"party": partner.name, "title": row.title},
                _href(situation, row),
                _("This party follows a separate track and answers on paper."),
            )
            for partner in standing.partners.values()
            if partner.separate and asked_of(standing, partner.party_id, only_missing=True)
        ]
    return found


def drafts(situation: Situation) -> list[ToDo]:
    """Drafts of one's own party that have not been submitted."""
    own = _own_parties(situation, "editor", "delegate")
    if not own:
        return []
    return [
        ToDo(
            _("Draft of a proposal: %(title)s") % {"title": row.title},
            _href(situation, row),
            _("Only your own party sees it until somebody submits it."),
            asked=False,
        )
        for row in situation.proposals
        if row.is_draft and row.party_id in own
    ]


def _own_parties(situation: Situation, *roles: str) -> dict[int, str]:
    return {
        standing.party_id: standing.party_name
        for standing in situation.actor.standings
        if standing.role in roles and situation.municipality.id in standing.municipality_ids
    }


def _href(situation: Situation, row: ProposalRow) -> str:
    return reverse("agreements:proposal", args=[situation.municipality.slug, row.proposal_id])
