"""Focus projects on the small register: who leads, and reports on its two actions."""

from datetime import UTC, datetime
from uuid import uuid4

from drieluik.apps.agreements.focus import find_focus_project
from drieluik.apps.agreements.proposals.editing import ProposedEdit
from drieluik.apps.agreements.proposals.planning import MoveAction, action_key
from drieluik.apps.agreements.rows import FocusProjectRow
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.models import Municipality
from drieluik.apps.projects import services
from drieluik.apps.projects.budgeting import Statement
from drieluik.apps.projects.delivering import Delivered
from drieluik.apps.projects.models import ProjectLead, ProjectResult
from drieluik.apps.projects.reporting import Report
from tests.factories.agreements import make_register
from tests.factories.organisations import make_actor, make_municipality, make_party

NOW = datetime(2020, 5, 11, 9, 0, tzinfo=UTC)


def municipal_editor() -> Actor:
    """The person of the municipality who keeps the focus projects."""
    return make_actor("editor", party=make_party(code="gemeente-voorbeeld"))


def lead_editor(code: str = "corporatie-a") -> Actor:
    """The person of an organisation who reports."""
    return make_actor("editor", party=make_party(code=code))


def the_project(place: Municipality | None = None) -> FocusProjectRow:
    """The one focus project of the small register."""
    project = find_focus_project((place or make_municipality()).id, 2020, 1)
    assert project is not None
    return project


def make_project(*leads: str, person: str = "Jan Geheim") -> FocusProjectRow:
    """Lay the small register; Corporatie A leads its focus project, unless told otherwise."""
    make_register()
    for code in leads or ("corporatie-a",):
        name_lead(code, person)
    return the_project()


def name_lead(code: str, person: str = "", actor: Actor | None = None) -> None:
    """Let the municipality record who leads."""
    services.name_lead(
        municipality_id=make_municipality().id,
        project_id=the_project().project_id,
        party_id=make_party(code=code).pk,
        person_name=person,
        actor=actor or municipal_editor(),
        now=NOW,
    )


def place_of(number: int = 1) -> services.Place:
    """An action of the project, by its number."""
    project = the_project()
    action = project.actions[number - 1]
    return services.Place(make_municipality().id, project.project_id, action.action_id)


def report(
    state: str = "under_way",
    *,
    quarter: str = "2020-Q1",
    reason: str = "",
    seen: int = 0,
    action: int = 1,
    actor: Actor | None = None,
    now: datetime = NOW,
) -> int:
    """Report on an action, for Corporatie A by default."""
    return services.record_progress(
        place=place_of(action),
        report=Report(quarter, state, reason),
        seen=seen,
        actor=actor or lead_editor(),
        now=now,
    )


def tell_costs(
    cost: str = "1.000,00",
    cover: str = "0",
    *,
    party: str = "corporatie-a",
    year: int = 2020,
    action: int = 1,
    seen: int = 0,
    audience: str = "public",
    explanation: str = "Nog geen geld gevonden.",
    actor: Actor | None = None,
    now: datetime = NOW,
) -> int:
    """Tell what an action costs Corporatie A, unless told otherwise."""
    return services.tell_costs(
        place=place_of(action),
        told=Statement(make_party(code=party).pk, year, cost, cover, explanation, audience),
        seen=seen,
        actor=actor or lead_editor(party),
        now=now,
    )


def record_result(
    title: str = "Werkwijze",
    *,
    paper: str = "Nota werkwijze",
    link: str = "",
    document: str = "",
    actor: Actor | None = None,
) -> None:
    """Record a delivered result of the project."""
    services.record_result(
        municipality_id=make_municipality().id,
        project_id=the_project().project_id,
        told=Delivered(title, paper, link, NOW.date(), document),
        actor=actor or lead_editor(),
        now=NOW,
    )


def move_action(
    number: int = 1,
    *,
    from_year: int = 2020,
    to_year: int = 2021,
    quarters: tuple[str, ...] = ("2021-Q3",),
) -> ProposedEdit:
    """An edit that moves an action of the project to a later year."""
    project = the_project()
    edit = MoveAction(
        id=str(uuid4()),
        subject=action_key(project.project_id, number),
        project=project.focus,
        number=number,
        text=project.actions[number - 1].text,
        from_year=from_year,
        to_year=to_year,
        quarters=quarters,
        reason="Er is geen dekking in 2020.",
    )
    return ProposedEdit(edit)


def lay_progress() -> dict[str, int]:
    """In the small city: Corporatie A leads, an action is delayed and lacks cover; ids by name."""
    editor = municipal_editor()
    name_lead("corporatie-a", "Jan Geheim")
    report("delayed", reason="De werkgroep begint later.", actor=editor)
    tell_costs("1.000,00", "250,00", actor=editor)
    tell_costs("99,99", party="huurders-a", audience="partners", seen=1, actor=editor)
    record_result(actor=editor)
    return {
        "lead_id": ProjectLead.objects.get().pk,
        "result_id": ProjectResult.objects.get().pk,
    }
