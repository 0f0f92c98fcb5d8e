"""The information clock runs for a proposal as for a paper: from the day it was submitted."""

from datetime import UTC, datetime, timedelta

import pytest

from drieluik.apps.agreements import services as agreements
from drieluik.apps.agreements.selectors import list_clauses
from drieluik.apps.decisions import services
from drieluik.apps.decisions.minutes import minutes_of
from drieluik.apps.decisions.selectors import get_agenda, list_sendings, preview_move
from tests.factories.agreements import make_register
from tests.factories.decisions import (
    NOW,
    STARTS,
    close_meeting,
    decide,
    deliver,
    make_item,
    make_meeting,
    make_paper,
    make_table,
    open_meeting,
    put_on,
    secretary,
)
from tests.factories.organisations import make_actor, make_party, sign_in
from tests.factories.proposals import adopt, change_words, lay_consent, make_proposal, recorder

pytestmark = pytest.mark.django_db
FOUR = "Partijen spreken elkaar vier keer per jaar."
IN_TIME = datetime(2020, 2, 27, 9, 0, tzinfo=UTC)
"""Fourteen days before the meeting: the last day."""
LATE = IN_TIME + timedelta(days=4)


@pytest.fixture
def words():
    clauses = make_register()
    make_table()
    return change_words(clauses["1.1"], "Partijen spreken elkaar elke maand.")


def _taken_up(proposal, meeting=None, now=LATE):
    return put_on(meeting or make_meeting(), proposal, now)


def _judged(item):
    agenda = get_agenda(item.meeting_id, on=STARTS.date())
    (judgement,) = agenda.items[0].judgements
    return judgement


def test_a_proposal_submitted_on_the_last_day_is_in_time(words):
    judgement = _judged(_taken_up(make_proposal(words, now=IN_TIME)))

    assert judgement.timeliness == "on_time"
    assert not judgement.flagged


def test_a_proposal_submitted_later_is_flagged_before_in_and_after_the_meeting(words, client):
    item = _taken_up(make_proposal(words, now=LATE))
    said = "Voorstel 1 kwam 4 dagen te laat: op 2 maart 2020 in plaats van 27 februari 2020."
    assert _judged(item).sentence == said

    open_meeting(item.meeting)
    decide(item)
    meeting = close_meeting(item.meeting)

    assert minutes_of(meeting).items[0].warnings == (f"Huurders a: {said}",)
    sign_in(client, secretary())
    place = f"/gm9001/overleggen/{meeting.id}/"
    for page in (place, f"{place}zitting/", f"{place}punten/{item.id}/", f"{place}verslag/"):
        assert said in client.get(page).content.decode(), page


def test_an_item_tells_since_when_its_proposal_can_be_read(words, client):
    item = _taken_up(make_proposal(words, now=LATE))
    sign_in(client, secretary())

    page = client.get(f"/gm9001/overleggen/{item.meeting_id}/punten/{item.id}/").content.decode()

    assert "Ingediend op 2 maart 2020 door Corporatie a" in page


def test_the_term_for_advice_begins_when_the_proposal_is_submitted(words):
    item = _taken_up(make_proposal(words, now=NOW), now=NOW)
    item.needs_advice = True
    item.save()

    judgement = _judged(item)

    assert judgement.advice == "too_short"
    assert "16 maart 2020" in judgement.advice_sentence


def test_advice_on_a_proposal_is_not_overtaken_by_that_proposal(words):
    item = _taken_up(make_proposal(words, now=NOW), now=NOW)
    item.needs_advice = True
    item.save()
    _advise(item, NOW + timedelta(days=1))

    assert _judged(item).advice == "given"


def _advise(item, now):
    tenants = make_party(code="huurders-a")
    services.give_input(
        item_id=item.id,
        party_id=tenants.pk,
        kind="advice",
        text="Doen.",
        actor=make_actor("delegate", party=tenants),
        now=now,
    )


def _carry_over(proposal, new_text, now, *, clause="1.1"):
    """Adopt another proposal and carry this one over to the version that it gives."""
    clauses = {row.number: row for row in list_clauses(proposal.municipality_id)}
    other = make_proposal(change_words(clauses[clause], new_text), now=NOW)
    lay_consent(other)
    adopt(other)
    agreements.rebase_proposal(proposal_id=proposal.id, step=1, actor=recorder(), now=now)


@pytest.fixture
def own_words():
    clauses = make_register()
    make_table()
    return change_words(clauses["1.1"], clauses["1.1"].text.replace("Partijen", "Alle partijen"))


def _with_advice_asked(item):
    item.needs_advice = True
    item.save()
    return item


def test_advice_on_a_proposal_is_overtaken_when_it_is_carried_over_with_other_words(own_words):
    proposal = make_proposal(own_words, now=NOW)
    item = _with_advice_asked(_taken_up(proposal, now=NOW))
    _advise(item, NOW + timedelta(days=1))

    _carry_over(proposal, FOUR, NOW + timedelta(days=2))

    judgement = _judged(item)
    assert judgement.advice == "overtaken"
    assert "versie 1 van Voorstel 1" in judgement.advice_sentence
    _advise(item, NOW + timedelta(days=3))
    assert _judged(item).advice == "given"


def test_a_proposal_with_other_words_after_the_last_day_is_late_and_was_there_in_time(own_words):
    proposal = make_proposal(own_words, now=NOW)
    item = _taken_up(proposal, now=NOW)

    _carry_over(proposal, FOUR, LATE)

    assert _judged(item).sentence == (
        "Voorstel 1 kwam 4 dagen te laat: op 2 maart 2020 in plaats van 27 februari 2020. "
        "Een eerdere versie was er op tijd."
    )


def test_an_item_tells_since_when_its_proposal_has_the_words_of_now(own_words, client):
    proposal = make_proposal(own_words, now=NOW)
    item = _taken_up(proposal, now=NOW)
    sign_in(client, secretary())
    place = f"/gm9001/overleggen/{item.meeting_id}/punten/{item.id}/"
    assert "de woorden zijn veranderd" not in client.get(place).content.decode()

    _carry_over(proposal, FOUR, LATE)

    said = "Op 2 maart 2020 overgezet op een nieuwere versie van het register: de woorden zijn veranderd."
    assert said in client.get(place).content.decode()


def test_a_proposal_carried_over_in_the_same_words_stays_as_it_was(own_words):
    proposal = make_proposal(own_words, now=NOW)
    item = _with_advice_asked(_taken_up(proposal, now=NOW))
    _advise(item, NOW + timedelta(days=1))

    _carry_over(proposal, "Heel iets anders.", LATE, clause="2.1")

    judgement = _judged(item)
    assert (judgement.timeliness, judgement.advice) == ("on_time", "given")


def test_words_that_change_after_a_meeting_change_nothing_in_its_minutes(own_words):
    proposal = make_proposal(own_words, now=NOW)
    item = _taken_up(proposal, now=NOW)
    open_meeting(item.meeting)
    decide(item)
    close_meeting(item.meeting)

    _carry_over(proposal, FOUR, STARTS + timedelta(days=1))

    assert _judged(item).timeliness == "on_time"


def test_a_late_paper_beside_a_proposal_in_time_still_counts(words):
    item = _taken_up(make_proposal(words, now=NOW), now=NOW)
    deliver(make_paper(item), "huurders-a", LATE)

    assert "Notitie kwam 4 dagen te laat" in _judged(item).sentence


def test_an_adjourned_proposal_keeps_the_day_it_was_submitted(words):
    item = _taken_up(make_proposal(words, now=LATE))
    following = make_meeting(starts_at=STARTS + timedelta(days=60))
    open_meeting(item.meeting)
    services.adjourn_item(
        item_id=item.id, to_meeting_id=following.id, text="Later.", actor=secretary(), now=STARTS
    )

    (judgement,) = get_agenda(following.id, on=STARTS.date()).items[0].judgements

    assert judgement.timeliness == "on_time"


def test_moving_a_meeting_back_tells_that_a_proposal_comes_late(words):
    item = _taken_up(make_proposal(words, now=IN_TIME), now=IN_TIME)

    moved = preview_move(item.meeting_id, STARTS - timedelta(days=3), on=IN_TIME.date())

    assert [one.gets_worse for one in moved.changes] == [True]


def test_without_papers_nobody_is_told_that_all_were_received():
    make_table()
    meeting = make_meeting()
    make_item(meeting, needs_advice=True)

    agenda = get_agenda(meeting.id, on=NOW.date())

    assert not any(row.has_all for row in list_sendings(agenda, now=NOW))
    (judgement,) = agenda.items[0].judgements
    assert "stukken zijn ontvangen" not in judgement.advice_sentence
