"""The example city is laid through the services, once, whatever people did with it since."""

import pytest

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.audit.selectors import verify_chain
from drieluik.apps.deliveries.models import Delivery
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.apps.organisations.models import Membership, Municipality
from drieluik.apps.organisations.services import end_membership
from drieluik.core.tables import Period
from drieluik.example import seeding
from drieluik.example.seeding import deliveries as walked
from drieluik.example.seeding import signals
from drieluik.example.seeding.clock import moment
from drieluik.example.seeding.organisations import STARTS_ON
from drieluik.example.story import delivery_steps

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

FIRST = Period(2019, 1)


@pytest.fixture
def small_story(monkeypatch):
    """Two small corporations in one half-year: the same way, in a fraction of the time."""
    steps = tuple(
        step
        for step in delivery_steps()
        if step.period == FIRST and step.party in ("sjht", "de-veste")
    )
    monkeypatch.setattr(walked, "delivery_steps", lambda: steps)
    # they stand beside figures of the last half-year, which this story does not reach
    monkeypatch.setattr(signals, "remarks", lambda: ())


def _n():
    return AuditEvent.objects.count(), Delivery.objects.count(), Membership.objects.count()


def test_the_story_ends_in_lights_and_a_second_start_undoes_nothing(small_story):
    told = []
    seeding.seed(tell=told.append)
    municipality = Municipality.objects.get(slug="enschede")
    states = set(Delivery.objects.values_list("state", "parts__verdict"))
    lights = {str(row.light) for row in Lights(Sight(SYSTEM, municipality.id)).standings("2019-1")}
    ended = Membership.objects.filter(role="editor", party__code="huurders-domijn").get()
    end_membership(membership_id=ended.id, actor=SYSTEM, now=moment(STARTS_ON, 12))
    before = _n()

    seeding.seed(tell=told.append)

    assert municipality.fictitious
    assert states == {("signed", "accepted")}
    assert "unknown" in lights
    assert any("2019-1" in line for line in told)
    assert _n() == before
    assert verify_chain().intact
