"""The information clock: did the papers reach the tenants in time to be talked over?

Comes in: days only - of the meeting, the agreed term, and when each paper reached each tenants'
organisation. Goes out: a judgement per organisation, with its sentence. Knows no database and no
moment of its own: the day of looking is passed in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class Timeliness(StrEnum):
    """How the papers of one item stand for one organisation."""

    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"
    WAITING = "waiting"
    NO_TERM = "no_term"
    NO_PAPERS = "no_papers"


class AdviceState(StrEnum):
    """How the right to advise stands for one organisation."""

    NOT_ASKED = "not_asked"
    GIVEN = "given"
    TIME_ENOUGH = "time_enough"
    TOO_SHORT = "too_short"
    NOT_STARTED = "not_started"


FLAGGED = frozenset({Timeliness.LATE, Timeliness.MISSING})
ADVICE_FLAGGED = frozenset({AdviceState.TOO_SHORT, AdviceState.NOT_STARTED})


@dataclass(frozen=True, slots=True)
class Listener:
    """An organisation of tenants.

    Attributes:
        code: Its short code.
        name: Its name.
        separate_track: Whether it is consulted apart, not at the joint table.
    """

    code: str
    name: str
    separate_track: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """The newest version of one paper, for one organisation.

    Attributes:
        paper: Title of the paper.
        version: Number of the newest version.
        received_on: When that version arrived; None when it did not.
        earlier_on: When an earlier version arrived, if one did.
    """

    paper: str
    version: int
    received_on: date | None
    earlier_on: date | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """What was agreed, and the days it is applied to.

    Attributes:
        meeting_on: Day of the meeting.
        days: Agreed number of days before the meeting; None when nothing was agreed.
        advice_weeks: Weeks the law gives for advice; None when the item needs none.
    """

    meeting_on: date
    days: int | None
    advice_weeks: int | None = None

    @property
    def last_day(self) -> date | None:
        """The last day on which a paper is in time."""
        return None if self.days is None else self.meeting_on - timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the clock says about one item and one organisation."""

    listener: Listener
    timeliness: Timeliness
    sentence: str
    advice: AdviceState = AdviceState.NOT_ASKED
    advice_sentence: str = ""

    @property
    def flagged(self) -> bool:
        """Tell whether the meeting has to know before it decides."""
        return self.timeliness in FLAGGED or self.advice in ADVICE_FLAGGED


def judge(
    listener: Listener,
    receipts: Sequence[Receipt],
    term: Term,
    on: date,
    advice_given_on: date | None = None,
) -> Judgement:
    """Return how one organisation stands with the papers of one item.

    The newest version of every paper counts, because that is what the meeting talks about; that
    an earlier version came in time is said in the sentence. The worst paper decides.

    Args:
        listener: The organisation.
        receipts: One per paper.
        term: Day of the meeting, agreed term, weeks for advice.
        on: The day of looking; the day of the meeting itself once it was held.
        advice_given_on: When the organisation gave its advice, if it did.

    Examples:
        >>> who = Listener("huurders-a", "Huurders A")
        >>> term = Term(date(2020, 3, 12), days=14)
        >>> judge(who, [Receipt("Notitie", 1, date(2020, 2, 27))], term, term.meeting_on).timeliness
        <Timeliness.ON_TIME: 'on_time'>
        >>> judge(who, [Receipt("Notitie", 1, date(2020, 2, 28))], term, term.meeting_on).timeliness
        <Timeliness.LATE: 'late'>
    """
    state, sentence = _timeliness(receipts, term, on)
    if listener.separate_track and receipts:
        sentence += " " + _("This organisation is consulted on a separate track.")
    advice, advice_sentence = _advice(receipts, term, advice_given_on)
    return Judgement(listener, state, sentence, advice, advice_sentence)


def _timeliness(receipts: Sequence[Receipt], term: Term, on: date) -> tuple[Timeliness, str]:
    last_day = term.last_day
    if not receipts:
        return Timeliness.NO_PAPERS, _("There are no papers with this item.")
    if last_day is None:
        return Timeliness.NO_TERM, _("No term for papers has been agreed.")
    missing = [receipt for receipt in receipts if receipt.received_on is None]
    if missing:
        words = {"papers": _names(missing), "day": _day(last_day)}
        if on <= last_day:
            return Timeliness.WAITING, _("Still to be delivered by %(day)s: %(papers)s.") % words
        return Timeliness.MISSING, _("Not received: %(papers)s. The last day was %(day)s.") % words
    late = [one for one in receipts if one.received_on and one.received_on > last_day]
    if late:
        worst = max(late, key=lambda one: one.received_on or last_day)
        return Timeliness.LATE, _late_sentence(worst, last_day)
    return Timeliness.ON_TIME, _("Received in time; the last day was %(day)s.") % {
        "day": _day(last_day)
    }


def _late_sentence(receipt: Receipt, last_day: date) -> str:
    received = receipt.received_on or last_day
    n = (received - last_day).days
    sentence = ngettext(
        "%(paper)s came %(n)s day too late: on %(day)s instead of %(last)s.",
        "%(paper)s came %(n)s days too late: on %(day)s instead of %(last)s.",
        n,
    ) % {"paper": receipt.paper, "n": n, "day": _day(received), "last": _day(last_day)}
    if receipt.earlier_on is not None and receipt.earlier_on <= last_day:
        sentence += " " + _("An earlier version was there in time.")
    return sentence


def _advice(
    receipts: Sequence[Receipt], term: Term, given_on: date | None
) -> tuple[AdviceState, str]:
    if term.advice_weeks is None:
        return AdviceState.NOT_ASKED, ""
    if given_on is not None:
        return AdviceState.GIVEN, _("Advice was given on %(day)s.") % {"day": _day(given_on)}
    days = [receipt.received_on for receipt in receipts]
    if not days or None in days:
        return AdviceState.NOT_STARTED, _(
            "The term for advice has not begun: not all papers have been received."
        )
    until = max(day for day in days if day is not None) + timedelta(weeks=term.advice_weeks)
    words = {"n": term.advice_weeks, "day": _day(until)}
    if until > term.meeting_on:
        return AdviceState.TOO_SHORT, _(
            "The %(n)s weeks for advice run until %(day)s, after this meeting."
        ) % words
    return AdviceState.TIME_ENOUGH, _("The %(n)s weeks for advice ended on %(day)s.") % words


def _names(receipts: Sequence[Receipt]) -> str:
    return ", ".join(receipt.paper for receipt in receipts)


def _day(day: date) -> str:
    return formats.date_format(day, "j F Y")
