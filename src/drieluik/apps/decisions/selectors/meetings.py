"""Meetings in lists, and one that somebody may read."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.db.models import QuerySet

from drieluik.apps.decisions import extensions, policies
from drieluik.apps.decisions.extensions import AgendaSource, Suggestion
from drieluik.apps.decisions.models import AgendaItem, Meeting
from drieluik.apps.decisions.naming import meeting_name
from drieluik.apps.decisions.rows import MeetingRow
from drieluik.apps.organisations.actors import Actor


def list_meetings(
    *, municipality_id: int, actor: Actor
) -> tuple[list[MeetingRow], list[MeetingRow]]:
    """Return what is to come (soonest first) and what was held (newest first).

    Whoever reads lists of decisions only, such as the council, sees what was held.
    """
    rows = [meeting_row(one) for one in readable(municipality_id, actor)]
    coming = [row for row in rows if row.is_coming]
    return coming[::-1], [row for row in rows if row.is_held]


def list_cancelled(*, municipality_id: int, actor: Actor) -> list[MeetingRow]:
    """Return the meetings that were planned and are not held, the last day first."""
    rows = readable(municipality_id, actor).filter(state=Meeting.State.CANCELLED)
    return [meeting_row(one) for one in rows]


def list_other_planned(meeting: MeetingRow) -> list[MeetingRow]:
    """Return the other meetings that have not begun, soonest first."""
    rows = _of(meeting.municipality_id).filter(state=Meeting.State.PLANNED)
    others = rows.exclude(id=meeting.meeting_id)
    return [meeting_row(one) for one in others.order_by("starts_at", "id")]


def find_meeting(*, meeting_id: UUID, municipality_id: int, actor: Actor) -> MeetingRow | None:
    """Return a meeting the actor may know of, else None (as if it did not exist)."""
    found = readable(municipality_id, actor).filter(id=meeting_id).first()
    return meeting_row(found) if found else None


def list_later_planned(meeting: MeetingRow) -> list[MeetingRow]:
    """Return the planned meetings after this one, soonest first: an item can be adjourned there."""
    later = _of(meeting.municipality_id).filter(
        state=Meeting.State.PLANNED, starts_at__gt=meeting.starts_at
    )
    return [meeting_row(one) for one in later.order_by("starts_at", "id")]


def list_held_before(meeting: MeetingRow) -> list[MeetingRow]:
    """Return earlier meetings whose minutes wait for approval, oldest first."""
    earlier = _of(meeting.municipality_id).filter(
        state=Meeting.State.CLOSED, starts_at__lt=meeting.starts_at
    )
    return [meeting_row(one) for one in earlier.order_by("starts_at", "id")]


def list_offers(
    meeting: MeetingRow, actor: Actor
) -> list[tuple[AgendaSource, Sequence[Suggestion]]]:
    """Return per source what can be put on the agenda and is not on it yet.

    With each goes on which other agendas to come it stands already.
    """
    items = AgendaItem.objects.filter(meeting_id=meeting.meeting_id, removed_at=None)
    there = set(items.values_list("source", "source_id"))
    elsewhere = _on_other_agendas(meeting)
    offers = []
    for source in extensions.agenda_sources():
        suggested = source.suggest(actor, meeting)
        rows = [
            replace(one, also_on=tuple(elsewhere[one.origin or (source.key, one.source_id)]))
            for one in suggested
            if (source.key, one.source_id) not in there
        ]
        # what continues an earlier agenda is offered with its papers, and not anew as well
        there |= {one.origin for one in rows if one.origin}
        offers.append((source, rows))
    return [(source, rows) for source, rows in offers if rows]


def _on_other_agendas(meeting: MeetingRow) -> dict[tuple[str, str], list[tuple[UUID, str]]]:
    """Return by what it came from on which other coming meetings a subject stands, soonest first."""
    items = AgendaItem.objects.filter(
        meeting__municipality_id=meeting.municipality_id,
        meeting__state__in=Meeting.COMING,
        removed_at=None,
    ).exclude(meeting_id=meeting.meeting_id)
    found: dict[tuple[str, str], list[tuple[UUID, str]]] = defaultdict(list)
    for item in items.exclude(source="").select_related("meeting").order_by("meeting__starts_at"):
        found[item.source, item.source_id].append((item.meeting_id, meeting_name(item.meeting)))
    return found


def meeting_row(meeting: Meeting) -> MeetingRow:
    """Return a meeting without its database."""
    inside = meeting.approved_in
    return MeetingRow(
        meeting_id=meeting.id,
        municipality_id=meeting.municipality_id,
        kind=meeting.kind,
        kind_label=str(meeting.get_kind_display()),
        name=meeting_name(meeting),
        starts_at=meeting.starts_at,
        place=meeting.place,
        chair_party_id=meeting.chair_party_id,
        chair=meeting.chair_party.name if meeting.chair_party else "",
        chair_name=meeting.chair_name,
        state=meeting.state,
        state_label=str(meeting.get_state_display()),
        version=meeting.version,
        published_at=meeting.published_at,
        closed_at=meeting.closed_at,
        approved_at=meeting.approved_at,
        approved_in_name=meeting_name(inside) if inside else "",
        approved_in_id=inside.id if inside else None,
        approval_remarks=meeting.approval_remarks,
        cancelled_at=meeting.cancelled_at,
        cancellation_reason=meeting.cancellation_reason,
    )


def readable(municipality_id: int, actor: Actor) -> QuerySet[Meeting]:
    """Return the meetings this person may know of: all for the parties, else those held."""
    if policies.check_may_read.allows(actor, municipality_id=municipality_id):
        return _of(municipality_id)
    if policies.check_may_read_decisions.allows(actor, municipality_id=municipality_id):
        return _of(municipality_id).filter(state__in=Meeting.HELD)
    return Meeting.objects.none()


def _of(municipality_id: int) -> QuerySet[Meeting]:
    rows = Meeting.objects.filter(municipality_id=municipality_id)
    return rows.select_related("chair_party", "approved_in")
