"""The reading of a file with figures as a job: queued with its event, broken off openly."""

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from drieluik.apps.kept_files import place_of
from drieluik.apps.layers.models import Version
from drieluik.apps.layers.stored import SUFFIX
from drieluik.jobs.layers import read_layer_file
from tests.factories.layers import hand_in, make_borders, make_layer, make_maker, whole

pytestmark = pytest.mark.django_db


@pytest.fixture
def handed_in():
    make_borders()
    maker = make_maker()
    return Version.objects.get(id=hand_in(maker, make_layer(maker), whole(1, 2, 3)))


@pytest.mark.django_db(transaction=True)
def test_the_worker_reads_what_is_in_the_queue(handed_in):
    call_command("work", until_empty=True, verbosity=0)

    handed_in.refresh_from_db()
    assert (handed_in.state, handed_in.year, len(handed_in.figures)) == ("read", 2021, 3)
    assert {one.status for one in DBTaskResult.objects.all()} == {"SUCCESSFUL"}


def test_the_same_reading_twice_is_done_once(handed_in):
    assert read_layer_file.call(str(handed_in.id)) is True
    assert read_layer_file.call(str(handed_in.id)) is False


def test_a_fault_of_ours_is_shown(handed_in):
    kept = place_of("originals", handed_in.content_hash).with_suffix(SUFFIX)
    before = kept.read_bytes()
    kept.write_bytes(b"anders")

    with pytest.raises(OSError, match="changed on disk"):
        read_layer_file.call(str(handed_in.id))

    handed_in.refresh_from_db()
    assert handed_in.state == "unreadable"
    kept.write_bytes(before)
