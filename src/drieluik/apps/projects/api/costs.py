"""Costs and cover of actions, for other programmes; lines for the parties only go to the parties."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Form, Schema
from pydantic import Field

from drieluik.apps.organisations.access import actor_of
from drieluik.apps.projects import costs, policies, services
from drieluik.apps.projects.api.asking import (
    found_action,
    municipality_id,
    party_id_of,
    refuse,
    router,
)
from drieluik.apps.projects.budgeting import Statement, faults_of
from drieluik.apps.projects.cost_rows import CostRow, Total
from drieluik.apps.sent_words import Words

_FIELDS = {
    "cost": "kosten",
    "cover": "dekking",
    "year": "jaar",
    "audience": "voor_wie",
    "explanation": "toelichting",
}


class CostOut(Schema):
    """What an action costs an organisation, as it was told last; euro, as text with two decimals."""

    partij: str
    jaar: int = Field(description="The year in which it counts")
    kosten: str
    dekking: str
    zonder_dekking: str
    toelichting: str
    voor_wie: str = Field(description="public or partners")


class UncoveredOut(Schema):
    """An action whose costs in the year are not fully covered."""

    speerpunt: str
    jaar_speerpunt: int
    nummer_speerpunt: int
    actie: int
    tekst: str
    kosten: str
    dekking: str
    zonder_dekking: str
    regels: list[CostOut]


class CostsOut(Schema):
    """What an action costs each organisation."""

    gezien: int = Field(description="Number of the newest line; give it back when you tell more")
    verborgen: int = Field(description="How many lines are for the parties only and left out")
    regels: list[CostOut]


class CostsIn(Schema):
    """What an organisation tells."""

    partij: str = Field(description="Code of the organisation")
    jaar: int
    kosten: str = Field(description="Such as 1.250,50")
    dekking: str
    toelichting: Words = Field("")
    voor_wie: str = "public"
    gezien: int = Field(0, ge=0, description="Number of the newest line that was seen")


_ACTION = "/gemeenten/{gemeente}/speerpunten/{int:jaar}/{int:nummer}/acties/{int:actie}"


@router.get(f"{_ACTION}/kosten", response=CostsOut)
def list_costs(
    request: HttpRequest, gemeente: str, jaar: int, nummer: int, actie: int
) -> dict[str, Any]:
    """Give what an action costs each organisation and year, and what of it is covered."""
    return _costs(request, municipality_id(request, gemeente), (jaar, nummer, actie))


@router.post(f"{_ACTION}/kosten", response=CostsOut)
def tell_costs(
    request: HttpRequest, gemeente: str, jaar: int, nummer: int, actie: int, given: Form[CostsIn]
) -> dict[str, Any]:
    """Tell costs and cover of an action for an organisation; says all that is wrong at once."""
    place, actor = municipality_id(request, gemeente), actor_of(request)
    board, one = found_action(request, place, (jaar, nummer, actie))
    party_id = party_id_of(given.partij)
    policies.check_may_tell_costs(actor, municipality_id=place, party_id=party_id)
    told = Statement(
        party_id, given.jaar, given.kosten, given.dekking, given.toelichting, given.voor_wie
    )
    refuse(faults_of(told), _FIELDS)
    services.tell_costs(
        place=services.Place(place, board.project.project_id, one.action.action_id),
        told=told,
        seen=given.gezien,
        actor=actor,
        now=timezone.now(),
    )
    return _costs(request, place, (jaar, nummer, actie))


@router.get(
    "/gemeenten/{gemeente}/speerpunten/{int:jaar}/zonder-dekking", response=list[UncoveredOut]
)
def list_uncovered(request: HttpRequest, gemeente: str, jaar: int) -> list[dict[str, Any]]:
    """Give the actions without cover of a year; lines for the parties only go to the parties."""
    rows, _costs = costs.list_uncovered(
        municipality_id=municipality_id(request, gemeente),
        year=jaar,
        actor=actor_of(request),
        on=timezone.localdate(),
    )
    return [
        {
            "speerpunt": one.project.focus,
            "jaar_speerpunt": one.project.year,
            "nummer_speerpunt": one.project.position,
            "actie": one.action.action.number,
            "tekst": one.action.action.text,
            **_amounts(one.total),
            "regels": [_line(row) for row in one.rows],
        }
        for one in rows
    ]


def _amounts(total: Total) -> dict[str, str]:
    return {
        "kosten": f"{total.cost:.2f}",
        "dekking": f"{total.cover:.2f}",
        "zonder_dekking": f"{total.missing:.2f}",
    }


def _costs(request: HttpRequest, place: int, address: tuple[int, int, int]) -> dict[str, Any]:
    _board, one = found_action(request, place, address)
    found = costs.costs_of([one.action], municipality_id=place, actor=actor_of(request))
    return {
        "gezien": costs.last_number(one.action.action_id),
        "verborgen": found.n_hidden,
        "regels": [_line(row) for row in found.rows],
    }


def _line(row: CostRow) -> dict[str, Any]:
    return {
        "partij": row.party_name,
        "jaar": row.year,
        **_amounts(row.total),
        "toelichting": row.explanation,
        "voor_wie": row.audience,
    }
