"""Reading the focus projects: with the years their actions went to, and what they go on from."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from drieluik.apps.agreements.models import Action, ActionMove, CarriedProject, FocusProject
from drieluik.apps.agreements.proposals.planning import Planned, action_key
from drieluik.apps.agreements.rows import ActionRow, FocusProjectRow, MoveRow
from drieluik.apps.audit.remembering import remembered

Links = Mapping[UUID, tuple[int, int]]


@remembered
def list_focus_projects(
    municipality_id: int,
    year: int | None = None,
    on: date | None = None,
    known_at: datetime | None = None,
) -> tuple[FocusProjectRow, ...]:
    """Return the focus projects, newest year first, in the order of the document.

    With ``on`` only what counts on that day: a move that counts later is not in it yet. With
    ``known_at`` only what was recorded by then.
    """
    projects = FocusProject.objects.filter(municipality_id=municipality_id)
    if year is not None:
        projects = projects.filter(year=year)
    if on is not None:
        projects = projects.filter(version__in_force_from__lte=on)
    if known_at is not None:
        projects = projects.filter(version__recorded_at__lte=known_at)
    rows = projects.prefetch_related("actions__moves__version")
    back, ahead = _links(municipality_id)
    return tuple(_project_row(project, (back, ahead), on, known_at) for project in rows)


def find_focus_project(municipality_id: int, year: int, position: int) -> FocusProjectRow | None:
    """Return one focus project by year and place (counted from 1), or None."""
    projects = list_focus_projects(municipality_id, year)
    return next((row for row in projects if row.position == position), None)


def planned_now(municipality_id: int) -> Planned:
    """Return in which year every action and project stands now."""
    projects = list_focus_projects(municipality_id)
    return Planned(
        years={
            action_key(project.project_id, action.number): project.year_of(action)
            for project in projects
            for action in project.actions
        },
        projects={str(project.project_id): project.year for project in projects},
        carried=frozenset(
            (str(project.project_id), project.carried_to[0])
            for project in projects
            if project.carried_to
        ),
    )


def carried_by(edits: Iterable[UUID]) -> dict[UUID, UUID]:
    """Return by project the one that goes on from it, of the edits that did so."""
    rows = CarriedProject.objects.filter(edit__in=list(edits))
    return dict(rows.values_list("origin_id", "project_id"))


def _links(municipality_id: int) -> tuple[Links, Links]:
    """Return by project what it goes on from, and what goes on from it: year and place."""
    rows = CarriedProject.objects.filter(project__municipality_id=municipality_id)
    pairs = [(row.origin, row.project) for row in rows.select_related("origin", "project")]
    back = {after.id: (before.year, before.position + 1) for before, after in pairs}
    ahead = {before.id: (after.year, after.position + 1) for before, after in pairs}
    return back, ahead


def _project_row(
    project: FocusProject, links: tuple[Links, Links], on: date | None, known_at: datetime | None
) -> FocusProjectRow:
    back, ahead = links
    return FocusProjectRow(
        project_id=project.id,
        year=project.year,
        position=project.position + 1,
        theme=project.theme,
        theme_number=project.theme_number,
        focus=project.focus,
        goal=project.goal,
        leads=project.leads,
        problem=project.problem,
        results=project.results,
        way_of_working=project.way_of_working,
        actions=tuple(_action_row(action, on, known_at) for action in project.actions.all()),
        parties=project.parties,
        demarcation=project.demarcation,
        preconditions=project.preconditions,
        communication=project.communication,
        further=project.further,
        carried_from=back.get(project.id),
        carried_to=ahead.get(project.id),
    )


def _action_row(action: Action, on: date | None, known_at: datetime | None) -> ActionRow:
    moves = _moves(action.moves.all(), on, known_at)
    return ActionRow(
        text=action.text,
        quarters=moves[-1].quarters if moves else tuple(action.quarters),
        when="" if moves else action.when,
        action_id=action.pk,
        number=action.position + 1,
        moves=moves,
    )


def _moves(
    rows: Iterable[ActionMove], on: date | None, known_at: datetime | None
) -> tuple[MoveRow, ...]:
    counting = [
        row
        for row in rows
        if (on is None or row.version.in_force_from <= on)
        and (known_at is None or row.version.recorded_at <= known_at)
    ]
    ordered = sorted(counting, key=lambda row: row.version.number)
    return tuple(
        MoveRow(
            from_year=row.from_year,
            to_year=row.to_year,
            quarters=tuple(row.quarters),
            reason=row.reason,
            decision_name=row.version.decision_name,
            decided_on=row.version.decided_on,
            recorded_at=row.version.recorded_at,
        )
        for row in ordered
    )
