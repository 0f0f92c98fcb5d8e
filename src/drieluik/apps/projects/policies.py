"""Who may report on focus projects, name who leads them, and what a report needs."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from drieluik.apps.agreements.proposals.policies import check_may_propose
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.policy import policy

PARTNERS = ("municipality", "corporation", "tenants")


@policy
def check_may_see_persons(actor: Actor, *, municipality_id: int) -> None:
    """Only the three parties see which person leads; the name is never public."""
    if not is_partner(actor, municipality_id):
        raise NotAllowed(_("Only the parties see which person leads."))


@policy
def check_may_report(actor: Actor, *, municipality_id: int, leads: Collection[int]) -> None:
    """An editor of an organisation that leads reports on its project; the municipality on all.

    Args:
        actor: Who reports.
        municipality_id: Where.
        leads: Ids of the parties that lead the project.
    """
    if reporting_party(actor, municipality_id=municipality_id, leads=leads) is None:
        raise NotAllowed(
            _(
                "Only an editor of an organisation that leads this project, or of the "
                "municipality, reports on it."
            )
        )


def reporting_party(actor: Actor, *, municipality_id: int, leads: Collection[int]) -> int | None:
    """Return the party for which the actor reports; a lead goes before the municipality."""
    found = [
        standing
        for standing in actor.standings
        if standing.role == "editor" and municipality_id in standing.municipality_ids
    ]
    leading = [one.party_id for one in found if one.party_id in leads]
    municipal = [one.party_id for one in found if one.party_kind == "municipality"]
    return next(iter([*leading, *municipal]), None)


@policy
def check_may_tell_costs(actor: Actor, *, municipality_id: int, party_id: int) -> None:
    """An editor tells what an action costs the own party; one of the municipality, of any party."""
    own = actor.has_role("editor", party_id=party_id, municipality_id=municipality_id)
    municipal = actor.has_role("editor", party_kind="municipality", municipality_id=municipality_id)
    if not own and not municipal:
        raise NotAllowed(
            _("Only an editor of this organisation, or of the municipality, tells its costs.")
        )


@policy
def check_may_name_leads(actor: Actor, *, municipality_id: int) -> None:
    """An editor of the municipality records who leads a project."""
    if not actor.has_role("editor", party_kind="municipality", municipality_id=municipality_id):
        raise NotAllowed(_("Only an editor of the municipality records who leads."))


@policy
def check_is_last_seen(*, seen: int, last: int) -> None:
    """Nobody reports over what somebody else reported in the meantime."""
    if seen != last:
        raise WrongState(
            _("Somebody else has reported on this action in the meantime. Look again first.")
        )


def is_partner(actor: Actor, municipality_id: int) -> bool:
    """Tell whether somebody belongs to one of the three parties."""
    return any(
        standing.party_kind in PARTNERS and municipality_id in standing.municipality_ids
        for standing in actor.standings
    )


def may_propose(actor: Actor, municipality_id: int) -> bool:
    """Tell whether somebody may propose a change of the agreements for one of the parties."""
    return any(
        check_may_propose.allows(actor, party_id=standing.party_id, municipality_id=municipality_id)
        for standing in actor.standings
    )
