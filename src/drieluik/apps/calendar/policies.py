"""Who reads the year, who sets its house rules, and who may have a secret address."""

from django.utils.translation import gettext as _

from drieluik.apps.errors import NotAllowed
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.policy import policy


@policy
def check_may_read(actor: Actor, *, municipality_id: int) -> None:
    """Whoever takes part in a municipality reads its year, the council too."""
    if not actor.may_read(municipality_id):
        raise NotAllowed(_("You take no part in this municipality."))


@policy
def check_may_set_rules(actor: Actor, *, municipality_id: int) -> None:
    """An editor or steward of the municipality records the house rules."""
    if not actor.has_role(
        "editor", "steward", party_kind="municipality", municipality_id=municipality_id
    ):
        raise NotAllowed(_("Only an editor or steward of the municipality can record house rules."))


@policy
def check_may_have_address(actor: Actor, *, municipality_id: int, party_id: int) -> None:
    """A person follows the year for a party of which the person is a member here."""
    if not any(
        standing.party_id == party_id and municipality_id in standing.municipality_ids
        for standing in actor.standings
    ):
        raise NotAllowed(_("You can only follow the calendar for a party you belong to here."))
