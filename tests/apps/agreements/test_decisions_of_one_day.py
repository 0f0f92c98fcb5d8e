"""Two decisions that count from one day: the later one stands, whatever is corrected in the first."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from drieluik.apps.agreements import selectors, services
from drieluik.apps.agreements.lineage import ties_of_clause
from drieluik.apps.agreements.models import RegisterVersion
from drieluik.apps.agreements.proposals.editing import ProposedEdit
from drieluik.apps.agreements.proposals.sets import set_of_version
from drieluik.apps.agreements.versions import versions_behind, words_with_source
from drieluik.core.amendments import MergeClauses, RepealClause
from tests.factories.agreements import NOW, make_register
from tests.factories.organisations import make_municipality
from tests.factories.proposals import adopt, all_agree, change_words, make_proposal, recorder

pytestmark = pytest.mark.django_db

DAY = date(2020, 4, 1)
FIRST, SECOND, LATER = (NOW + timedelta(days=days) for days in (10, 20, 30))
BECAUSE = "Zo staat het in het ondertekende stuk."


@pytest.fixture
def clauses():
    """The small register."""
    return make_register()


@pytest.fixture
def place(clauses):
    """Where 1.1 was changed twice from one day on, and the first of the two was misrecorded."""
    place = make_municipality()
    _adopt(change_words(clauses["1.1"], "Partijen spreken elkaar vijf keer per jaar."), FIRST)
    now = selectors.find_clause(place.id, "1.1")
    _adopt(change_words(now, "Partijen spreken elkaar vijf keer per kwartaal."), SECOND)
    return place


def _adopt(edit, now, on=DAY):
    proposal = make_proposal(edit, now=now, party="gemeente-voorbeeld")
    all_agree(proposal, now=now)
    adopt(proposal, in_force_from=on, now=now)


def _correct(clause_id, version, text="Partijen spreken elkaar zes keer per jaar."):
    return services.correct_record(
        municipality_id=make_municipality().id,
        version_number=version,
        clause_id=clause_id,
        right=services.RightWords("Overleg", text, BECAUSE),
        actor=recorder(),
        now=LATER,
    )


def test_a_correction_of_the_first_leaves_the_second_in_force(place, clauses):
    made = _correct(clauses["1.1"].clause_id, version=2)

    assert made == ((2, 4),)
    assert selectors.find_version(place.id, DAY).number == 3
    assert selectors.find_clause(place.id, "1.1", DAY).text.endswith("vijf keer per kwartaal.")
    assert selectors.find_clause_by_id(place.id, clauses["1.1"].clause_id).version_number == 3


def test_a_proposal_after_such_a_correction_stands_on_the_second(place, clauses):
    _correct(clauses["1.1"].clause_id, version=2)

    now = selectors.find_clause(place.id, "1.1")
    _adopt(change_words(now, f"{now.text} Samen."), LATER, on=date(2020, 5, 1))

    assert selectors.find_clause(place.id, "1.1").text.endswith("per kwartaal. Samen.")


def test_a_correction_of_a_correction_keeps_its_turn(place, clauses):
    _correct(clauses["1.1"].clause_id, version=2)
    _correct(clauses["1.1"].clause_id, version=4, text="Zeven keer.")

    turns = RegisterVersion.objects.order_by("number").values_list("number", "turn")
    assert list(turns) == [(1, 1), (2, 2), (3, 3), (4, 2), (5, 2)]
    assert selectors.find_version(place.id, DAY).number == 3


def test_words_lead_to_the_decision_of_their_moment(place, clauses):
    clause = clauses["1.1"].clause_id
    _correct(clause, version=2, text="Partijen spreken elkaar vijf keer in een jaar.")

    def shown(known=None):
        return [
            (text, row.number) for text, row in words_with_source(place.id, clause, DAY, known).spans
        ]  # fmt: skip

    assert shown(FIRST)[1] == ("vijf", 2)
    assert shown(SECOND)[-2:] == [("kwartaal", 3), (".", 1)]
    assert ("vijf", 4) in shown()
    assert versions_behind(place.id, 3)[clause].number == 3
    assert versions_behind(place.id, 2, FIRST)[clause].number == 2


def test_the_last_words_of_what_left_are_not_those_of_an_older_record(clauses):
    place, gone = make_municipality(), clauses["1.1"].clause_id
    _adopt(change_words(clauses["1.1"], "Partijen spreken elkaar vijf keer per jaar."), FIRST)
    _adopt(ProposedEdit(RepealClause(str(uuid4()), str(gone))), SECOND, on=date(2020, 5, 1))
    _correct(gone, version=1)

    departed = set_of_version(selectors.find_version(place.id)).departed

    assert [one.clause.text for one in departed] == ["Partijen spreken elkaar vijf keer per jaar."]


def test_a_correction_of_an_older_version_keeps_later_links(clauses):
    place = make_municipality()
    for at, other in enumerate(("2.2", "1.1")):
        one, two = selectors.find_clause(place.id, "2.1"), clauses[other]
        texts, ids = (one.text, two.text), (str(one.clause_id), str(two.clause_id))
        merge = MergeClauses(str(uuid4()), ids, texts, "2.1", one.heading, "\n".join(texts))
        _adopt(ProposedEdit(merge), FIRST, on=date(2020, 4 + at, 1))
    _correct(clauses["2.1"].clause_id, version=2, text="De corporaties houden alles betaalbaar.")

    (tie,) = ties_of_clause(place.id, clauses["1.1"].clause_id)
    (took,) = ties_of_clause(place.id, clauses["2.1"].clause_id)

    assert [row.clause_id for row in tie.clauses] == [clauses["2.1"].clause_id]
    assert {row.number for row in took.clauses} == {"2.2", "1.1"}
