"""Two people on one delivery at the same moment: one wins, the other is told, nothing is double."""

import pytest

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.deliveries import services
from drieluik.apps.deliveries.models import Acceptance, Delivery, SentBackTable
from drieluik.apps.deliveries.selectors import list_not_applicable
from drieluik.apps.deliveries.services import HandedIn
from drieluik.apps.deliveries.workbooks import check_original
from drieluik.core.workbooks import read_workbook
from tests.apps.deliveries.test_not_applicable import say, workbook_with_sales
from tests.factories.at_once import at_once, database_in_a_file
from tests.factories.deliveries import (
    NOW,
    PERIOD,
    confirm_all,
    make_checked,
    make_signed,
    make_steward,
    make_workbook,
    open_round,
    upload,
)
from tests.factories.organisations import make_actor, make_municipality, make_party

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
ROUNDS = 5


@pytest.fixture(autouse=True)
def _in_a_file(transactional_db, tmp_path):
    with database_in_a_file(tmp_path):
        yield


@pytest.fixture(autouse=True)
def _asked(_in_a_file):
    make_actor("editor")
    open_round()


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_accept_and_send_backat_once(attempt):
    delivery = make_signed(make_workbook(n_dwellings=3 + attempt))
    what = {
        "delivery_id": delivery.id,
        "municipality_id": make_municipality().id,
        "actor": make_steward(),
        "now": NOW,
        "expected_version": delivery.version,
    }

    ended = at_once(
        lambda: services.accept_delivery(**what),
        lambda: services.refuse_delivery(**what, reason="Nee."),
    )

    assert ended == {"done": 1, "told": 1}
    decided = AuditEvent.objects.filter(name__in=("delivery.accepted", "delivery.refused"))
    assert decided.count() == 1


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_two_stewards_who_send_other_sheets_back_at_once(attempt):
    delivery = make_signed(make_workbook(n_dwellings=3 + attempt))

    def split(table_id: str) -> None:
        services.accept_tables(
            delivery_id=delivery.id,
            municipality_id=make_municipality().id,
            choice=services.Choice({table_id: "Klopt niet."}, expected_version=delivery.version),
            actor=make_steward(),
            now=NOW,
        )

    ended = at_once(lambda: split("lettings"), lambda: split("sales"))

    assert ended == {"done": 1, "told": 1}
    assert SentBackTable.objects.count() == 1
    assert Acceptance.objects.get().verdict == "accepted"


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_sign_and_withdrawat_once(attempt):
    delivery = make_checked(make_workbook(n_dwellings=3 + attempt))
    confirm_all(delivery)
    delivery.refresh_from_db()
    what = {
        "delivery_id": delivery.id,
        "actor": make_actor("controller"),
        "now": NOW,
        "expected_version": delivery.version,
    }

    ended = at_once(
        lambda: services.sign_delivery(**what), lambda: services.withdraw_delivery(**what)
    )

    assert ended == {"done": 1, "told": 1}
    assert Delivery.objects.get().state in ("signed", "withdrawn")


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_two_first_filesat_once(attempt):
    corporation, editor = make_party(), make_actor("editor")
    contents = [make_workbook(n_dwellings=n + attempt) for n in (3, 10)]

    def hand_in(content: bytes) -> None:
        services.upload_delivery(
            party_id=corporation.id,
            period=PERIOD,
            file=HandedIn("a.xlsx", content),
            actor=editor,
            now=NOW,
        )

    ended = at_once(lambda: hand_in(contents[0]), lambda: hand_in(contents[1]))

    assert ended == {"done": 1, "told": 1}
    assert Delivery.objects.count() == 1


def test_the_same_file_many_times_at_once_is_one_delivery():
    corporation, editor, content = make_party(), make_actor("editor"), make_workbook()
    ids = []

    def hand_in() -> None:
        outcome = services.upload_delivery(
            party_id=corporation.id,
            period=PERIOD,
            file=HandedIn("a.xlsx", content),
            actor=editor,
            now=NOW,
        )
        ids.append(outcome.delivery_id)

    ended = at_once(*[hand_in] * 4)

    assert ended == {"done": 4}
    assert len(set(ids)) == 1
    assert Delivery.objects.count() == 1


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_two_checks_that_end_at_once_leave_the_newest_file(attempt):
    older = upload(make_workbook(n_dwellings=3 + attempt))
    newer = upload(make_workbook(n_dwellings=10 + attempt), seen=older.id)
    outcomes = {}
    for delivery in (older, newer):
        order = services.begin_check(delivery_id=delivery.id)
        outcomes[delivery.id] = check_original(order, lambda phase, share: None, read_workbook)

    def end(delivery: Delivery) -> None:
        services.record_check_result(
            delivery_id=delivery.id, outcome=outcomes[delivery.id], now=NOW
        )

    ended = at_once(lambda: end(older), lambda: end(newer))

    older.refresh_from_db()
    newer.refresh_from_db()
    assert ended == {"done": 2}
    assert (older.state, newer.state) == ("replaced", "checked")


def test_two_deliveries_of_one_half_year_never_both_count():
    first = make_signed()
    second = make_checked(make_workbook(n_dwellings=9), seen=first.id)
    confirm_all(second)
    place, steward, controller = make_municipality(), make_steward(), make_actor("controller")

    ended = at_once(
        lambda: services.accept_delivery(
            delivery_id=first.id, municipality_id=place.id, actor=steward, now=NOW
        ),
        lambda: services.sign_delivery(delivery_id=second.id, actor=controller, now=NOW),
    )

    assert set(ended) <= {"done", "told"}
    first_part = Acceptance.objects.get(delivery=first)
    assert first_part.verdict in ("accepted", "lapsed")


@pytest.mark.parametrize("attempt", range(2))
def test_sign_rows_of_a_table_and_say_that_it_does_not_apply_at_once(attempt):
    delivery = make_checked(workbook_with_sales())
    confirm_all(delivery)

    ended = at_once(
        lambda: services.sign_delivery(
            delivery_id=delivery.id, actor=make_actor("controller"), now=NOW
        ),
        say,
    )

    assert ended == {"done": 1, "told": 1}


@pytest.mark.parametrize("attempt", range(2))
def test_two_people_say_the_same_of_a_table_at_once(attempt):
    assert at_once(say, say) == {"done": 1, "told": 1}
    assert len(list_not_applicable(party_ids=[make_party().id])) == 1
