"""Lets who leads a focus project go along when a decision lets the project go on next year."""

from uuid import UUID

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.audit.services import subscribe
from drieluik.apps.projects.services import carry_leads


def carry_who_leads(event: AuditEvent) -> None:
    """Copy the leads in the very transaction of the decision; the municipality can change them."""
    if event.actor_id is None:
        return
    carry_leads(
        edits=[UUID(edit) for edit in event.facts["applied"]], user_id=event.actor_id, now=event.at
    )


def listen() -> None:
    """React to every adopted proposal."""
    subscribe("proposal.adopted", carry_who_leads)
