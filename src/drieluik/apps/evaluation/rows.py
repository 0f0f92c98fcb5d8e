"""What the evaluation of a year is made of, as frozen rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting of the year.

    Attributes:
        meeting_id: Which meeting.
        name: Its name with its day.
        state: ``held``, ``planned``, ``passed`` (its day went by and it was never closed) or
            ``cancelled``.
        n_present: Parties that were there.
        n_expected: Parties that should have been there.
        n_decisions: Decisions that were taken and not replaced.
        late: Per item and organisation of tenants: item, organisation and what the clock says.
        short: The same where there was too little time for advice, or it was overtaken.
        n_late: Items with papers that came too late.
    """

    meeting_id: UUID
    name: str
    state: str
    n_present: int = 0
    n_expected: int = 0
    n_decisions: int = 0
    late: tuple[tuple[str, str, str], ...] = ()
    short: tuple[tuple[str, str, str], ...] = ()
    n_late: int = 0

    @property
    def is_held(self) -> bool:
        """Tell whether it was held."""
        return self.state == "held"


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A proposal that was submitted in the year, and its fate; ``days`` is None while it is open."""

    proposal_id: UUID
    number: int
    title: str
    party: str
    state: str
    state_label: str
    submitted_on: date
    days: int | None


@dataclass(frozen=True, slots=True)
class ClauseGaps:
    """What an agreement lacks: a norm, a party that is bound, figures."""

    number: str
    heading: str
    without_norm: bool
    without_owner: bool
    without_data: bool


@dataclass(frozen=True, slots=True)
class PartyBalance:
    """What one party owes by the agreements, and what was heard of it in the year.

    Attributes:
        party_id: Which party.
        code: Its code.
        name: Its name.
        kind: Which of the three sides.
        owes: Agreements that bind it, by kind of norm (``result``, ``effort``, ``process``, and
            ``none`` for those without a norm).
        n_present: Meetings it was at.
        n_expected: Meetings it should have been at.
        n_answered: Agreements in proposals on which it took a position.
        n_asked: Agreements in proposals on which its consent was asked.
        n_in_time: Tables it delivered in time.
        n_due: Tables that were asked with a shown day in the year; 0 for who delivers nothing.
        n_tasks_done: Tasks of the year that it finished, in time or later.
        n_tasks_late: Tasks of the year that were not finished on their day.
        n_inputs: What it said or advised beforehand about items of meetings that were held.
        n_reports: Reports on actions of focus projects.
        n_proposals: Proposals it submitted.
        left_on: First day on which it took part no more; None when it did to the end.
    """

    party_id: int
    code: str
    name: str
    kind: str
    owes: Mapping[str, int]
    n_present: int
    n_expected: int
    n_answered: int
    n_asked: int
    n_in_time: int
    n_due: int
    n_tasks_done: int
    n_tasks_late: int
    n_inputs: int = 0
    n_reports: int = 0
    n_proposals: int = 0
    left_on: date | None = None

    @property
    def is_silent(self) -> bool:
        """Whether something was asked of it and nothing was recorded of it."""
        answered = self.n_present + self.n_answered + self.n_in_time + self.n_tasks_done
        unasked = self.n_inputs + self.n_reports + self.n_proposals
        return self.is_asked and answered + unasked == 0

    @property
    def is_asked(self) -> bool:
        """Whether anything was asked of it in the year."""
        return self.n_expected + self.n_asked + self.n_due + self.n_tasks_late > 0


@dataclass(frozen=True, slots=True)
class AnswersLine:
    """The newest answers of a party; ``n_earlier`` tells how often it answered before."""

    party_id: int
    party: str
    scores: Mapping[str, int]
    remark: str
    by: str
    at: datetime
    n_earlier: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A whole year.

    Attributes:
        year: Which year.
        until: The day up to which it looks: the last of the year, or today.
        period: The half-year whose lights tell which agreements lack figures.
        meetings: By day.
        proposals: In order of submitting.
        gaps: The agreements that lack something, in the order of the document.
        n_clauses: All agreements in force on that day.
        balances: Every party that took part in the year, by side and name.
        answers: Newest answers, by name of the party.
        unanswered: Names of the parties that still take part and did not answer.
    """

    year: int
    until: date
    period: str
    meetings: tuple[MeetingLine, ...]
    proposals: tuple[ProposalLine, ...]
    gaps: tuple[ClauseGaps, ...]
    n_clauses: int
    balances: tuple[PartyBalance, ...]
    answers: tuple[AnswersLine, ...]
    unanswered: tuple[str, ...]

    @property
    def silent(self) -> tuple[str, ...]:
        """Names of the parties that were asked for something and of which nothing is recorded."""
        return tuple(row.name for row in self.balances if row.is_silent)
