"""Who leads a focus project."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.agreements.focus import carried_by
from drieluik.apps.audit import services as audit
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import Actor, person
from drieluik.apps.organisations.selectors import find_party_code, list_parties
from drieluik.apps.organisations.services import lock_municipality
from drieluik.apps.projects import policies
from drieluik.apps.projects.models import ProjectLead
from drieluik.apps.projects.services.finding import find_project


@transaction.atomic
def name_lead(
    *,
    municipality_id: int,
    project_id: UUID,
    party_id: int,
    person_name: str = "",
    actor: Actor,
    now: datetime,
) -> None:
    """Record that an organisation leads a project, and which person does the work.

    Naming an organisation again ends what was recorded of it, and drops the name of the person:
    only the organisation has to stay readable.

    Raises:
        NotAllowed: The actor is no editor of the municipality.
        WrongState: The project or the party is not of this municipality.

    Changes:
        One ``ProjectLead``, the earlier one ended; one event ``lead.named``, without the name of
        the person.
    """
    lock_municipality(municipality_id)
    policies.check_may_name_leads(actor, municipality_id=municipality_id)
    find_project(municipality_id, project_id)
    parties = list_parties(municipality_id=municipality_id, on=timezone.localdate(now))
    if not parties.filter(id=party_id).exists():
        raise WrongState(_("This organisation takes no part in this municipality."))
    for lead in ProjectLead.objects.filter(project_id=project_id, party_id=party_id, ended_at=None):
        _end(lead, actor, now)
    lead = ProjectLead.objects.create(
        project_id=project_id,
        party_id=party_id,
        person=person_name.strip()[:120],
        named_by_id=person(actor),
        named_at=now,
    )
    _record_of_lead("lead.named", lead, actor, now)


@transaction.atomic
def end_lead(*, municipality_id: int, lead_id: int, actor: Actor, now: datetime) -> None:
    """Record that an organisation no longer leads a project; nothing happens when it did not.

    Raises:
        NotAllowed: The actor is no editor of the municipality.

    Changes:
        ``ProjectLead`` ended, without the name of the person; one event ``lead.ended``.
    """
    lock_municipality(municipality_id)
    policies.check_may_name_leads(actor, municipality_id=municipality_id)
    lead = ProjectLead.objects.filter(
        id=lead_id, ended_at=None, project__municipality_id=municipality_id
    ).first()
    if lead is None:
        return
    _end(lead, actor, now)
    _record_of_lead("lead.ended", lead, actor, now)


def carry_leads(*, edits: Sequence[UUID], user_id: int, now: datetime) -> None:
    """Let the organisations that lead a project lead the one that goes on from it.

    Called inside the transaction of the decision; the event of the decision tells of it.

    Args:
        edits: The edits that were adopted; those that let a project go on count.
        user_id: Who recorded the decision.
        now: When.

    Changes:
        One ``ProjectLead`` per standing lead, with the same person.
    """
    for origin, project in carried_by(edits).items():
        standing = ProjectLead.objects.filter(project_id=origin, ended_at=None)
        ProjectLead.objects.bulk_create(
            ProjectLead(
                project_id=project,
                party_id=lead.party_id,
                person=lead.person,
                named_by_id=user_id,
                named_at=now,
            )
            for lead in standing
        )


def _end(lead: ProjectLead, actor: Actor, now: datetime) -> None:
    lead.ended_at, lead.ended_by_id, lead.person = now, person(actor), ""
    lead.save(update_fields=["ended_at", "ended_by", "person"])


def _record_of_lead(name: str, lead: ProjectLead, actor: Actor, now: datetime) -> None:
    audit.record(
        name=name,
        subject=("focus_project", lead.project_id),
        actor=actor,
        now=now,
        facts={"party": find_party_code(party_id=lead.party_id)},
    )
