"""Parties say about their own effort and way of working whether they did what was agreed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieluik.apps.agreements.selectors import list_bindings
from drieluik.apps.audit import services as audit
from drieluik.apps.errors import WrongState
from drieluik.apps.monitor import policies
from drieluik.apps.monitor.models import Judgement, Norm
from drieluik.apps.organisations.actors import Actor
from drieluik.core.tables import Period


@dataclass(frozen=True, slots=True)
class Opinion:
    """What is said: over which half-year, which verdict, and why."""

    period: str
    verdict: str
    reason: str


@transaction.atomic
def record_judgement(
    *, norm_id: UUID, party_id: int, opinion: Opinion, actor: Actor, now: datetime
) -> Judgement:
    """Record what a party concludes about its own effort; an earlier conclusion stays readable.

    Raises:
        NotAllowed: The actor is no controller or delegate of the party, or it is not bound.
        WrongState: The norm is measured in figures, or no reason is given.

    Changes:
        One ``Judgement``; one event ``judgement.recorded``.
    """
    norm = Norm.objects.select_for_update().get(id=norm_id)
    bindings = list_bindings(norm.clause_id)
    policies.check_may_judge(
        actor,
        party_id=party_id,
        municipality_id=norm.municipality_id,
        bound_party_ids=[row.party_id for row in bindings if row.kind == "bound"],
    )
    _check_is_judged(norm)
    policies.check_has_reason(opinion.reason)
    judgement: Judgement = Judgement.objects.create(
        norm=norm,
        party_id=party_id,
        period=str(Period.parse(opinion.period)),
        verdict=Judgement.Verdict(opinion.verdict),
        reason=opinion.reason.strip(),
        judged_by_id=actor.user_id,
        judged_at=now,
    )
    audit.record(
        name="judgement.recorded",
        subject=("norm", norm.id),
        actor=actor,
        now=now,
        party_code=next(row.party_code for row in bindings if row.party_id == party_id),
        facts={"period": judgement.period, "verdict": judgement.verdict},
    )
    return judgement


def _check_is_judged(norm: Norm) -> None:
    latest = norm.texts.exclude(confirmed_at=None).order_by("-number").first()
    if latest is None:
        raise WrongState(_("This norm has not been confirmed yet."))
    if latest.indicator_id:
        raise WrongState(_("This norm is measured in figures; nobody needs to judge it."))
