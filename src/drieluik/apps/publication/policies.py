"""Who may say who reads an item, and in which state."""

from datetime import date

from django.utils.translation import gettext as _

from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.layers.policies import check_may_make
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.policy import policy
from drieluik.apps.publication.models import Openness
from drieluik.apps.publication.rows import Item, Standing


@policy
def check_may_open(actor: Actor, *, municipality_id: int) -> None:
    """The data steward of the municipality makes items public again."""
    if not actor.has_role("steward", party_kind="municipality", municipality_id=municipality_id):
        raise NotAllowed(_("Only the data steward of the municipality makes something public."))


@policy
def check_may_restrict(actor: Actor, *, municipality_id: int, owner_id: int | None) -> None:
    """The data steward takes an item off the public site, and so does the party that owns it."""
    is_owner = owner_id is not None and actor.has_role(
        "editor", "controller", party_id=owner_id, municipality_id=municipality_id
    )
    if not is_owner and not check_may_open.allows(actor, municipality_id=municipality_id):
        raise NotAllowed(
            _(
                "Only the data steward of the municipality, or an editor or controller of the "
                "party that owns it, takes something off the public site."
            )
        )


@policy
def check_may_confirm(actor: Actor, *, municipality_id: int, owner_id: int | None) -> None:
    """The data steward looks after whoever made the layer; an editor where it is the municipality's."""
    is_own = owner_id is not None and actor.has_role(
        "editor", party_kind="municipality", party_id=owner_id, municipality_id=municipality_id
    )
    if not is_own and not check_may_open.allows(actor, municipality_id=municipality_id):
        raise NotAllowed(
            _(
                "The data steward of the municipality confirms this. Of a layer of the municipality "
                "itself an editor of the municipality may do so too."
            )
        )


@policy
def check_may_take_off(actor: Actor, *, municipality_id: int, owner_id: int | None) -> None:
    """Whoever may state or confirm takes a layer off the public site."""
    is_maker = owner_id is not None and check_may_make.allows(
        actor, municipality_id=municipality_id, party_id=owner_id
    )
    if not is_maker and not check_may_confirm.allows(
        actor, municipality_id=municipality_id, owner_id=owner_id
    ):
        raise NotAllowed(
            _(
                "Only the data steward of the municipality, or the organisation of the layer, takes "
                "it off the public site."
            )
        )


@policy
def check_is_of_now(item: Item, *, seen: int) -> None:
    """Nobody changes what somebody else changed meanwhile."""
    if item.newest_id != seen:
        raise WrongState(_("Somebody changed this meanwhile. Look at it again."))


@policy
def check_says_why(*, audience: str, ground: str, reason: str) -> None:
    """Everybody may read it or only the parties; then there is a ground. Whatever changes has words."""
    if audience not in Openness.Audience.values:
        raise WrongState(_("Choose who may read it: everybody, or only the parties."))
    if audience != Openness.Audience.OPEN and ground not in Openness.Ground.values:
        raise WrongState(_("Say on which ground not everybody may read it."))
    if not reason.strip():
        raise WrongState(_("Say why. The public reads this too."))


@policy
def check_is_to_come(*, until_on: date | None, today: date) -> None:
    """The day on which it becomes public again lies ahead."""
    if until_on is not None and until_on < today:
        raise WrongState(_("This day has gone by. Choose a later day, or none."))


@policy
def check_changes(standing: Standing, *, audience: str) -> None:
    """What is public cannot be made public once more."""
    if audience == Openness.Audience.OPEN and standing.is_open:
        raise WrongState(_("This is public already."))


@policy
def check_can_be_taken_back(item: Item) -> None:
    """Only what was recorded can be taken back."""
    if not item.history:
        raise WrongState(_("Nobody recorded anything of this, so there is nothing to take back."))
