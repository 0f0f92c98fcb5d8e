"""Several people act at the same moment: the chain stays one line."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connection, connections

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.audit.selectors import verify_chain
from drieluik.apps.audit.services import record
from drieluik.apps.organisations.actors import SYSTEM

N_PEOPLE, N_ACTS = 4, 10


def _act(person: int) -> None:
    try:
        for number in range(N_ACTS):
            record(
                name="test.acted",
                subject=("thing", f"{person}-{number}"),
                actor=SYSTEM,
                now=datetime.now(UTC),
            )
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor != "postgresql",
    reason="SQLite lets one writer at a time; the lock only matters on PostgreSQL (DATABASE_URL)",
)
def test_acts_at_the_same_moment_do_not_fork_the_chain():
    with ThreadPoolExecutor(N_PEOPLE) as people:
        list(people.map(_act, range(N_PEOPLE)))

    state = verify_chain()
    assert (state.n_events, state.intact) == (N_PEOPLE * N_ACTS, True)
    assert AuditEvent.objects.values("previous_hash").distinct().count() == N_PEOPLE * N_ACTS
