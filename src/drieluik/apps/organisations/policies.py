"""Who may manage the members of a party."""

from django.utils.translation import gettext as _

from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.organisations.actors import SYSTEM, Actor
from drieluik.apps.organisations.models import Membership
from drieluik.apps.policy import policy


@policy
def check_may_manage_members(actor: Actor, *, party_id: int) -> None:
    """Only an administrator of the party itself manages its members, or the set-up does."""
    if actor is SYSTEM:
        return
    if not actor.has_role("administrator", party_id=party_id):
        raise NotAllowed(_("Only an administrator of this party can manage its members."))


@policy
def check_can_be_told(membership: Membership) -> None:
    """A mail about a role is sent while the role lasts, one at a time."""
    if membership.until_on is not None:
        raise WrongState(_("This membership has already ended."))
    if membership.notice == Membership.Notice.WAITING:
        raise WrongState(_("A mail to this person is on its way already."))


@policy
def check_may_record_merger(actor: Actor, *, party_id: int) -> None:
    """A party says itself that it merges, or the set-up does: a merger takes away its voice."""
    if actor is SYSTEM:
        return
    if not actor.has_role("administrator", party_id=party_id):
        raise NotAllowed(_("Only an administrator of the party itself can record its merger."))


@policy
def check_may_set_up(actor: Actor) -> None:
    """Municipalities, parties and representation are set up from the command line only."""
    if actor is not SYSTEM:
        raise NotAllowed(_("Parties and municipalities are set up by the technical manager."))
