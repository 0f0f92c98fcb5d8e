"""What an agenda tells of a proposal: what it changes, what is still needed, where else it stands."""

import pytest

from drieluik.apps.agreements import services as agreements
from drieluik.apps.decisions import services
from drieluik.apps.decisions.selectors import get_agenda
from tests.factories.agreements import make_register
from tests.factories.decisions import (
    LATER,
    NOW,
    STARTS,
    close_meeting,
    decide,
    make_meeting,
    make_table,
    open_meeting,
    secretary,
    take_up,
)
from tests.factories.organisations import sign_in
from tests.factories.proposals import adopt, all_agree, change_words, delegate, make_proposal

pytestmark = pytest.mark.django_db


@pytest.fixture
def clauses():
    found = make_register()
    make_table()
    return found


def test_a_proposal_on_another_agenda_is_offered_with_the_name_of_that_meeting(clauses, client):
    proposal = make_proposal(change_words(clauses["1.1"], "Partijen spreken elkaar elke maand."))
    first = make_meeting()
    services.add_suggestion(
        meeting_id=first.id,
        source="proposal",
        source_id=str(proposal.id),
        actor=secretary(),
        now=NOW,
    )
    other = make_meeting(starts_at=LATER)
    sign_in(client, secretary())
    page = f"/gm9001/overleggen/{other.id}/agenda/"

    offered = client.get(page).content.decode()
    open_meeting(first)
    decide(first.items.get())
    close_meeting(first)
    afterwards = client.get(page).content.decode()

    assert "Staat ook op de agenda van" in offered
    assert f'href="/gm9001/overleggen/{first.id}/"' in offered
    assert "Vaker overleg" in afterwards
    assert "Staat ook op de agenda van" not in afterwards


def test_an_item_tells_what_its_proposal_changes_and_whose_consent_is_lacking(clauses, client):
    proposal = make_proposal(change_words(clauses["1.1"], "Partijen spreken elkaar elke maand."))
    item = take_up(proposal)
    sign_in(client, secretary())
    meeting = f"/gm9001/overleggen/{item.meeting_id}/"
    pages = (meeting, f"{meeting}zitting/", f"{meeting}punten/{item.id}/")

    for path in pages:
        page = client.get(path).content.decode()
        assert "1.1 Overleg: andere tekst" in page, path
        assert "Kan nog niet worden vastgesteld" in page, path
        assert "Nog nodig: " in page, path
        assert f'{proposal.id}/#standpunten"' in page, path
    all_agree(proposal)

    for path in pages:
        page = client.get(path).content.decode()
        assert "Kan worden vastgesteld" in page, path
        assert "Nog nodig: " not in page, path
    (told,) = client.get(f"/api/v1/gemeenten/gm9001/overleggen/{item.meeting_id}").json()["punten"]
    assert told["voorstel"]["wijzigingen"] == ["1.1 Overleg: andere tekst"]
    assert told["voorstel"]["in_de_weg"] == []


def test_a_proposal_on_older_words_cannot_be_adopted_however_much_they_agree(clauses):
    proposal = make_proposal(change_words(clauses["1.1"], "Partijen spreken elkaar elke maand."))
    other = make_proposal(change_words(clauses["2.1"], "Zeshonderd woningen blijven betaalbaar."))
    item = take_up(proposal)
    all_agree(proposal)
    all_agree(other)
    adopt(other)

    (row,) = get_agenda(item.meeting_id, on=STARTS.date()).items

    assert [words for words in row.adoption.hindrances if "versie 2" in words]


def test_a_proposal_withdrawn_since_says_so_on_the_agenda(clauses):
    proposal = make_proposal(change_words(clauses["1.1"], "Partijen spreken elkaar elke maand."))
    item = take_up(proposal)
    agreements.withdraw_proposal(
        proposal_id=proposal.id, reason="Anders.", actor=delegate("corporatie-a"), now=NOW
    )

    (row,) = get_agenda(item.meeting_id, on=STARTS.date()).items

    assert row.adoption.hindrances == ("Dit voorstel is ingetrokken.",)


def test_the_time_to_read_counts_the_words_of_the_proposal(clauses):
    short = take_up(make_proposal(change_words(clauses["1.1"], "Elke maand.")))
    long = make_proposal(change_words(clauses["2.1"], "woord " * 1000 + "punt."))
    services.add_suggestion(
        meeting_id=short.meeting_id,
        source="proposal",
        source_id=str(long.id),
        actor=secretary(),
        now=NOW,
    )

    first, second = get_agenda(short.meeting_id, on=STARTS.date()).items

    assert (first.reading_minutes, second.reading_minutes) == (1, 6)
