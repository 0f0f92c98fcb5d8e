"""A calculation and the confirmation of a norm wait for each other, and then read anew."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from drieluik.apps.errors import WrongState
from drieluik.apps.monitor import services
from drieluik.apps.monitor.models import NormText, Standing
from drieluik.apps.monitor.services import calculating, norming
from drieluik.apps.organisations.services import lock_municipality
from tests.factories.monitor import (
    NOW,
    accept_figures,
    calculate,
    make_norm,
    make_place,
    make_steward,
)

pytestmark = pytest.mark.django_db


def _while_waiting(monkeypatch, module, act) -> None:
    """Let somebody else finish an act before the lock of ``module`` is given."""
    waiting = [act]

    def lock(municipality_id: int) -> None:
        if waiting:
            waiting.pop()()
        lock_municipality(municipality_id)

    monkeypatch.setattr(module, "lock_municipality", lock)


def _retire(norm: NormText, place) -> None:
    services.retire_norm(
        norm_text_id=norm.id,
        from_period="2020-1",
        reason="Afgesproken.",
        actor=make_steward(place),
        now=NOW,
    )


def test_a_calculation_judges_by_a_norm_confirmed_while_it_waited(monkeypatch):
    place = make_place()
    accept_figures(place)
    draft = make_norm(place, confirmed=False)
    steward = make_steward(place)
    _while_waiting(
        monkeypatch,
        calculating,
        lambda: services.confirm_norm(norm_text_id=draft.id, actor=steward, now=NOW),
    )

    calculate(place)

    assert Standing.objects.filter(norm_text=draft, party_code="").count() == 1


def test_a_calculation_counts_what_was_accepted_while_it_waited(monkeypatch):
    place = make_place()
    accept_figures(place)
    _while_waiting(
        monkeypatch, calculating, lambda: accept_figures(place, party_code="corporatie-b")
    )

    row = calculate(place)

    assert len(row.inputs) == 2


def test_a_confirmed_norm_gives_a_light_to_a_calculation_made_while_it_waited(monkeypatch):
    place = make_place()
    accept_figures(place)
    _while_waiting(monkeypatch, norming, lambda: calculate(place))

    norm = make_norm(place)

    assert Standing.objects.filter(norm_text=norm, party_code="").count() == 1


def test_a_norm_retired_while_another_waited_is_not_retired_twice(monkeypatch):
    place = make_place()
    norm = make_norm(place)
    _while_waiting(monkeypatch, norming, lambda: _retire(norm, place))

    with pytest.raises(WrongState):
        _retire(norm, place)


@pytest.mark.skipif(
    connection.vendor != "postgresql",
    reason="SQLite lets one writer at a time; the lock only matters on PostgreSQL (DATABASE_URL)",
)
def test_the_row_of_the_municipality_is_held():
    place = make_place()

    with CaptureQueriesContext(
        connection,
    ) as queries:
        lock_municipality(place.id)

    assert "FOR NO KEY UPDATE" in queries[0]["sql"]
