"""Deliveries of one half-year have an order of their own, also when they came at one moment."""

from datetime import timedelta
from importlib import import_module
from uuid import UUID

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from drieluik.apps.deliveries import selectors, services
from drieluik.apps.deliveries.models import Delivery
from drieluik.core.tables import Period
from tests.factories.deliveries import NOW, PERIOD, make_checked, make_workbook, open_round, upload
from tests.factories.kept_rows import keeping_set_aside
from tests.factories.organisations import make_actor

pytestmark = pytest.mark.django_db
N = 8


@pytest.fixture
def _asked(db):
    make_actor("editor")
    open_round()


@pytest.fixture(params=["rising", "falling", "mixed"])
def _adverse_ids(request, monkeypatch):
    """Ids of new deliveries that tempt a database to give them in another order."""
    numbers = {
        "rising": list(range(1, N + 1)),
        "falling": list(range(N, 0, -1)),
        "mixed": [5, 2, 8, 1, 7, 3, 6, 4],
    }[request.param]
    ids = iter(UUID(int=number << 120) for number in numbers)
    # the field took its default when it was made; this is where it keeps it
    monkeypatch.setattr(Delivery._meta.pk, "_get_default", lambda: next(ids))


def _hand_in_many() -> list[Delivery]:
    deliveries: list[Delivery] = []
    for n in range(N):
        seen = deliveries[-1].id if deliveries else None
        deliveries.append(make_checked(make_workbook(n_dwellings=3 + n), seen=seen))
    return deliveries


@pytest.mark.usefixtures("_asked", "_adverse_ids")
def test_many_files_of_one_moment_keep_the_order_in_which_they_came():
    deliveries = _hand_in_many()
    controller = make_actor("controller")
    listed = selectors.list_deliveries(party_id=deliveries[0].party_id, period=PERIOD)

    assert {delivery.uploaded_at for delivery in listed} == {NOW}
    assert [delivery.number for delivery in listed] == list(range(N, 0, -1))
    assert [delivery.id for delivery in listed] == [one.id for one in reversed(deliveries)]
    assert selectors.list_tasks(controller)[0].newest == deliveries[-1]


@pytest.mark.usefixtures("_asked", "_adverse_ids")
def test_the_same_figures_are_those_of_the_newest_file_before():
    content, deliveries = make_workbook(), []
    for _ in range(3):
        deliveries.append(make_checked(content))
        services.withdraw_delivery(
            delivery_id=deliveries[-1].id, actor=make_actor("editor"), now=NOW
        )

    found = [selectors.find_same_content(one) for one in deliveries]

    assert found == [None, *deliveries[:2]]


@pytest.mark.usefixtures("_asked")
def test_each_half_year_counts_from_one():
    other = Period(2019, 2)
    open_round(period=other)

    numbers = [upload().number, upload(period=other).number]

    assert numbers == [1, 1]


@pytest.mark.usefixtures("_asked")
@pytest.mark.parametrize("number", [0, 1])
def test_the_database_refuses_a_number_twice_or_below_one(number):
    first = upload()
    second = upload(make_workbook(n_dwellings=4), seen=first.id)

    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.filter(id=second.id).update(number=number)


@pytest.mark.usefixtures("_asked")
def test_what_was_there_is_numbered_when_the_number_is_brought_in():
    first = upload()
    services.withdraw_delivery(delivery_id=first.id, actor=make_actor("editor"), now=NOW)
    second = upload(make_workbook(n_dwellings=4), now=NOW + timedelta(minutes=1))
    brought_in = import_module("drieluik.apps.deliveries.migrations.0002_number")

    with keeping_set_aside("deliveries_delivery"):
        # when the number was brought in, rows were not kept yet
        Delivery.objects.filter(id=first.id).update(number=9)
        Delivery.objects.filter(id=second.id).update(number=8)
        brought_in.number_deliveries(apps, None)

    numbers = dict(Delivery.objects.values_list("id", "number"))
    assert numbers == {first.id: 1, second.id: 2}
