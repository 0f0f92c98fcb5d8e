"""A proposal through a meeting: offered, decided, and then the register has a next version."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from docx import Document

from drieluik.apps.agreements import services as agreements
from drieluik.apps.agreements.delegating.policies import Wanted
from drieluik.apps.agreements.models import Proposal, RegisterVersion
from drieluik.apps.agreements.proposals.minuting import positions_told
from drieluik.apps.agreements.services import Said
from drieluik.apps.decisions import services
from drieluik.apps.decisions.minutes import as_json, get_minutes, minutes_of
from drieluik.apps.decisions.models import Decision
from drieluik.apps.decisions.services import NewDecision
from drieluik.apps.errors import WrongState
from drieluik.reports.minutes_document import Standing, minutes_from
from drieluik.reports.minutes_docx import decision_list_docx, minutes_docx
from drieluik.reports.minutes_pdf import decision_list_pdf
from tests.factories.agreements import NOW as AGREED
from tests.factories.agreements import make_register
from tests.factories.decisions import (
    STARTS,
    close_meeting,
    make_table,
    secretary,
    take_up,
)
from tests.factories.organisations import (
    make_municipality,
    make_party,
    make_representation,
    sign_in,
)
from tests.factories.projects import move_action, the_project
from tests.factories.proposals import (
    adopt,
    all_agree,
    change_words,
    delegate,
    make_proposal,
    recorder,
    say,
    second_delegate,
)
from tests.factories.tagged_pdf import Heard

pytestmark = pytest.mark.django_db
FROM = date(2020, 4, 1)


@pytest.fixture
def clauses():
    found = make_register()
    make_table()
    return found


def _decide(item, kind, in_force_from=FROM, left_out=()):
    return services.take_decision(
        item_id=item.id,
        decision=NewDecision(kind, "Zo besloten.", in_force_from, left_out=left_out),
        actor=secretary(),
        now=STARTS,
    )


def test_adopting_writes_the_next_version_with_the_name_of_the_decision(clauses):
    proposal = make_proposal(change_words(clauses["1.1"], "Partijen spreken elkaar elke maand."))
    all_agree(proposal)

    decision = _decide(take_up(proposal), "adopt")

    newest = RegisterVersion.objects.get(number=2)
    assert newest.decision_id == decision.id
    assert newest.decision_name == "Besluit 1, Bestuurlijk Overleg van 12 maart 2020"
    assert newest.in_force_from == FROM


def test_an_action_without_cover_goes_to_a_later_year_by_the_decision(clauses):
    proposal = make_proposal(move_action())
    item = take_up(proposal)
    with pytest.raises(WrongState):
        _decide(item, "adopt")
    before = the_project().actions[0].moved_to
    all_agree(proposal)

    _decide(item, "adopt")

    (move,) = the_project().actions[0].moves
    assert before is None
    assert move.decision_name == "Besluit 1, Bestuurlijk Overleg van 12 maart 2020"
    document, standing = get_minutes(item.meeting_id)
    ((_item, decision),) = document.decisions
    assert "Van 2020 naar 2021 Q3." in decision.changes[0]
    word = Document(BytesIO(decision_list_docx(document, standing)))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert any(decision.changes[0] in cell for cell in cells)
    pdf = Heard(decision_list_pdf(document, standing, at=STARTS))
    assert "Van 2020 naar 2021 Q3." in " ".join(pdf.text.split())


def test_without_consent_there_is_no_decision_and_no_version(clauses):
    proposal = make_proposal(change_words(clauses["1.1"], "Partijen spreken elkaar elke maand."))
    item = take_up(proposal)

    with pytest.raises(WrongState):
        _decide(item, "adopt")

    assert not Decision.objects.exists()
    assert RegisterVersion.objects.count() == 1


def test_a_position_changed_in_the_meeting_counts(clauses):
    proposal = make_proposal(change_words(clauses["1.1"], "Partijen spreken elkaar elke maand."))
    all_agree(proposal)
    item = take_up(proposal)
    say(proposal, "huurders-a", "object", "Toch niet.", now=STARTS - timedelta(minutes=5))

    with pytest.raises(WrongState):
        _decide(item, "adopt")
    say(proposal, "huurders-a", now=STARTS - timedelta(minutes=1))

    assert _decide(item, "adopt").number == 1


def test_what_is_left_out_stays_as_it_was(clauses):
    first = change_words(clauses["1.1"], "Partijen spreken elkaar elke maand.")
    second = change_words(clauses["2.1"], "De corporaties houden zeshonderd woningen betaalbaar.")
    proposal = make_proposal(first, second)
    all_agree(proposal)
    item = take_up(proposal)

    with pytest.raises(WrongState):
        _decide(item, "adopt_in_part")
    _decide(item, "adopt_in_part", left_out=(second.id,))

    texts = RegisterVersion.objects.get(number=2).clauses.values_list("number", "text")
    assert dict(texts)["1.1"] == "Partijen spreken elkaar elke maand."
    assert dict(texts)["2.1"] == clauses["2.1"].text
    document, _standing = get_minutes(item.meeting_id)
    ((_item, decision),) = document.decisions
    assert decision.changes == (
        "1.1 Overleg: andere tekst.",
        "2.1 Voorraad: andere tekst. Dit blijft buiten het besluit.",
    )
    assert minutes_from(as_json(document)) == document


def test_what_lacks_consent_stays_out_with_whose_consent_is_lacking(clauses):
    first = change_words(clauses["1.1"], "Partijen spreken elkaar elke maand.")
    second = change_words(clauses["2.1"], "De corporaties houden zeshonderd woningen betaalbaar.")
    proposal = make_proposal(first, second)
    all_agree(proposal)
    say(proposal, "huurders-a", "object", "Niet zo.", subjects=[str(clauses["2.1"].clause_id)])

    _decide(take_up(proposal), "adopt_in_part", left_out=(second.id,))

    assert "Huurders a" in proposal.edits.get(id=second.id).outcome_reason


def test_rejecting_closes_the_proposal_and_changes_no_text(clauses):
    proposal = make_proposal(change_words(clauses["1.1"], "Partijen spreken elkaar elke maand."))

    _decide(take_up(proposal), "reject", in_force_from=None)

    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.REJECTED
    assert RegisterVersion.objects.count() == 1


def test_minutes_say_of_what_was_rejected_that_it_was_not_adopted(clauses):
    proposal = make_proposal(change_words(clauses["1.1"], "Partijen spreken elkaar elke maand."))
    item = take_up(proposal)
    _decide(item, "reject", in_force_from=None)

    changes = minutes_of(item.meeting).items[0].decisions[0].changes

    assert changes == ("1.1 Overleg: andere tekst. Dit is niet vastgesteld.",)


def test_adopting_asks_for_a_day(clauses):
    proposal = make_proposal(change_words(clauses["1.1"], "Partijen spreken elkaar elke maand."))
    all_agree(proposal)
    item = take_up(proposal)

    with pytest.raises(WrongState, match="vanaf welke dag"):
        _decide(item, "adopt", in_force_from=None)


def test_the_page_of_the_meeting_names_the_changes_that_can_be_left_out(clauses, client):
    proposal = make_proposal(change_words(clauses["1.1"], "Partijen spreken elkaar elke maand."))
    item = take_up(proposal)
    sign_in(client, secretary())

    page = client.get(f"/gm9001/overleggen/{item.meeting_id}/zitting/").content.decode()

    assert "Wijziging 1: 1.1" in page
    assert "Voorstel 1: Vaker overleg" in page


def test_an_item_of_a_proposal_leads_to_the_proposal_on_every_page_of_the_meeting(clauses, client):
    proposal = make_proposal(change_words(clauses["1.1"], "Partijen spreken elkaar elke maand."))
    item = take_up(proposal)
    sign_in(client, secretary())
    meeting = f"/gm9001/overleggen/{item.meeting_id}/"

    for path in (meeting, f"{meeting}zitting/", f"{meeting}punten/{item.id}/"):
        page = client.get(path).content.decode()
        assert "voorstel.docx" in page, path
        assert "Bij dit punt zijn geen stukken" not in page, path
        link = page.split("voorstel.docx")[0].rsplit('href="', 2)[1].split('"')[0]
        assert link.endswith(f"{proposal.id}/"), path
        assert client.get(link).status_code == 200


def test_who_decides_sees_what_is_needed_and_afterwards_only_what_can_still_be_done(
    clauses, client
):
    proposal = make_proposal(change_words(clauses["1.1"], "Partijen spreken elkaar elke maand."))
    item = take_up(proposal)
    sign_in(client, secretary())
    session = f"/gm9001/overleggen/{item.meeting_id}/zitting/"

    before = client.get(session).content.decode()
    all_agree(proposal)
    ready = client.get(session).content.decode()
    _decide(item, "adopt")
    after = client.get(session).content.decode()

    assert "Kan nog niet worden vastgesteld" in before
    assert "Nog nodig:" in before
    assert "Kan worden vastgesteld" in ready
    assert "Geldig vanaf (" not in after.replace("<span", "(")
    assert "besluit-left_out" not in after
    assert "Woorden verbeteren" not in after
    assert "Dit besluit geldt al voor het voorstel" in after
    assert "Na het sluiten verandert er niets meer" in after


def test_a_proposal_of_an_older_version_is_carried_over_on_the_way_back_to_the_meeting(
    clauses, client
):
    first, second = (
        make_proposal(change_words(clauses[number], "Anders.")) for number in ("1.1", "2.1")
    )
    all_agree(first)
    adopt(first)
    session = f"/gm9001/overleggen/{take_up(second).meeting_id}/zitting/"
    sign_in(client, secretary())
    offer = client.get(session).content.decode()
    address = f"/gm9001/voorstellen/{second.id}/overzetten/"
    page = client.get(address, {"terug": session}).content.decode()
    second.refresh_from_db()

    away = client.get(address, {"terug": "https://elders.example/"}).content.decode()
    back = client.post(address, {"step": second.step, "terug": session})

    assert f"{address}?terug=" in offer
    assert "2.1" in page
    assert '"https://elders.example' not in away
    assert back["Location"] == session


def _asked_in_three_ways(clauses):
    """A proposal on two agreements: one party by a stand-in, one in writing, one with a reservation."""
    place = make_municipality()
    apart = make_party(code="commissie", kind="tenants", municipality=place)
    make_representation(
        tenants=apart,
        corporation=make_party(code="corporatie-b"),
        municipality=place,
        track="separate",
    )
    proposal = make_proposal(
        change_words(clauses["1.1"], "Partijen spreken elkaar elke maand."),
        change_words(clauses["2.2"], "Eén loket helpt iedereen."),
    )
    all_agree(proposal)
    say(proposal, "corporatie-a", "reservation", "Kort blijven.", [str(clauses["1.1"].clause_id)])
    given = agreements.give_delegation(
        municipality_id=place.id,
        wanted=Wanted(
            party_id=make_party(code="huurders-a").id,
            stand_in_id=second_delegate("huurders-a").user_id,
            proposal_id=proposal.id,
            from_on=AGREED.date(),
            until_on=AGREED.date() + timedelta(days=30),
            reason="Vakantie",
        ),
        actor=delegate("huurders-a"),
        now=AGREED,
    )
    key = str(clauses["1.1"].clause_id)
    said = Said(make_party(code="huurders-a").id, (key,), "agree", delegation_id=given)
    actor = second_delegate("huurders-a")
    agreements.take_position(proposal_id=proposal.id, said=said, actor=actor, now=AGREED)
    later, key = AGREED + timedelta(days=1), str(clauses["2.2"].clause_id)
    letter = Said(apart.id, (key,), "agree", paper="Brief", paper_on=later.date())
    agreements.record_written_position(
        proposal_id=proposal.id, said=letter, actor=recorder(), now=later
    )
    return proposal


def test_minutes_tell_the_positions_at_the_decision_and_the_list_of_decisions_does_not(
    clauses, client
):
    item = take_up(_asked_in_three_ways(clauses))
    _decide(item, "adopt")
    meeting = close_meeting(item.meeting)

    minutes = minutes_of(meeting)
    told = dict(minutes.items[0].decisions[0].positions)
    sign_in(client, secretary())
    page = client.get(f"/gm9001/overleggen/{meeting.id}/verslag/").content.decode()
    listed = client.get(f"/gm9001/overleggen/{meeting.id}/besluitenlijst/").content.decode()

    (first,) = [words for about, words in told.items() if about.startswith("1.1")]
    (second,) = [words for about, words in told.items() if about.startswith("2.2")]
    assert first.startswith("Stemt in: ")
    assert "Huurders a (Tweede Afgevaardigde in de plaats van Delegate Huurders a)" in first
    assert first.endswith("Stemt in met voorbehoud: Corporatie a (Kort blijven).")
    assert "Commissie (schriftelijk, " in second
    assert first in page
    assert "Kort blijven" not in listed
    kept = as_json(minutes)
    assert minutes_from(kept) == minutes
    for decision in kept["items"][0]["decisions"]:
        del decision["positions"]
    assert minutes_from(kept).items[0].decisions[0].positions == ()
    shown = minutes_docx(minutes, Standing("", "", "", STARTS.date()))
    words = "\n".join(one.text for one in Document(BytesIO(shown)).paragraphs)
    assert f"Standpunten over 1.1 {clauses['1.1'].heading}: {first}" in words


def test_of_one_change_the_positions_need_no_name(clauses):
    proposal = make_proposal(change_words(clauses["1.1"], "Partijen spreken elkaar elke maand."))

    ((about, words),) = positions_told(proposal.id)

    assert about == ""
    assert words.startswith("Nog geen standpunt: ")
