"""The reading of a document as a job: queued with its event, run by a worker, broken off openly."""

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from drieluik.apps.agreements import services
from drieluik.apps.agreements.models import Import
from drieluik.apps.kept_files import place_of
from drieluik.jobs.agreements import read_import
from tests.factories.agreements import NOW
from tests.factories.organisations import make_actor, make_municipality, make_party

pytestmark = pytest.mark.django_db
TEXT = b"1. Wonen\n\nPrestatieafspraken\n\n1.1 Bouwen: Partijen bouwen.\n"


@pytest.fixture
def handed_in():
    place = make_municipality()
    party = make_party(code="gemeente-voorbeeld", kind="municipality", municipality=place)
    uploaded = services.upload_document(
        municipality_id=place.id,
        content=TEXT,
        file_name="afspraken.txt",
        actor=make_actor("editor", party=party),
        now=NOW,
    )
    return Import.objects.get(id=uploaded.import_id)


def test_handing_in_queues_one_reading(handed_in):
    assert DBTaskResult.objects.get().args_kwargs["args"] == [str(handed_in.id)]


@pytest.mark.django_db(transaction=True)
def test_the_worker_reads_what_is_in_the_queue(handed_in):
    call_command("work", until_empty=True, verbosity=0)

    handed_in.refresh_from_db()
    assert handed_in.state == "read"
    assert handed_in.outline["themes"][0]["title"] == "Wonen"
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_the_same_reading_twice_is_done_once(handed_in):
    assert read_import.call(str(handed_in.id)) is True
    assert read_import.call(str(handed_in.id)) is False


def test_a_fault_of_ours_is_shown(handed_in):
    place_of("originals", handed_in.content_hash).with_suffix(".document").write_bytes(b"anders")

    with pytest.raises(OSError, match="changed on disk"):
        read_import.call(str(handed_in.id))

    handed_in.refresh_from_db()
    assert handed_in.state == "unreadable"
    place_of("originals", handed_in.content_hash).with_suffix(".document").write_bytes(TEXT)
