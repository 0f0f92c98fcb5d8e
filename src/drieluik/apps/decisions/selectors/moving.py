"""What moving a meeting would do: shown before it is done."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from drieluik.apps.decisions.clock import Judgement, Term
from drieluik.apps.decisions.models import AgendaItem, Meeting
from drieluik.apps.decisions.selectors.expected import listeners
from drieluik.apps.decisions.selectors.timing import judge_item, read_threads, term_of


@dataclass(frozen=True, slots=True)
class MovedItem:
    """How one item stands for one organisation of tenants, now and after the move."""

    title: str
    before: Judgement
    after: Judgement

    @property
    def gets_worse(self) -> bool:
        """Tell whether the move makes papers late that were not."""
        return self.after.flagged and not self.before.flagged

    @property
    def gets_better(self) -> bool:
        """Tell whether the move puts right what was late."""
        return self.before.flagged and not self.after.flagged


@dataclass(frozen=True, slots=True)
class MovePreview:
    """What a move means.

    Attributes:
        last_day_before: Last day for papers now; None without an agreed term.
        last_day_after: Last day for papers after the move.
        passed: Whether that day has gone by already.
        in_past: Whether the new day itself lies in the past.
        sent_again: Whether the agenda was sent, and has to be sent again.
        changes: Items whose papers become late, or no longer are.
    """

    last_day_before: date | None
    last_day_after: date | None
    passed: bool
    in_past: bool
    sent_again: bool
    changes: tuple[MovedItem, ...]


def preview_move(meeting_id: UUID, starts_at: datetime, *, on: date) -> MovePreview:
    """Return what moving a meeting to a moment does to the terms of its papers.

    Raises:
        Meeting.DoesNotExist: There is no such meeting.
    """
    meeting = Meeting.objects.get(id=meeting_id)
    place = meeting.municipality_id
    old, new = (
        term_of(municipality_id=place, meeting_on=timezone.localdate(moment))
        for moment in (meeting.starts_at, starts_at)
    )
    return MovePreview(
        last_day_before=old.last_day,
        last_day_after=new.last_day,
        passed=new.last_day is not None and new.last_day < on,
        in_past=new.meeting_on < on,
        sent_again=meeting.published_at is not None,
        changes=tuple(_changes(meeting, old, new, on)),
    )


def _changes(meeting: Meeting, old: Term, new: Term, on: date) -> list[MovedItem]:
    rows = AgendaItem.objects.filter(meeting=meeting, removed_at=None).order_by("position")
    items = list(rows.prefetch_related("inputs__party"))
    threads = read_threads(items, municipality_id=meeting.municipality_id, until=None)
    who = listeners(municipality_id=meeting.municipality_id, on=new.meeting_on)
    pairs = (
        MovedItem(item.title, before, after)
        for item in items
        for before, after in zip(
            judge_item(item, threads[item.thread], who, old, on),
            judge_item(item, threads[item.thread], who, new, on),
            strict=True,
        )
    )
    return [one for one in pairs if one.gets_worse or one.gets_better]
