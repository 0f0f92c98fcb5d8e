"""Recording that the parties agreed to count in a certain way."""

from datetime import datetime

from django.db import transaction

from drieluik.apps.audit import services as audit
from drieluik.apps.monitor import policies
from drieluik.apps.monitor.models import Definition
from drieluik.apps.organisations.actors import Actor
from drieluik.core.indicators import INDICATORS, indicator


def propose_definitions(*, municipality_id: int, now: datetime) -> int:
    """Put every definition of the catalogue on record as proposed; known versions stay as they are.

    Returns:
        How many were new.

    Changes:
        ``Definition`` rows.
    """
    known = set(
        Definition.objects.filter(municipality_id=municipality_id).values_list(
            "indicator_id", "version"
        )
    )
    new = [card for card in INDICATORS if (card.id, card.version) not in known]
    Definition.objects.bulk_create(
        Definition(
            municipality_id=municipality_id,
            indicator_id=card.id,
            version=card.version,
            valid_from=card.valid_from,
            valid_until=card.valid_until,
            proposed_at=now,
        )
        for card in new
    )
    return len(new)


@transaction.atomic
def adopt_definition(
    *, municipality_id: int, indicator_id: str, grounds: str, actor: Actor, now: datetime
) -> Definition:
    """Record that the parties adopted the current version of a definition, and where.

    Raises:
        NotAllowed: The actor is no steward of the municipality.
        WrongState: This version was adopted already, or it is not said where.

    Changes:
        ``Definition`` to adopted; one event ``definition.adopted``.
    """
    propose_definitions(municipality_id=municipality_id, now=now)
    definition = Definition.objects.select_for_update().get(
        municipality_id=municipality_id,
        indicator_id=indicator_id,
        version=indicator(indicator_id).version,
    )
    policies.check_may_adopt_definitions(actor, municipality_id=municipality_id)
    policies.check_is_proposed(definition)
    policies.check_has_reason(grounds)
    definition.state = Definition.State.ADOPTED
    definition.adopted_by_id, definition.adopted_at = actor.user_id, now
    definition.grounds = grounds.strip()
    definition.save(update_fields=["state", "adopted_by", "adopted_at", "grounds"])
    audit.record(
        name="definition.adopted",
        subject=("definition", definition.id),
        actor=actor,
        now=now,
        facts={"indicator": indicator_id, "version": definition.version},
    )
    return definition
