"""The half-years that a municipality asks: their days, reminders, and opening them again."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Form, Router, Schema, Status
from pydantic import Field

from drieluik.apps.deliveries import selectors, services
from drieluik.apps.deliveries.api.finding import period_or_404
from drieluik.apps.deliveries.days import RoundDays
from drieluik.apps.organisations.access import actor_of, municipality_or_404
from drieluik.apps.sent_days import Day
from drieluik.apps.sent_words import PlainWords

router = Router()
_ONE = "/gemeenten/{gemeente}/uitvragen/{periode}"


class DaysIn(Schema):
    """Until when figures are asked; a day that is left out is no last day."""

    uiterlijk: Day
    nieuw_tot: Day | None = None
    correctie_tot: Day | None = None

    def days(self) -> RoundDays:
        """Return the three days."""
        return RoundDays(self.uiterlijk, self.nieuw_tot, self.correctie_tot)


class AskIn(DaysIn):
    """A half-year to ask, with its days and reminders."""

    periode: str
    herinneren: int | None = None


class DaysChangeIn(DaysIn):
    """Other days, and why."""

    reden: Annotated[str, PlainWords(2000)]


class DaysOut(Schema):
    """A half-year that is asked, until when, and its reminders."""

    periode: str
    uiterlijk: date = Field(description="What is signed later is late")
    nieuw_tot: date | None = Field(description="Last day for a first file; null for no last day")
    correctie_tot: date | None = Field(description="Last day to replace or sign; null for none")
    herinneren: int | None = Field(description="Days before uiterlijk; null when switched off")


class TableStateOut(Schema):
    """How far a corporation is with a table."""

    corporatie: str
    tabel: str
    stand: str = Field(
        description="not_started, under_way, signed, accepted, refused or not_applicable; of one's "
        "own corporation draft, findings or to_sign instead of under_way"
    )
    te_laat: bool


class DaysChangeOut(Schema):
    """Days that were changed; the others are as they were."""

    uiterlijk: list[date] = Field(description="Before and after")
    nieuw_tot: list[date | None]
    correctie_tot: list[date | None]
    reden: str
    door: str
    op: datetime


class ReopeningOut(Schema):
    """A half-year that was opened again for one corporation."""

    corporatie: str
    tot_en_met: date
    reden: str
    door: str
    op: datetime


class RoundOut(DaysOut):
    """The same with how far everybody is, and what happened to the days."""

    standen: list[TableStateOut]
    wijzigingen: list[DaysChangeOut]
    heropeningen: list[ReopeningOut]


@router.post("/gemeenten/{gemeente}/uitvragen", response={201: DaysOut})
def ask(request: HttpRequest, gemeente: str, gevraagd: Form[AskIn]) -> Status[dict[str, Any]]:
    """Ask all corporations for a half-year; only the data steward can, and once."""
    place = municipality_or_404(request, gemeente)
    period = period_or_404(gevraagd.periode)
    asked = services.open_round(
        municipality_id=place.id,
        period=period,
        days=gevraagd.days(),
        remind_before=gevraagd.herinneren,
        actor=actor_of(request),
        now=timezone.now(),
    )
    return Status(201, _days(asked))


@router.get(_ONE, response=RoundOut)
def get_round(request: HttpRequest, gemeente: str, periode: str) -> dict[str, Any]:
    """Give how far each corporation is with each table: states, no contents."""
    asked = _round_or_404(request, gemeente, periode)
    state = selectors.get_round_state(asked, actor=actor_of(request), today=timezone.localdate())
    return _days(asked) | {
        "standen": [
            {
                "corporatie": row.party.code,
                "tabel": cell.table.id,
                "stand": cell.state,
                "te_laat": cell.late,
            }
            for row in state.rows
            for cell in row.cells
        ],
        "wijzigingen": [
            {
                "uiterlijk": [one.due_before, one.due_after],
                "nieuw_tot": [one.new_before, one.new_after],
                "correctie_tot": [one.corrections_before, one.corrections_after],
                "reden": one.reason,
                "door": one.changed_by.name,
                "op": one.changed_at,
            }
            for one in state.changes
        ],
        "heropeningen": [
            {
                "corporatie": one.party.code,
                "tot_en_met": one.until_on,
                "reden": one.reason,
                "door": one.reopened_by.name,
                "op": one.reopened_at,
            }
            for one in state.reopenings
        ],
    }


@router.post(f"{_ONE}/dagen", response=DaysOut)
def change_days(
    request: HttpRequest, gemeente: str, periode: str, dagen: Form[DaysChangeIn]
) -> dict[str, Any]:
    """Change the days; a day that is left out is no last day any more. The corporations are told."""
    asked = _round_or_404(request, gemeente, periode)
    services.change_days(
        round_id=asked.id,
        days=dagen.days(),
        reason=dagen.reden,
        actor=actor_of(request),
        now=timezone.now(),
    )
    return _days(_round_or_404(request, gemeente, periode))


@router.post(f"{_ONE}/herinneringen", response=DaysOut)
def set_reminding(
    request: HttpRequest, gemeente: str, periode: str, herinneren: Form[int | None] = None
) -> dict[str, Any]:
    """Say how many days before the last day the first reminder goes; without it none go."""
    asked = _round_or_404(request, gemeente, periode)
    services.set_reminding(
        round_id=asked.id, remind_before=herinneren, actor=actor_of(request), now=timezone.now()
    )
    return _days(_round_or_404(request, gemeente, periode))


@router.post(f"{_ONE}/heropeningen", response={201: DaysOut})
def reopen(
    request: HttpRequest,
    gemeente: str,
    periode: str,
    corporatie: Form[str],
    tot_en_met: Form[Day],
    reden: Form[Annotated[str, PlainWords(2000)]],
) -> Status[dict[str, Any]]:
    """Open a half-year again for one corporation until a day; everybody here reads why."""
    asked = _round_or_404(request, gemeente, periode)
    known = {one.code: one.party_id for one in selectors.asked_parties(asked)}
    services.reopen_round(
        round_id=asked.id,
        # nobody is 0: the service says that the corporation is not asked, beside all else
        party_id=known.get(corporatie, 0),
        until_on=tot_en_met,
        reason=reden,
        actor=actor_of(request),
        now=timezone.now(),
    )
    return Status(201, _days(asked))


def _days(asked: selectors.DeliveryRound) -> dict[str, Any]:
    return {
        "periode": str(asked.period),
        "uiterlijk": asked.due_on,
        "nieuw_tot": asked.new_until,
        "correctie_tot": asked.corrections_until,
        "herinneren": asked.remind_before,
    }


def _round_or_404(request: HttpRequest, gemeente: str, periode: str) -> selectors.DeliveryRound:
    found = selectors.find_round(
        municipality_id=municipality_or_404(request, gemeente).id, period=period_or_404(periode)
    )
    if found is None:
        raise Http404
    return found
