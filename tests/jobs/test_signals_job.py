"""Signals follow the lights by themselves: a while after a change, and every morning."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from drieluik.apps.monitor import services
from drieluik.apps.monitor.models import Signal
from drieluik.apps.monitor.services import Opinion
from drieluik.jobs.mails import write_reminders
from drieluik.jobs.signals import QUIET, notice_signals
from tests.factories.monitor import EFFORT, NOW, make_norm, make_steward
from tests.factories.organisations import make_actor, make_party
from tests.factories.signals import deliver, make_watched_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    found = make_watched_place()
    DBTaskResult.objects.all().delete()
    return found


def _waiting():
    return list(DBTaskResult.objects.filter(task_path=notice_signals.module_path))


def test_calculations_one_after_another_ask_for_one_look_that_waits(place):
    before = timezone.now()
    deliver(place, "2020-1", (1,))
    deliver(place, "2020-2", (1,))

    (job,) = _waiting()
    assert job.args_kwargs["args"] == [place.id]
    assert job.run_after >= before + QUIET


def test_what_people_do_with_norms_asks_for_a_look(place):
    effort = make_norm(place, text=EFFORT)
    assert len(_waiting()) == 1
    DBTaskResult.objects.all().delete()

    party = make_party()
    services.record_judgement(
        norm_id=effort.norm_id,
        party_id=_bound(effort, party).pk,
        opinion=Opinion("2020-2", "not_met", "Te weinig mensen."),
        actor=make_actor("delegate", party=party),
        now=NOW,
    )
    assert len(_waiting()) == 1
    DBTaskResult.objects.all().delete()

    services.retire_norm(
        norm_text_id=effort.id,
        from_period="2021-1",
        reason="Klaar.",
        actor=make_steward(place),
        now=NOW,
    )
    assert len(_waiting()) == 1


def _bound(norm_text, party):
    from drieluik.apps.agreements.models import Binding

    clause = norm_text.norm.clause
    if not Binding.objects.filter(clause=clause, party=party).exists():
        Binding.objects.create(clause=clause, party=party, kind="bound")
    return party


def test_a_look_raises_the_signal_and_a_second_one_adds_nothing(place):
    deliver(place, "2020-2", (90,))

    assert notice_signals.func(place.id) > 0
    n_facts = sum(signal.facts.count() for signal in Signal.objects.all())
    assert notice_signals.func(place.id) == 0
    assert sum(signal.facts.count() for signal in Signal.objects.all()) == n_facts


def test_a_day_of_delivery_that_went_by_raises_a_signal_in_the_morning(place, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2020, 8, 5, 5, 0, tzinfo=UTC))

    write_reminders.func()

    assert Signal.objects.get().kind == "missing"
