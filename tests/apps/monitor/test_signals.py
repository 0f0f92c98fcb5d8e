"""Agreements that are off course are offered for the agenda of a meeting, and no others."""

import pytest

from drieluik.apps.decisions.extensions import agenda_sources
from drieluik.apps.decisions.models import Meeting
from drieluik.apps.decisions.selectors import find_meeting
from drieluik.apps.decisions.services import add_suggestion
from drieluik.apps.organisations.actors import NOBODY
from tests.factories.decisions import NOW, make_meeting, secretary
from tests.factories.monitor import accept_figures, calculate, make_norm, make_place
from tests.factories.organisations import make_actor, make_party, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def source():
    return next(one for one in agenda_sources() if one.key == "signal")


def _place(evictions):
    place = make_place()
    make_norm(place)
    for period in ("2019-1", "2019-2"):
        for code in ("corporatie-a", "corporatie-b"):
            accept_figures(place, period=period, party_code=code, evictions=evictions)
        calculate(place, period)
    return place


def _meeting(place):
    made = make_meeting()
    return find_meeting(meeting_id=made.id, municipality_id=place.id, actor=secretary())


def _actor(place):
    return make_actor("editor", party=make_party(code="gemeente-voorbeeld", municipality=place))


def test_an_agreement_off_course_is_offered_with_its_reason(source):
    place = _place((90, None))

    offered = source.suggest(_actor(place), _meeting(place))

    assert len(offered) == 1
    assert offered[0].href == "/gm9001/afspraken/2.1/"
    assert offered[0].why == "Niet op koers over 2019-2."
    assert len(offered[0].source_id) <= 64


def test_an_agreement_on_course_is_not_offered(source):
    place = _place((0, 0))

    assert list(source.suggest(_actor(place), _meeting(place))) == []


def test_whoever_takes_no_part_is_offered_nothing(source):
    place = _place((90, None))

    assert list(source.suggest(NOBODY, _meeting(place))) == []


def test_a_signal_on_an_agenda_leads_to_its_agreement(source, client):
    place = _place((90, None))
    (offered,) = source.suggest(_actor(place), _meeting(place))
    item = add_suggestion(
        meeting_id=Meeting.objects.get().id,
        source="signal",
        source_id=offered.source_id,
        actor=secretary(),
        now=NOW,
    )
    sign_in(client, secretary())
    meeting = f"/gm9001/overleggen/{item.meeting_id}/"

    for page in (meeting, f"{meeting}punten/{item.id}/", f"{meeting}zitting/"):
        assert 'href="/gm9001/afspraken/2.1/"' in client.get(page).content.decode(), page
