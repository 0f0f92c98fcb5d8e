"""A document that was handed in is read once, outside the request; or it says why not."""

import pytest

from drieluik.apps.agreements import services
from drieluik.apps.agreements.models import Import
from drieluik.apps.agreements.services import record_reading
from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.errors import WrongState
from drieluik.core.documents import AgreementsDocument
from tests.apps.agreements.test_imports import _agreements, _correct, _hand_in, _upload
from tests.factories.agreements import NOW, read_at_once

pytestmark = pytest.mark.django_db


def test_a_document_that_was_read_shows_its_outline_and_is_audited():
    uploaded = _upload()

    assert [number for number, _ in _agreements(uploaded.import_id)] == ["1.1", "1.2", "2.1"]
    assert Import.objects.get().state == "read"
    assert AuditEvent.objects.last().name == "import.read"


def test_a_document_is_read_once():
    uploaded = _upload()
    again = record_reading(import_id=uploaded.import_id, document=AgreementsDocument(), now=NOW)

    assert again is False
    assert services.find_waiting(import_id=uploaded.import_id) is None
    assert len(_agreements(uploaded.import_id)) == 3


def test_a_document_that_is_being_read_cannot_be_corrected_yet():
    uploaded = _hand_in()

    with pytest.raises(WrongState, match="nog ingelezen"):
        _correct(uploaded.import_id, "not_an_agreement", agreement="agreement-1.1")


def test_progress_is_noted_as_long_as_the_document_is_being_read():
    uploaded = _hand_in()
    services.note_reading(import_id=uploaded.import_id, phase="Bladzijde 1 van 2 lezen", share=0.5)
    read_at_once(uploaded.import_id)
    services.note_reading(import_id=uploaded.import_id, phase="Te laat", share=0.1)

    row = Import.objects.get()
    assert (row.reading_phase, row.reading_share) == ("Bladzijde 1 van 2 lezen", 1.0)


@pytest.mark.parametrize(
    ("content", "name"), [(b"PK\x03\x04 kapot", "kapot.docx"), (b"%PDF-1.4 kapot", "kapot.pdf")]
)
def test_what_cannot_be_read_says_why_and_can_be_handed_in_again(content, name):
    uploaded = _upload(content, name)

    row = Import.objects.get()
    assert row.state == "unreadable"
    assert "beschadigd" in row.reason
    assert AuditEvent.objects.last().name == "import.unreadable"
    assert not _hand_in(content, name).already_there
    with pytest.raises(WrongState, match="niet worden gelezen"):
        _correct(uploaded.import_id, "not_an_agreement", agreement="agreement-1.1")


def test_a_reading_that_broke_off_by_our_fault_says_so():
    uploaded = _hand_in()

    services.interrupt_reading(import_id=uploaded.import_id, now=NOW)
    services.interrupt_reading(import_id=uploaded.import_id, now=NOW)

    assert "fout bij ons" in Import.objects.get().reason
    assert AuditEvent.objects.filter(name="import.unreadable").count() == 1
