"""Days that people tell besides the rules, for tests."""

from datetime import date, time

from drieluik.apps.calendar.agreeing import agree_day
from drieluik.apps.calendar.announcing import NewOneOff, add_one_off
from drieluik.apps.calendar.models import HouseRules
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.models import Municipality
from drieluik.core.cycle import Who
from tests.factories.decisions import secretary
from tests.factories.deliveries import NOW


def lay_days(place: Municipality, actor: Actor) -> None:
    """One day that was agreed otherwise, and one of this year only."""
    agree_day(
        municipality_id=place.id,
        item_id="2020:theme_preparation:2",
        agreed_on=date(2020, 6, 22),
        grounds="Kernteam van 3 februari",
        actor=actor,
        now=NOW,
    )
    visit = NewOneOff(
        kind="meeting",
        name="Werkbezoek aan de Oude Kern",
        on=date(2020, 5, 12),
        words="Kernteam van 3 februari",
        who=(Who.MUNICIPALITY, Who.CORPORATION, Who.TENANTS),
        starts_at=time(13, 30),
        ends_at=time(16),
        place="Buurthuis",
    )
    add_one_off(municipality_id=place.id, day=visit, actor=actor, now=NOW)


def write_unreadable_rules(place: Municipality) -> None:
    """House rules that a newer version of the programme can no longer read; no act wrote them."""
    HouseRules.objects.create(
        municipality=place,
        number=1 + HouseRules.objects.filter(municipality=place).count(),
        text="rules: {}",
        grounds="Oud",
        recorded_by_id=secretary().user_id,
        recorded_at=NOW,
    )
