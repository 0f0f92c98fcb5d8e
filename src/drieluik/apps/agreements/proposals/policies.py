"""Who may propose, take a position, approve and adopt, and in which state of a proposal."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Protocol

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from drieluik.apps.agreements.models import Proposal
from drieluik.apps.agreements.proposals.consent import KINDS, Partner
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.organisations.actors import SYSTEM, Actor
from drieluik.apps.policy import policy


class Stands(Protocol):
    """A proposal, as far as its state goes."""

    @property
    def state(self) -> str:
        """One of ``Proposal.State``."""

    @property
    def step(self) -> int:
        """Counts every change."""


_STATES = {
    Proposal.State.DRAFT: gettext_lazy("This proposal is still a draft."),
    Proposal.State.SUBMITTED: gettext_lazy(
        "This proposal has been submitted and no longer changes."
    ),
    Proposal.State.WITHDRAWN: gettext_lazy("This proposal has been withdrawn."),
    Proposal.State.ADOPTED: gettext_lazy("This proposal has been adopted."),
    Proposal.State.ADOPTED_IN_PART: gettext_lazy("This proposal has been adopted in part."),
    Proposal.State.REJECTED: gettext_lazy("This proposal has been rejected."),
}


@policy
def check_may_propose(actor: Actor, *, party_id: int, municipality_id: int) -> None:
    """Editors and delegates of the three sides propose for their own party."""
    roles = [
        standing
        for standing in actor.standings
        if standing.party_id == party_id
        and standing.party_kind in KINDS
        and standing.role in ("editor", "delegate")
        and municipality_id in standing.municipality_ids
    ]
    if not roles:
        raise NotAllowed(
            _(
                "Only an editor or delegate of the municipality, a corporation or a tenants' "
                "organisation can propose a change, for the own party."
            )
        )


@policy
def check_may_take_position(actor: Actor, *, party_id: int, municipality_id: int) -> None:
    """The delegate speaks for the own party."""
    if not actor.has_role("delegate", party_id=party_id, municipality_id=municipality_id):
        raise NotAllowed(_("Only a delegate of the party itself can take its position."))


@policy
def check_may_approve(actor: Actor, *, party_id: int, municipality_id: int) -> None:
    """Members who act for the party approve its position; readers do not."""
    roles = ("editor", "controller", "delegate", "steward", "administrator")
    if not actor.has_role(*roles, party_id=party_id, municipality_id=municipality_id):
        raise NotAllowed(_("Only a member who acts for the party itself can approve its position."))


@policy
def check_may_set_approvals(actor: Actor, *, party_id: int, municipality_id: int) -> None:
    """A party arranges itself who must approve its positions."""
    if actor is SYSTEM:
        return
    if not actor.has_role("administrator", party_id=party_id, municipality_id=municipality_id):
        raise NotAllowed(_("Only an administrator of the party itself can arrange this."))


@policy
def check_may_set_consent_rule(actor: Actor, *, municipality_id: int) -> None:
    """The steward of the municipality records how the parties agreed to count consent."""
    if actor is SYSTEM:
        return
    if not actor.has_role("steward", party_kind="municipality", municipality_id=municipality_id):
        raise NotAllowed(_("Only a steward of the municipality can record the rule for consent."))


@policy
def check_may_rebase(actor: Actor, *, party_id: int, municipality_id: int) -> None:
    """The own party carries a proposal over, or the municipality that prepares the meeting."""
    recorder = actor.has_role(
        "editor", "steward", party_kind="municipality", municipality_id=municipality_id
    )
    if not recorder:
        check_may_propose(actor, party_id=party_id, municipality_id=municipality_id)


@policy
def check_is_draft(proposal: Stands) -> None:
    """Only a draft changes."""
    if proposal.state != Proposal.State.DRAFT:
        raise WrongState(str(_STATES[Proposal.State(proposal.state)]))


@policy
def check_is_submitted(proposal: Stands) -> None:
    """Positions and decisions are about proposals that have been submitted and are open."""
    if proposal.state == Proposal.State.DRAFT:
        raise WrongState(_("This proposal has not been submitted yet."))
    if proposal.state != Proposal.State.SUBMITTED:
        raise WrongState(str(_STATES[Proposal.State(proposal.state)]))


@policy
def check_can_be_copied(proposal: Stands) -> None:
    """A new proposal is made from one that others have read and that was not adopted whole."""
    if proposal.state == Proposal.State.DRAFT:
        raise WrongState(_("This proposal has not been submitted yet."))
    if proposal.state == Proposal.State.ADOPTED:
        raise WrongState(_("This proposal has been adopted: its changes are in the agreements."))


@policy
def check_is_open(proposal: Stands) -> None:
    """What has been withdrawn or decided stays as it is."""
    if proposal.state not in (Proposal.State.DRAFT, Proposal.State.SUBMITTED):
        raise WrongState(str(_STATES[Proposal.State(proposal.state)]))


@policy
def check_is_at_step(proposal: Stands, *, step: int | None) -> None:
    """Nobody overwrites what somebody else changed in the meantime; None is for who saw no page."""
    if step is not None and proposal.step != step:
        raise WrongState(
            _("Somebody else has changed this proposal in the meantime. Look again first.")
        )


@policy
def check_has_words(*, title: str, motive: str) -> None:
    """A proposal says what it is and why it is made."""
    if not title.strip():
        raise WrongState(_("Give the proposal a title."))
    if not motive.strip():
        raise WrongState(_("Say why you propose this."))


@policy
def check_position_has_reason(*, verdict: str, reason: str) -> None:
    """A reservation or an objection says why."""
    if verdict in ("reservation", "object") and not reason.strip():
        raise WrongState(_("Say what your reservation or objection is."))


@policy
def check_names_its_paper(*, paper: str) -> None:
    """A written position can be found back."""
    if not paper.strip():
        raise WrongState(_("Give the name of the paper in which the position stands."))


@policy
def check_paper_has_its_day(*, on: date | None, today: date) -> None:
    """A written position is as old as its paper, so the day on it is known and not yet to come."""
    if on is None:
        raise WrongState(_("Give the day that stands on the paper."))
    if on > today:
        raise WrongState(_("The day on the paper cannot be in the future."))


@policy
def check_is_asked(*, party_id: int, asked: Mapping[str, Collection[int]]) -> None:
    """A party takes a position where its consent is asked.

    Args:
        party_id: The party.
        asked: Ids of the parties that are asked, per label of a subject.
    """
    others = [label for label, ids in asked.items() if party_id not in ids]
    if others or not asked:
        raise WrongState(
            _("The consent of this party is not asked for: %(names)s.")
            % {"names": ", ".join(others)}
        )


@policy
def check_is_on_separate_track(partner: Partner | None) -> None:
    """Only a party that is not at the joint table gives its position on paper."""
    if partner is None or not partner.separate:
        raise WrongState(
            _("This party sits at the joint table: its delegate takes the position itself.")
        )


@policy
def check_stands_on_newest(*, base_number: int, newest_number: int) -> None:
    """A proposal is decided on the words in force."""
    if base_number != newest_number:
        raise WrongState(
            _(
                "This proposal was made on version %(base)s; version %(newest)s is there now. "
                "Carry the proposal over first."
            )
            % {"base": base_number, "newest": newest_number}
        )


@policy
def check_can_be_in_force_from(on: date, *, earliest: date) -> None:
    """A version does not begin before the one it changes."""
    if on < earliest:
        raise WrongState(
            _("The present version is in force from %(day)s; a change cannot count earlier.")
            % {"day": formats.date_format(earliest, "j F Y")}
        )


@policy
def check_stay_together(*, torn: Collection[str]) -> None:
    """Parties take one position on all changes of an agreement: these go in or stay out together.

    Args:
        torn: Labels of agreements of which some changes would be adopted and others not.
    """
    if torn:
        raise WrongState(
            _(
                "The changes of one agreement belong together, because the parties said what they"
                " think of all of them at once. Leave all of them out, or none: %(names)s."
            )
            % {"names": ", ".join(torn)}
        )


@policy
def check_has_consent(*, still_needed: str) -> None:
    """What has no consent of the three sides does not take effect.

    Args:
        still_needed: What is missing for the edits that would be adopted; empty when nothing is.
    """
    if still_needed:
        raise WrongState(
            _("This cannot be adopted: %(why)s Leave these changes out, or wait.")
            % {"why": still_needed}
        )


@policy
def check_has_no_faults(*, objection: str) -> None:
    """Edits that do not fit are put right first."""
    if objection:
        raise WrongState(objection)
