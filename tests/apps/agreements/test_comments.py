"""Comments on words: where they hang, what becomes of them, and who may do what."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from drieluik.apps.agreements import services
from drieluik.apps.agreements.commenting import policies
from drieluik.apps.agreements.commenting.anchors import Hold, anchor_in, places_of
from drieluik.apps.agreements.models import Comment, CommentMark
from drieluik.apps.agreements.services import Remark
from drieluik.apps.errors import NotAllowed, WrongState
from tests.factories.agreements import NOW, make_register
from tests.factories.organisations import make_actor, make_municipality, make_party, sign_in
from tests.factories.proposals import change_words, delegate, make_proposal

pytestmark = pytest.mark.django_db
FOUR = "Partijen spreken elkaar vier keer per jaar."
WORDS = st.text(alphabet="abc d", min_size=1, max_size=12)


@pytest.fixture
def clauses():
    return make_register()


def _address(name, *args):
    return reverse(f"agreements:{name}", args=[make_municipality().slug, *args])


def _remark(clause, proposal=None, code="huurders-a", place=(0, 8), text="Wie zijn dat?"):
    return services.write_comment(
        municipality_id=make_municipality().id,
        remark=Remark(
            make_party(code=code).id,
            text,
            clause.clause_id,
            proposal.id if proposal else None,
            FOUR if proposal else clause.text,
            place,
        ),
        actor=delegate(code),
        now=NOW,
    )


@given(before=WORDS, words=WORDS, after=WORDS, more=WORDS)
def test_words_around_may_change_and_the_anchor_stays(before, words, after, more):
    seen, now = f"{before}\n[{words}]\n{after}", f"{more}\n[{words}]\n{after}{more}"
    start = seen.index(f"[{words}]")

    anchor = anchor_in(seen, start, start + len(words) + 2, now)

    assert anchor.hold in (Hold.SAME, Hold.CHANGED)
    assert anchor.then == f"[{words}]"
    assert anchor.words in now


@pytest.mark.parametrize(
    ("now", "hold", "words"),
    [
        ("Elk jaar stijgt de lage huur.", Hold.SAME, "lage huur"),
        ("De zeer lage sociale huur stijgt.", Hold.CHANGED, "lage sociale huur"),
        ("De wachttijd is kort.", Hold.GONE, ""),
        ("", Hold.GONE, ""),
    ],
)
def test_an_anchor_says_what_became_of_its_words(now, hold, words):
    anchor = anchor_in("De lage huur stijgt.", 3, 12, now)

    assert (anchor.hold, anchor.words, anchor.then) == (hold, words, "lage huur")


def test_words_are_found_whatever_their_white_space_and_only_where_they_stand():
    assert places_of("de  HUUR", "Met de\nhuur, en de huur.") == [(4, 11), (16, 23)]
    assert places_of("   ", "Iets.") == []
    assert places_of("(a.*)", "Iets.") == []


def test_a_comment_on_a_proposal_from_form_to_thread_and_settled(client, clauses):
    proposal = make_proposal(change_words(clauses["1.1"], FOUR))
    sign_in(client, delegate("huurders-a"))
    address = _address("proposal_comment", proposal.id, clauses["1.1"].clause_id)
    assert address in client.get(_address("proposal", proposal.id)).content.decode()
    assert FOUR in client.get(address).content.decode()

    party = make_party(code="huurders-a").id
    for words, sentence in (("zes keer", "staan niet"), ("e", "komen")):
        wrong = client.post(address, {"words": words, "text": "Hoe?", "party": party})
        assert sentence in wrong.content.decode()
    assert not Comment.objects.exists()
    page = client.post(
        address, {"words": "vier  keer", "text": "Is dat genoeg?", "party": party}, follow=True
    ).content.decode()
    assert "<mark>vier keer</mark>" in page
    assert "Is dat genoeg?" in page

    first = Comment.objects.get()
    sign_in(client, delegate("corporatie-a"))
    own = make_party(code="corporatie-a").id
    answered = client.post(
        _address("comment_answer", first.id), {"text": "Ruim.", "party": own}, follow=True
    )
    assert "Ruim." in answered.content.decode()
    refused = client.post(_address("comment_mark", first.id, "afhandelen"))
    assert refused.status_code == 403
    sign_in(client, delegate("huurders-a"))
    settled = client.post(_address("comment_mark", first.id, "afhandelen"), follow=True)
    assert "Afgehandeld door" in settled.content.decode()
    assert CommentMark.objects.get().kind == "resolved"


def test_the_page_of_an_agreement_shows_what_is_said_about_it(client, clauses):
    _remark(clauses["1.1"])
    sign_in(client, delegate("corporatie-a"))

    page = client.get(_address("clause", "1.1")).content.decode()

    assert "<mark>Partijen</mark>" in page
    assert "Wie zijn dat?" in page
    assert "Wie zijn dat?" not in client.get(_address("clause", "2.1")).content.decode()


def test_who_changes_an_agreement_reads_what_is_asked_about_it_until_it_is_settled(client, clauses):
    comment_id = _remark(clauses["1.1"])
    proposal = make_proposal(change_words(clauses["1.1"], FOUR), submitted=False)
    other = make_proposal(change_words(clauses["2.1"], "De corporaties bouwen er honderd."))
    sign_in(client, delegate("corporatie-a"))

    shown = client.get(_address("proposal", proposal.id)).content.decode()
    elsewhere = client.get(_address("proposal", other.id)).content.decode()
    services.mark_comment(
        comment_id=comment_id, kind="resolved", actor=delegate("huurders-a"), now=NOW
    )
    settled = client.get(_address("proposal", proposal.id)).content.decode()

    assert ["Wie zijn dat?" in page for page in (shown, elsewhere, settled)] == [True, False, False]
    assert "Opmerkingen bij de afspraak zoals die nu is" in shown


def test_the_button_says_what_it_does(client, clauses):
    _remark(clauses["1.1"])
    sign_in(client, delegate("huurders-a"))

    page = client.get(_address("clause", "1.1")).content.decode()

    assert "Deze opmerking afhandelen" in page


def test_by_the_api_written_read_answered_settled_and_withdrawn(client, clauses):
    proposal = make_proposal(change_words(clauses["1.1"], FOUR))
    sign_in(client, delegate("huurders-a"))
    base = "/api/v1/gemeenten/gm9001"
    on_proposal = f"{base}/voorstellen/{proposal.id}/opmerkingen"
    said = {"partij": "huurders-a", "onderwerp": str(clauses["1.1"].clause_id)}
    wrong = client.post(on_proposal, said | {"tekst": "", "woorden": "zes keer"}).json()
    assert {one["name"] for one in wrong["invalidParams"]} == {"tekst", "woorden"}

    written = client.post(on_proposal, said | {"tekst": "Genoeg?", "woorden": "vier keer"})
    assert written.status_code == 201, written.content
    first = written.json()
    assert (first["woorden_nu"], first["woorden_stand"]) == ("vier keer", "same")
    on_clause = f"{base}/afspraken/1.1/opmerkingen"
    client.post(on_clause, {"partij": "huurders-a", "tekst": "Wie?"})
    assert [row["tekst"] for row in client.get(on_clause).json()] == ["Wie?"]

    one = f"{base}/opmerkingen/{first['id']}"
    sign_in(client, delegate("corporatie-a"))
    answered = client.post(f"{one}/antwoorden", {"partij": "corporatie-a", "tekst": "Ruim."})
    assert [row["tekst"] for row in answered.json()["antwoorden"]] == ["Ruim."]
    assert client.post(f"{one}/afhandeling").status_code == 403
    sign_in(client, delegate("huurders-a"))
    assert client.post(f"{one}/afhandeling").json()["afgehandeld"] is True
    assert client.post(f"{one}/afhandeling").status_code == 409
    assert client.post(f"{one}/heropening").json()["afgehandeld"] is False
    assert client.post(f"{one}/intrekking").json()["tekst"] == ""
    assert client.post(f"{one}/weggooien").status_code == 400
    (left,) = client.get(on_proposal).json()
    assert (left["ingetrokken"], left["antwoorden"][0]["tekst"]) == (True, "Ruim.")
    sign_in(client, make_actor("reader", party=make_party(code="raad", kind="council")))
    assert client.get(on_proposal).status_code in (403, 404)


def test_a_withdrawn_comment_keeps_its_place_without_its_words(client, clauses):
    comment_id = _remark(clauses["1.1"])
    services.mark_comment(
        comment_id=comment_id, kind="withdrawn", actor=delegate("huurders-a"), now=NOW
    )
    sign_in(client, delegate("huurders-a"))

    page = client.get(_address("clause", "1.1")).content.decode()

    assert "Wie zijn dat?" not in page
    assert "ingetrokken" in page
    assert Comment.objects.get().text == "Wie zijn dat?"


def test_what_was_said_is_never_changed_or_deleted(clauses):
    _remark(clauses["1.1"])

    for act in (Comment.objects.all().delete, Comment.objects.get().delete):
        with pytest.raises(TypeError):
            act()
    with pytest.raises(TypeError):
        Comment.objects.update(text="Anders")


def test_nothing_is_done_twice_nor_to_what_was_withdrawn(clauses):
    comment_id = _remark(clauses["1.1"])

    def mark(kind):
        services.mark_comment(
            comment_id=comment_id, kind=kind, actor=delegate("huurders-a"), now=NOW
        )

    with pytest.raises(WrongState):
        mark("reopened")
    mark("resolved")
    with pytest.raises(WrongState):
        mark("resolved")
    mark("reopened")
    mark("withdrawn")
    for kind in ("resolved", "reopened", "withdrawn"):
        with pytest.raises(WrongState):
            mark(kind)


def test_a_draft_and_a_closed_proposal_are_not_commented_on(clauses):
    draft = make_proposal(change_words(clauses["1.1"], FOUR), submitted=False)
    with pytest.raises(WrongState):
        _remark(clauses["1.1"], draft, code="corporatie-a")

    open_one = make_proposal(change_words(clauses["1.1"], FOUR))
    _remark(clauses["1.1"], open_one)
    services.withdraw_proposal(
        proposal_id=open_one.id, reason="", actor=delegate("corporatie-a"), now=NOW
    )
    with pytest.raises(WrongState):
        _remark(clauses["1.1"], open_one)


@pytest.mark.parametrize(
    ("role", "kind", "reads", "comments", "settles"),
    [
        ("reader", "municipality", True, False, False),
        ("editor", "municipality", True, False, True),
        ("steward", "municipality", True, False, True),
        ("delegate", "municipality", True, False, False),
        ("controller", "corporation", True, False, False),
        ("editor", "tenants", True, True, True),
        ("delegate", "tenants", True, True, True),
        ("reader", "tenants", True, False, False),
        ("reader", "council", False, False, False),
        ("editor", "other", False, False, False),
    ],
)
def test_who_reads_comments_and_settles(role, kind, reads, comments, settles):
    place = make_municipality()
    own = make_party(code="huurders-a", kind="tenants", municipality=place)
    party = (
        own if kind == "tenants" else make_party(code=f"een-{kind}", kind=kind, municipality=place)
    )
    actor = make_actor(role, party=party)
    where = {"municipality_id": place.id}

    assert policies.check_may_read_comments.allows(actor, **where) is reads
    assert policies.check_may_comment.allows(actor, party_id=own.id, **where) is comments
    assert policies.check_may_settle.allows(actor, party_id=own.id, **where) is settles


def test_only_the_writer_withdraws(clauses):
    comment_id = _remark(clauses["1.1"])

    with pytest.raises(NotAllowed):
        services.mark_comment(
            comment_id=comment_id, kind="withdrawn", actor=delegate("corporatie-a"), now=NOW
        )
