"""The reading of a file with borders as a job: queued with its event, broken off openly."""

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from drieluik.apps.areas.models import BorderSet
from drieluik.apps.areas.stored import SUFFIX
from drieluik.apps.kept_files import place_of
from drieluik.jobs.areas import read_border_file
from tests.factories import borders as made
from tests.factories.areas import hand_in, make_steward

pytestmark = pytest.mark.django_db


@pytest.fixture
def handed_in():
    return BorderSet.objects.get(id=hand_in(make_steward(), made.made_rows()))


@pytest.mark.django_db(transaction=True)
def test_the_worker_reads_what_is_in_the_queue(handed_in):
    call_command("work", until_empty=True, verbosity=0)

    handed_in.refresh_from_db()
    assert (handed_in.state, handed_in.year) == ("read", 2021)
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_the_same_reading_twice_is_done_once(handed_in):
    assert read_border_file.call(str(handed_in.id)) is True
    assert read_border_file.call(str(handed_in.id)) is False


def test_a_fault_of_ours_is_shown(handed_in):
    kept = place_of("originals", handed_in.content_hash).with_suffix(SUFFIX)
    before = kept.read_bytes()
    kept.write_bytes(b"anders")

    with pytest.raises(OSError, match="changed on disk"):
        read_border_file.call(str(handed_in.id))

    handed_in.refresh_from_db()
    assert handed_in.state == "unreadable"
    kept.write_bytes(before)
