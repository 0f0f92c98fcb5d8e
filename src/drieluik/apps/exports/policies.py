"""Who chooses what a recipient gets, and who may see it."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from drieluik.apps.errors import NotAllowed
from drieluik.apps.monitor.policies import PARTNER_KINDS
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.policy import policy


@policy
def check_may_set_exports(actor: Actor, *, municipality_id: int) -> None:
    """The steward of the municipality chooses what is given, and stops it."""
    if not actor.has_role("steward", party_kind="municipality", municipality_id=municipality_id):
        raise NotAllowed(_("Only a data steward of the municipality chooses what recipients get."))


@policy
def check_may_approve_agreed(actor: Actor, *, municipality_id: int, party_id: int) -> None:
    """A controller approves for the own corporation what is given of its figures by agreement."""
    if not actor.has_role(
        "controller", party_kind="corporation", party_id=party_id, municipality_id=municipality_id
    ):
        raise NotAllowed(
            _("Only a controller of the corporation itself approves that its figures are given.")
        )


@policy
def check_may_see_exports(
    actor: Actor, *, municipality_id: int, recipient_ids: Collection[int]
) -> None:
    """The three sides see all that is given, and a recipient what it is given itself."""
    here = [one for one in actor.standings if municipality_id in one.municipality_ids]
    if not any(one.party_kind in PARTNER_KINDS or one.party_id in recipient_ids for one in here):
        raise NotAllowed(
            _(
                "What recipients get is for the municipality, corporations, tenants' organisations "
                "and the recipient itself."
            )
        )
