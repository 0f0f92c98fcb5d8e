"""The check as a job: queued with its event, run by a worker, broken off in the open."""

import pytest
from django.core.management import call_command
from django.test import override_settings
from django_tasks_db.models import DBTaskResult

from drieluik.apps.deliveries import services
from drieluik.apps.kept_files import place_of
from drieluik.jobs.deliveries import check_delivery, progress_of
from tests.factories.deliveries import NOW, open_round, upload
from tests.factories.organisations import make_actor

pytestmark = pytest.mark.django_db
_AT_ONCE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture(autouse=True)
def _asked():
    make_actor("editor")
    open_round()


def test_handing_in_queues_one_check():
    delivery = upload()

    task = DBTaskResult.objects.get()
    assert task.args_kwargs["args"] == [str(delivery.id)]


@pytest.mark.django_db(transaction=True)
def test_the_worker_checks_what_is_in_the_queue():
    delivery = upload()

    call_command("work", until_empty=True, verbosity=0)

    delivery.refresh_from_db()
    assert delivery.state == "checked"
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


@override_settings(TASKS=_AT_ONCE)
def test_without_a_queue_the_check_runs_at_once():
    assert upload().state == "checked"


def test_the_same_check_twice_is_done_once():
    delivery = upload()

    assert check_delivery.call(str(delivery.id)) is True
    assert check_delivery.call(str(delivery.id)) is False


def test_a_fault_of_ours_is_shown_and_can_be_tried_again():
    delivery = upload()
    place = place_of("originals", delivery.original_hash).with_suffix(".xlsx")
    content = place.read_bytes()
    place.write_bytes(b"damaged")

    with pytest.raises(OSError, match="changed on disk"):
        check_delivery.call(str(delivery.id))
    delivery.refresh_from_db()
    broken_off = delivery.state
    place.write_bytes(content)
    services.restart_check(delivery_id=delivery.id, actor=make_actor("editor"), now=NOW)
    check_delivery.call(str(delivery.id))

    delivery.refresh_from_db()
    assert (broken_off, delivery.state) == ("interrupted", "checked")


def test_progress_is_noted_but_not_all_the_time(django_assert_num_queries):
    delivery = upload()
    services.begin_check(delivery_id=delivery.id)
    note = progress_of(delivery.id)

    with django_assert_num_queries(1):
        for share in (0.1, 0.2, 0.3):
            note("Woningen lezen", share)

    delivery.refresh_from_db()
    assert (delivery.check_phase, delivery.check_share) == ("Woningen lezen", 0.1)
