"""Who may read, write, settle and withdraw comments, and when."""

from django.utils.translation import gettext as _

from drieluik.apps.agreements.policies import check_may_record
from drieluik.apps.agreements.proposals.consent import KINDS
from drieluik.apps.agreements.proposals.policies import check_may_propose
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.policy import policy


@policy
def check_may_read_comments(actor: Actor, *, municipality_id: int) -> None:
    """Comments are for the three sides that make the agreements together."""
    if not any(
        standing.party_kind in KINDS and municipality_id in standing.municipality_ids
        for standing in actor.standings
    ):
        raise NotAllowed(
            _("Comments are for the municipality, corporations and tenants' organisations.")
        )


@policy
def check_may_comment(actor: Actor, *, party_id: int, municipality_id: int) -> None:
    """Whoever may propose for a party may comment for it."""
    if not check_may_propose.allows(actor, party_id=party_id, municipality_id=municipality_id):
        raise NotAllowed(
            _(
                "Only an editor or delegate of the municipality, a corporation or a tenants' "
                "organisation can comment, for the own party."
            )
        )


@policy
def check_may_settle(actor: Actor, *, party_id: int, municipality_id: int) -> None:
    """The party that began a thread settles it, or the municipality that prepares the meeting."""
    if not check_may_record.allows(actor, municipality_id=municipality_id):
        check_may_comment(actor, party_id=party_id, municipality_id=municipality_id)


@policy
def check_may_withdraw_comment(actor: Actor, *, written_by: int) -> None:
    """Only the writer takes words back."""
    if actor.user_id != written_by:
        raise NotAllowed(_("Only whoever wrote a comment can withdraw it."))


@policy
def check_can_be_commented(*, state: str | None) -> None:
    """A proposal is commented on while it lies before the parties; an agreement always."""
    if state not in (None, "submitted"):
        raise WrongState(_("Comments belong to a proposal that has been submitted and is open."))


@policy
def check_is_not(*, kind: str, already: str) -> None:
    """Nothing is done twice, and what was withdrawn stays withdrawn."""
    if already == "withdrawn":
        raise WrongState(_("This comment has been withdrawn."))
    if (kind == "resolved") == (already == "resolved") and kind != "withdrawn":
        raise WrongState(_("Somebody else was just ahead of you: look at the comment again."))
