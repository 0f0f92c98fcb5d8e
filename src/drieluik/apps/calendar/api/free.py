"""Days without meetings for other programmes."""

from datetime import date
from typing import Annotated

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Form, Schema
from pydantic import Field

from drieluik.apps.calendar import free, freeing
from drieluik.apps.calendar.api.asking import place_of, router
from drieluik.apps.organisations.access import actor_of
from drieluik.apps.sent_days import Day
from drieluik.apps.sent_words import PlainWords


class FreeDaysOut(Schema):
    """A stretch of days without meetings."""

    id: int
    naam: str
    van: date
    tot_en_met: date
    bron: str
    ingetrokken: bool
    reden: str = Field(description="Why it was withdrawn")


@router.get("/gemeenten/{gemeente}/jaarkalender/dagen/vrij", response=list[FreeDaysOut])
def list_free_days(request: HttpRequest, gemeente: str) -> list[FreeDaysOut]:
    """Give all days without meetings, also those withdrawn, the last first."""
    return _all(place_of(request, gemeente))


@router.post("/gemeenten/{gemeente}/jaarkalender/dagen/vrij", response=FreeDaysOut)
def add_free_days(
    request: HttpRequest,
    gemeente: str,
    naam: Form[Annotated[str, PlainWords(120)]],
    van: Form[Day],
    tot_en_met: Form[Day],
    bron: Form[Annotated[str, PlainWords(300)]],
) -> FreeDaysOut:
    """Tell on which days the parties do not meet."""
    place = place_of(request, gemeente)
    row = freeing.add_free_days(
        municipality_id=place,
        days=freeing.NewFreeDays(naam, van, tot_en_met, bron),
        actor=actor_of(request),
        now=timezone.now(),
    )
    return _one(place, row.pk)


@router.post(
    "/gemeenten/{gemeente}/jaarkalender/dagen/vrij/{dagen}/intrekking", response=FreeDaysOut
)
def withdraw_free_days(
    request: HttpRequest, gemeente: str, dagen: int, reden: Form[Annotated[str, PlainWords(300)]]
) -> FreeDaysOut:
    """Let days without meetings count no more, with a reason."""
    place = place_of(request, gemeente)
    _one(place, dagen)
    freeing.withdraw_free_days(
        free_days_id=dagen,
        reason=reden,
        actor=actor_of(request),
        now=timezone.now(),
    )
    return _one(place, dagen)


def _all(place: int) -> list[FreeDaysOut]:
    return [
        FreeDaysOut(
            id=row.free_days_id,
            naam=row.name,
            van=row.first_on,
            tot_en_met=row.last_on,
            bron=row.source,
            ingetrokken=bool(row.withdrawal_reason),
            reden=row.withdrawal_reason,
        )
        for row in free.list_free_days(municipality_id=place)
    ]


def _one(place: int, free_days_id: int) -> FreeDaysOut:
    for row in _all(place):
        if row.id == free_days_id:
            return row
    raise Http404
