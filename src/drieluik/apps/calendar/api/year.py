"""The year for other programmes."""

from datetime import date, datetime, time
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Form, Path, Schema
from pydantic import Field

from drieluik.apps.calendar import selectors
from drieluik.apps.calendar.api.asking import place_of, router
from drieluik.apps.calendar.marking import NewMark, mark_item, take_back
from drieluik.apps.calendar.rows import MarkRow, Year, YearItem
from drieluik.apps.organisations.access import actor_of
from drieluik.apps.organisations.selectors import find_party_id
from drieluik.apps.sent_days import Day
from drieluik.apps.sent_words import PlainWords
from drieluik.core.cycle import Sort
from drieluik.core.findings import Finding, action_nl, message_nl


class YearRemarkOut(Schema):
    """Something that is impossible, doubtful or worth knowing."""

    regel: str
    ernst: str = Field(description="blocks, confirm or remark")
    punt: str | None = Field(description="Id of the item it is about")
    melding: str
    actie: str


class MarkOut(Schema):
    """Somebody said that it was done."""

    partij: str | None = Field(description="Name of the party; null when it counts for all")
    gedaan_op: date
    laatste_dag: date = Field(description="The last day as it was when this was noted")
    toelichting: str
    aangetekend_op: datetime


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
    gaat_niet_door: str | None = Field(description="Why a meeting is not held; null when it is")
    alleen_als: str | None
    waarom: list[str]
    stand: str = Field(description="done, past_due, past, soon, open or later")
    gedaan: list[MarkOut]
    wacht_op: list[str] = Field(description="Names of parties that must act and noted nothing")


class YearOut(Schema):
    """The calendar of a year."""

    jaar: int
    huisregels: str
    eigen_huisregels: bool
    regelingen: list[str]
    punten: list[YearItemOut]
    bevindingen: list[YearRemarkOut]


class MarkIn(Schema):
    """That an item was done: when, by which party, and where it can be found."""

    gedaan_op: Day
    partij: str = Field("", description="Code of the party; empty for all")
    toelichting: Annotated[str, PlainWords(300)] = Field("")


@router.get("/gemeenten/{gemeente}/jaarkalender/{jaar}", response=YearOut)
def get_year(
    request: HttpRequest, gemeente: str, jaar: Path[Annotated[int, Field(ge=2000, le=2100)]]
) -> dict[str, Any]:
    """Give the year as it stands today, with what the year before carries over."""
    place = place_of(request, gemeente)
    year = selectors.get_year(municipality_id=place, year=jaar, today=timezone.localdate())
    return _as_json(year)


@router.post("/gemeenten/{gemeente}/jaarkalender/punten/{punt}/gedaan", response=YearItemOut)
def mark_done(
    request: HttpRequest, gemeente: str, punt: str, gedaan: Form[MarkIn]
) -> dict[str, Any]:
    """Note that an item was done, for a party by its code, or for all when none is given."""
    place = place_of(request, gemeente)
    mark = NewMark(gedaan.gedaan_op, _party_id(gedaan.partij), gedaan.toelichting)
    mark_item(
        municipality_id=place,
        item_id=punt,
        mark=mark,
        actor=actor_of(request),
        now=timezone.now(),
    )
    return one_item(place, punt)


@router.post("/gemeenten/{gemeente}/jaarkalender/punten/{punt}/terugname", response=YearItemOut)
def take_mark_back(
    request: HttpRequest,
    gemeente: str,
    punt: str,
    reden: Form[Annotated[str, PlainWords(300)]],
    partij: Form[str] = "",
) -> dict[str, Any]:
    """Take back that an item was done, with a reason; what was noted stays."""
    place = place_of(request, gemeente)
    take_back(
        municipality_id=place,
        item_id=punt,
        party_id=_party_id(partij),
        reason=reden,
        actor=actor_of(request),
        now=timezone.now(),
    )
    return one_item(place, punt)


def _party_id(code: str) -> int | None:
    if not code:
        return None
    found = find_party_id(code=code)
    if found is None:
        raise Http404
    return found


def one_item(place: int, item_id: str) -> dict[str, Any]:
    """Return one line of the year as it is given to other programmes."""
    line = selectors.find_line(municipality_id=place, item_id=item_id, today=timezone.localdate())
    if line is None:
        raise Http404
    return _item(line)


def _as_json(year: Year) -> dict[str, Any]:
    dated = [line for month in year.months() for line in month.lines]
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
        "grond": item.kind.value,
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
        "gaat_niet_door": item.cancelled_nl,
        "alleen_als": item.only_if_nl,
        "waarom": list(item.why_nl),
        "stand": line.urgency.value,
        "gedaan": [_mark(mark) for mark in line.doing.marks],
        "wacht_op": [name for _party_id, name in line.doing.waiting if item.sort != Sort.MEETING],
    }


def _mark(mark: MarkRow) -> dict[str, Any]:
    return {
        "partij": mark.party or None,
        "gedaan_op": mark.done_on,
        "laatste_dag": mark.due_on,
        "toelichting": mark.words,
        "aangetekend_op": mark.at,
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
