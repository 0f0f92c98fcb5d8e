"""The chain of events shows every change that was not made by a service."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drieluik.apps.audit.chain import Link, first_break, link_hash, moment
from drieluik.apps.audit.models import AuditEvent, AuditHead
from drieluik.apps.audit.selectors import list_events, verify_chain
from drieluik.apps.audit.services import record, subscribe
from drieluik.apps.organisations.actors import SYSTEM
from tests.factories.kept_rows import keeping_set_aside
from tests.factories.organisations import make_actor

NOW = datetime(2020, 6, 1, 12, 30, tzinfo=UTC)


def _record(times: int = 3) -> None:
    for number in range(times):
        record(
            name="test.accepted",
            subject=("delivery", number),
            actor=SYSTEM,
            now=NOW,
            facts={"rows": number, "share": 0.25, "note": "één €"},
        )


def _links(n_links: int) -> list[tuple[Link, str]]:
    links, previous = [], ""
    for sequence in range(1, n_links + 1):
        link = Link(
            sequence, "act.done", "thing", "1", None, "Drieluik", "", moment(NOW), {}, previous
        )
        previous = link_hash(link)
        links.append((link, previous))
    return links


@given(st.integers(1, 20), st.data())
def test_a_dropped_event_is_found_at_the_next_one(n_links, drawn):
    links = _links(n_links + 1)
    dropped = drawn.draw(st.integers(0, n_links - 1))

    remaining = links[:dropped] + links[dropped + 1 :]

    assert first_break(links) is None
    assert first_break(remaining) == dropped + 2


def test_the_moment_is_written_the_same_in_every_time_zone():
    amsterdam = datetime.fromisoformat("2020-06-01T14:30:00+02:00")

    assert moment(amsterdam) == moment(NOW) == "2020-06-01T12:30:00.000000+00:00"


@pytest.mark.django_db
def test_an_untouched_chain_is_intact():
    _record()

    state = verify_chain()

    assert (state.n_events, state.broken_at, state.intact) == (3, None, True)


@pytest.mark.django_db
def test_an_empty_chain_is_intact():
    assert verify_chain().intact


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"name": "test.refused"},
        {"subject_id": "99"},
        {"actor_name": "Iemand anders"},
        {"party_code": "andere-partij"},
        {"facts": {"rows": 1000}},
        {"at": datetime(2020, 6, 2, tzinfo=UTC)},
        {"hash": "0" * 64},
        {"previous_hash": "0" * 64},
    ],
)
def test_a_changed_event_is_found_at_its_own_place(change):
    _record()

    with keeping_set_aside("audit_auditevent"):
        AuditEvent.objects.filter(sequence=2).update(**change)

    assert verify_chain().broken_at == 2


@pytest.mark.django_db
def test_a_removed_event_is_found():
    _record()

    with keeping_set_aside("audit_auditevent"):
        AuditEvent.objects.filter(sequence=2).delete()

    assert verify_chain().broken_at == 3


@pytest.mark.django_db
def test_a_cut_off_end_is_found():
    _record()

    with keeping_set_aside("audit_auditevent"):
        AuditEvent.objects.filter(sequence=3).delete()

    state = verify_chain()
    assert (state.broken_at, state.head_matches, state.intact) == (None, False, False)


@pytest.mark.django_db
def test_an_event_added_past_the_services_is_found():
    _record(1)
    first = AuditEvent.objects.get()

    AuditEvent.objects.create(
        sequence=2, name="test.accepted", subject_type="delivery", subject_id="7",
        actor_name="Iemand", at=NOW, previous_hash=first.hash, hash="f" * 64,
    )  # fmt: skip

    assert verify_chain().broken_at == 2


@pytest.mark.django_db
def test_an_event_names_who_acted_for_whom():
    actor = make_actor("controller")

    event = record(
        name="test.signed", subject=("delivery", 5), actor=actor, now=NOW,
        party_code="corporatie-a",
    )  # fmt: skip

    assert event.actor_id == actor.user_id
    assert list(list_events("delivery", 5)) == [event]
    assert verify_chain().intact


@pytest.mark.django_db
def test_listeners_hear_only_their_own_event():
    heard = []
    subscribe("test.heard", heard.append)
    subscribe("test.heard", heard.append)

    record(name="test.heard", subject=("thing", 1), actor=SYSTEM, now=NOW)
    record(name="test.other", subject=("thing", 1), actor=SYSTEM, now=NOW)

    assert [event.name for event in heard] == ["test.heard"]


@pytest.mark.django_db
def test_an_act_that_fails_leaves_no_event():
    def fails(event: AuditEvent) -> None:
        raise RuntimeError

    subscribe("test.fails", fails)

    with pytest.raises(RuntimeError):
        record(name="test.fails", subject=("thing", 1), actor=SYSTEM, now=NOW)

    assert not AuditEvent.objects.exists()
    assert not AuditHead.objects.exclude(sequence=0).exists()
