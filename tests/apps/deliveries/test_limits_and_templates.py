"""One limit on size everywhere, and a workbook that asks for every table."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from drieluik.apps.deliveries.forms import UploadForm
from drieluik.apps.deliveries.models import Acceptance
from drieluik.apps.deliveries.workbooks import part_workbook, template_for
from drieluik.core.tables import TABLES
from drieluik.core.workbooks import (
    UploadLimits,
    WorkbookStamp,
    contract_versions,
    read_workbook,
    write_template,
)
from tests.factories.deliveries import PERIOD, make_accepted, make_tables, open_round
from tests.factories.organisations import make_actor, make_party

_SOME = tuple(table for table in TABLES if table.id in ("dwellings", "sales"))


def _form(size: int) -> UploadForm:
    file = SimpleUploadedFile("a.xlsx", b"x")
    file.size = size
    return UploadForm({}, {"file": file})


def test_the_form_takes_what_the_workbook_room_takes_and_no_byte_more():
    most = UploadLimits().most_bytes

    assert _form(most).is_valid()
    assert not _form(most + 1).is_valid()
    named = f"{UploadLimits().megabytes} MB"
    assert named in str(_form(most + 1).errors["file"])
    assert named in str(UploadForm().fields["file"].help_text)


@pytest.mark.django_db
def test_a_corporation_is_asked_for_every_table_also_one_that_was_not_in_its_last_delivery():
    make_actor("editor")
    open_round()
    party = make_party()
    stamp = WorkbookStamp(
        party_code=party.code,
        party_name=party.name,
        period=PERIOD,
        municipality_codes=("GM9001",),
        contract_versions=contract_versions(_SOME),
        made_on=date(2020, 7, 1),
    )
    everything = template_for(party, PERIOD, made_on=date(2020, 7, 1))
    make_accepted(write_template(stamp, _SOME, rows=make_tables()))

    afterwards = template_for(party, PERIOD.next(), made_on=date(2021, 1, 4))
    part = part_workbook(Acceptance.objects.get())

    asked = [set(read_workbook(content).tables) for content in (everything, afterwards, part)]
    some = {table.id for table in _SOME}
    every = {table.id for table in TABLES}
    assert asked == [every, every, some]
