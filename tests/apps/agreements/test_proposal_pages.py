"""The pages of proposals: reading, writing, answering."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from drieluik.apps.agreements.models import Position, Proposal, RegisterVersion
from drieluik.apps.agreements.proposals.editing import Parties, ProposedEdit
from drieluik.core.amendments.edits.edit import AddClause
from drieluik.core.amendments.sets.rows import SetClause
from tests.factories.agreements import NOW, make_register
from tests.factories.organisations import make_actor, make_municipality, make_party, sign_in
from tests.factories.proposals import adopt, all_agree, change_words, delegate, make_proposal, say

pytestmark = pytest.mark.django_db
SIDES = ("corporatie-a", "huurders-a", "gemeente-voorbeeld")
FOUR = "Partijen spreken elkaar vier keer per jaar."


@pytest.fixture
def clauses():
    return make_register()


def _address(name, *args):
    return reverse(f"agreements:{name}", args=[make_municipality().slug, *args])


def _text(answer):
    return answer.content.decode()


def test_from_the_page_of_an_agreement_to_a_draft_with_its_redline(client, clauses):
    sign_in(client, delegate("huurders-a"))
    page = client.get(_address("clause", "1.1"))
    assert f"{_address('proposal_begin')}?afspraak=1.1" in _text(page)

    form = client.get(f"{_address('proposal_begin')}?afspraak=1.1")
    assert clauses["1.1"].text in _text(form)
    answer = client.post(
        f"{_address('proposal_begin')}?afspraak=1.1",
        {
            "heading": "Overleg",
            "text": FOUR,
            "title": "Vaker overleg",
            "motive": "Twee keer is te weinig.",
            "reason": "theme_session",
            "party": make_party(code="huurders-a").id,
        },
        follow=True,
    )

    shown = _text(answer)
    assert Proposal.objects.get().state == "draft"
    assert "</span>vier<span" in shown
    assert "</span>twee<span" in shown
    assert "Voorstel indienen" in shown
    assert _address("proposal_submit", Proposal.objects.get().id) in shown


def test_a_form_with_a_mistake_keeps_what_was_typed(client, clauses):
    sign_in(client, delegate("huurders-a"))

    answer = client.post(
        f"{_address('proposal_begin')}?afspraak=1.1",
        {"heading": "Overleg", "text": FOUR, "title": "", "motive": "", "reason": "law"},
    )

    assert FOUR in _text(answer)
    assert not Proposal.objects.exists()


@pytest.mark.parametrize(
    "kind", ["woorden", "nieuw", "vervallen", "verplaatsen", "partijen", "doel"]
)
def test_every_kind_of_change_first_asks_what_it_is_about_and_then_what_it_becomes(
    client, clauses, kind
):
    proposal = make_proposal(submitted=False)
    sign_in(client, delegate("corporatie-a"))
    address = _address("edit", proposal.id, kind)

    assert client.get(address).status_code == 200
    over = str(clauses["2.1"].clause_id)
    page = client.get(f"{address}?over={over}")
    assert page.status_code == 200
    assert ("Welk onderdeel?" in _text(page)) is (kind == "doel"), "an agreement is no section"


def test_several_changes_in_one_draft_each_with_its_faults_at_its_place(client, clauses):
    proposal = make_proposal(submitted=False)
    sign_in(client, delegate("corporatie-a"))
    clause_id = clauses["2.1"].clause_id
    section = proposal.base.sections.get(position=1).section
    new = {
        "number": "2.2", "place": f"{section}/{clause_id}", "heading": "Nieuw",
        "text": "Partijen doen iets nieuws.", "bound": ["corporatie-a"], "step": 0,
    }  # fmt: skip
    client.post(_address("edit", proposal.id, "nieuw"), new)

    page = _text(client.get(_address("proposal", proposal.id)))

    assert Proposal.objects.get().edits.count() == 1
    assert "Nummer 2.2 zou 2 keer voorkomen." in page
    assert "aria-disabled" in page
    stale = client.post(_address("edit", proposal.id, "nieuw"), new)
    assert "Partijen doen iets nieuws." in _text(stale)
    assert "intussen gewijzigd" in _text(stale)


def test_a_delegate_gives_a_position_and_changes_it_and_both_stay_visible(client, clauses):
    proposal = make_proposal(change_words(clauses["1.1"], FOUR))
    sign_in(client, delegate("huurders-a"))
    given = {
        "standpunt-party": make_party(code="huurders-a").id,
        "standpunt-subjects": [str(clauses["1.1"].clause_id)],
        "step": proposal.step,
    }
    answer = client.post(
        _address("take_position", proposal.id), given | {"standpunt-verdict": "object"}
    )
    assert answer.status_code == 400
    assert "Schrijf op wat het voorbehoud of bezwaar is." in _text(answer)

    for verdict, reason in (("object", "Te vaak."), ("agree", "Toch goed.")):
        more = {"standpunt-verdict": verdict, "standpunt-reason": reason}
        done = client.post(_address("take_position", proposal.id), given | more)
        assert done["Location"].endswith("#inhoud")

    page = _text(client.get(_address("proposal", proposal.id)))
    assert Position.objects.count() == 2
    assert "Te vaak." in page
    assert "Toch goed." in page
    assert "Nog nodig: Gemeente voorbeeld" in page
    assert "Wat uw partij nu zegt:" in page


def test_agreements_on_which_all_stand_the_same_share_one_overview_with_each_reason_once(
    client, clauses
):
    section = str(RegisterVersion.objects.get().sections.get(position=1).section)
    ids = [str(uuid4()), str(uuid4())]
    proposal = make_proposal(
        *(
            ProposedEdit(
                AddClause(str(uuid4()), section, SetClause(key, f"1.{n}", "", f"Nieuw {n}.")),
                Parties(("corporatie-a",), ("huurders-a",)),
            )
            for n, key in enumerate(ids, start=7)
        )
    )
    sign_in(client, delegate("huurders-a"))

    def _overviews():
        page = _text(client.get(_address("proposal", proposal.id)))
        return page.split('<div class="panel consent"')[1:]

    say(proposal, "corporatie-a")
    shared = _overviews()
    say(proposal, "huurders-a", "object", "Te vaak.", subjects=ids[:1])
    apart = _overviews()

    assert len(shared) == 1
    assert all(f"#over-{key}" in shared[0] for key in ids)
    assert shared[0].count("De afspraak bindt deze partijen.") == 1
    assert [f"#over-{ids[0]}" in one for one in apart] == [True, False]
    assert ["heeft bezwaar" in one for one in apart] == [True, False]


def test_what_kind_of_change_it_is_stands_above_the_changed_words(client, clauses):
    proposal = make_proposal(change_words(clauses["1.1"], FOUR))
    sign_in(client, delegate("huurders-a"))

    page = _text(client.get(_address("proposal", proposal.id)))

    assert page.index("Andere tekst") < page.index('class="redline__clause')


def test_the_page_says_when_it_can_be_adopted_and_afterwards_by_which_decision(client, clauses):
    proposal = make_proposal(change_words(clauses["1.1"], FOUR))
    all_agree(proposal)
    sign_in(client, delegate("huurders-a"))
    assert "Kan worden vastgesteld" in _text(client.get(_address("proposal", proposal.id)))

    adopt(proposal, now=NOW + timedelta(days=1))

    for address in (
        _address("proposal", proposal.id),
        _address("proposals"),
        _address("versions"),
        _address("clause", "1.1"),
        _address("source", "1.1"),
    ):
        assert "besluit 1" in _text(client.get(address)), address
    difference = _text(client.get(f"{_address('difference')}?van=1&naar=2"))
    assert "</span>vier<span" in difference
    word = client.get(f"{_address('difference_word')}?van=1&naar=2")
    assert word.content.startswith(b"PK")


def test_rival_proposals_stand_beside_each_other_with_both_readings(client, clauses):
    make_proposal(change_words(clauses["1.1"], FOUR))
    other = "Partijen spreken elkaar drie keer per jaar."
    second = make_proposal(change_words(clauses["1.1"], other), party="huurders-a")
    sign_in(client, delegate("corporatie-b"))

    for address in (_address("rivals"), _address("proposal", second.id)):
        page = _text(client.get(address))
        assert "“vier”" in page
        assert "“drie”" in page


def test_a_draft_is_there_for_the_own_party_only(client, clauses):
    proposal = make_proposal(change_words(clauses["1.1"], FOUR), submitted=False)

    sign_in(client, delegate("huurders-a"))
    assert client.get(_address("proposal", proposal.id)).status_code == 404
    assert "Vaker overleg" not in _text(client.get(_address("proposals")))

    sign_in(client, make_actor("reader", party=make_party(code="corporatie-a")))
    assert client.get(_address("proposal", proposal.id)).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_what_is_remembered_of_one_reader_is_not_told_to_another(client):
    make_proposal(change_words(make_register()["1.1"], FOUR), submitted=False)
    readers = {code: make_actor("reader", party=make_party(code=code)) for code in SIDES}

    seen = {}
    for code in (*SIDES, *SIDES):
        sign_in(client, readers[code])
        seen[code] = "Vaker overleg" in _text(client.get(_address("proposals")))

    assert seen == {"corporatie-a": True, "huurders-a": False, "gemeente-voorbeeld": False}


@pytest.mark.django_db(transaction=True)
def test_a_position_is_on_the_page_at_once_though_pages_remember(client):
    proposal = make_proposal(change_words(make_register()["1.1"], FOUR))
    sign_in(client, delegate("huurders-a"))
    asked = "Geef het standpunt van Huurders a over: Vaker overleg"
    assert asked in _text(client.get("/"))

    say(proposal, "huurders-a")

    assert asked not in _text(client.get("/"))


def test_the_first_page_asks_a_delegate_for_a_position_until_it_is_given(client, clauses):
    proposal = make_proposal(change_words(clauses["1.1"], FOUR))
    sign_in(client, delegate("huurders-a"))
    asked = "Geef het standpunt van Huurders a over: Vaker overleg"
    assert asked in _text(client.get("/"))

    say(proposal, "huurders-a")

    assert asked not in _text(client.get("/"))


@pytest.mark.parametrize("step", ["", "abc", "9" * 40])
def test_an_odd_step_is_an_old_page_and_no_error(client, clauses, step):
    proposal = make_proposal(change_words(clauses["1.1"], FOUR), submitted=False)
    sign_in(client, delegate("corporatie-a"))
    given = {"step": step, "title": "Anders", "motive": "Daarom.", "reason": "law"}

    submitted = client.post(_address("proposal_submit", proposal.id), given)
    changed = client.post(_address("proposal_words", proposal.id), given)

    assert submitted.status_code == 409
    assert changed.status_code == 200
    assert Proposal.objects.get().title == "Vaker overleg"


def _begin(client, **changes):
    given = {
        "heading": "Overleg",
        "text": FOUR,
        "title": "Vaker overleg",
        "motive": "Twee keer is te weinig.",
        "reason": "theme_session",
        "party": make_party(code="huurders-a").id,
    }
    sign_in(client, delegate("huurders-a"))
    address = f"{_address('proposal_begin')}?afspraak=1.1"
    return client.post(address, given | changes, follow=True)


def test_pasted_layout_and_scripts_become_words_and_the_page_says_so(client, clauses):
    shown = _text(
        _begin(
            client,
            title="<b>Vaker</b> overleg",
            motive="<p>Waarom?</p><script>alert(1)</script><p>Daarom.</p>",
            text=f"<p onclick=x()>{FOUR}</p><ul><li>in het voorjaar</li></ul>",
        )
    )

    proposal = Proposal.objects.get()
    assert (proposal.title, proposal.motive) == ("Vaker overleg", "Waarom?\nDaarom.")
    assert proposal.edits.get().payload["new_text"] == f"{FOUR}\n- in het voorjaar"
    assert "Alleen de woorden zijn bewaard" in shown


def test_words_with_signs_nobody_sees_are_no_change(client, clauses):
    hidden = clauses["1.1"].text.replace(" ", "\u00a0", 1)

    shown = _text(_begin(client, heading=clauses["1.1"].heading, text=hidden))

    assert not Proposal.objects.get().edits.exists()
    assert "Alleen de woorden zijn bewaard" not in shown


@pytest.mark.parametrize(
    ("text", "fault"), [("x" * 200_000, "100000"), ("x\n" * 2500, "2500 regels")]
)
def test_a_text_nobody_can_read_is_refused_at_its_place(client, clauses, text, fault):
    answer = _begin(client, text=text)

    assert fault in _text(answer)
    assert not Proposal.objects.exists()


def test_the_list_tells_in_a_line_how_many_are_waited_for_and_who_objects(client, clauses):
    proposal = make_proposal(change_words(clauses["1.1"], FOUR))
    sign_in(client, delegate("corporatie-a"))
    listed = _address("proposals")
    many = _text(client.get(listed))
    say(proposal, "gemeente-voorbeeld")
    say(proposal, "huurders-a", "object", "Te vaak.")
    few = _text(client.get(listed))

    assert "Nog nodig: 3 partijen." in many
    assert "Nog nodig: Corporatie a. Bezwaar van Huurders a." in few
