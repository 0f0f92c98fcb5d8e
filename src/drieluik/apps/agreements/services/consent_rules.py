"""How consent is counted in a municipality, and what a party asks of itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from drieluik.apps.agreements.models import ApprovalRule, ConsentRule
from drieluik.apps.agreements.proposals import policies
from drieluik.apps.agreements.proposals.consent import KINDS
from drieluik.apps.audit import services as audit
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.selectors import find_party_code
from drieluik.apps.organisations.services import lock_municipality


@dataclass(frozen=True, slots=True)
class NewConsentRule:
    """How consent is counted from now on.

    Attributes:
        quorums: ``all``, ``majority`` or ``one`` per side; a side that is not named: all.
        reservation_counts: Whether agreeing with a reservation is consent.
        grounds: Where the parties agreed to this.
    """

    grounds: str
    quorums: Mapping[str, str] = field(default_factory=dict)
    reservation_counts: bool = True


@transaction.atomic
def set_consent_rule(
    *, municipality_id: int, rule: NewConsentRule, actor: Actor, now: datetime
) -> None:
    """Record how the parties agreed to count consent; earlier rules stay on record.

    A rule that asks less consent counts for proposals submitted two weeks later or after that.

    Raises:
        NotAllowed: The actor is no steward of the municipality.
        WrongState: Nothing says where the parties agreed to it.

    Changes:
        One ``ConsentRule``; one event ``consent_rule.set``.
    """
    lock_municipality(municipality_id)
    policies.check_may_set_consent_rule(actor, municipality_id=municipality_id)
    if not rule.grounds.strip():
        raise WrongState(_("Say where the parties agreed to this rule."))
    quorums = {
        f"{kind}_quorum": ConsentRule.Quorum(rule.quorums.get(kind, "all")) for kind in KINDS
    }
    ConsentRule.objects.create(
        municipality_id=municipality_id,
        reservation_counts=rule.reservation_counts,
        grounds=rule.grounds.strip()[:300],
        recorded_by_id=actor.user_id,
        recorded_at=now,
        **quorums,
    )
    audit.record(
        name="consent_rule.set",
        subject=("municipality", municipality_id),
        actor=actor,
        now=now,
        facts={**quorums, "reservation_counts": rule.reservation_counts},
    )


@transaction.atomic
def set_approval_bodies(
    *, municipality_id: int, party_id: int, bodies: Sequence[str], actor: Actor, now: datetime
) -> None:
    """Say which bodies of a party must approve before a position of it counts.

    Positions that were taken before keep what was asked then.

    Raises:
        NotAllowed: The actor is no administrator of the party.

    Changes:
        One ``ApprovalRule``; one event ``approvals.set``.
    """
    policies.check_may_set_approvals(actor, party_id=party_id, municipality_id=municipality_id)
    named = list(dict.fromkeys(body.strip()[:120] for body in bodies if body.strip()))
    ApprovalRule.objects.create(
        municipality_id=municipality_id,
        party_id=party_id,
        bodies=named,
        recorded_by_id=actor.user_id,
        recorded_at=now,
    )
    audit.record(
        name="approvals.set",
        subject=("municipality", municipality_id),
        actor=actor,
        now=now,
        party_code=find_party_code(party_id=party_id),
        facts={"bodies": named},
    )
