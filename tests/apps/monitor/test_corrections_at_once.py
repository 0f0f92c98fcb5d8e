"""Two corrections of two corporations change the same totals: who comes second looks again."""

import threading
from datetime import timedelta
from unittest import mock

import pytest

from drieluik.apps.deliveries import policies
from drieluik.apps.deliveries import services as deliveries
from drieluik.apps.monitor import services
from drieluik.apps.monitor.selectors.foreseen import find_change
from tests.factories.at_once import at_once, database_in_a_file
from tests.factories.monitor import (
    NOW,
    accept_figures,
    calculate,
    check_figures,
    make_norm,
    make_place,
    make_steward,
    sign_figures,
)
from tests.factories.organisations import make_party


@pytest.mark.django_db(transaction=True)
def test_of_two_corrections_accepted_at_once_only_one_rests_on_what_was_shown(tmp_path):
    place = make_place()
    make_party(code="corporatie-b", municipality=place)
    make_norm(place)
    codes = ("corporatie-a", "corporatie-b")
    for code in codes:
        accept_figures(place, party_code=code, evictions=(2, 1))
    calculate(place)
    steward = make_steward(place)
    corrections = [
        sign_figures(check_figures(place, party_code=code, evictions=(6, 1))) for code in codes
    ]
    for one in corrections:
        services.foresee(delivery_id=one.id, municipality_id=place.id, now=NOW)

    def acceptance(delivery):
        change = find_change(delivery_id=delivery.id, municipality_id=place.id, actor=steward)

        def accept():
            deliveries.accept_delivery(
                delivery_id=delivery.id,
                municipality_id=place.id,
                actor=steward,
                now=NOW + timedelta(days=3),
                seen=change.fingerprint,
            )

        return accept

    acts = [acceptance(one) for one in corrections]
    with database_in_a_file(tmp_path), _both_looked_before_either_decides():
        ended = at_once(*acts)

    assert ended == {"done": 1, "told": 1}


def _both_looked_before_either_decides():
    """Hold who has looked until the other has too; who waits for a lock never comes there."""
    meeting, check = threading.Barrier(2), policies.check_change_was_seen

    def looked(foresight, seen):
        check(foresight, seen)
        try:
            meeting.wait(timeout=1)
        except threading.BrokenBarrierError:
            return

    return mock.patch.object(policies, "check_change_was_seen", looked)
