"""Two secretaries at the same moment: one wins, the other is told, nothing is double."""

import pytest

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.decisions import services
from drieluik.apps.decisions.models import Decision, Meeting
from drieluik.apps.decisions.services import NewDecision
from tests.factories.at_once import at_once, database_in_a_file
from tests.factories.decisions import (
    LATER,
    NOW,
    STARTS,
    make_item,
    make_meeting,
    make_table,
    open_meeting,
    secretary,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture(autouse=True)
def _in_a_file(transactional_db, tmp_path):
    with database_in_a_file(tmp_path):
        yield


@pytest.fixture(autouse=True)
def _table(_in_a_file):
    make_table()


@pytest.mark.parametrize("attempt", range(3))
def test_one_decision_when_two_adoptat_once(attempt):
    meeting = make_meeting()
    item = make_item(meeting)
    open_meeting(meeting)
    actor = secretary()

    ended = at_once(
        *(
            lambda kind=kind: services.take_decision(
                item_id=item.id, decision=NewDecision(kind, "Zo."), actor=actor, now=STARTS
            )
            for kind in ("adopt", "reject")
        )
    )

    assert ended == {"done": 1, "told": 1}
    assert Decision.objects.count() == 1
    assert AuditEvent.objects.filter(name="decision.taken").count() == 1


def test_a_meeting_is_opened_and_moved_at_once_by_one_of_both():
    meeting = make_meeting()
    make_item(meeting)
    meeting.refresh_from_db()
    what = {
        "meeting_id": meeting.id,
        "actor": secretary(),
        "now": NOW,
        "expected_version": meeting.version,
    }

    ended = at_once(
        lambda: services.open_meeting(**what),
        lambda: services.move_meeting(**what, starts_at=LATER),
    )

    assert ended == {"done": 1, "told": 1}
    assert Meeting.objects.filter(state="open", starts_at=LATER).count() == 0


def test_two_items_adjourned_to_each_others_meeting_never_wait_in_a_circle():
    first, second = make_meeting(), make_meeting(starts_at=LATER)
    item = make_item(first)
    make_item(second)
    open_meeting(first)
    actor = secretary()

    ended = at_once(
        lambda: services.adjourn_item(
            item_id=item.id, to_meeting_id=second.id, text="Later.", actor=actor, now=STARTS
        ),
        lambda: services.open_meeting(meeting_id=second.id, actor=actor, now=STARTS),
    )

    assert ended["done"] >= 1
    assert sum(ended[one] for one in ("done", "told")) == 2
