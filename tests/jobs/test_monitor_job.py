"""The figures follow an acceptance by themselves."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult

from drieluik.apps.agreements.models import Register
from drieluik.apps.areas.services import BuurtRow
from drieluik.apps.audit import services as audit
from drieluik.apps.monitor.models import Calculation
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.apps.organisations.merging import NewMerger, record_merger
from drieluik.apps.organisations.setting_up import PartyRow, set_up_party
from drieluik.core.parameters import PARAMETERS
from drieluik.jobs.mails import write_reminders
from drieluik.jobs.monitor import (
    enqueue_outdated,
    foresee_correction,
    recalculate_figures,
    refresh_figures,
)
from tests.factories.at_once import at_once
from tests.factories.buurten import load_buurten
from tests.factories.monitor import (
    BUURTEN,
    NOW,
    accept_figures,
    calculate,
    check_figures,
    make_norm,
    make_place,
)
from tests.factories.organisations import make_actor, make_party

pytestmark = pytest.mark.django_db


def _accepted(place, period):
    audit.record(
        name="delivery.accepted",
        subject=("delivery", "x"),
        actor=SYSTEM,
        now=NOW,
        facts={"municipality_id": place.id, "period": period},
    )


def _queued(job=recalculate_figures):
    rows = DBTaskResult.objects.filter(task_path=job.module_path)
    return sorted(row.args_kwargs["args"][1] for row in rows)


def _load_buurten(place, name="Kern"):
    rows = [BuurtRow(BUURTEN[0], name, "WK900100", "Midden", None, None)]
    load_buurten(municipality_id=place.id, year=2020, rows=rows, actor=SYSTEM, now=NOW)


def _correct_the_law(monkeypatch):
    entry = PARAMETERS["rent_limits.maximum_huurgrens"]
    values = tuple(replace(value, value=1.0) for value in entry.values)
    monkeypatch.setitem(PARAMETERS, entry.id, replace(entry, values=values))


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


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="on SQLite nobody writes during an act"
)
@pytest.mark.django_db(transaction=True)
def test_what_waits_is_not_begun_before_the_act_that_counts_on_it_is_kept():
    place = make_place()
    accept_figures(place)
    calculate(place)
    _load_buurten(place)
    begun = []

    def begin():
        with transaction.atomic():
            begun.append(DBTaskResult.objects.ready().get_locked())

    with transaction.atomic():
        _load_buurten(place, "Kern en rand")
        during = at_once(begin)
    after = at_once(begin)

    assert during == after == {"done": 1}
    assert [row is not None for row in begun] == [False, True]


def test_the_job_twice_gives_one_calculation():
    place = make_place()
    accept_figures(place)

    first = recalculate_figures.func(place.id, "2020-1", "delivery.accepted")
    again = recalculate_figures.func(place.id, "2020-1", "delivery.accepted")

    assert first == again == str(Calculation.objects.get().id)


def test_new_buurten_queue_the_municipality_once_when_there_are_figures():
    place = make_place()
    accept_figures(place)
    calculate(place)

    for _ in range(2):
        _load_buurten(place)

    assert _queued(refresh_figures) == ["buurten.loaded"]


def test_without_figures_buurten_and_parties_queue_nothing():
    _load_buurten(make_place())

    assert _queued(refresh_figures) == []


def test_a_corporation_that_is_set_up_queues_the_municipality():
    place = make_place()
    accept_figures(place)
    calculate(place)

    set_up_party(
        row=PartyRow("corporatie-c", "Corporatie C", "corporation"),
        municipality_id=place.id,
        from_on=date(2019, 1, 1),
        actor=SYSTEM,
        now=NOW,
    )

    assert _queued(refresh_figures) == ["party.set-up"]


def test_a_merger_on_record_afterwards_queues_the_municipality():
    place = make_place()
    accept_figures(place)
    accept_figures(place, party_code="corporatie-b")
    calculate(place)

    gone, heir = make_party(code="corporatie-b"), make_party(code="corporatie-a")
    record_merger(
        municipality_id=place.id,
        merger=NewMerger(gone.id, heir.id, date(2020, 4, 1), "Akte van fusie."),
        actor=make_actor("administrator", party=gone),
        now=NOW,
    )

    assert _queued(refresh_figures) == ["party.merged"]


def test_a_worker_that_starts_calculates_anew_what_a_new_version_corrected(monkeypatch):
    place = make_place()
    for period in ("2020-1", "2020-2"):
        accept_figures(place, period=period)
        calculate(place, period)
    _correct_the_law(monkeypatch)

    n_outdated = enqueue_outdated()
    done = refresh_figures.func(place.id, *_queued(refresh_figures))

    assert n_outdated == 1
    assert done == ["2020-1", "2020-2"]
    assert enqueue_outdated() == 0
    causes = Calculation.objects.filter(number=2).values_list("cause", flat=True)
    assert list(causes) == ["product.updated"] * 2


def test_a_worker_that_starts_leaves_what_is_as_it_was():
    place = make_place()
    accept_figures(place)
    calculate(place)

    assert enqueue_outdated() == 0
    assert _queued(refresh_figures) == _queued(recalculate_figures) == []


def _told(name, delivery):
    audit.record(name=name, subject=("delivery", delivery.id), actor=SYSTEM, now=NOW)


def _foreseen():
    rows = DBTaskResult.objects.filter(task_path=foresee_correction.module_path)
    return [row.args_kwargs["args"] for row in rows.order_by("enqueued_at")]


def test_what_a_correction_changes_is_calculated_once_it_is_checked_and_anew_after_new_figures():
    place = make_place()
    first = accept_figures(place)
    _told("delivery.checked", first)
    correction = check_figures(place, evictions=(5,))
    _told("delivery.checked", correction)
    _told("delivery.signed", correction)

    assert _foreseen() == [[str(correction.id), place.id]]

    DBTaskResult.objects.all().delete()
    calculate(place)

    assert _foreseen() == [[str(correction.id), place.id]]
    assert foresee_correction.func(str(correction.id), place.id)
    assert not foresee_correction.func(str(correction.id), place.id)


def test_what_a_correction_changes_is_looked_at_again_after_all_that_it_follows_from():
    place = make_place()
    norm = make_norm(place)
    accept_figures(place)
    calculate(place)
    correction = check_figures(place, evictions=(5,))
    facts = {"norm": str(norm.norm_id), "municipality_ids": [place.id]}
    waits = [[str(correction.id), place.id]]

    for name, subject in (
        ("norm.decided", ("clause", norm.norm.clause_id)),
        ("register.recorded", ("register", Register.objects.get().id)),
        ("bindings.set", ("clause", norm.norm.clause_id)),
        ("judgement.recorded", ("norm", norm.norm_id)),
        ("norm.confirmed_again", ("norm", norm.norm_id)),
        ("series.calculated", ("municipality", place.id)),
        ("delivery_round.opened", ("delivery_round", 1)),
        ("table_not_applicable.recorded", ("table_not_applicable", 1)),
    ):
        DBTaskResult.objects.all().delete()
        here = {"municipality_id": place.id} if subject[0] == "delivery_round" else {}
        audit.record(name=name, subject=subject, actor=SYSTEM, now=NOW, facts=facts | here)
        assert _foreseen() == waits, name

    DBTaskResult.objects.all().delete()
    enqueue_outdated()
    assert _foreseen() == waits


def test_what_a_correction_changes_is_looked_at_each_morning_for_what_only_time_changes():
    place = make_place()
    accept_figures(place)
    calculate(place)
    correction = check_figures(place, evictions=(5,))
    DBTaskResult.objects.all().delete()

    write_reminders.func()

    assert _foreseen() == [[str(correction.id), place.id]]
