"""From what a person filled in to edits of the planning of focus projects, and back."""

from collections.abc import Mapping
from typing import Any

from django import forms

from drieluik.apps.agreements.proposals.desk import Desk, new_id
from drieluik.apps.agreements.proposals.editing import ProposedEdit
from drieluik.apps.agreements.proposals.forms import CarryProjectForm, MoveActionForm
from drieluik.apps.agreements.proposals.planning import CarryProject, MoveAction, action_key
from drieluik.apps.agreements.rows import ActionRow, FocusProjectRow


def move_form(desk: Desk, given: Any) -> forms.Form:
    """Ask to which year the chosen action goes."""
    project, action = _chosen_action(desk)
    initial: dict[str, Any] = {
        "quarters": [quarter.partition("-")[2] for quarter in action.quarters]
    }
    for one in desk.own(MoveAction):
        if isinstance(one.edit, MoveAction):
            quarters = [quarter.partition("-")[2] for quarter in one.edit.quarters]
            initial = {"year": one.edit.to_year, "quarters": quarters, "reason": one.edit.reason}
    return MoveActionForm(given, initial=initial, stands_in=project.year_of(action))


def build_move(desk: Desk, given: Mapping[str, Any]) -> list[ProposedEdit]:
    """Return the edit that moves the chosen action."""
    project, action = _chosen_action(desk)
    edit = MoveAction(
        id=new_id(desk.own(MoveAction)),
        subject=desk.subject,
        project=project.focus,
        number=action.number,
        text=action.text,
        from_year=project.year_of(action),
        to_year=given["year"],
        quarters=tuple(f"{given['year']}-{part}" for part in sorted(given["quarters"])),
        reason=given["reason"].strip(),
    )
    return [ProposedEdit(edit)]


def carry_form(desk: Desk, given: Any) -> forms.Form:
    """Ask which actions of the chosen project come along."""
    project = _chosen_project(desk)
    actions = [
        (str(action.number), f"{action.number}. {action.text}") for action in project.actions
    ]
    initial: dict[str, Any] = {}
    for one in desk.own(CarryProject):
        if isinstance(one.edit, CarryProject):
            numbers = [str(number) for number in one.edit.actions]
            initial = {"actions": numbers, "reason": one.edit.reason}
    return CarryProjectForm(given, initial=initial, actions=actions)


def build_carry(desk: Desk, given: Mapping[str, Any]) -> list[ProposedEdit]:
    """Return the edit with which the chosen project goes on in the next year."""
    project = _chosen_project(desk)
    edit = CarryProject(
        id=new_id(desk.own(CarryProject)),
        subject=desk.subject,
        project=project.focus,
        from_year=project.year,
        to_year=project.year + 1,
        actions=tuple(sorted(int(number) for number in given["actions"])),
        reason=given["reason"].strip(),
    )
    return [ProposedEdit(edit)]


def _chosen_action(desk: Desk) -> tuple[FocusProjectRow, ActionRow]:
    return next(
        (project, action)
        for project in desk.projects
        for action in project.actions
        if action_key(project.project_id, action.number) == desk.subject
    )


def _chosen_project(desk: Desk) -> FocusProjectRow:
    return next(one for one in desk.projects if str(one.project_id) == desk.subject)
