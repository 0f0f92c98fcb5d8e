"""Figures per area of the parties' own."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Router, Schema
from pydantic import Field

from drieluik.apps.monitor.selectors.definitions import card_for
from drieluik.apps.monitor.selectors.own_areas import get_own_areas_page
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.organisations.access import actor_of, municipality_or_404
from drieluik.core.indicators import INDICATORS

router = Router()


class OwnFigureOut(Schema):
    """The figure of an own area over a half-year; without one ``reden`` says why."""

    gebied: UUID
    naam: str
    periode: str
    waarde: float | None
    laagste: float | None = Field(description="Null when nobody can tell")
    hoogste: float | None = Field(description="Null when nobody can tell")
    reden: str
    hoe_geteld: str = Field(description="How the area was put together, in Dutch")
    fictief: bool


@router.get(
    "/gemeenten/{gemeente}/waarden-per-eigen-gebied",
    response=list[OwnFigureOut],
    summary="Cijfers per eigen gebied",
)
def own_area_figures(
    request: HttpRequest, gemeente: str, indicator: str, periode: str = ""
) -> list[dict[str, Any]]:
    """Give an indicator per own area, over all half-years or one; empty when there are none.

    Numbers of buurten are added up, a share or mean is made anew of its two numbers. Where an area
    cuts through buurten, what was counted there is divided by surface, with the least and the most
    it can be.
    """
    place = municipality_or_404(request, gemeente)
    if indicator not in {one.id for one in INDICATORS}:
        raise Http404
    card = card_for(municipality_id=place.id, indicator_id=indicator, period="")
    page = get_own_areas_page(Sight(actor_of(request), place.id), card)
    return [
        {
            "gebied": row.area.area_id,
            "naam": row.area.name,
            "periode": cell.period,
            "waarde": cell.value,
            "laagste": cell.low,
            "hoogste": cell.high,
            "reden": cell.why,
            "hoe_geteld": row.how,
            "fictief": place.fictitious,
        }
        for row in page.rows
        for cell in row.cells
        if periode in ("", cell.period)
    ]
