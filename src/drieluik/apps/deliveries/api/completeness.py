"""How complete and how timely the deliveries were, for other programmes."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from drieluik.apps.deliveries.selectors.completeness import AskedTable, list_asked_tables, tally
from drieluik.apps.organisations.access import municipality_or_404

router = Router()


class AskedTableOut(Schema):
    """A table that was asked of a corporation for a half-year of which the shown day has gone by."""

    periode: str
    uiterlijk: date = Field(description="The shown day")
    corporatie: str
    tabel: str
    kwam: str = Field(description="in_time, late or lacking, by the first signature")
    eerst_getekend: date | None = Field(description="Null when it was never signed")
    volledig: bool = Field(description="Signed and not sent back")
    teruggestuurd: bool
    correcties: int = Field(description="Accepted files replaced by a later accepted one")


class CompletenessOut(Schema):
    """Every asked table, and their counts; tables that do not apply are not asked."""

    gevraagd: int
    volledig: int
    op_tijd: int
    te_laat: int
    ontbreekt: int
    teruggestuurd: int
    tabellen: list[AskedTableOut]


@router.get("/gemeenten/{gemeente}/volledigheid", response=CompletenessOut)
def get_completeness(request: HttpRequest, gemeente: str) -> dict[str, Any]:
    """Give how complete and timely the deliveries were, by the definition on the page."""
    place = municipality_or_404(request, gemeente)
    rows = list_asked_tables(municipality_id=place.id, today=timezone.localdate())
    counts = tally(rows)
    return {
        "gevraagd": counts.n_asked,
        "volledig": counts.n_there,
        "op_tijd": counts.n_in_time,
        "te_laat": counts.n_late,
        "ontbreekt": counts.n_lacking,
        "teruggestuurd": counts.n_sent_back,
        "tabellen": [_row(row) for row in rows],
    }


def _row(row: AskedTable) -> dict[str, Any]:
    return {
        "periode": str(row.period),
        "uiterlijk": row.due_on,
        "corporatie": row.party.code,
        "tabel": row.table.id,
        "kwam": row.came,
        "eerst_getekend": row.signed_on,
        "volledig": row.is_there,
        "teruggestuurd": row.sent_back,
        "correcties": row.n_corrections,
    }
