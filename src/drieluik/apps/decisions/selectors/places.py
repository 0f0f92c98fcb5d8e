"""On which agendas something of another room stands, and what was decided about it there."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from drieluik.apps.decisions.models import AgendaItem, Meeting
from drieluik.apps.decisions.rows import MeetingRow
from drieluik.apps.decisions.selectors.meetings import meeting_row, readable
from drieluik.apps.organisations.actors import Actor


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that counts: its number in the meeting, what was done, in which words."""

    number: int
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """An item on the agenda of a meeting, with the decisions on it that count."""

    meeting: MeetingRow
    item_id: UUID
    position: int
    decisions: tuple[Decided, ...]


def list_places(
    *, municipality_id: int, actor: Actor, source: str, source_ids: Iterable[str]
) -> dict[str, list[Place]]:
    """Return where subjects of a source stand, by their id, soonest meeting first.

    Only meetings that this person may know of, and that were not cancelled.
    """
    meetings = readable(municipality_id, actor).exclude(state=Meeting.State.CANCELLED)
    items = AgendaItem.objects.filter(
        source=source, source_id__in=list(source_ids), removed_at=None, meeting__in=meetings
    ).select_related("meeting", "meeting__chair_party", "meeting__approved_in")
    found: dict[str, list[Place]] = defaultdict(list)
    for item in items.prefetch_related("decisions").order_by("meeting__starts_at", "id"):
        found[item.source_id].append(
            Place(meeting_row(item.meeting), item.id, item.position, _decided(item))
        )
    return dict(found)


def _decided(item: AgendaItem) -> tuple[Decided, ...]:
    rows = sorted(item.decisions.all(), key=lambda one: one.number)
    replaced = {one.replaces_id for one in rows}
    return tuple(
        Decided(one.number, str(one.get_kind_display()), one.text)
        for one in rows
        if one.id not in replaced
    )
