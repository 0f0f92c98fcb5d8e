"""From the register to the rows of the printed document."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from django.utils.text import slugify
from django.utils.translation import gettext as _

from drieluik.apps.agreements.bases import bases_on
from drieluik.apps.agreements.focus import list_focus_projects
from drieluik.apps.agreements.moments import end_of, register_on
from drieluik.apps.agreements.parties_on import bindings_on
from drieluik.apps.agreements.rows import (
    ActionRow,
    BindingRow,
    FocusProjectRow,
    RegisterRow,
    SectionRow,
    VersionRow,
)
from drieluik.apps.agreements.versions import versions_behind
from drieluik.apps.agreements.voices import PartyRoles, party_roles
from drieluik.apps.audit.remembering import remembered
from drieluik.apps.organisations.selectors import list_parties, list_tenants_voices
from drieluik.reports.agreements_document import (
    PrintedAction,
    PrintedAgreements,
    PrintedBasis,
    PrintedBinding,
    PrintedClause,
    PrintedDecision,
    PrintedProject,
    PrintedSection,
    PrintedTheme,
)


class Place(Protocol):
    """What the document tells about the municipality."""

    id: int
    name: str
    fictitious: bool


@dataclass(frozen=True, slots=True)
class Annexes:
    """What stands behind the agreements: who is bound, and the decisions behind them."""

    bindings: tuple[PrintedBinding, ...] = ()
    binding_remarks: tuple[str, ...] = ()
    decisions: tuple[PrintedDecision, ...] = ()
    bases: tuple[PrintedBasis, ...] = ()


@remembered
def document_on(
    municipality: Place, on: date | None, known: date | None, *, today: date
) -> PrintedAgreements | None:
    """Return the whole document in force on a day as known on a day, with its annexes, or None.

    Without ``on`` that of today, or else the last one.
    """
    register = register_on(municipality.id, on, known)
    if register is None:
        return None
    known_at = end_of(known) if known else None
    projects = _projects_of(municipality.id, on or today, register, known_at)
    printed = printed_agreements(
        register,
        projects,
        municipality,
        on or today,
        annexes=annexes_of(register, on or today, known_at),
    )
    return replace(printed, on=on, known_on=known)


def file_name(document: PrintedAgreements, kind: str) -> str:
    """Return what the file of a document is called."""
    return f"{slugify(document.title)}-versie-{document.version_number}.{kind}"


def annexes_of(register: RegisterRow, on: date, known_at: datetime | None = None) -> Annexes:
    """Return the annexes of a register: who is bound, and which decisions brought its words."""
    place = register.municipality_id
    bindings = bindings_on(place, on, known_at)
    here = {clause.clause_id for clause in register.clauses}
    bindings = tuple(row for row in bindings if row.clause_id in here)
    voices = list_tenants_voices(municipality_id=place, on=on)
    return Annexes(
        bindings=tuple(_bindings(register, bindings)),
        binding_remarks=party_roles(bindings, voices).explanations,
        decisions=tuple(_decisions(register, known_at)),
        bases=tuple(_bases(register, on, known_at)),
    )


def printed_agreements(
    register: RegisterRow,
    projects: Sequence[FocusProjectRow],
    municipality: Place,
    on: date,
    *,
    annexes: Annexes | None = None,
) -> PrintedAgreements:
    """Return the whole document: themes with goal, how, agreements and actions; annexes."""
    behind = annexes or Annexes()
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
        bindings=behind.bindings,
        binding_remarks=behind.binding_remarks,
        decisions=behind.decisions,
        bases=behind.bases,
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


def _projects_of(
    municipality_id: int, on: date, register: RegisterRow, known_at: datetime | None
) -> list[FocusProjectRow]:
    """Return those of the newest year that had begun; of the first year before any has."""
    day = max(on, register.version.in_force_from)
    projects = list_focus_projects(municipality_id, on=day, known_at=known_at)
    years = sorted({project.year for project in projects})
    begun = [year for year in years if year <= day.year]
    shown = (begun[-1:] or years[:1])[:1]
    return [project for project in projects if project.year in shown]


def _bindings(register: RegisterRow, rows: Sequence[BindingRow]) -> Iterable[PrintedBinding]:
    """Say who is bound by which agreements; nothing while nobody recorded it for any."""
    of_clause = defaultdict(list)
    for row in rows:
        of_clause[row.clause_id].append(row)
    alike: dict[PartyRoles, list[str]] = defaultdict(list)
    for clause in register.clauses if rows else ():
        alike[party_roles(of_clause[clause.clause_id], ())].append(clause.number)
    for roles, numbers in alike.items():
        yield PrintedBinding(tuple(numbers), roles.bound, roles.consent, roles.not_party)


def _bases(register: RegisterRow, on: date, known_at: datetime | None) -> Iterable[PrintedBasis]:
    """Return the basis of all agreements, and of those that have one of their own."""
    found = bases_on(register.municipality_id, on, known_at)
    numbers: dict[UUID | None, str] = {None: ""}
    numbers |= {clause.clause_id: clause.number for clause in register.clauses}
    for clause_id, number in numbers.items():
        if clause_id in found:
            row = found[clause_id]
            yield PrintedBasis(
                number, row.told, row.in_force_from, row.reason_label, row.explanation
            )


def _decisions(register: RegisterRow, known_at: datetime | None) -> Iterable[PrintedDecision]:
    """Return the versions behind the agreements, oldest first, each with its agreements."""
    behind = versions_behind(register.municipality_id, register.version.number, known_at)
    numbers = defaultdict(list)
    for clause in register.clauses:
        numbers[behind[clause.clause_id].number].append(clause.number)
    for version in sorted({row.number: row for row in behind.values()}.values(), key=_number):
        yield PrintedDecision(
            version_number=version.number,
            in_force_from=version.in_force_from,
            reason=version.reason_label,
            name=version.decision_name,
            decided_on=version.decided_on,
            explanation=version.explanation,
            clauses=tuple(numbers[version.number]),
        )


def _number(version: VersionRow) -> int:
    return version.number


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
