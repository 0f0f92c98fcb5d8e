"""Comments follow their words: into parts, into what took them up, and out of force."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from drieluik.apps.agreements import selectors, services
from drieluik.apps.agreements.commenting.anchors import Hold, anchor_in
from drieluik.apps.agreements.commenting.following import threads_of_clause
from drieluik.apps.agreements.lineage import find_left, ties_of_clause
from drieluik.apps.agreements.proposals.editing import ProposedEdit
from drieluik.apps.agreements.services import Remark
from drieluik.core.amendments import MergeClauses, MoveClause, RepealClause, SetClause, SplitClause
from tests.factories.agreements import NOW, make_register
from tests.factories.organisations import make_municipality, make_party, sign_in
from tests.factories.proposals import adopt, all_agree, change_words, delegate, make_proposal

pytestmark = pytest.mark.django_db
BOTH = "Partijen spreken elkaar twee keer per jaar. Zij melden de cijfers in maart."


@pytest.fixture
def clauses():
    make_register()
    _adopt(change_words(_now("1.1"), BOTH))
    return {row.number: row for row in selectors.list_clauses(make_municipality().id)}


def _now(number):
    return selectors.find_clause(make_municipality().id, number)


def _adopt(*edits):
    proposal = make_proposal(*edits, party="gemeente-voorbeeld")
    all_agree(proposal)
    adopt(proposal)


def _remark(clause, words="", text="Wie doet dat?"):
    start = clause.text.index(words) if words else 0
    return services.write_comment(
        municipality_id=make_municipality().id,
        remark=Remark(
            make_party(code="huurders-a").id,
            text,
            clause.clause_id,
            None,
            clause.text,
            (start, start + len(words)),
        ),
        actor=delegate("huurders-a"),
        now=NOW,
    )


def _threads(clause):
    place, actor = make_municipality().id, delegate("corporatie-a")
    ties = ties_of_clause(place, clause.clause_id)
    in_force = find_left(place, clause.clause_id) is None
    return threads_of_clause(place, actor, clause, ties=ties, is_in_force=in_force)


def _page(client, clause):
    sign_in(client, delegate("corporatie-a"))
    address = reverse("agreements:permalink", args=[make_municipality().slug, clause.clause_id])
    return client.get(address, follow=True).text


@pytest.mark.parametrize(
    ("words", "now"),
    [
        ("veel, en snel", "Zij bouwen huizen, flats. Zij slopen."),
        ("de huur van de woningen", "Zij melden de schulden. Zij slopen."),
    ],
)
def test_a_sign_or_a_small_word_that_happens_to_stand_is_not_what_was_remarked(words, now):
    seen = f"Zij bouwen {words}. Zij slopen."
    start = seen.index(words)

    assert anchor_in(seen, start, start + len(words), now).hold is Hold.GONE


def test_words_split_off_take_their_comment_along(client, clauses):
    whole = clauses["1.1"]
    _remark(whole, "de cijfers")
    first, second = "Partijen spreken elkaar twee keer per jaar.", "Zij melden de cijfers in maart."
    parts = (
        SetClause(str(whole.clause_id), "1.1", "Overleg", first),
        SetClause(str(uuid4()), "1.2", "Cijfers", second),
    )
    _adopt(ProposedEdit(SplitClause(str(uuid4()), str(whole.clause_id), BOTH, parts)))

    (here,), (there,) = _threads(_now("1.2")), _threads(_now("1.1"))

    assert (here.anchor.hold, here.anchor.words) == (Hold.SAME, "de cijfers")
    assert here.moved_from.number == "1.1"
    assert (there.anchor.hold, there.moved_to.number) == (Hold.GONE, "1.2")
    assert "Deze woorden staan nu in:" in _page(client, _now("1.1"))
    assert "<mark>de cijfers</mark>" in _page(client, _now("1.2"))


def test_words_taken_up_elsewhere_take_their_comment_along(client, clauses):
    one, two = clauses["2.1"], clauses["2.2"]
    _remark(two, "bezoek")
    _remark(two, text="Over het geheel.")
    texts, ids = (one.text, two.text), (str(one.clause_id), str(two.clause_id))
    merge = MergeClauses(str(uuid4()), ids, texts, "2.1", one.heading, "\n".join(texts[::-1]))
    _adopt(ProposedEdit(merge))

    (here,) = _threads(_now("2.1"))
    at_the_old = {thread.first.text: thread.moved_to for thread in _threads(two)}

    assert (here.anchor.words, here.moved_from.clause_id) == ("bezoek", two.clause_id)
    assert at_the_old["Wie doet dat?"].number == "2.1"
    assert at_the_old["Over het geheel."] is None
    assert "Over het geheel." in _page(client, two)


def test_an_agreement_that_left_keeps_its_comments_readable(client, clauses):
    _remark(clauses["2.2"], "bezoek")
    _adopt(ProposedEdit(RepealClause(str(uuid4()), str(clauses["2.2"].clause_id))))

    page = _page(client, clauses["2.2"])

    assert "Wie doet dat?" in page
    assert "Opmerking bij woorden</a>" not in page


def test_a_comment_goes_where_its_agreement_goes(clauses):
    _remark(clauses["1.1"], "twee keer")
    home = selectors.get_register(make_municipality().id).themes[1].sections[0].section_id
    move = MoveClause(str(uuid4()), str(clauses["1.1"].clause_id), str(home), None, "2.3")
    _adopt(ProposedEdit(move))

    (thread,) = _threads(selectors.find_clause(make_municipality().id, "2.3", date(2030, 1, 1)))

    assert (thread.anchor.hold, thread.moved_from) == (Hold.SAME, None)


def test_comments_are_folded_until_somebody_opens_them(client, clauses):
    _remark(clauses["1.1"], "twee keer")

    assert '<details class="folded"><summary>Opmerkingen bij deze woorden (1)' in _page(
        client, clauses["1.1"]
    )
