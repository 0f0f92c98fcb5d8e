"""What was read is given again until somebody does something; never inside a transaction."""

from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.utils import translation

from drieluik.apps.audit import remembering
from drieluik.apps.audit.services import record
from drieluik.apps.organisations.actors import SYSTEM

NOW = datetime(2020, 3, 1, 12, tzinfo=UTC)


class Reading:
    """A selector that counts how often it really reads."""

    def __init__(self):
        self.times = 0

        @remembering.remembered
        def read(*, place: int) -> tuple[int, int]:
            self.times += 1
            return place, self.times

        self.read = read


@pytest.fixture
def reading(transactional_db):
    return Reading()


def _act(subject: int = 1) -> None:
    record(name="thing.done", subject=("thing", subject), actor=SYSTEM, now=NOW)


def test_the_same_question_is_read_once(reading):
    _act()

    assert reading.read(place=1) == reading.read(place=1) == (1, 1)
    assert reading.read(place=2) == (2, 2)


def test_after_an_act_it_is_read_anew(reading):
    _act(1)
    reading.read(place=1)

    _act(2)

    assert reading.read(place=1) == (1, 2)


def test_an_act_that_is_taken_back_changes_nothing(reading):
    _act()
    reading.read(place=1)

    with transaction.atomic():
        _act(2)
        transaction.set_rollback(True)

    assert reading.read(place=1) == (1, 1)


def test_inside_a_transaction_nothing_is_remembered(reading):
    _act()
    reading.read(place=1)

    with transaction.atomic():
        assert reading.read(place=1) == (1, 2)
        assert reading.read(place=1) == (1, 3)

    assert reading.read(place=1) == (1, 1)


def test_before_the_first_event_nothing_is_remembered(reading):
    assert [reading.read(place=1), reading.read(place=1)] == [(1, 1), (1, 2)]


def test_each_language_has_its_own_answer(reading):
    _act()
    reading.read(place=1)

    with translation.override("en"):
        assert reading.read(place=1) == (1, 2)


def test_nothing_is_remembered_longer_than_a_minute(reading, monkeypatch):
    _act()
    monkeypatch.setattr(remembering, "_SECONDS", -1.0)

    assert [reading.read(place=1), reading.read(place=1)] == [(1, 1), (1, 2)]


def test_the_longest_unasked_answer_is_forgotten_first(reading, monkeypatch):
    _act()
    monkeypatch.setattr(remembering, "_MOST", 2)

    for place in (1, 2, 1, 3):
        reading.read(place=place)

    assert reading.times == 3
    reading.read(place=1)
    assert reading.times == 3
    reading.read(place=2)
    assert reading.times == 4
