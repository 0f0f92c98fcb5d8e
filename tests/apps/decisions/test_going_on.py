"""Where an adjourned item came from and goes on, also when its minutes are read later."""

from datetime import UTC, datetime, timedelta

import pytest

from drieluik.apps.decisions import services
from drieluik.apps.decisions.selectors import get_agenda
from tests.factories.agreements import NOW, make_register
from tests.factories.decisions import (
    LATER,
    STARTS,
    close_meeting,
    make_item,
    make_meeting,
    make_paper,
    make_table,
    open_meeting,
    put_on,
    secretary,
)
from tests.factories.proposals import change_words, make_proposal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def place():
    return make_table()


def _adjourned(meeting, following):
    item = make_item(meeting)
    open_meeting(meeting)
    services.adjourn_item(
        item_id=item.id,
        to_meeting_id=following.id,
        text="Volgende keer.",
        actor=secretary(),
        now=meeting.starts_at,
    )
    return following.items.get()


def _goes_on_in(meeting):
    (item,) = get_agenda(meeting.id, on=STARTS.date()).items
    return item.adjourned_to


def test_minutes_keep_where_an_item_went_on_when_it_is_taken_off_or_cancelled_later():
    meeting, following = make_meeting(), make_meeting(starts_at=LATER)
    moved = _adjourned(meeting, following)
    close_meeting(meeting)
    told = _goes_on_in(meeting)

    afterwards = STARTS + timedelta(days=1)
    services.remove_item(item_id=moved.id, reason="Van de baan.", actor=secretary(), now=afterwards)
    assert _goes_on_in(meeting) == told == "Bestuurlijk Overleg van 8 oktober 2020"

    services.cancel_meeting(
        meeting_id=following.id,
        reason="Ziek.",
        to_meeting_id=None,
        actor=secretary(),
        now=afterwards,
    )
    assert _goes_on_in(meeting) == told


def test_an_item_taken_off_the_next_agenda_before_closing_goes_on_nowhere():
    meeting, following = make_meeting(), make_meeting(starts_at=LATER)
    moved = _adjourned(meeting, following)
    services.remove_item(item_id=moved.id, reason="Toch niet.", actor=secretary(), now=STARTS)

    assert _goes_on_in(meeting) == ""
    close_meeting(meeting)
    assert _goes_on_in(meeting) == ""


def test_an_item_comes_from_an_earlier_meeting_only():
    last = datetime(2020, 12, 10, 13, 0, tzinfo=UTC)
    first, second, third = (
        make_meeting(),
        make_meeting(starts_at=LATER),
        make_meeting(starts_at=last),
    )
    _adjourned(first, second)
    close_meeting(first)
    item = second.items.get()
    open_meeting(second)
    services.adjourn_item(
        item_id=item.id, to_meeting_id=third.id, text="Later.", actor=secretary(), now=LATER
    )

    came = [get_agenda(one.id, on=STARTS.date()).items[0].adjourned_from for one in (first, second)]
    assert came == ["", "Bestuurlijk Overleg van 12 maart 2020"]


def _titles(meeting):
    (item,) = get_agenda(meeting.id, on=STARTS.date()).items
    return {paper.title for paper in item.papers}


def test_a_proposal_on_three_agendas_is_one_subject_with_all_its_papers():
    clauses = make_register()
    proposal = make_proposal(change_words(clauses["1.1"], "Anders."), submitted=True)
    last = datetime(2020, 12, 10, 13, 0, tzinfo=UTC)
    meetings = make_meeting(), make_meeting(starts_at=LATER), make_meeting(starts_at=last)
    for meeting, title in zip(meetings, ("Eerste", "Tweede", "Derde"), strict=True):
        make_paper(put_on(meeting, proposal), title)

    for meeting in meetings[:2]:
        open_meeting(meeting)
        services.adjourn_item(
            item_id=meeting.items.get().id,
            to_meeting_id=meetings[2].id,
            text="Volgende keer.",
            actor=secretary(),
            now=meeting.starts_at,
        )
        close_meeting(meeting)

    assert meetings[2].items.count() == 1
    assert _titles(meetings[2]) == {"Eerste", "Tweede", "Derde"}


def test_a_subject_put_back_on_an_agenda_has_its_papers_again():
    clauses = make_register()
    proposal = make_proposal(change_words(clauses["1.1"], "Anders."), submitted=True)
    meeting = make_meeting()
    item = put_on(meeting, proposal)
    make_paper(item)
    services.remove_item(item_id=item.id, reason="Vergissing.", actor=secretary(), now=NOW)

    put_on(meeting, proposal)

    assert _titles(meeting) == {"Notitie"}
