"""Splitting, merging and new sections: from the page and by programme, until they are adopted."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from drieluik.apps.agreements import services
from drieluik.apps.agreements.lineage import find_left, ties_of_clause
from drieluik.apps.agreements.models import Proposal
from drieluik.apps.agreements.proposals.reading import get_outcome, get_standing
from drieluik.apps.agreements.selectors import get_register, list_bindings
from tests.factories.agreements import NOW, make_register
from tests.factories.organisations import make_municipality, make_party, sign_in
from tests.factories.proposals import adopt, all_agree, delegate, make_proposal

pytestmark = pytest.mark.django_db
API = "/api/v1/gemeenten/gm9001/voorstellen"
HELP = "Wie huurschuld heeft, vindt hulp bij één loket:"
WAYS = "- bellen;\n- bezoek."
LATER = NOW + timedelta(days=40)


@pytest.fixture
def clauses():
    return make_register()


@pytest.fixture
def draft(client, clauses):
    sign_in(client, delegate("corporatie-a"))
    return make_proposal(submitted=False)


def _address(name, *args):
    return reverse(f"agreements:{name}", args=[make_municipality().slug, *args])


def _write(client, draft, kind, query, **given):
    step = Proposal.objects.get(id=draft.id).step
    page = f"{_address('edit', draft.id, kind)}?{query}"
    return client.post(page, {"step": step, **given}, follow=True)


def _split(client, draft, clauses, **given):
    query = f"over={clauses['2.2'].clause_id}&met=2"
    words = {"heading": "Eén loket", "text": HELP, "number": "2.3"}
    words |= {"new_heading": "Hoe", "new_text": WAYS}
    return _write(client, draft, "splitsen", query, **(words | given))


def _merge(client, draft, clauses, **given):
    query = f"over={clauses['2.1'].clause_id}&met={clauses['2.2'].clause_id}"
    words = {"number": "2.1", "heading": "Samen", "text": "Alles in één."}
    return _write(client, draft, "samenvoegen", query, **(words | given))


def _adopted(draft):
    proposal = Proposal.objects.get(id=draft.id)
    services.submit_proposal(
        proposal_id=draft.id, step=proposal.step, actor=delegate("corporatie-a"), now=NOW
    )
    proposal.refresh_from_db()
    all_agree(proposal)
    adopt(proposal, now=LATER)
    return get_register(make_municipality().id, date(2020, 4, 2))


def test_the_sentence_at_which_to_split_is_chosen_and_both_texts_can_be_changed(
    client, draft, clauses
):
    page = f"{_address('edit', draft.id, 'splitsen')}?over={clauses['2.2'].clause_id}"

    asked = client.get(page).content.decode()
    form = client.get(f"{page}&met=2").context["form"]
    unanswered = client.get(f"{page}&gekozen=1").content.decode()

    assert "- bellen;" in asked
    assert "Kies een van deze." in unanswered
    assert form.initial["text"] == HELP
    assert form.initial["new_text"] == WAYS
    assert form.initial["number"] == "2.3"


@pytest.mark.parametrize("answer", ["0", "1", "99", "x", "-1"])
def test_a_place_that_is_no_sentence_is_asked_again(client, draft, clauses, answer):
    page = f"{_address('edit', draft.id, 'splitsen')}?over={clauses['2.2'].clause_id}"

    shown = client.get(f"{page}&met={answer}")

    assert shown.status_code == 200
    assert "Met welke zin begint de nieuwe afspraak?" in shown.content.decode()


def test_an_agreement_of_one_sentence_is_divided_by_hand(client, draft, clauses):
    page = f"{_address('edit', draft.id, 'splitsen')}?over={clauses['1.1'].clause_id}"

    form = client.get(page).context["form"]

    assert form.initial["text"] == clauses["1.1"].text
    assert not form.initial["new_text"]


def test_a_split_is_shown_word_by_word_can_be_changed_and_taken_out(client, draft, clauses):
    shown = _split(client, draft, clauses).content.decode()
    edit = draft.edits.get()
    again = client.get(
        f"{_address('edit', draft.id, 'splitsen')}?over={clauses['2.2'].clause_id}"
    ).context["form"]

    assert "gesplitst in deze en 2.3" in shown
    assert "Afgesplitst van 2.2" in shown, "the new part is shown as well"
    assert again.initial["new_text"] == WAYS
    _split(client, draft, clauses, new_text="Bellen of bezoek.")
    assert draft.edits.get().payload["parts"][1]["text"] == "Bellen of bezoek."
    assert draft.edits.get().payload["parts"][1]["id"] == edit.payload["parts"][1]["id"]

    step = Proposal.objects.get(id=draft.id).step
    client.post(_address("edit_take_out", draft.id, edit.id), {"step": step})
    assert not draft.edits.exists()


def test_what_changes_is_shown_before_it_is_kept(client, draft, clauses):
    shown = _split(client, draft, clauses, voorbeeld="1").content.decode()

    assert "Afgesplitst van 2.2" in shown
    assert not draft.edits.exists()


def test_a_split_agreement_binds_the_same_parties_and_both_know_each_other(client, draft, clauses):
    _split(client, draft, clauses)
    register = _adopted(draft)
    place, old = make_municipality().id, clauses["2.2"].clause_id
    new = next(one for one in register.clauses if one.number == "2.3")

    assert [row.party_code for row in list_bindings(new.clause_id)] == ["gemeente-voorbeeld"]
    assert [(tie.label, tie.clauses[0].number) for tie in ties_of_clause(place, new.clause_id)] == [
        ("Afgesplitst van", "2.2")
    ]
    assert [(tie.label, tie.clauses[0].number) for tie in ties_of_clause(place, old)] == [
        ("Gesplitst in", "2.3")
    ]
    assert "Afgesplitst van" in client.get(_address("clause", "2.3")).content.decode()


def test_merging_asks_with_what_and_begins_with_all_words(client, draft, clauses):
    page = f"{_address('edit', draft.id, 'samenvoegen')}?over={clauses['2.1'].clause_id}"

    asked = client.get(page).content.decode()
    form = client.get(f"{page}&met={clauses['2.2'].clause_id}").context["form"]

    assert "Welke afspraken gaan hierin op?" in asked
    assert str(clauses["1.1"].clause_id) in asked, "of other themes too"
    assert form.initial["text"] == f"{clauses['2.1'].text}\n{clauses['2.2'].text}"
    shown = client.get(f"{page}&met={clauses['2.1'].clause_id}").content.decode()
    assert "Welke afspraken gaan hierin op?" in shown, "nothing merges with itself"


def test_a_merged_agreement_has_a_page_that_leads_to_what_took_it_up(client, draft, clauses):
    assert "Samengevoegd" in _merge(client, draft, clauses).content.decode()
    register = _adopted(draft)
    place, gone = make_municipality().id, clauses["2.2"].clause_id

    assert [one.number for one in register.clauses] == ["1.1", "2.1"]
    assert {row.party_code for row in list_bindings(clauses["2.1"].clause_id)} == {
        "gemeente-voorbeeld", "corporatie-a", "corporatie-b", "huurders-a",
    }  # fmt: skip
    assert find_left(place, gone).label == "Samengevoegd met een andere afspraak"
    (into,) = ties_of_clause(place, gone)
    assert (into.label, into.clauses[0].number) == ("Opgegaan in", "2.1")
    (took,) = ties_of_clause(place, clauses["2.1"].clause_id)
    assert (took.label, took.clauses[0].number) == ("Nam over", "2.2")
    page = client.get(_address("permalink", gone)).content.decode()
    assert "niet meer van kracht" in page
    assert clauses["2.2"].text.split("\n")[0] in page
    assert _address("permalink", clauses["2.1"].clause_id) in page


def test_a_number_that_another_agreement_has_is_a_fault_at_the_split(client, draft, clauses):
    shown = _split(client, draft, clauses, number="2.1").content.decode()

    assert "Nummer 2.1 zou 2 keer voorkomen." in shown
    refused = _split(client, draft, clauses, number="2 x", new_text="").content.decode()
    assert "Gebruik cijfers, letters, punten en streepjes" in refused


def test_a_new_theme_with_an_agreement_comes_into_the_register(client, draft, clauses):
    places = dict(
        client.get(_address("edit", draft.id, "onderdeel")).context["form"].fields["place"].choices
    )
    last = next(
        value for value, label in places.items() if label.startswith("Een nieuw thema, na 2")
    )
    given = {"place": last, "theme_number": "3", "theme_title": "Groen", "goal": "Meer groen."}
    shown = _write(client, draft, "onderdeel", "", **given).content.decode()
    section = draft.edits.get().payload["section"]["id"]
    assert "In dit nieuwe onderdeel staat nog geen afspraak." in shown
    assert f"?met={section}" in shown

    form = client.get(f"{_address('edit', draft.id, 'nieuw')}?met={section}").context["form"]
    assert form.initial["place"] == f"{section}/"
    new = {"number": "3.1", "heading": "Bomen", "text": "Elke straat een boom."}
    _write(
        client, draft, "nieuw", f"met={section}", place=f"{section}/", bound=["corporatie-a"], **new
    )
    kept = draft.edits.get(kind="add_clause").payload["clause"]["id"]
    again = client.get(f"{_address('edit', draft.id, 'nieuw')}?over={kept}").context["form"]
    assert again.initial["text"] == "Elke straat een boom."

    assert not get_outcome(draft.id).faults
    asked = get_standing(draft.id, NOW).subjects[0].consent.asked
    assert {one.partner.kind for one in asked} == {"municipality", "corporation", "tenants"}
    register = _adopted(draft)
    assert [(theme.number, theme.title) for theme in register.themes][-1] == ("3", "Groen")
    assert register.clauses[-1].name == "3.1 Bomen"


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ({"where": "nieuw"}, {"theme_number", "theme_title"}),
        ({"where": "nieuw", "theme_number": "2", "theme_title": "X"}, {"theme_number"}),
        (
            {"where": "nieuw", "theme_number": "3", "theme_title": "X", "letter": "A"},
            {"letter"},
        ),
        ({"where": "in"}, {"letter", "section_title"}),
        ({"where": "in", "letter": "A", "section_title": "B"}, {"letter"}),
        (
            {"where": "in", "letter": "B", "section_title": "B", "theme_title": "Nieuw"},
            {"theme_title"},
        ),
        ({"where": "elders"}, {"place"}),
    ],
)
def test_all_that_is_wrong_with_a_new_section_is_said_at_once(client, draft, given, names):
    section = draft.base.sections.get(position=1).section
    given = dict(given)
    place = f"{given.pop('where')}/{section}"

    form = _write(client, draft, "onderdeel", "", place=place, **given).context["form"]

    assert set(form.errors) == names
    assert not draft.edits.exists()


def test_an_agreement_whose_new_section_was_taken_out_is_a_fault_and_no_error(
    client, draft, clauses
):
    given = {"place": "nieuw/", "theme_number": "0", "theme_title": "Vooraf"}
    _write(client, draft, "onderdeel", "", **given)
    one = draft.edits.get()
    section = one.payload["section"]["id"]
    new = {"number": "0.1", "text": "Eerst dit.", "bound": ["corporatie-a"]}
    _write(client, draft, "nieuw", "", place=f"{section}/", **new)

    step = Proposal.objects.get(id=draft.id).step
    client.post(_address("edit_take_out", draft.id, one.id), {"step": step})

    assert get_outcome(draft.id).blocking
    assert client.get(_address("proposal", draft.id)).status_code == 200
    assert client.get(_address("edit", draft.id, "nieuw")).status_code == 200


def test_an_agreement_in_force_is_not_written_over_by_adding_one(client, draft, clauses):
    section = draft.base.sections.get(position=1).section
    new = {"number": "2.9", "text": "Nieuw.", "bound": ["corporatie-a"], "place": f"{section}/"}

    _write(client, draft, "nieuw", f"over={clauses['2.1'].clause_id}", **new)

    assert draft.edits.get().payload["clause"]["id"] != str(clauses["2.1"].clause_id)


def test_all_three_by_programme(client, draft, clauses):
    one = f"{API}/{draft.id}/wijzigingen"
    split = {"over": "2.2", "met": ["2"], "nummer": "2.3", "nieuwe_kop": "Hoe", "stap": 0}
    assert client.post(f"{one}/splitsen", split).status_code == 200
    unclear = client.post(f"{one}/splitsen", {"over": "2.2", "nummer": "2.3", "stap": 1})
    assert unclear.status_code == 200, "it was written before"
    merge = {"over": "1.1", "met": ["2.1"], "stap": 2}
    assert client.post(f"{one}/samenvoegen", merge).status_code == 200
    place = f"in/{draft.base.sections.get(position=1).section}"
    section = {"plaats": place, "letter": "B", "onderdeel": "Groen", "stap": 3}
    answer = client.post(f"{one}/onderdeel", section).json()

    kinds = [row["soort"] for row in answer["wijzigingen"]]
    assert kinds == ["split_clause", "merge_clauses", "add_section"]
    assert [row["ernst"] for row in answer["bevindingen"]] == ["confirm"]


def test_by_programme_it_is_told_what_has_to_be_said_first(client, draft, clauses):
    one = f"{API}/{draft.id}/wijzigingen"

    unsaid = client.post(f"{one}/samenvoegen", {"over": "2.1", "stap": 0})
    by_hand = {"over": "2.2", "tekst": HELP, "nieuwe_tekst": WAYS, "nummer": "2.3", "stap": 0}

    assert unsaid.status_code == 400
    assert "met" in unsaid.content.decode()
    assert client.post(f"{one}/splitsen", by_hand).status_code == 200


def test_an_agreement_of_the_future_is_led_to_the_day_on_which_it_counts(client, draft, clauses):
    _split(client, draft, clauses)
    draft.refresh_from_db()
    services.submit_proposal(
        proposal_id=draft.id, step=draft.step, actor=delegate("corporatie-a"), now=NOW
    )
    all_agree(Proposal.objects.get(id=draft.id))
    adopt(Proposal.objects.get(id=draft.id), in_force_from=date(2999, 1, 1), now=LATER)
    new = draft.edits.get().payload["parts"][1]["id"]

    answer = client.get(_address("permalink", new))

    assert answer.status_code == 302
    assert answer.url.endswith("2.3/?op=2999-01-01")


def test_another_party_cannot_write_in_the_draft(client, draft, clauses):
    sign_in(client, delegate("huurders-a"))

    assert _split(client, draft, clauses).status_code == 404
    assert make_party(code="huurders-a").id != draft.party_id
