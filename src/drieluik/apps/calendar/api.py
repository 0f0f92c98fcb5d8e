"""The year for other programmes."""

from datetime import date, time
from typing import Annotated, Any, cast

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Path, Router, Schema
from pydantic import Field

from drieluik.apps.calendar import selectors
from drieluik.apps.calendar.rows import Year, YearItem
from drieluik.apps.organisations.access import ActorRequest
from drieluik.apps.organisations.selectors import find_municipality
from drieluik.core.findings import Finding, action_nl, message_nl

router = Router(tags=["jaarkalender"])


class RemarkOut(Schema):
    """Something that is impossible, doubtful or worth knowing."""

    regel: str
    ernst: str = Field(description="blocks, confirm or remark")
    punt: str | None = Field(description="Id of the item it is about")
    melding: str
    actie: str


class YearItemOut(Schema):
    """One line of the year."""

    id: str
    naam: str
    grond: str = Field(description="statutory, house, or planned when no rule asks for it")
    soort: str = Field(description="deadline, opening, meeting or all_year")
    wie: list[str]
    voor: list[str]
    van: date
    tot: date = Field(description="First day after it (half open)")
    begint: time | None
    eindigt: time | None
    plaats: str | None
    bron: str
    hangt_aan: str | None = Field(description="Id of the item it moves with")
    vastgesteld: bool = Field(description="Whether people have set its day")
    alleen_als: str | None
    waarom: list[str]
    stand: str = Field(description="done, past_due, past, soon, open or later")


class YearOut(Schema):
    """The calendar of a year."""

    jaar: int
    huisregels: str
    eigen_huisregels: bool
    regelingen: list[str]
    punten: list[YearItemOut]
    bevindingen: list[RemarkOut]


@router.get("/gemeenten/{gemeente}/jaarkalender/{jaar}", response=YearOut)
def get_year(
    request: HttpRequest, gemeente: str, jaar: Path[Annotated[int, Field(ge=2000, le=2100)]]
) -> dict[str, Any]:
    """Give the year as it stands today, with what the year before carries over."""
    actor = cast(ActorRequest, request).actor
    municipality = find_municipality(slug=gemeente, actor=actor)
    if municipality is None:
        raise Http404
    year = selectors.get_year(
        municipality_id=municipality.id, year=jaar, today=timezone.localdate()
    )
    return _as_json(year)


def _as_json(year: Year) -> dict[str, Any]:
    dated = [line for _month, lines in year.months() for line in lines]
    return {
        "jaar": year.number,
        "huisregels": year.calendar.book.title_nl,
        "eigen_huisregels": year.own_rules,
        "regelingen": [regime.id for regime in year.calendar.regimes],
        "punten": [_item(line) for line in (*year.all_year(), *dated)],
        "bevindingen": [_remark(one) for one in year.calendar.findings],
    }


def _item(line: YearItem) -> dict[str, Any]:
    item = line.item
    return {
        "id": item.id,
        "naam": item.name_nl,
        "grond": "planned" if line.is_planned_here else item.kind.value,
        "soort": item.sort.value,
        "wie": [party.value for party in item.who],
        "voor": [party.value for party in item.to],
        "van": item.from_on,
        "tot": item.until_on,
        "begint": item.starts_at,
        "eindigt": item.ends_at,
        "plaats": item.place_nl,
        "bron": line.ground,
        "hangt_aan": item.hangs_on,
        "vastgesteld": item.settled,
        "alleen_als": item.only_if_nl,
        "waarom": list(item.why_nl),
        "stand": line.urgency.value,
    }


def _remark(finding: Finding) -> dict[str, Any]:
    about = finding.facts.get("item")
    return {
        "regel": finding.rule,
        "ernst": finding.severity.value,
        "punt": None if about is None else str(about),
        "melding": message_nl(finding),
        "actie": action_nl(finding),
    }
