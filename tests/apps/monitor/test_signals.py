"""Open signals are offered for the agenda of a meeting, and lead back from it."""

from datetime import UTC, datetime

import pytest

from drieluik.apps.decisions.extensions import agenda_sources
from drieluik.apps.decisions.models import AgendaItem, Meeting
from drieluik.apps.decisions.selectors import find_meeting
from drieluik.apps.decisions.services import NewDecision, add_suggestion, take_decision
from drieluik.apps.errors import WrongState
from drieluik.apps.monitor import services
from drieluik.apps.monitor.models import Signal
from drieluik.apps.monitor.selectors.signals import find_signal
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.organisations.actors import NOBODY
from tests.factories.decisions import close_meeting, make_meeting, open_meeting, secretary
from tests.factories.organisations import make_actor, make_party, sign_in
from tests.factories.signals import deliver, make_signal, make_watched_place, notice

pytestmark = pytest.mark.django_db
NOW = datetime(2021, 2, 15, 9, 0, tzinfo=UTC)


@pytest.fixture
def source():
    return next(one for one in agenda_sources() if one.key == "signal")


@pytest.fixture
def signal():
    return make_signal()


def _meeting(place):
    made = make_meeting()
    return find_meeting(meeting_id=made.id, municipality_id=place.id, actor=secretary())


def _put_on(signal, meeting_id):
    services.put_signal_on_agenda(
        signal_id=signal.id, meeting_id=meeting_id, actor=secretary(), now=NOW
    )
    return AgendaItem.objects.get(meeting_id=meeting_id, source_id=str(signal.id))


def test_an_open_signal_is_offered_with_what_is_the_matter(source, signal):
    (offered,) = source.suggest(secretary(), _meeting(signal.municipality))

    assert offered.source_id == str(signal.id)
    assert offered.href == f"/gm9001/monitor/signalen/{signal.id}/"
    assert offered.why == "Niet op koers over 2020-2."
    assert offered.digest.startswith("Huisuitzettingen")


def test_an_agreement_on_course_is_not_offered(source):
    place = make_watched_place()
    deliver(place, "2020-2", (0,))
    notice(place)

    assert list(source.suggest(secretary(), _meeting(place))) == []


def test_a_closed_signal_is_not_offered_and_cannot_be_put_on(source, signal):
    meeting = _meeting(signal.municipality)
    services.close_signal(signal_id=signal.id, reason="Klaar.", actor=secretary(), now=NOW)

    assert list(source.suggest(secretary(), meeting)) == []
    with pytest.raises(WrongState, match="gesloten"):
        _put_on(signal, meeting.meeting_id)


def test_whoever_takes_no_part_is_offered_nothing(source, signal):
    assert list(source.suggest(NOBODY, _meeting(signal.municipality))) == []


def test_a_signal_is_on_an_agenda_once(source, signal):
    meeting = _meeting(signal.municipality)
    _put_on(signal, meeting.meeting_id)

    assert list(source.suggest(secretary(), meeting)) == []
    with pytest.raises(WrongState):
        _put_on(signal, meeting.meeting_id)


def test_the_pages_of_the_meeting_lead_to_the_signal(signal, client):
    item = _put_on(signal, _meeting(signal.municipality).meeting_id)
    sign_in(client, secretary())
    meeting = f"/gm9001/overleggen/{item.meeting_id}/"

    for page in (meeting, f"{meeting}punten/{item.id}/", f"{meeting}zitting/"):
        assert f'href="/gm9001/monitor/signalen/{signal.id}/"' in client.get(page).content.decode()


def test_the_signal_shows_where_it_stands_and_what_was_decided(signal):
    meeting = Meeting.objects.get(id=_meeting(signal.municipality).meeting_id)
    item = _put_on(signal, meeting.id)
    open_meeting(meeting)
    take_decision(
        item_id=item.id,
        decision=NewDecision("note", "Het college gaat praten."),
        actor=secretary(),
        now=meeting.starts_at,
    )

    (place,) = _row(signal, secretary()).places
    assert (place.meeting.meeting_id, place.item_id) == (meeting.id, item.id)
    assert [one.text for one in place.decisions] == ["Het college gaat praten."]


def test_the_council_sees_an_agenda_once_the_meeting_was_held(signal):
    meeting = Meeting.objects.get(id=_meeting(signal.municipality).meeting_id)
    item = _put_on(signal, meeting.id)
    council = make_actor(
        "reader", party=make_party(code="raad", kind="council", municipality=signal.municipality)
    )
    assert _row(signal, council).places == ()

    open_meeting(meeting)
    take_decision(
        item_id=item.id,
        decision=NewDecision("reject", "Wij doen niets."),
        actor=secretary(),
        now=meeting.starts_at,
    )
    close_meeting(meeting)

    assert len(_row(signal, council).places) == 1


def test_an_item_of_before_signals_were_kept_still_leads_on(source, signal):
    old = f"{signal.clause_id}:2020-2"
    meeting = _meeting(signal.municipality)
    AgendaItem.objects.create(
        meeting_id=meeting.meeting_id,
        position=1,
        title="Uitzettingen",
        source="signal",
        source_id=old,
        added_by_id=secretary().user_id,
        added_at=NOW,
    )

    assert [place.position for place in _row(signal, secretary()).places] == [1]
    assert source.page(signal.municipality_id, old).endswith(f"/signalen/{signal.id}/")
    assert list(source.suggest(secretary(), meeting)) == []


def test_an_old_item_without_a_signal_leads_to_its_agreement(source, signal):
    old = f"{signal.clause_id}:2018-1"

    assert source.page(signal.municipality_id, old) == "/gm9001/afspraken/2.1/"


def test_a_subject_that_is_offered_no_more_is_refused(signal):
    meeting = _meeting(signal.municipality)

    with pytest.raises(WrongState):
        add_suggestion(
            meeting_id=meeting.meeting_id,
            source="signal",
            source_id=str(Signal().id),
            actor=secretary(),
            now=NOW,
        )


def _row(signal, actor):
    return find_signal(Sight(actor, signal.municipality_id), signal.id)
