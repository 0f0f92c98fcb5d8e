"""Decisions of meetings that were held, and minutes once they have been approved.

Lists of decisions are for everyone, the council too; minutes are for the parties at the table.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from drieluik.apps.agreements.proposals.reading import find_proposal
from drieluik.apps.decisions.minutes import get_minutes
from drieluik.apps.decisions.subjects import HeldMeeting, find_held, list_held, proposals_in
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.apps.search.audience import EVERYONE, TABLE
from drieluik.apps.search.rows import Bundle, NewEntry
from drieluik.apps.search.sources.proposals import themes_of
from drieluik.apps.search.sources.source import Source
from drieluik.reports.minutes_document import MinutedDecision, MinutedItem

if TYPE_CHECKING:
    from drieluik.apps.audit.models import AuditEvent


def bundles(municipality_id: int) -> Iterator[Bundle]:
    """Return every meeting that was held, each on its own."""
    return (_bundle(meeting) for meeting in list_held(municipality_id))


def _bundle(meeting: HeldMeeting) -> Bundle:
    document, _standing = get_minutes(meeting.meeting_id)
    themes = _themes(meeting)
    entries = [
        replace(_decision(meeting, item, decision), themes=themes.get(item.position, ()))
        for item in document.items
        for decision in item.decisions
        if not decision.replaced
    ]
    if meeting.is_approved:
        entries += [
            replace(_minuted(meeting, item), themes=themes.get(item.position, ()))
            for item in document.items
        ]
    return Bundle(meeting.municipality_id, f"meeting:{meeting.meeting_id}", tuple(entries))


def _themes(meeting: HeldMeeting) -> dict[int, tuple[str, ...]]:
    """Return the themes of every item that was about a proposal, by its place on the agenda."""
    place = meeting.municipality_id
    rows = {
        position: find_proposal(place, proposal_id, SYSTEM)
        for position, proposal_id in proposals_in(meeting.meeting_id).items()
    }
    return {position: themes_of(row) for position, row in rows.items() if row is not None}


def _decision(meeting: HeldMeeting, item: MinutedItem, decision: MinutedDecision) -> NewEntry:
    tasks = (f"{task.party}: {task.text}" for task in decision.tasks)
    return NewEntry(
        kind="decision",
        audience=EVERYONE,
        title=item.title,
        body="\n".join((f"{decision.label}. {decision.text}", *decision.changes, *tasks)),
        dated_on=meeting.held_on,
        place={"meeting": str(meeting.meeting_id), "number": decision.number},
        facts={"meeting": meeting.name, "number": decision.number},
    )


def _minuted(meeting: HeldMeeting, item: MinutedItem) -> NewEntry:
    said = (f"{party}: {words}" for party, words in item.input)
    return NewEntry(
        kind="minutes",
        audience=TABLE,
        title=item.title,
        body="\n".join(part for part in (item.digest, item.discussion, *said) if part),
        dated_on=meeting.held_on,
        place={"meeting": str(meeting.meeting_id), "position": item.position},
        facts={"meeting": meeting.name, "position": item.position},
    )


def _of_event(event: "AuditEvent") -> Iterator[Bundle]:
    meeting = find_held(UUID(event.subject_id))
    return iter([_bundle(meeting)] if meeting else [])


SOURCE = Source(
    bundles=bundles,
    reactions={"meeting.closed": _of_event, "minutes.approved": _of_event},
)
