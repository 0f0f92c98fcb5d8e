"""Confirming a document: the outline becomes the first version of the register."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from drieluik.apps.agreements import policies
from drieluik.apps.agreements.contents import objections_to_outline, register_contents
from drieluik.apps.agreements.doubts import asks_reason
from drieluik.apps.agreements.models import Import, Register
from drieluik.apps.agreements.services.imports import close_import
from drieluik.apps.agreements.services.register import Origin, Recorded, record_first_version
from drieluik.apps.audit import services as audit
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.services import lock_municipality


@transaction.atomic
def confirm_import(
    *,
    import_id: UUID,
    step: int,
    in_force_from: date,
    explanation: str,
    actor: Actor,
    now: datetime,
) -> Recorded:
    """Make the outline, as it stands, the first version of the register.

    Args:
        import_id: The document.
        step: The step the person was looking at.
        in_force_from: First day on which the agreements count.
        explanation: What was decided about the doubts; required when one that asks for a reason
            was not settled on its own.
        actor: Who confirms.
        now: When.

    Raises:
        NotAllowed: The actor is no editor or steward of the municipality.
        WrongState: The document is closed, was changed meanwhile, has numbers that cannot be
            used or doubts without a reason, or there is a register already: then the text
            changes by proposals.

    Changes:
        ``Register`` with version 1 and its texts and focus projects; ``Import`` to confirmed;
        events ``register.recorded`` and ``import.confirmed``. All or nothing.
    """
    document = Import.objects.select_for_update().get(id=import_id)
    lock_municipality(document.municipality_id)
    policies.check_may_record(actor, municipality_id=document.municipality_id)
    policies.check_is_open(document)
    policies.check_is_at_step(document, step=step)
    policies.check_can_be_first_version(
        register_exists=Register.objects.filter(municipality=document.municipality_id).exists(),
        objections=objections_to_outline(document.outline),
    )
    asked = asks_reason(document.outline, document.corrections)
    policies.check_has_reason(asked=asked, reason=explanation)
    recorded = record_first_version(
        municipality_id=document.municipality_id,
        contents=register_contents(document.outline),
        in_force_from=in_force_from,
        origin=Origin(document.file_name, document, explanation.strip()),
        actor=actor,
        now=now,
    )
    close_import(document, Import.State.CONFIRMED, actor=actor, now=now)
    audit.record(
        name="import.confirmed",
        subject=("import", document.id),
        actor=actor,
        now=now,
        facts={"version": recorded.version_number, "n_clauses": len(recorded.clause_ids)},
    )
    return recorded
