"""Who prepares, approves, publishes and withdraws figures, and in which state."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.monitor.policies import PARTNER_KINDS
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.policy import policy
from drieluik.apps.releases.models import Publication

State = Publication.State
_OPEN = (State.PREPARING, State.PREPARED)


@policy
def check_may_prepare(actor: Actor, *, municipality_id: int) -> None:
    """The steward of the municipality prepares, publishes and withdraws."""
    if not actor.has_role("steward", party_kind="municipality", municipality_id=municipality_id):
        raise NotAllowed(
            _("Only a data steward of the municipality prepares and publishes figures.")
        )


@policy
def check_may_choose_percent(actor: Actor, *, municipality_id: int) -> None:
    """The steward of the municipality sees and chooses the percentage for amounts; nobody else."""
    if not actor.has_role("steward", party_kind="municipality", municipality_id=municipality_id):
        raise NotAllowed(
            _(
                "Only a data steward of the municipality sees and chooses the percentage for amounts."
            )
        )


@policy
def check_may_look(actor: Actor, *, municipality_id: int) -> None:
    """The three sides see what is being prepared; it shows no more than the public will see."""
    kinds = {row.party_kind for row in actor.standings if municipality_id in row.municipality_ids}
    if not kinds.intersection(PARTNER_KINDS):
        raise NotAllowed(
            _(
                "What is not public yet is for the municipality, corporations and tenants' "
                "organisations."
            )
        )


@policy
def check_may_approve(
    actor: Actor, *, municipality_id: int, party_id: int, owner_ids: Collection[int]
) -> None:
    """The steward approves for the municipality; a controller for a corporation with figures in it.

    Args:
        actor: Who approves.
        municipality_id: Where.
        party_id: The party for which is approved.
        owner_ids: The corporations with figures in the publication.
    """
    if actor.has_role(
        "steward",
        party_kind="municipality",
        party_id=party_id,
        municipality_id=municipality_id,
    ):
        return
    if party_id not in owner_ids or not actor.has_role(
        "controller",
        party_kind="corporation",
        party_id=party_id,
        municipality_id=municipality_id,
    ):
        raise NotAllowed(
            _(
                "A data steward of the municipality approves, and a controller of each corporation "
                "whose figures are in it."
            )
        )


@policy
def check_is_prepared(publication: Publication) -> None:
    """Only what was prepared and is not public yet can be approved and published."""
    if publication.state == State.PREPARING:
        raise WrongState(_("The tables are still being prepared. Wait until that is done."))
    if publication.state == State.PUBLISHED:
        raise WrongState(_("These figures are public already."))
    if publication.state != State.PREPARED:
        raise WrongState(_("This publication has ended. Prepare a new one."))


@policy
def check_can_be_dropped(publication: Publication) -> None:
    """What is not public can be dropped; what is public can only be withdrawn."""
    if publication.state not in _OPEN:
        raise WrongState(_("Only a publication that is being prepared can be dropped."))


@policy
def check_can_be_withdrawn(publication: Publication) -> None:
    """Only what is public can be withdrawn."""
    if publication.state != State.PUBLISHED:
        raise WrongState(_("Only figures that are public can be withdrawn."))
