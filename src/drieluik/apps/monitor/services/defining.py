"""Definitions by decision: what an adopted proposal makes of them, inside its transaction."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from drieluik.apps.agreements.extensions import DefinitionAdoption
from drieluik.apps.agreements.proposals.defining import DefinitionEdit, EndDefinition
from drieluik.apps.audit import services as audit
from drieluik.apps.monitor import policies
from drieluik.apps.monitor.models import AdoptedDefinition, Calculation
from drieluik.apps.monitor.services.adopting import first_period
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.services import lock_municipality
from drieluik.core.indicators import indicator
from drieluik.core.tables import Period


@transaction.atomic
def record_first_definition(
    *, municipality_id: int, indicator_id: str, grounds: str, actor: Actor, now: datetime
) -> AdoptedDefinition:
    """Put on record where the parties agreed to how an indicator counts from the beginning.

    Changes no figure: the first version counts anyway. Another version takes a proposal and a
    decision.

    Raises:
        NotAllowed: The actor is no steward of the municipality.
        WrongState: Something is on record already, it counts on request only, or it is not said
            where they agreed.

    Changes:
        One ``AdoptedDefinition``; one event ``definition.recorded``.
    """
    lock_municipality(municipality_id)
    policies.check_may_record_definitions(actor, municipality_id=municipality_id)
    known = _about(municipality_id, indicator_id)
    on_request = indicator(indicator_id).on_request
    policies.check_is_not_recorded(is_recorded=on_request or known.exists())
    policies.check_has_reason(grounds)
    definition: AdoptedDefinition = AdoptedDefinition.objects.create(
        municipality_id=municipality_id,
        indicator_id=indicator_id,
        number=1,
        version=1,
        grounds=grounds.strip()[:300],
        recorded_by_id=actor.user_id,
        recorded_at=now,
    )
    audit.record(
        name="definition.recorded",
        subject=("definition", definition.id),
        actor=actor,
        now=now,
        facts={"municipality_id": municipality_id, "indicator": indicator_id, "version": 1},
    )
    return definition


def adopt_definitions(adoption: DefinitionAdoption) -> None:
    """Let the decided versions hold, from the first half-year that they can.

    Runs inside the transaction of whoever takes the decision, who has locked the municipality,
    checked who may, and held every edit against the definitions of now.

    Changes:
        One ``AdoptedDefinition`` and one event ``definition.adopted`` for each edit.
    """
    from_period = first_open_period(adoption)
    for edit in adoption.edits:
        definition = _adopted(adoption, edit, from_period)
        audit.record(
            name="definition.adopted",
            subject=("definition", definition.id),
            actor=adoption.actor,
            now=adoption.now,
            facts={
                "municipality_id": adoption.municipality_id,
                "indicator": edit.indicator_id,
                "version": definition.version,
                "ends": definition.ends,
                "from_period": from_period,
                "proposal": str(adoption.proposal_id),
                "decision": adoption.decision_name,
            },
        )


def first_open_period(adoption: DefinitionAdoption) -> str:
    """Return the first half-year that begins on the day or after it and has no figures yet.

    What was calculated keeps the version it was calculated by, and so its light.
    """
    from_day = first_period(adoption.in_force_from)
    rows = Calculation.objects.filter(municipality_id=adoption.municipality_id)
    last = rows.order_by("period").values_list("period", flat=True).last()
    return max(from_day, str(Period.parse(last).next())) if last else from_day


def _adopted(
    adoption: DefinitionAdoption, edit: DefinitionEdit, from_period: str
) -> AdoptedDefinition:
    known = _about(adoption.municipality_id, edit.indicator_id)
    newest = known.order_by("number").values_list("number", flat=True).last()
    definition: AdoptedDefinition = AdoptedDefinition.objects.create(
        municipality_id=adoption.municipality_id,
        indicator_id=edit.indicator_id,
        number=(newest or 0) + 1,
        from_period=from_period,
        grounds=adoption.decision_name[:300],
        version_of_register_id=adoption.version_id,
        proposal_id=adoption.proposal_id,
        edit=UUID(edit.id),
        consents=[dict(one) for one in adoption.consents.get(edit.subject, ())],
        recorded_by_id=adoption.actor.user_id,
        recorded_at=adoption.now,
        **_content(edit),
    )
    return definition


def _content(edit: DefinitionEdit) -> Mapping[str, Any]:
    if isinstance(edit, EndDefinition):
        return {"version": edit.was, "ends": True}
    return {
        "version": edit.becomes,
        "meaning": edit.meaning,
        "limits": edit.limits,
        "owner": edit.owner,
        "audience": edit.audience,
    }


def _about(municipality_id: int, indicator_id: str) -> Any:
    return AdoptedDefinition.objects.filter(
        municipality_id=municipality_id, indicator_id=indicator_id
    )
