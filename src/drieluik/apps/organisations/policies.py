"""Who may manage the members of a party."""

from django.utils.translation import gettext as _

from drieluik.apps.errors import NotAllowed
from drieluik.apps.organisations.actors import SYSTEM, Actor
from drieluik.apps.policy import policy


@policy
def check_may_manage_members(actor: Actor, *, party_id: int) -> None:
    """Only an administrator of the party itself manages its members, or the set-up does."""
    if actor is SYSTEM:
        return
    if not actor.has_role("administrator", party_id=party_id):
        raise NotAllowed(_("Only an administrator of this party can manage its members."))


@policy
def check_may_set_up(actor: Actor) -> None:
    """Municipalities, parties and representation are set up from the command line only."""
    if actor is not SYSTEM:
        raise NotAllowed(_("Parties and municipalities are set up by the technical manager."))
