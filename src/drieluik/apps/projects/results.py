"""Reading what focus projects delivered."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from drieluik.apps.organisations.actors import Actor
from drieluik.apps.projects.documents import Documents, key_of, list_documents
from drieluik.apps.projects.models import ProjectResult
from drieluik.apps.projects.rows import ResultRow


def list_results(*, municipality_id: int, project_id: UUID, actor: Actor) -> list[ResultRow]:
    """Return what a project delivered and was not withdrawn, oldest first."""
    found = results_of([project_id], municipality_id=municipality_id, actor=actor)
    return found[project_id]


def results_of(
    project_ids: Collection[UUID], *, municipality_id: int, actor: Actor
) -> dict[UUID, list[ResultRow]]:
    """Return the same of several projects of one municipality, by project."""
    rows = list(
        ProjectResult.objects.filter(project_id__in=project_ids, withdrawn_at=None)
        .select_related("party")
        .order_by("delivered_on", "id")
    )
    points = any(row.work_id or row.meeting_paper_id for row in rows)
    documents = list_documents(municipality_id=municipality_id, actor=actor) if points else {}
    found: dict[UUID, list[ResultRow]] = defaultdict(list)
    for row in rows:
        found[row.project_id].append(_row(row, documents))
    return found


def results_with_work(
    *, municipality_id: int, work_id: UUID
) -> list[tuple[ResultRow, str, int, int]]:
    """Return the results that are a work, with focus, year and place (from 1) of the project."""
    rows = ProjectResult.objects.filter(
        work_id=work_id, project__municipality_id=municipality_id, withdrawn_at=None
    ).select_related("party", "project")
    return [
        (_row(row, {}), row.project.focus, row.project.year, row.project.position + 1)
        for row in rows.order_by("delivered_on", "id")
    ]


def _row(row: ProjectResult, documents: Documents) -> ResultRow:
    return ResultRow(
        result_id=row.pk,
        title=row.title,
        paper=row.paper,
        link=row.link,
        document=documents.get(key_of(row.work_id, row.meeting_paper_id)),
        delivered_on=row.delivered_on,
        party_name=row.party.name,
    )
