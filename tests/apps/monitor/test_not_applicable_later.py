"""What is said of a table afterwards: figures and lights are calculated anew, the old ones stay."""

from datetime import timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from drieluik.apps.deliveries.services import end_not_applicable
from drieluik.apps.monitor.selectors.changes import change_sentences, changed_parts
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.selectors.series import list_calculations
from drieluik.apps.monitor.services import outdated_periods
from drieluik.apps.monitor.sight import Sight
from drieluik.core.tables import Period
from drieluik.jobs.monitor import refresh_figures
from tests.apps.monitor.test_not_applicable import light_of, say
from tests.factories.monitor import (
    NOW,
    accept_figures,
    calculate,
    make_norm,
    make_place,
    make_steward,
)
from tests.factories.organisations import make_actor, make_party

pytestmark = pytest.mark.django_db


def queued():
    rows = DBTaskResult.objects.filter(task_path=refresh_figures.module_path)
    return [row.args_kwargs["args"][1] for row in rows]


def test_saying_it_later_recalculates_and_tells_why_and_the_old_light_stays_readable():
    place = make_place()
    make_party(code="corporatie-b", municipality=place)
    make_norm(place)
    accept_figures(place, evictions=(1, 2))
    calculate(place)
    assert outdated_periods(municipality_id=place.id) == []

    said = say(place)
    assert queued() == ["table_not_applicable.recorded"]
    assert outdated_periods(municipality_id=place.id) == ["2020-1"]
    calculate(place, now=NOW + timedelta(hours=1))

    before, after = list_calculations(municipality_id=place.id)
    assert changed_parts(before, after) == ["not_applicable"]
    assert change_sentences(before, after) == [
        "Huurachterstanden is niet van toepassing op Corporatie b in 2020-1."
    ]
    assert light_of(place).light == "on_course"
    lights = Lights(Sight(make_steward(place), place.id))
    (earlier,) = lights.earlier_lights(light_of(place).wording, "2020-1")
    assert earlier[1].light == "unknown"

    end_not_applicable(
        statement_id=said,
        period=Period(2020, 1),
        reason="Vergissing.",
        actor=make_actor("controller", party=make_party(code="corporatie-b")),
        now=NOW,
    )
    calculate(place, now=NOW + timedelta(hours=2))
    assert light_of(place).missing == ("Corporatie b",)


def test_where_every_table_applies_a_calculation_follows_from_what_it_always_did():
    place = make_place()
    accept_figures(place, evictions=(1, 2))

    row = calculate(place)

    assert row.not_applicable == {}
    assert calculate(place).id == row.id
