"""A municipality sees findings about its own rows and about no row, whatever a sheet is called."""

import polars as pl
import pytest

from drieluik.apps.deliveries.check_outcome import finding_rows, with_its_row
from drieluik.apps.deliveries.models import DeliveryFinding
from drieluik.apps.deliveries.selectors import list_confirmations
from drieluik.core.findings import Finding, Place, Severity
from drieluik.core.tables import table
from drieluik.core.workbooks.found import as_table
from tests.factories.deliveries import NOW, make_checked, make_tables, open_round
from tests.factories.organisations import make_actor

_SHEET = table("dwellings").sheet_nl


@pytest.mark.parametrize("written", [_SHEET, _SHEET.upper(), f" {_SHEET.replace(' ', '_')}."])
def test_a_finding_belongs_to_the_municipality_of_its_row_however_the_sheet_is_spelled(written):
    found = as_table(
        [
            Finding("workbooks.a", Severity.CONFIRM, Place(written, "C4", "Huur", 4)),
            Finding("workbooks.b", Severity.CONFIRM, Place(written, "C99", "Huur", 99)),
            Finding("workbooks.c", Severity.CONFIRM, Place(written)),
            Finding("workbooks.d", Severity.REMARK, Place("Kladblok", "A4", None, 4)),
            Finding("workbooks.e", Severity.REMARK, Place()),
        ]
    )

    joined = with_its_row(found, make_tables())

    assert joined["sheet"].to_list() == found["sheet"].to_list()
    assert dict(joined.select("rule", "municipality_code").rows()) == {
        "workbooks.a": "GM9001",
        "workbooks.b": None,
        "workbooks.c": None,
        "workbooks.d": None,
        "workbooks.e": None,
    }


def test_a_finding_about_all_rows_of_a_municipality_is_that_of_no_other():
    found = as_table(
        [
            Finding("plausibility.a", Severity.CONFIRM, Place(_SHEET, "A:A", "Huur"), None, facts)
            for facts in ({"municipality_code": "GM9001"}, {"municipality_code": "GM9002"})
        ]
    )

    rows = list(finding_rows(with_its_row(found, make_tables())))

    assert [row["municipality_code"] for row in rows] == ["GM9001", "GM9002"]
    assert len({row["identity"] for row in rows}) == 2


def test_without_tables_no_finding_belongs_to_a_municipality():
    found = as_table([Finding("workbooks.a", Severity.BLOCKS, Place(_SHEET, "C4", "Huur", 4))])

    joined = with_its_row(found, {})

    assert joined["municipality_code"].to_list() == [None]
    assert joined["municipality_code"].dtype == pl.String


@pytest.mark.django_db
def test_a_row_of_an_unknown_municipality_is_shown_to_none():
    make_actor("editor")
    open_round()
    delivery = make_checked()
    kept = {
        "delivery": delivery,
        "rule": "workbooks.sheet_empty",
        "severity": "confirm",
        "sheet": _SHEET,
        "facts": {},
        "confirmed_at": NOW,
        "confirmed_by_id": make_actor("editor").user_id,
    }
    rows = [(None, "", "geen rij"), (4, "GM9001", "eigen"), (5, "GM9002", "ander"), (6, "", "?")]
    for number, (row, code, reason) in enumerate(rows, start=1000):
        DeliveryFinding.objects.create(
            number=number, row=row, municipality_code=code, reason=reason, **kept
        )

    shown = list_confirmations(delivery, municipality_code="GM9001")

    assert [one.reason for one in shown] == ["geen rij", "eigen"]
