"""One workbook for two municipalities: each sees, decides and is told of its own part only."""

import io
from datetime import timedelta

import openpyxl
import polars as pl
import pytest

from drieluik.apps.deliveries import services
from drieluik.apps.deliveries.models import Acceptance
from drieluik.apps.deliveries.selectors import find_restatement, list_restatements
from drieluik.apps.deliveries.workbooks import part_workbook
from tests.factories.deliveries import (
    NOW,
    make_signed,
    make_steward,
    make_tables,
    make_workbook,
    open_round,
)
from tests.factories.organisations import make_actor, make_municipality, make_party, sign_in
from tests.factories.worlds import world

pytestmark = pytest.mark.django_db
CODES = ("GM9001", "GM9002")


def _workbook(in_town: int = 3, in_village: int = 2) -> bytes:
    town = make_tables(n_dwellings=in_town)
    village = make_tables(n_dwellings=in_village, municipality_code="GM9002")
    village["dwellings"] = village["dwellings"].with_columns(
        dwelling_id="D" + pl.col("dwelling_id")
    )
    both = {name: pl.concat([rows, village[name]]) for name, rows in town.items()}
    return make_workbook(municipality_codes=CODES, tables=both)


def _accept(delivery, code: str, days: int = 0) -> None:
    place = make_municipality(code=code)
    services.accept_delivery(
        delivery_id=delivery.id,
        municipality_id=place.id,
        actor=make_steward(place),
        now=NOW + timedelta(days=days),
    )


@pytest.fixture(scope="module")
def signed(django_db_setup, django_db_blocker):
    """The first file of a corporation that works in a town and a village, signed."""
    with world(django_db_blocker):
        for code, name in zip(CODES, ("Aastad", "Beedorp"), strict=True):
            place = make_municipality(code=code, name=name)
            make_party(municipality=place)
            make_steward(place)
            open_round(place)
        yield make_signed(_workbook())


def _steward(code: str):
    return make_steward(make_municipality(code=code))


def _page(client, actor, address: str) -> str:
    sign_in(client, actor)
    return client.get(address).text


def test_the_corporation_sees_one_delivery_that_waits_for_both(client, signed):
    page = _page(client, make_actor("controller"), f"/aanleveringen/{signed.id}/")

    assert "Aastad" in page
    assert "Beedorp" in page
    assert "De gegevensbeheerders van Aastad en Beedorp beslissen" in page


def test_once_one_has_decided_the_page_says_who_is_still_to_decide(client, signed):
    _accept(signed, "GM9001")

    page = _page(client, make_actor("controller"), f"/aanleveringen/{signed.id}/")

    assert "De gegevensbeheerder van Beedorp beslist" in page
    assert "Geaccepteerd (Aastad)" in page


@pytest.mark.parametrize(
    ("code", "slug", "elsewhere", "n"),
    [("GM9001", "gm9001", "gm9002", 3), ("GM9002", "gm9002", "gm9001", 2)],
)
def test_a_steward_reads_and_decides_on_the_own_part_only(client, signed, code, slug, elsewhere, n):
    steward = _steward(code)
    part = Acceptance.objects.get(delivery=signed, municipality__code=code)

    own = _page(client, steward, f"/{slug}/aanleveringen/{signed.id}/")
    answers = {
        client.get(f"/{elsewhere}/aanleveringen/{signed.id}/{act}").status_code
        for act in ("", "accepteren/", "terugsturen/", "deel.xlsx")
    }

    assert part.n_rows["dwellings"] == n
    assert make_municipality(code=code).name in own
    assert answers == {404}


def test_the_rows_of_a_municipality_come_without_a_word_of_the_other(signed):
    for code, other in (CODES, CODES[::-1]):
        part = Acceptance.objects.get(delivery=signed, municipality__code=code)
        sheets = openpyxl.load_workbook(io.BytesIO(part_workbook(part))).worksheets
        words = {str(cell) for sheet in sheets for row in sheet.values for cell in row if cell}

        assert not [word for word in words if other in word]
        assert [word for word in words if code in word]


def _told(delivery) -> list[str]:
    """Where the cause of a correction is told."""
    return [
        code
        for code in CODES
        if find_restatement(delivery, municipality_id=make_municipality(code=code).id)
    ]


def test_what_was_wrong_in_one_municipality_is_not_told_in_the_other(signed):
    for code in CODES:
        _accept(signed, code)

    second = make_signed(_workbook(in_village=4), seen=signed.id)
    waiting = _told(second)
    for code in CODES:
        _accept(second, code, days=1)

    assert waiting == _told(second) == ["GM9002"]
    assert [
        len(list_restatements(municipality_id=make_municipality(code=code).id)) for code in CODES
    ] == [0, 1]


def test_a_correction_that_goes_back_is_told_and_the_same_once_more_is_not(signed):
    _accept(signed, "GM9001")
    told, before = [], signed
    for day, (in_town, in_village) in enumerate(((4, 2), (4, 3), (3, 3)), start=1):
        before = make_signed(_workbook(in_town, in_village), seen=before.id)
        _accept(before, "GM9001", days=day)
        told.append("GM9001" in _told(before))

    assert told == [True, False, True]
