"""Working the planning of focus projects into a new version: later years, projects that go on."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Max

from drieluik.apps.agreements.models import (
    Action,
    ActionMove,
    CarriedProject,
    FocusProject,
    RegisterVersion,
)
from drieluik.apps.agreements.proposals.editing import ProposedEdit, planning_edits
from drieluik.apps.agreements.proposals.planning import CarryProject, MoveAction, action_key

_COPIED = (
    "theme",
    "theme_number",
    "focus",
    "goal",
    "leads",
    "problem",
    "results",
    "way_of_working",
    "parties",
    "demarcation",
    "preconditions",
    "communication",
    "further",
)


def write_planning(version: RegisterVersion, edits: Iterable[ProposedEdit]) -> None:
    """Write the moves and the projects that go on; the caller has locked and checked all."""
    place = version.register.municipality_id
    actions = {
        action_key(action.project_id, action.position + 1): action
        for action in Action.objects.filter(project__municipality_id=place)
    }
    for edit in planning_edits(list(edits)):
        if isinstance(edit, MoveAction):
            _move(version, edit, actions[edit.subject])
        else:
            _carry(version, edit)


def _move(version: RegisterVersion, edit: MoveAction, action: Action) -> None:
    ActionMove.objects.create(
        action=action,
        version=version,
        from_year=edit.from_year,
        to_year=edit.to_year,
        quarters=list(edit.quarters),
        reason=edit.reason,
        edit=UUID(edit.id),
    )


def _carry(version: RegisterVersion, edit: CarryProject) -> None:
    origin = FocusProject.objects.get(id=UUID(edit.subject))
    of_year = FocusProject.objects.filter(municipality=origin.municipality_id, year=edit.to_year)
    last = of_year.aggregate(last=Max("position"))["last"]
    project = FocusProject.objects.create(
        municipality_id=origin.municipality_id,
        version=version,
        year=edit.to_year,
        position=0 if last is None else last + 1,
        **{name: getattr(origin, name) for name in _COPIED},
    )
    pairs = []
    for place, number in enumerate(edit.actions):
        old = origin.actions.get(position=number - 1)
        Action.objects.create(
            project=project,
            position=place,
            text=old.text,
            quarters=_next_year(old.quarters, edit),
            when="",
        )
        pairs.append([place + 1, number])
    CarriedProject.objects.create(project=project, origin=origin, actions=pairs, edit=UUID(edit.id))


def _next_year(quarters: Iterable[str], edit: CarryProject) -> list[str]:
    """Return the same quarters of the next year; those of other years fall away."""
    found = (quarter.split("-") for quarter in quarters)
    return [f"{edit.to_year}-{part}" for year, part in found if int(year) == edit.from_year]
