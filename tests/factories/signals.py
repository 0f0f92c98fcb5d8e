"""Signals for tests: an agreement off course, and figures that did not come."""

from datetime import date, datetime
from uuid import UUID

from drieluik.apps.agreements.models import Clause
from drieluik.apps.deliveries.models import DeliveryRound
from drieluik.apps.monitor import services
from drieluik.apps.monitor.models import FigureRemark, Signal, SignalFact, SignalParty, Talk
from drieluik.apps.monitor.selectors.remarks import FigureAt
from drieluik.apps.monitor.services import Conclusion, Remark
from drieluik.apps.organisations.models import Municipality
from tests.factories.decisions import secretary
from tests.factories.monitor import NOW, accept_figures, calculate, make_norm, make_place
from tests.factories.organisations import make_actor, make_party

BOTH = ("corporatie-a", "corporatie-b")
DUE = {(2020, 1): date(2020, 8, 1), (2020, 2): date(2021, 2, 1), (2021, 1): date(2021, 8, 1)}


def make_watched_place(text: str = "") -> Municipality:
    """A municipality with a norm about evictions, two corporations and three asked half-years."""
    place = make_place()
    for code in BOTH:
        make_party(code=code, municipality=place)
    make_norm(place, text=text)
    for (year, half), due in DUE.items():
        DeliveryRound.objects.create(
            municipality=place, year=year, half=half, due_on=due, opened_at=NOW
        )
    return place


def deliver(
    place: Municipality, period: str, evictions: tuple[int, ...], parties: tuple[str, ...] = BOTH
) -> None:
    """Accept and calculate figures of a half-year."""
    for code in parties:
        accept_figures(place, party_code=code, period=period, evictions=evictions)
    calculate(place, period)


def notice(place: Municipality, now: datetime = NOW) -> int:
    """Look at the lights."""
    return services.notice_signals(municipality_id=place.id, now=now)


def make_signal(place: Municipality | None = None) -> Signal:
    """An open signal: off course over 2020-2."""
    place = place or make_watched_place()
    deliver(place, "2020-2", (90,))
    notice(place)
    return Signal.objects.get(kind="breach")


def explain(signal: Signal, text: str, code: str = "corporatie-a", now: datetime = NOW) -> None:
    """Explain a signal for a party, as its delegate."""
    party = make_party(code=code)
    services.explain_signal(
        signal_id=signal.id,
        party_id=party.id,
        text=text,
        actor=make_actor("delegate", party=party),
        now=now,
    )


def begin_talk(place: Municipality, now: datetime = NOW) -> Talk:
    """A talk under way, with the municipality and a corporation."""
    there = ("gemeente-voorbeeld", "corporatie-a")
    return services.begin_talk(
        municipality_id=place.id,
        held_on=now.date(),
        party_ids=[make_party(code=code).pk for code in there],
        actor=secretary(place),
        now=now,
    )


def conclude(
    talk: Talk,
    text: str = "Wij spreken af dat het beter moet.",
    outcome: str = "stays",
    meeting_id: UUID | None = None,
    now: datetime = NOW,
) -> None:
    """Note a conclusion about the first signal of a talk."""
    services.note_conclusion(
        talk_id=talk.id,
        position=1,
        conclusion=Conclusion(text, outcome, meeting_id),
        actor=secretary(talk.municipality),
        now=now,
    )


def lay_signals(place: Municipality, clause: Clause, other: Clause) -> dict[str, object]:
    """An open and a closed signal, a talk that ended and one under way, by the names of the table."""
    signal = _lay(place, clause)
    ended = begin_talk(place)
    conclude(ended)
    services.end_talk(talk_id=ended.id, actor=secretary(place), now=NOW)
    talk = begin_talk(place)
    conclude(talk)
    return {
        "signal_id": signal.id,
        "closed_signal": _closed(place, other).id,
        "ended_talk": ended.id,
        "talk": talk.id,
        "remark": _remark(place).id,
    }


def _remark(place: Municipality) -> FigureRemark:
    """A remark of Corporatie A beside the figure of all together over 2019-2."""
    party = make_party(code="corporatie-a")
    return services.write_remark(
        municipality_id=place.id,
        at=FigureAt("evictions", "2019-2"),
        remark=Remark(party.id, "Twee zaken liepen al langer (verzonnen)."),
        actor=make_actor("controller", party=party),
        now=NOW,
    )


def _lay(place: Municipality, clause: Clause) -> Signal:
    signal = Signal.objects.create(municipality=place, clause=clause, kind="breach", created_at=NOW)
    SignalFact.objects.create(
        signal=signal,
        period="2019-2",
        light="off_course",
        told="Huisuitzettingen. 9 huishoudens; hoogstens 5.",
        told_to_all="Huisuitzettingen. 9 huishoudens; hoogstens 5.",
        indicator_ids=["evictions"],
        noted_at=NOW,
    )
    party = make_party(code="corporatie-a")
    SignalParty.objects.create(signal=signal, party=party, own=False, asked_at=NOW)
    explain(signal, "Meer schulden dan verwacht.")
    return signal


def _closed(place: Municipality, clause: Clause) -> Signal:
    signal = _lay(place, clause)
    services.close_signal(signal_id=signal.id, reason="Besproken.", actor=secretary(place), now=NOW)
    return signal
