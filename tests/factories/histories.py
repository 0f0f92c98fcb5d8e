"""A register in which all that can happen did happen."""

from datetime import date, timedelta
from uuid import UUID, uuid4

from drieluik.apps.agreements import services
from drieluik.apps.agreements.proposals.editing import ProposedEdit
from drieluik.apps.agreements.proposals.planning import CarryProject
from drieluik.apps.organisations.models import Municipality
from drieluik.core.amendments.edits.edit import MergeClauses
from tests.factories.agreements import NOW, bind_otherwise, make_register
from tests.factories.projects import move_action, the_project
from tests.factories.proposals import adopt, all_agree, change_words, make_proposal, recorder


def adopted(*edits: ProposedEdit, day: int, place: Municipality) -> None:
    """Adopt edits by a decision, so many days on."""
    now = NOW + timedelta(days=day)
    proposal = make_proposal(*edits, now=now, party="gemeente-voorbeeld", place=place)
    all_agree(proposal, now=now)
    adopt(proposal, in_force_from=date(2020, 2, 1) + timedelta(days=day), now=now)


def corrected(
    place: Municipality, version_number: int, clause: UUID | str, words: str, day: int
) -> None:
    """Correct the record of an agreement, so many days on."""
    services.correct_record(
        municipality_id=place.id,
        version_number=version_number,
        clause_id=UUID(str(clause)),
        right=services.RightWords("Hersteld", words, "Zie het verslag."),
        actor=recorder(),
        now=NOW + timedelta(days=day),
    )


def full_history(place: Municipality) -> None:
    """Changed, merged and corrected agreements, an ended binding, an action and project moved."""
    clauses = make_register(place)
    adopted(change_words(clauses["1.1"], "Elke maand."), day=10, place=place)
    one, two = clauses["2.1"], clauses["2.2"]
    merged = MergeClauses(
        str(uuid4()),
        (str(one.clause_id), str(two.clause_id)),
        (one.text, two.text),
        "2.3",
        "Samen",
        "Alles in één afspraak.",
    )
    adopted(ProposedEdit(merged), day=20, place=place)
    corrected(place, 2, clauses["1.1"].clause_id, "Elke week.", 30)
    project = the_project(place)
    carried = CarryProject(
        str(uuid4()), str(project.project_id), project.focus, 2020, 2021, (2,), "Nog niet af."
    )
    adopted(move_action(), ProposedEdit(carried), day=40, place=place)
    bind_otherwise(
        clauses["1.1"],
        parties={"bound": ["corporatie-a"], "not_party": ["corporatie-b"]},
        reason="Heeft hier geen woningen.",
        place=place,
        now=NOW + timedelta(days=50),
    )
    _bases(place, one.clause_id)


def _bases(place: Municipality, clause_id: UUID) -> None:
    """A basis of the whole set that was corrected, and one agreement whose own basis fell away."""
    now, day = NOW + timedelta(days=60), date(2020, 1, 1)
    facts = {"municipality_id": place.id, "actor": recorder(), "now": now}
    wrong = services.record_basis(basis=services.NewBasis("Visie", "", day, "first", ""), **facts)
    right = services.NewBasis("Woonvisie", "Woningwet art. 42", day, "", "Titel was onvolledig.")
    services.correct_basis(basis_id=wrong, basis=right, **facts)
    gone = services.NewBasis("", "", day, "council", "Motie 3", clause_id)
    services.record_basis(basis=gone, **facts)
