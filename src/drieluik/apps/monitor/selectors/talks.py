"""Reading talks about signals: which were held, and one with all that was concluded."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from drieluik.apps.decisions.naming import meeting_name
from drieluik.apps.monitor.models import Talk, TalkItem, TalkNote
from drieluik.apps.monitor.selectors.signal_rows import FactRow
from drieluik.apps.monitor.selectors.signals import fact_row
from drieluik.apps.monitor.sight import Sight


@dataclass(frozen=True, slots=True)
class NoteRow:
    """What was concluded about a signal, and what happens with it."""

    conclusion: str
    outcome: str
    outcome_label: str
    meeting_id: UUID | None
    meeting: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TalkItemRow:
    """A signal as it stood when the talk began; notes oldest first, the last one counts."""

    position: int
    signal_id: UUID
    title: str
    kind_label: str
    fact: FactRow
    notes: tuple[NoteRow, ...]

    @property
    def note(self) -> NoteRow | None:
        """What counts."""
        return self.notes[-1] if self.notes else None


@dataclass(frozen=True, slots=True)
class TalkRow:
    """A talk with who was there and every signal in it."""

    talk_id: UUID
    held_on: date
    parties: tuple[str, ...]
    begun_by: str
    ended_at: datetime | None
    items: tuple[TalkItemRow, ...]

    @property
    def is_under_way(self) -> bool:
        """Tell whether conclusions can still be noted."""
        return self.ended_at is None

    @property
    def n_open(self) -> int:
        """How many signals have no conclusion yet."""
        return sum(not item.notes for item in self.items)


def list_talks(municipality_id: int) -> list[Talk]:
    """Return the talks of a municipality, newest first."""
    return list(Talk.objects.filter(municipality_id=municipality_id))


def find_talk(sight: Sight, talk_id: UUID) -> TalkRow | None:
    """Return a talk of this municipality, or None."""
    rows = Talk.objects.filter(municipality_id=sight.municipality_id, id=talk_id)
    talk = (
        rows.select_related("begun_by")
        .prefetch_related(
            "presences__party", "items__signal", "items__fact", "items__notes__noted_by"
        )
        .prefetch_related("items__notes__meeting")
        .first()
    )
    if talk is None:
        return None
    return TalkRow(
        talk_id=talk.id,
        held_on=talk.held_on,
        parties=tuple(one.party.name for one in talk.presences.all()),
        begun_by=talk.begun_by.name,
        ended_at=talk.ended_at,
        items=tuple(_item(item, sight) for item in talk.items.all()),
    )


def _item(item: TalkItem, sight: Sight) -> TalkItemRow:
    return TalkItemRow(
        position=item.position,
        signal_id=item.signal_id,
        title=item.title,
        kind_label=str(item.signal.get_kind_display()),
        fact=fact_row(item.fact, sight),
        notes=tuple(_note(one) for one in item.notes.all()),
    )


def _note(note: TalkNote) -> NoteRow:
    return NoteRow(
        conclusion=note.conclusion,
        outcome=note.outcome,
        outcome_label=str(note.get_outcome_display()),
        meeting_id=note.meeting_id,
        meeting=meeting_name(note.meeting) if note.meeting else "",
        by=note.noted_by.name,
        at=note.noted_at,
    )
