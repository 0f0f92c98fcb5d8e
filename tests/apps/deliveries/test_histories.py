"""Random histories of files, decisions and corrections end as a small model says they do.

Few histories every day; ``make histories N=10000`` tries more. Everything goes through the real
services; only the reading of a workbook is done once per workbook and kept.
"""

import os
from datetime import timedelta
from functools import cache
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.deliveries import services
from drieluik.apps.deliveries.kept_files import table_paths
from drieluik.apps.deliveries.models import Delivery, Restatement
from drieluik.apps.deliveries.selectors import list_accepted
from drieluik.apps.deliveries.services import Because, HandedIn
from drieluik.apps.deliveries.workbooks import check_original
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.monitor.services.basis import current_basis
from drieluik.core.workbooks import read_workbook
from tests.apps.deliveries.history_model import PLACES, Content, HalfYear, Refused
from tests.factories.deliveries import (
    NOW,
    PERIOD,
    make_blocked_workbook,
    make_steward,
    make_tables,
    make_workbook,
    open_round,
)
from tests.factories.organisations import make_actor, make_municipality, make_party

HISTORIES = int(os.environ.get("DRIELUIK_HISTORIES", "5"))
SOME = ("lettings", "guarantees")
BACK = st.frozensets(st.sampled_from((*SOME, "arrears")), max_size=3)
WORKBOOKS = {
    "first": lambda: make_workbook(municipality_codes=PLACES, n_dwellings=2),
    "second": lambda: make_workbook(municipality_codes=PLACES, n_dwellings=4),
    "third": lambda: make_workbook(municipality_codes=PLACES, n_dwellings=5),
    "only some sheets": lambda: make_workbook(
        municipality_codes=PLACES, tables={one: make_tables()[one] for one in SOME}
    ),
    "blocked": make_blocked_workbook,
    "of another": lambda: make_workbook(party_code="corporatie-b", municipality_codes=PLACES),
}
NAMES = st.sampled_from(sorted(WORKBOOKS))
PICK = st.integers(0, 9)
PLACE = st.sampled_from(PLACES)
made = cache(lambda name: WORKBOOKS[name]())


@cache
def read_once(content: bytes, expected: object) -> object:
    return read_workbook(content, expected)


def read(content, expected, _progress):
    # what is expected of a file is the same in every history, but cannot be looked up
    return read_once(content, _Same(expected))


class _Same:
    """An expectation that is a key: all of a run are the same."""

    def __init__(self, expected) -> None:
        self._expected = expected

    def __getattr__(self, name: str) -> object:
        return getattr(self._expected, name)

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same)


class World:
    """One corporation in two municipalities that ask for the half-year; laid once for a run."""

    def __init__(self) -> None:
        self.places = {code: make_municipality(code=code) for code in PLACES}
        self.party = make_party()
        for place in self.places.values():
            make_party(code=self.party.code, municipality=place)
            open_round(place)
        self.editor = make_actor("editor", party=self.party)
        self.controller = make_actor("controller", party=self.party)
        self.stewards = {code: make_steward(place) for code, place in self.places.items()}


class Histories(RuleBasedStateMachine):
    """The acts of one corporation and two municipalities on one half-year, in any order."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.places, self.party, self.stewards = world.places, world.party, world.stewards
        self.editor, self.controller = world.editor, world.controller
        self.model, self.ids = HalfYear(), []
        self.n_events_before = AuditEvent.objects.count()
        self.now = NOW

    def teardown(self) -> None:
        """Look, at the end of a history, what the monitor would calculate from; then undo it."""
        for code, place in self.places.items():
            inputs = current_basis(place, PERIOD).inputs
            counting = [str(self.ids[i]) for i in self.model.counting(code)]
            assert [one["delivery_id"] for one in inputs] == counting
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def both(self, expected, really):
        """Do an act in the model and for real; both happen, or neither does."""
        self.now += timedelta(minutes=1)
        try:
            outcome = expected()
        except Refused:
            with pytest.raises(WrongState):
                really()
            return None
        return outcome, really()

    def one(self, pick: int) -> tuple[int, UUID]:
        index = pick % len(self.ids)
        return index, self.ids[index]

    @rule(name=NAMES, looked=st.booleans())
    def hand_in(self, name, looked):
        newest = self.model.newest_standing() if looked else None
        done = self.both(
            lambda: self.model.upload(content_of(name), newest),
            lambda: services.upload_delivery(
                party_id=self.party.id,
                period=PERIOD,
                file=HandedIn("aanlevering.xlsx", made(name)),
                actor=self.editor,
                now=self.now,
                seen=self.ids[newest] if newest is not None else None,
            ),
        )
        if done is not None:
            index, outcome = done
            is_new = index == len(self.ids)
            assert (outcome.known_since is None) == is_new
            if is_new:
                self.ids.append(outcome.delivery_id)
            assert self.ids[index] == outcome.delivery_id

    @rule()
    def hand_in_something_unsafe(self):
        outcome = services.upload_delivery(
            party_id=self.party.id,
            period=PERIOD,
            file=HandedIn("aanlevering.xlsx", b"geen werkmap"),
            actor=self.editor,
            now=self.now,
        )
        self.model.n_events += 1
        assert outcome.delivery_id is None
        assert outcome.refusals

    @precondition(lambda self: self.ids)
    @rule(pick=PICK)
    def begin_check(self, pick):
        index, delivery_id = self.one(pick)
        expected = self.model.begin(index)
        assert (services.begin_check(delivery_id=delivery_id) is not None) == expected

    @precondition(lambda self: self.ids)
    @rule(pick=PICK)
    def check(self, pick):
        index, delivery_id = self.one(pick)
        if not self.model.begin(index):
            return
        order = services.begin_check(delivery_id=delivery_id)
        outcome = check_original(order, lambda phase, share: None, read)
        assert self.model.record(index) == services.record_check_result(
            delivery_id=delivery_id, outcome=outcome, now=self.now
        )

    @precondition(lambda self: self.ids)
    @rule(pick=PICK)
    def break_off_and_start_again(self, pick):
        index, delivery_id = self.one(pick)
        self.model.interrupt(index)
        services.interrupt_check(delivery_id=delivery_id, now=self.now)
        self.both(
            lambda: self.model.restart(index),
            lambda: services.restart_check(
                delivery_id=delivery_id, actor=self.editor, now=self.now
            ),
        )

    @precondition(lambda self: self.ids)
    @rule(pick=PICK)
    def confirm(self, pick):
        index, delivery_id = self.one(pick)
        found = Delivery.objects.get(id=delivery_id).findings
        numbers = found.filter(severity="confirm", confirmed_at=None).values_list("number")
        self.both(
            lambda: self.model.confirm(index),
            lambda: services.confirm_findings(
                delivery_id=delivery_id,
                numbers=[number for (number,) in numbers],
                reason="Er waren er geen.",
                actor=self.editor,
                now=self.now,
            ),
        )

    @precondition(lambda self: self.ids)
    @rule(pick=PICK, has_cause=st.booleans())
    def sign(self, pick, has_cause):
        index, delivery_id = self.one(pick)
        because = Because(Restatement.Cause.LATE, "Te laat geboekt.") if has_cause else None
        self.both(
            lambda: self.model.sign(index, has_cause),
            lambda: services.sign_delivery(
                delivery_id=delivery_id, actor=self.controller, now=self.now, because=because
            ),
        )

    @precondition(lambda self: self.ids)
    @rule(pick=PICK)
    def withdraw(self, pick):
        index, delivery_id = self.one(pick)
        self.both(
            lambda: self.model.withdraw(index),
            lambda: services.withdraw_delivery(
                delivery_id=delivery_id, actor=self.editor, now=self.now
            ),
        )

    @precondition(lambda self: any(one.parts for one in self.model.files))
    @rule(pick=PICK, place=PLACE, is_accepted=st.booleans(), back=BACK)
    def decide(self, pick, place, is_accepted, back):
        checked = [index for index, one in enumerate(self.model.files) if one.parts]
        index = checked[pick % len(checked)]
        facts = {
            "delivery_id": self.ids[index],
            "municipality_id": self.places[place].id,
            "actor": self.stewards[place],
            "now": self.now,
        }
        choice = services.Choice(dict.fromkeys(back, "Klopt niet."))
        if is_accepted:
            really = lambda: services.accept_tables(**facts, choice=choice)  # noqa: E731 - one of two
        else:
            really = lambda: services.refuse_delivery(**facts, reason="Klopt niet.")  # noqa: E731
            back = frozenset()
        verdict = "accepted" if is_accepted else "refused"
        self.both(lambda: self.model.decide(index, place, verdict, back), really)

    @precondition(lambda self: self.ids)
    @rule(pick=PICK)
    def act_on_a_page_that_is_no_longer_true(self, pick):
        index, delivery_id = self.one(pick)
        with pytest.raises(WrongState):
            services.withdraw_delivery(
                delivery_id=delivery_id,
                actor=self.editor,
                now=self.now,
                expected_version=self.model.files[index].version + 1,
            )

    @precondition(lambda self: self.ids)
    @rule(pick=PICK)
    def sign_without_the_right_to(self, pick):
        _index, delivery_id = self.one(pick)
        with pytest.raises(NotAllowed):
            services.sign_delivery(delivery_id=delivery_id, actor=self.editor, now=self.now)

    @invariant()
    def the_database_says_what_the_model_says(self):
        rows = Delivery.objects.order_by("number").prefetch_related("parts__municipality")
        found = [
            (
                row.id,
                row.state,
                row.version,
                row.n_to_confirm if row.state == "checked" else None,
                row.replaced_by_id is not None,
                {part.municipality.code: part.verdict for part in row.parts.all()},
            )
            for row in rows
        ]
        assert found == [
            (
                self.ids[index],
                one.state,
                one.version,
                one.n_to_confirm if one.state == "checked" else None,
                one.replaced,
                one.parts,
            )
            for index, one in enumerate(self.model.files)
        ]
        assert AuditEvent.objects.count() - self.n_events_before == self.model.n_events
        corrections = {self.ids[i] for i, one in enumerate(self.model.files) if one.corrects}
        assert set(Restatement.objects.values_list("delivery_id", flat=True)) == corrections

    @invariant()
    def what_counts_is_what_was_accepted_last(self):
        for code, place in self.places.items():
            counting = self.model.counting(code)
            accepted = list_accepted(municipality_id=place.id, period=PERIOD)
            assert len(counting) <= 1
            assert [one.delivery_id for one in accepted] == [self.ids[i] for i in counting]
            for index, one in zip(counting, accepted, strict=True):
                expected = self.model.files[index]
                sources = {
                    table_id: one.kept_from.get(table_id, str(one.delivery_id))
                    for table_id in one.table_paths
                }
                assert sources == {
                    table_id: str(self.ids[i]) for table_id, i in expected.sources[code].items()
                }
                assert set(one.unknown) == expected.back[code] - sources.keys()
                self.every_table_says_what_its_file_said(one, expected.sources[code])

    def every_table_says_what_its_file_said(self, accepted, sources):
        for table_id, index in sources.items():
            part = Delivery.objects.get(id=self.ids[index]).parts.get(
                municipality__code=accepted.municipality_code
            )
            own = table_paths(part.tables_hash)[table_id]
            assert accepted.table_paths[table_id].read_bytes() == own.read_bytes()


@cache
def content_of(name: str) -> Content:
    if name == "of another":
        return Content(name, is_wrong=True)
    reading = _readings()[name]
    n_soft = int((reading.found["severity"] == "confirm").sum())
    return Content(name, n_soft, frozenset(reading.tables), blocks=reading.blocks)


@cache
def _readings():
    from drieluik.core.workbooks import Expectation

    expected = Expectation("corporatie-a", PERIOD, frozenset(PLACES))
    return {name: read_workbook(made(name), expected) for name in WORKBOOKS}


@pytest.mark.django_db
@pytest.mark.slow
def test_random_histories_end_as_the_model_says():
    world = World()
    run(
        lambda: Histories(world),
        settings=settings(
            max_examples=HISTORIES,
            stateful_step_count=25,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
