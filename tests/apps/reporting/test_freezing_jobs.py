"""The job that freezes a report: it breaks off, is behind, or is asked before figures are there."""

import pytest
from django_tasks_db.models import DBTaskResult

from drieluik.apps.errors import WrongState
from drieluik.apps.reporting import policies, services
from drieluik.apps.reporting.models import Report
from drieluik.jobs.reports import freeze_report
from tests.factories.monitor import accept_figures, calculate
from tests.factories.reports import (
    AFTER,
    BEGUN,
    FROZEN,
    ask_to_freeze,
    begin,
    make_steward,
    write,
    writer,
)

pytestmark = pytest.mark.django_db


def _broken(monkeypatch):
    """Let every freezing break off at its end."""

    def broken(*_given, **_named):
        raise OSError("disk full")

    monkeypatch.setattr(services.freezing, "keep_original", broken)


def test_a_fault_while_freezing_opens_the_texts_again_and_says_so(place, monkeypatch):
    report = begin(place)
    ask_to_freeze(report)

    _broken(monkeypatch)
    with pytest.raises(OSError, match="disk full"):
        freeze_report.func(str(report.id), FROZEN.isoformat())

    report.refresh_from_db()
    assert (report.state, report.known_at, report.snapshot) == ("draft", None, "")
    assert (
        report.fault == "Het vastleggen is afgebroken door een fout van ons. Probeer het opnieuw."
    )


def test_nobody_writes_while_a_report_is_being_frozen(place):
    report = begin(place)
    ask_to_freeze(report)

    with pytest.raises(WrongState, match="vastgelegd"):
        write(
            report,
            writer("gemeente-voorbeeld", "municipality", place),
            "Nog iets",
            chapter="toelichting",
        )


def test_nobody_withdraws_a_report_while_it_is_being_frozen(place):
    report = begin(place)
    ask_to_freeze(report)
    report.refresh_from_db()

    assert not policies.check_can_be_withdrawn.allows(report)
    with pytest.raises(WrongState, match="vastgelegd"):
        services.withdraw_report(
            report_id=report.id, reason="Toch niet.", actor=make_steward(place), now=AFTER
        )


def _asked_anew_meanwhile(monkeypatch, report):
    """Break freezing off and ask it for a later moment, while a job makes the report."""
    made = services.freezing._make

    def slow(*given):
        services.interrupt_freezing(report_id=report.id, known_at=FROZEN, now=FROZEN)
        ask_to_freeze(report, now=AFTER)
        return made(*given)

    monkeypatch.setattr(services.freezing, "_make", slow)


def test_a_job_that_is_behind_keeps_nothing_under_a_moment_asked_later(place, monkeypatch):
    report = begin(place)
    ask_to_freeze(report)
    _asked_anew_meanwhile(monkeypatch, report)

    assert not freeze_report.func(str(report.id), FROZEN.isoformat())
    report.refresh_from_db()
    assert (report.state, report.known_at) == ("freezing", AFTER)


def test_a_job_that_is_behind_and_fails_breaks_off_no_freezing_asked_later(place, monkeypatch):
    report = begin(place)
    ask_to_freeze(report)

    _broken(monkeypatch)
    _asked_anew_meanwhile(monkeypatch, report)
    with pytest.raises(OSError, match="disk full"):
        freeze_report.func(str(report.id), FROZEN.isoformat())

    report.refresh_from_db()
    assert (report.state, report.known_at, report.fault) == ("freezing", AFTER, "")


def test_a_job_that_begins_after_freezing_was_asked_anew_does_nothing(place):
    report = begin(place)
    ask_to_freeze(report)
    services.interrupt_freezing(report_id=report.id, known_at=FROZEN, now=FROZEN)
    ask_to_freeze(report, now=AFTER)

    assert not freeze_report.func(str(report.id), FROZEN.isoformat())
    assert freeze_report.func(str(report.id), AFTER.isoformat())


def test_the_job_that_is_queued_is_of_the_moment_that_was_asked(place):
    report = begin(place)

    ask_to_freeze(report)

    queued = DBTaskResult.objects.filter(task_path=freeze_report.module_path)
    assert [row.args_kwargs["args"] for row in queued] == [[str(report.id), FROZEN.isoformat()]]


def test_no_report_is_frozen_while_figures_in_it_are_still_to_be_calculated(place):
    report = begin(place)
    accept_figures(place, evictions=(1, 1), now=BEGUN)

    with pytest.raises(WrongState, match="over 2020-1 worden nog berekend"):
        ask_to_freeze(report)
    assert Report.objects.get(id=report.id).state == "draft"

    calculate(place, now=BEGUN)
    ask_to_freeze(report)
    assert freeze_report.func(str(report.id), FROZEN.isoformat())


def test_figures_that_were_never_calculated_are_waited_for_too(place):
    report = begin(place)
    accept_figures(place, period="2019-2", evictions=(1, 1), now=BEGUN)

    with pytest.raises(WrongState, match="over 2019-2, 2020-1 worden nog berekend"):
        ask_to_freeze(report)


def test_figures_of_after_the_report_are_not_waited_for(place):
    report = begin(place)
    accept_figures(place, period="2020-2", evictions=(1, 1), now=BEGUN)

    ask_to_freeze(report)

    assert Report.objects.get(id=report.id).state == "freezing"


def test_what_was_known_on_an_earlier_day_waits_for_nothing(place):
    report = begin(place)
    accept_figures(place, evictions=(1, 1), now=AFTER)

    ask_to_freeze(report, known_on=FROZEN.date(), now=AFTER)

    assert Report.objects.get(id=report.id).state == "freezing"
