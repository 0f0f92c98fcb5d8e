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
    OVERTAKEN = "overtaken"
    TIME_ENOUGH = "time_enough"
    TOO_SHORT = "too_short"
    NOT_STARTED = "not_started"


FLAGGED = frozenset({Timeliness.LATE, Timeliness.MISSING})
ADVICE_FLAGGED = frozenset({AdviceState.TOO_SHORT, AdviceState.NOT_STARTED, AdviceState.OVERTAKEN})


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
        advised_version: The newest version when advice was given; None when the paper was not
            there yet, or no advice was given.
    """

    paper: str
    version: int
    received_on: date | None
    earlier_on: date | None = None
    advised_version: int | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What the landlord answered: ``wholly``, ``partly`` or ``not`` followed, and when."""

    follows: str
    given_on: date


@dataclass(frozen=True, slots=True)
class Advice:
    """Advice that was given, and the newest answer of the landlord; None while there is none."""

    given_on: date
    reply: Reply | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """What was agreed, and the days it is applied to.

    Attributes:
        meeting_on: Day of the meeting.
        days: Agreed number of days before the meeting; None when nothing was agreed.
        advice_weeks: Weeks the law gives for advice; None when the item needs none.
        reasons_days: Days in which reasons are given for not following advice; None when unknown.
        wait_days: Days to wait after those reasons; None when unknown.
    """

    meeting_on: date
    days: int | None
    advice_weeks: int | None = None
    reasons_days: int | None = None
    wait_days: int | None = None

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
    def came_late(self) -> bool:
        """Whether the papers themselves came too late, or did not come."""
        return self.timeliness in FLAGGED

    @property
    def is_short_for_advice(self) -> bool:
        """Whether the time of the law for advice is not there, or the advice was overtaken."""
        return self.advice in ADVICE_FLAGGED

    @property
    def flagged(self) -> bool:
        """Tell whether the meeting has to know before it decides."""
        return self.came_late or self.is_short_for_advice


def judge(
    listener: Listener,
    receipts: Sequence[Receipt],
    term: Term,
    on: date,
    given: Advice | None = None,
) -> Judgement:
    """Return how one organisation stands with the papers of one item.

    The newest version of every paper counts, because that is what the meeting talks about; that
    an earlier version came in time is said in the sentence. The worst paper decides.

    Args:
        listener: The organisation.
        receipts: One per paper.
        term: Day of the meeting, agreed term, weeks for advice.
        on: The day of looking; the day of the meeting itself once it was held.
        given: The advice of the organisation with the answer to it, if it gave any.

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
    advice, advice_sentence = _advice(receipts, term, given)
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
    receipts: Sequence[Receipt], term: Term, given: Advice | None
) -> tuple[AdviceState, str]:
    if term.advice_weeks is None:
        return AdviceState.NOT_ASKED, ""
    if given is not None:
        return _given(receipts, term, given)
    if not receipts:
        return AdviceState.NOT_STARTED, _("The term for advice has not begun: there are no papers.")
    days = [receipt.received_on for receipt in receipts]
    if None in days:
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


def _given(receipts: Sequence[Receipt], term: Term, given: Advice) -> tuple[AdviceState, str]:
    sentences = [_("Advice was given on %(day)s.") % {"day": _day(given.given_on)}]
    overtaken = [one for one in receipts if one.advised_version != one.version]
    sentences += [_overtaken(one) for one in overtaken]
    sentences += _answer(term, given)
    state = AdviceState.OVERTAKEN if overtaken else AdviceState.GIVEN
    return state, " ".join(sentences)


def _overtaken(receipt: Receipt) -> str:
    words = {"paper": receipt.paper, "new": receipt.version, "old": receipt.advised_version}
    if receipt.advised_version is None:
        return _("%(paper)s was added after that.") % words
    return _("It was about version %(old)s of %(paper)s; version %(new)s followed.") % words


def _answer(term: Term, given: Advice) -> list[str]:
    """Say what the landlord answered, or by when reasons are due."""
    if term.reasons_days is None or term.wait_days is None:
        return []
    due = given.given_on + timedelta(days=term.reasons_days)
    reply = given.reply
    if reply is None:
        return [
            _("Reasons for not following it wholly are due in writing by %(day)s.")
            % {"day": _day(due)}
        ]
    words = {"day": _day(reply.given_on), "due": _day(due)}
    if reply.follows == "wholly":
        return [_("The landlord answered on %(day)s that it is followed.") % words]
    late = [_("That was after the last day, %(due)s.") % words] if reply.given_on > due else []
    start = reply.given_on + timedelta(days=term.wait_days)
    return [
        _("The landlord answered on %(day)s why it is not wholly followed.") % words,
        *late,
        _("The plan is carried out on %(day)s at the earliest.") % {"day": _day(start)},
    ]


def _names(receipts: Sequence[Receipt]) -> str:
    return ", ".join(receipt.paper for receipt in receipts)


def _day(day: date) -> str:
    return formats.date_format(day, "j F Y")
