"""The database itself keeps what was handed in, signed and decided, whoever writes to it."""

import pytest
from django.db import IntegrityError, connection, transaction

from drieluik.apps.deliveries.models import Acceptance, Delivery, DeliveryRound
from tests.factories.deliveries import (
    check,
    make_accepted,
    make_checked,
    make_signed,
    make_workbook,
    open_round,
    upload,
)
from tests.factories.organisations import make_actor

pytestmark = pytest.mark.django_db

DELIVERY, PART = "deliveries_delivery", "deliveries_acceptance"
FINDING, ROUND = "deliveries_deliveryfinding", "deliveries_deliveryround"


@pytest.fixture(autouse=True)
def _asked():
    make_actor("editor")
    open_round()


def _passes(statement):
    """Tell whether the database lets a statement through; nothing of it stays."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            transaction.set_rollback(True)
    except IntegrityError as error:
        return "kept for ever" not in str(error)
    return True


def _copy_of(table, **instead):
    """Return the statement that adds the first row of a table once more, with some other values."""
    with connection.cursor() as cursor:
        known = connection.introspection.get_table_description(cursor, table)
    columns = [column.name for column in known if column.name != "id"]
    quoted = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(str(instead.get(name, f'"{name}"')) for name in columns)
    return f"INSERT INTO {table} ({quoted}) SELECT {values} FROM {table} LIMIT 1"


def test_what_was_accepted_is_kept_as_it_was_signed_and_decided():
    make_accepted()
    statements = [
        f"UPDATE {DELIVERY} SET tables_hash = 'anders'",
        f"UPDATE {DELIVERY} SET n_remarks = n_remarks + 1",
        f"UPDATE {DELIVERY} SET template_version = NULL",
        f"UPDATE {DELIVERY} SET signed_by_id = NULL, signed_at = NULL, state = 'checked'",
        f"UPDATE {DELIVERY} SET state = 'checked'",
        f"UPDATE {DELIVERY} SET original_hash = 'anders'",
        f"DELETE FROM {DELIVERY}",
        f"UPDATE {PART} SET verdict = 'refused', reason = 'Toch niet.'",
        f"UPDATE {PART} SET verdict = 'pending', decided_by_id = NULL, decided_at = NULL",
        f"UPDATE {PART} SET reason = 'Toch niet.'",
        f"UPDATE {PART} SET decided_at = NULL",
        f"UPDATE {PART} SET tables_hash = 'anders'",
        f"DELETE FROM {PART}",
        f"UPDATE {FINDING} SET reason = 'Anders.'",
        f"UPDATE {FINDING} SET severity = 'remark'",
        f"DELETE FROM {FINDING}",
        _copy_of(FINDING, number=9999),
        _copy_of(PART, municipality_id=9999, verdict="'pending'"),
        f"UPDATE {ROUND} SET half = 2",
        f"DELETE FROM {ROUND}",
    ]

    assert [one for one in statements if _passes(one)] == []
    assert _passes(f"UPDATE {PART} SET verdict = 'superseded'")
    assert _passes(f"UPDATE {ROUND} SET due_on = '2020-10-01'")


def test_an_unsigned_delivery_is_not_decided_and_its_file_stays_its_own():
    delivery = make_checked()
    uploaded_by = delivery.uploaded_by_id
    statements = [
        f"UPDATE {PART} SET verdict = 'accepted', decided_at = '2020-08-03', "
        f"decided_by_id = {uploaded_by}",
        f"UPDATE {DELIVERY} SET file_name = 'anders.xlsx'",
        f"UPDATE {DELIVERY} SET party_id = NULL",
        f"DELETE FROM {DELIVERY}",
        f"DELETE FROM {FINDING}",
        f"DELETE FROM {PART}",
    ]

    assert [one for one in statements if _passes(one)] == []


def test_a_file_that_was_replaced_or_withdrawn_does_not_come_back():
    first = make_signed()
    second = make_checked(make_workbook(n_dwellings=4), seen=first.id)
    check(upload(make_workbook(n_dwellings=5), seen=second.id))

    second.refresh_from_db()
    assert second.state == Delivery.State.REPLACED
    assert not _passes(f"UPDATE {DELIVERY} SET state = 'checked' WHERE number = 2")
    assert not _passes(f"UPDATE {DELIVERY} SET state = 'set_aside' WHERE number = 1")
    assert _passes(f"UPDATE {DELIVERY} SET version = version + 1")
    assert (Delivery.objects.count(), Acceptance.objects.count()) == (3, 3)
    assert DeliveryRound.objects.count() == 1
