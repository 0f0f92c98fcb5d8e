"""From the register to the rows of the printed document."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from django.utils.translation import gettext as _

from drieluik.apps.agreements.rows import ActionRow, FocusProjectRow, RegisterRow, SectionRow
from drieluik.apps.organisations.selectors import list_parties
from drieluik.reports.agreements_document import (
    PrintedAction,
    PrintedAgreements,
    PrintedClause,
    PrintedProject,
    PrintedSection,
    PrintedTheme,
)


class Place(Protocol):
    """What the document tells about the municipality."""

    id: int
    name: str
    fictitious: bool


def printed_agreements(
    register: RegisterRow, projects: Sequence[FocusProjectRow], municipality: Place, on: date
) -> PrintedAgreements:
    """Return the whole document: themes with goal, how, agreements and actions; annexes."""
    return PrintedAgreements(
        title=register.title,
        municipality=municipality.name,
        parties=_parties(municipality.id, on),
        version_number=register.version.number,
        in_force_from=register.version.in_force_from,
        introduction=register.introduction,
        themes=tuple(
            PrintedTheme(
                number=theme.number,
                title=theme.title,
                sections=tuple(_section(section) for section in theme.sections),
                actions=tuple(
                    _action(action, project)
                    for project in projects
                    if project.theme_number == theme.number
                    for action in project.actions
                ),
            )
            for theme in register.themes
        ),
        projects=tuple(_project(project) for project in projects),
        fictitious=municipality.fictitious,
    )


def moment_of(action: ActionRow) -> str:
    """Say when an action is due: its quarters, or else as the document says it.

    Examples:
        >>> moment_of(ActionRow("", ("2020-Q3", "2020-Q4"), ""))
        'Q3 2020, Q4 2020'
    """
    quarters = (f"{part} {year}" for year, part in (q.split("-") for q in action.quarters))
    return ", ".join(quarters) or action.when


def project_fields(project: FocusProjectRow) -> tuple[tuple[str, str], ...]:
    """Return the filled fields of the project form with their labels, in its order."""
    fields = (
        (_("Main theme"), project.theme),
        (_("Focus"), project.focus),
        (_("Goal"), project.goal),
        (_("Leads"), project.leads),
        (_("Problem"), project.problem),
        (_("Results"), project.results),
        (_("Way of working and progress"), project.way_of_working),
        (_("Parties needed"), project.parties),
        (_("Demarcation"), project.demarcation),
        (_("Preconditions"), project.preconditions),
        (_("Communication"), project.communication),
        (_("Further"), project.further),
    )
    return tuple((label, text) for label, text in fields if text)


def _parties(municipality_id: int, on: date) -> tuple[tuple[str, tuple[str, ...]], ...]:
    parties = list(list_parties(municipality_id=municipality_id, on=on))
    grouped = (
        [party for party in parties if party.kind == kind]
        for kind in ("municipality", "corporation", "tenants")
    )
    return tuple(
        (str(group[0].get_kind_display()), tuple(party.name for party in group))
        for group in grouped
        if group
    )


def _section(section: SectionRow) -> PrintedSection:
    return PrintedSection(
        letter=section.letter,
        title=section.title,
        introduction=section.introduction,
        goal=section.goal,
        how=section.how,
        clauses=tuple(
            PrintedClause(clause.number, clause.heading, clause.text) for clause in section.clauses
        ),
    )


def _project(project: FocusProjectRow) -> PrintedProject:
    return PrintedProject(
        title=f"{project.focus} ({project.year})",
        fields=project_fields(project),
        actions=tuple(_action(action, project) for action in project.actions),
    )


def _action(action: ActionRow, project: FocusProjectRow) -> PrintedAction:
    written = [moment.replace(" ", "") for moment in action.when.split(",") if moment.strip()]
    in_text = bool(written) and all(one in "".join(action.text.split()) for one in written)
    return PrintedAction(action.text, moment_of(action), project.focus, in_text)
