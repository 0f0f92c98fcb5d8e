"""Recording what a focus project delivered."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from drieluik.apps.audit import services as audit
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import Actor, person
from drieluik.apps.organisations.services import lock_municipality
from drieluik.apps.projects import policies
from drieluik.apps.projects.delivering import Delivered, faults_of
from drieluik.apps.projects.documents import ids_of, list_choosable
from drieluik.apps.projects.models import ProjectResult
from drieluik.apps.projects.selectors import lead_ids
from drieluik.apps.projects.services.finding import find_project, reporting_party


@transaction.atomic
def record_result(
    *, municipality_id: int, project_id: UUID, told: Delivered, actor: Actor, now: datetime
) -> None:
    """Record what a project delivered.

    Raises:
        NotAllowed: The actor is no editor of a leading organisation or of the municipality.
        WrongState: Something in it is not right; all that is wrong is said.

    Changes:
        One ``ProjectResult``; one event ``result.recorded``.
    """
    lock_municipality(municipality_id)
    leads = lead_ids(project_id)
    policies.check_may_report(actor, municipality_id=municipality_id, leads=leads)
    find_project(municipality_id, project_id)
    documents = list_choosable(municipality_id=municipality_id, actor=actor)
    faults = faults_of(told, on=timezone.localdate(now), documents=documents)
    if faults:
        raise WrongState(" ".join(faults.values()))
    work_id, paper_version_id = ids_of(told.document)
    result = ProjectResult.objects.create(
        project_id=project_id,
        title=told.title.strip()[:200],
        paper=told.paper.strip()[:300],
        link=told.link,
        work_id=work_id,
        meeting_paper_id=paper_version_id,
        delivered_on=told.delivered_on,
        party_id=reporting_party(actor, municipality_id, leads),
        recorded_by_id=person(actor),
        recorded_at=now,
    )
    _record("result.recorded", result, actor, now)


@transaction.atomic
def withdraw_result(*, municipality_id: int, result_id: int, actor: Actor, now: datetime) -> None:
    """Withdraw a result that was recorded by mistake; nothing happens when it was already.

    Raises:
        NotAllowed: The actor is no editor of a leading organisation or of the municipality.

    Changes:
        ``ProjectResult`` withdrawn; one event ``result.withdrawn``.
    """
    lock_municipality(municipality_id)
    result = ProjectResult.objects.filter(
        id=result_id, withdrawn_at=None, project__municipality_id=municipality_id
    ).first()
    leads = lead_ids(result.project_id) if result else frozenset()
    policies.check_may_report(actor, municipality_id=municipality_id, leads=leads)
    if result is None:
        return
    result.withdrawn_at, result.withdrawn_by_id = now, person(actor)
    result.save(update_fields=["withdrawn_at", "withdrawn_by"])
    _record("result.withdrawn", result, actor, now)


def _record(name: str, result: ProjectResult, actor: Actor, now: datetime) -> None:
    audit.record(
        name=name,
        subject=("focus_project", result.project_id),
        actor=actor,
        now=now,
        facts={"result": result.pk},
    )
