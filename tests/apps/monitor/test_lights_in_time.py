"""Lights as time goes by: the present moves on, silence becomes unknown, the past stays."""

from datetime import UTC, date, datetime, timedelta

import pytest

from drieluik.apps.deliveries.models import DeliveryRound
from drieluik.apps.monitor import services
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.services import Opinion
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.organisations.actors import SYSTEM
from tests.factories.monitor import (
    EFFORT,
    NOW,
    accept_figures,
    calculate,
    make_norm,
    make_place,
    norm_text,
)
from tests.factories.organisations import make_actor, make_party

pytestmark = pytest.mark.django_db
BOTH = ("corporatie-a", "corporatie-b")
DUE = {(2020, 1): date(2020, 8, 1), (2020, 2): date(2021, 2, 1), (2021, 1): date(2021, 8, 1)}


def _ask(place, *halves):
    for year, half in halves:
        DeliveryRound.objects.create(
            municipality=place, year=year, half=half, due_on=DUE[year, half], opened_at=NOW
        )


def _deliver(place, period, parties=BOTH, hours=0):
    for code in parties:
        accept_figures(place, party_code=code, period=period, evictions=(1,))
    calculate(place, period, NOW + timedelta(hours=hours))


def _now(place, on, number="2.1"):
    lights = Lights(Sight(SYSTEM, place.id), on=on)
    clause = next(clause for clause in lights.clauses if clause.number == number)
    return lights, lights.standing(clause, lights.last_period)


@pytest.fixture
def place():
    """Both corporations delivered 2020-1; 2020-2 has been asked for."""
    place = make_place()
    make_party(code="corporatie-b", municipality=place)
    make_norm(place)
    _ask(place, (2020, 1), (2020, 2))
    _deliver(place, "2020-1")
    return place


@pytest.mark.parametrize(
    ("on", "period", "light"),
    [
        (date(2021, 2, 1), "2020-1", "on_course"),
        (date(2021, 2, 2), "2020-2", "unknown"),
    ],
)
def test_a_light_turns_unknown_by_itself_once_the_last_day_to_deliver_has_passed(
    place, on, period, light
):
    lights, standing = _now(place, on)

    assert (lights.last_period, standing.light) == (period, light)


def test_the_reason_names_the_day_that_passed_and_the_last_light(place):
    _, standing = _now(place, date(2021, 3, 1))

    assert "1 februari 2021" in standing.reason
    assert "2020-1: op koers" in standing.reason
    assert standing.missing == ("Corporatie a", "Corporatie b")


def test_every_corporation_that_is_silent_is_unknown_and_never_green(place):
    lights, standing = _now(place, date(2021, 3, 1))

    assert {party.light for party in standing.norms[0].parties} == {"unknown"}
    assert lights.missing_in("2020-2") == ["Corporatie a", "Corporatie b"]


def test_what_was_shown_over_a_past_half_year_stays(place):
    before, _ = _now(place, date(2020, 9, 1))
    later, _ = _now(place, date(2030, 1, 1))
    clause = next(clause for clause in before.clauses if clause.number == "2.1")

    assert later.standing(clause, "2020-1") == before.standing(clause, "2020-1")
    assert later.standing(clause, "2020-1").light == "on_course"


def test_half_a_delivery_before_the_last_day_does_not_make_lights_unknown(place):
    _deliver(place, "2020-2", parties=("corporatie-a",), hours=1)

    early, green = _now(place, date(2021, 1, 20))
    late, grey = _now(place, date(2021, 2, 2))

    assert (early.last_period, green.light) == ("2020-1", "on_course")
    assert (late.last_period, grey.light) == ("2020-2", "unknown")
    assert grey.missing == ("Corporatie b",)


def test_a_complete_delivery_counts_before_the_last_day(place):
    _deliver(place, "2020-2", hours=1)

    lights, standing = _now(place, date(2021, 1, 20))

    assert (lights.last_period, standing.light) == ("2020-2", "on_course")


def test_a_figure_of_a_year_holds_until_the_next_year_should_be_there(place):
    yearly = norm_text(number="2.2", quotation="bij één loket")
    make_norm(place, number="2.2", text=yearly.replace("periode: halfjaar", "periode: jaar"))
    _deliver(place, "2020-2", hours=1)
    _ask(place, (2021, 1))

    lights, of_year = _now(place, date(2021, 9, 1), "2.2")
    _, of_half_year = _now(place, date(2021, 9, 1), "2.1")

    assert lights.last_period == "2021-1"
    assert (of_year.light, of_year.norms[0].period) == ("on_course", "2020")
    assert of_half_year.light == "unknown"


def test_what_a_party_said_about_its_effort_does_not_speak_for_the_next_half_year(place):
    norm = make_norm(place, text=EFFORT)
    for code in BOTH:
        party = make_party(code=code, municipality=place)
        services.record_judgement(
            norm_id=norm.norm_id,
            party_id=party.id,
            opinion=Opinion("2020-1", "met", "Gedaan."),
            actor=make_actor("controller", party=party),
            now=datetime(2020, 9, 1, tzinfo=UTC),
        )

    _, before = _now(place, date(2020, 10, 1))
    _, after = _now(place, date(2021, 3, 1))
    judged = {
        standing: next(n for n in standing.norms if n.wording.is_judged).light
        for standing in (before, after)
    }
    told = next(norm for norm in after.norms if norm.wording.is_judged)

    assert list(judged.values()) == ["on_course", "unknown"]
    assert all("Opnieuw beoordelen" in party.reason for party in told.parties)


def test_a_joint_judgement_does_not_speak_for_later_half_years(place):
    text = EFFORT + (
        "\noordeel: op koers\noordeel reden: goed gegaan\noordeel door: het kernteam\n"
        "oordeel op: 01-09-2020"
    )
    make_norm(place, text=text)

    found = {}
    for on in (date(2020, 10, 1), date(2021, 3, 1)):
        _, standing = _now(place, on)
        found[on] = next(norm for norm in standing.norms if norm.wording.is_judged)

    assert [norm.light for norm in found.values()] == ["on_course", "unknown"]
    assert "Opnieuw beoordelen" in found[date(2021, 3, 1)].reason
