"""Agreed days and days of one year only for other programmes."""

from datetime import date, time
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Form, Query, Schema
from pydantic import Field

from drieluik.apps.calendar import agreed, agreeing, announcing, one_off
from drieluik.apps.calendar.api.asking import place_of, router
from drieluik.apps.calendar.api.year import YearItemOut, one_item
from drieluik.apps.organisations.access import actor_of
from drieluik.apps.sent_days import Clock, Day
from drieluik.apps.sent_words import PlainWords
from drieluik.core.cycle import Who

AskedYear = Query[Annotated[int, Field(ge=2000, le=2100)]]


class AgreedDayOut(Schema):
    """Another last day than the rule gives."""

    punt: str = Field(description="Id of the item of the year")
    dag: date
    afgesproken_in: str


class OneOffIn(Schema):
    """A day of one year only."""

    soort: str = Field(description="meeting, deadline, or what starts a term of the law")
    naam: Annotated[str, PlainWords(160)]
    dag: Day
    afgesproken_in: Annotated[str, PlainWords(300)]
    wie: list[Who] = Field([], description="Who takes part or must do this")
    begint: Clock | None = None
    eindigt: Clock | None = None
    plaats: Annotated[str, PlainWords(120)] = ""

    def day(self) -> announcing.NewOneOff:
        """Return it as the service wants it."""
        return announcing.NewOneOff(
            kind=self.soort,
            name=self.naam,
            on=self.dag,
            words=self.afgesproken_in,
            who=tuple(self.wie),
            starts_at=self.begint,
            ends_at=self.eindigt,
            place=self.plaats,
        )


class OneOffOut(Schema):
    """A day of one year only as it stands."""

    id: UUID
    versie: int = Field(description="Give it back as gezien when you change it")
    punt: str | None = Field(description="Id of the item of the year; null for a start of a term")
    soort: str
    naam: str
    dag: date
    begint: time | None
    eindigt: time | None
    plaats: str
    wie: list[str]
    afgesproken_in: str = Field(description="Or why it was withdrawn")
    ingetrokken: bool


@router.get("/gemeenten/{gemeente}/jaarkalender/dagen/afgesproken", response=list[AgreedDayOut])
def list_agreed_days(request: HttpRequest, gemeente: str, jaar: AskedYear) -> list[dict[str, Any]]:
    """Give the days of a year that the parties agreed otherwise."""
    rows = agreed.list_agreed(municipality_id=place_of(request, gemeente), year=jaar)
    return [
        {"punt": row.item_id, "dag": row.agreed_on, "afgesproken_in": row.words} for row in rows
    ]


@router.post("/gemeenten/{gemeente}/jaarkalender/punten/{punt}/dag", response=YearItemOut)
def agree_day(
    request: HttpRequest,
    gemeente: str,
    punt: str,
    dag: Form[Day],
    afgesproken_in: Form[Annotated[str, PlainWords(300)]],
) -> dict[str, Any]:
    """Record that the parties agreed on another last day for an item."""
    place = place_of(request, gemeente)
    agreeing.agree_day(
        municipality_id=place,
        item_id=punt,
        agreed_on=dag,
        grounds=afgesproken_in,
        actor=actor_of(request),
        now=timezone.now(),
    )
    return one_item(place, punt)


@router.post(
    "/gemeenten/{gemeente}/jaarkalender/punten/{punt}/dag/intrekking", response=YearItemOut
)
def withdraw_agreed_day(
    request: HttpRequest, gemeente: str, punt: str, reden: Form[Annotated[str, PlainWords(300)]]
) -> dict[str, Any]:
    """Let the day of the rule hold again, with a reason."""
    place = place_of(request, gemeente)
    agreeing.withdraw_agreed_day(
        municipality_id=place,
        item_id=punt,
        reason=reden,
        actor=actor_of(request),
        now=timezone.now(),
    )
    return one_item(place, punt)


@router.get("/gemeenten/{gemeente}/jaarkalender/dagen/eenmalig", response=list[OneOffOut])
def list_one_off_days(request: HttpRequest, gemeente: str, jaar: AskedYear) -> list[dict[str, Any]]:
    """Give the days of one year only, also those withdrawn, in order of day."""
    place = place_of(request, gemeente)
    return [_out(row) for row in one_off.list_one_off(municipality_id=place, year=jaar)]


@router.post("/gemeenten/{gemeente}/jaarkalender/dagen/eenmalig", response=OneOffOut)
def add_one_off_day(request: HttpRequest, gemeente: str, given: Form[OneOffIn]) -> dict[str, Any]:
    """Tell of an occasion, a last day, or of what starts a term of the law."""
    place = place_of(request, gemeente)
    key = announcing.add_one_off(
        municipality_id=place,
        day=given.day(),
        actor=actor_of(request),
        now=timezone.now(),
    )
    return _one(place, key)


@router.post("/gemeenten/{gemeente}/jaarkalender/dagen/eenmalig/{dag_id}", response=OneOffOut)
def change_one_off_day(
    request: HttpRequest, gemeente: str, dag_id: UUID, given: Form[OneOffIn], gezien: Form[int]
) -> dict[str, Any]:
    """Change such a day; give the version you saw, so that nothing of others is lost."""
    place = place_of(request, gemeente)
    _one(place, dag_id)
    announcing.change_one_off(
        municipality_id=place,
        key=dag_id,
        day=given.day(),
        seen=gezien,
        actor=actor_of(request),
        now=timezone.now(),
    )
    return _one(place, dag_id)


@router.post(
    "/gemeenten/{gemeente}/jaarkalender/dagen/eenmalig/{dag_id}/intrekking", response=OneOffOut
)
def withdraw_one_off_day(
    request: HttpRequest, gemeente: str, dag_id: UUID, reden: Form[Annotated[str, PlainWords(300)]]
) -> dict[str, Any]:
    """Let such a day count no more, with a reason."""
    place = place_of(request, gemeente)
    _one(place, dag_id)
    announcing.withdraw_one_off(
        municipality_id=place,
        key=dag_id,
        reason=reden,
        actor=actor_of(request),
        now=timezone.now(),
    )
    return _one(place, dag_id)


def _one(place: int, key: UUID) -> dict[str, Any]:
    row = one_off.find_one_off(municipality_id=place, key=key)
    if row is None:
        raise Http404
    return _out(row)


def _out(row: one_off.OneOffRow) -> dict[str, Any]:
    return {
        "id": row.key,
        "versie": row.number,
        "punt": row.item_id or None,
        "soort": row.kind,
        "naam": row.name,
        "dag": row.on,
        "begint": row.starts_at,
        "eindigt": row.ends_at,
        "plaats": row.place,
        "wie": [one.value for one in row.who],
        "afgesproken_in": row.words,
        "ingetrokken": row.is_withdrawn,
    }
