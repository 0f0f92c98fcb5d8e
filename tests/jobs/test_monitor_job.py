"""The figures follow an acceptance by themselves."""

import pytest
from django_tasks_db.models import DBTaskResult

from drieluik.apps.audit import services as audit
from drieluik.apps.monitor.models import Calculation
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.jobs.monitor import recalculate_figures
from tests.factories.monitor import NOW, accept_figures, make_place

pytestmark = pytest.mark.django_db


def _accepted(place, period):
    audit.record(
        name="delivery.accepted",
        subject=("delivery", "x"),
        actor=SYSTEM,
        now=NOW,
        facts={"municipality_id": place.id, "period": period},
    )


def _queued():
    rows = DBTaskResult.objects.filter(task_path=recalculate_figures.module_path)
    return sorted(row.args_kwargs["args"][1] for row in rows)


def test_an_acceptance_queues_the_half_years_it_touches(settings):
    place = make_place()
    for period in ("2020-1", "2020-2"):
        accept_figures(place, period=period)

    _accepted(place, "2020-1")

    assert _queued() == ["2020-1", "2020-2"]


def test_the_same_half_year_waits_in_the_queue_once():
    place = make_place()
    accept_figures(place)

    for _ in range(3):
        _accepted(place, "2020-1")

    assert _queued() == ["2020-1"]


def test_the_job_twice_gives_one_calculation():
    place = make_place()
    accept_figures(place)

    first = recalculate_figures.func(place.id, "2020-1", "delivery.accepted")
    again = recalculate_figures.func(place.id, "2020-1", "delivery.accepted")

    assert first == again == str(Calculation.objects.get().id)
