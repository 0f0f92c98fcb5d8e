"""What pages and minutes know of a meeting, as frozen rows without database."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from drieluik.apps.decisions.clock import Judgement


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting in a list, and the head of its page."""

    meeting_id: UUID
    municipality_id: int
    kind: str
    kind_label: str
    name: str
    starts_at: datetime
    place: str
    chair_party_id: int | None
    chair: str
    chair_name: str
    state: str
    state_label: str
    version: int
    published_at: datetime | None
    closed_at: datetime | None
    approved_at: datetime | None
    approved_in_name: str
    approved_in_id: UUID | None
    approval_remarks: str
    cancelled_at: datetime | None
    cancellation_reason: str

    @property
    def is_planned(self) -> bool:
        """Tell whether it has not begun."""
        return self.state == "planned"

    @property
    def is_open(self) -> bool:
        """Tell whether it is in session."""
        return self.state == "open"

    @property
    def is_held(self) -> bool:
        """Tell whether it was closed."""
        return self.state in ("closed", "approved")

    @property
    def is_cancelled(self) -> bool:
        """Tell whether it is not held."""
        return self.state == "cancelled"

    @property
    def is_coming(self) -> bool:
        """Tell whether its agenda and papers can still change."""
        return self.state in ("planned", "open")

    @property
    def state_kind(self) -> str:
        """How its state is shown."""
        kinds = {
            "planned": "open",
            "open": "busy",
            "closed": "step",
            "approved": "done",
            "cancelled": "replaced",
        }
        return kinds[self.state]


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """When a version of a paper reached a party; ``reason`` says why an earlier record was wrong."""

    party_id: int
    party: str
    delivered_at: datetime
    how: str
    reason: str
    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class PaperRow:
    """The newest version of a paper, the numbers of earlier ones, and who received it."""

    paper_id: int
    title: str
    version_id: int
    number: int
    file_name: str
    content_hash: str
    n_bytes: int
    link: str
    n_words: int | None
    added_at: datetime
    earlier: tuple[tuple[int, int], ...]
    deliveries: tuple[DeliveryRow, ...]


@dataclass(frozen=True, slots=True)
class TakenUp:
    """A submitted proposal that an item takes up; from ``submitted_at`` on every party can read it.

    ``changed_at`` holds the moments after that at which it was carried over to a newer version and
    got other words, oldest first. ``n_words`` counts the new words it would bring; why it is
    proposed stands with the item.
    """

    proposal_id: UUID
    number: int
    party: str
    submitted_at: datetime
    submitted_on: date
    n_words: int
    changed_at: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class Adoption:
    """What the proposal of an item changes, and why it cannot be adopted as a whole now.

    Attributes:
        changes: What it changes, in a few words each.
        hindrances: Whose consent is lacking and what else stands in the way; none when nothing does.
        is_outdated: Whether the agreements got a newer version since, so that it is carried over first.
    """

    changes: tuple[str, ...]
    hindrances: tuple[str, ...]
    is_outdated: bool


@dataclass(frozen=True, slots=True)
class MeetingPaperRow:
    """A version of a paper with the meeting it came with.

    Attributes:
        version_id: Which version.
        title: Title of the paper.
        number: 1, 2, 3 within the paper.
        link: Path of a page of Drieluik; empty when it is a file.
        meeting_id: The meeting.
        meeting: How the meeting is called.
        is_current: Whether it is the newest version, of an item that was not taken off its agenda.
    """

    version_id: int
    title: str
    number: int
    link: str
    meeting_id: UUID
    meeting: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """What a landlord answered to advice."""

    party: str
    follows: str
    follows_label: str
    reasons: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """What a party answered to a question."""

    party: str
    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class InputRow:
    """What a party said beforehand; ``newest`` is false for what it has replaced since."""

    input_id: int
    party: str
    party_id: int
    kind: str
    kind_label: str
    text: str
    by: str
    at: datetime
    newest: bool
    replies: tuple[ReplyRow, ...]
    answers: tuple[AnswerRow, ...]

    @property
    def is_question(self) -> bool:
        """Whether others can answer it."""
        return self.kind == "question"


@dataclass(frozen=True, slots=True)
class TaskRow:
    """Something a party has to do."""

    task_id: UUID
    party_id: int
    party: str
    text: str
    due_on: date | None
    done_at: datetime | None
    done_by: str
    outcome: str
    decision: str
    meeting_id: UUID

    def is_late(self, on: date) -> bool:
        """Tell whether its day has gone by."""
        return self.done_at is None and self.due_on is not None and self.due_on < on


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision; ``replaced`` when its words were put right later."""

    decision_id: UUID
    number: int
    kind: str
    kind_label: str
    text: str
    in_force_from: date | None
    taken_at: datetime
    taken_by: str
    replaced: bool
    correction_reason: str
    tasks: tuple[TaskRow, ...]
    has_effect: bool


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item of an agenda with everything that belongs to it."""

    item_id: UUID
    meeting_id: UUID
    position: int
    title: str
    asks: str
    asks_label: str
    digest: str
    text: str
    needs_advice: bool
    source: str
    source_id: str
    source_label: str
    source_page: str
    discussion: str
    version: int
    adjourned_from: str
    adjourned_to: str
    reading_minutes: int
    n_uncounted: int
    proposal: TakenUp | None
    adoption: Adoption | None
    papers: tuple[PaperRow, ...]
    inputs: tuple[InputRow, ...]
    decisions: tuple[DecisionRow, ...]
    judgements: tuple[Judgement, ...]

    @property
    def flags(self) -> tuple[Judgement, ...]:
        """Organisations of tenants that were not informed in time."""
        return tuple(one for one in self.judgements if one.flagged)

    @property
    def came_late(self) -> tuple[Judgement, ...]:
        """Organisations of tenants whose papers came too late, whatever the time for advice."""
        return tuple(one for one in self.judgements if one.came_late)

    @property
    def n_unanswered(self) -> int:
        """Questions that nobody answered."""
        return sum(one.is_question and not one.answers for one in self.inputs)

    @property
    def is_done(self) -> bool:
        """Tell whether there is an outcome."""
        return bool(self.decisions)

    @property
    def is_decided(self) -> bool:
        """Tell whether no deciding decision can be taken any more."""
        deciding = ("adopt", "adopt_in_part", "reject", "adjourn")
        return any(one.kind in deciding for one in self.decisions)


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """Whether a party was there; ``presence`` is empty when nobody has noted it."""

    party_id: int
    party: str
    kind: str
    expected: bool
    presence: str
    presence_label: str
    names: str


@dataclass(frozen=True, slots=True)
class Agenda:
    """A meeting with its items, who was there, and whose tenants have no organisation."""

    meeting: MeetingRow
    items: tuple[ItemRow, ...]
    attendance: tuple[AttendanceRow, ...]
    without_voice: tuple[str, ...]
    term_days: int | None
    term_last_day: date | None

    @property
    def reading_minutes(self) -> int:
        """Minutes to read everything."""
        return sum(item.reading_minutes for item in self.items)

    @property
    def has_proposals(self) -> bool:
        """Whether a submitted proposal is on it."""
        return any(item.proposal for item in self.items)

    @property
    def unrepresented(self) -> tuple[str, ...]:
        """Kinds of party that had to be there and of which nobody was, once it was noted."""
        noted = [one for one in self.attendance if one.expected and one.presence]
        there = {one.kind for one in noted if one.presence == "present"}
        return tuple(dict.fromkeys(one.kind for one in noted if one.kind not in there))

    @property
    def n_flagged(self) -> int:
        """Items of which papers did not reach tenants in time, or that leave too little for advice."""
        return sum(bool(item.flags) for item in self.items)

    @property
    def n_late(self) -> int:
        """Items of which papers did not reach tenants in time."""
        return sum(bool(item.came_late) for item in self.items)
