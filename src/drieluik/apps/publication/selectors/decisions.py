"""Decisions as the public reads them: of approved minutes only, without names of persons."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from drieluik.apps.audit.remembering import remembered
from drieluik.apps.decisions.minutes import list_adopted
from drieluik.apps.publication.models import Openness
from drieluik.apps.publication.persons import names_in, without_names
from drieluik.apps.publication.selectors.items import open_keys
from drieluik.apps.publication.selectors.names import names_here
from drieluik.reports.minutes_document import MinutedDecision, MinutedItem, Minutes


@dataclass(frozen=True, slots=True)
class PublicDecision:
    """A decision that stands: about what, its words, what it made of the agreements, who does what."""

    number: int
    title: str
    digest: str
    label: str
    text: str
    in_force_from: str
    changes: tuple[str, ...]
    changes_agreements: bool
    tasks: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class PublicMeeting:
    """The list of decisions of one meeting."""

    meeting_id: UUID
    name: str
    held_on: date
    decisions: tuple[PublicDecision, ...]


@remembered
def list_public_meetings(*, municipality_id: int, on: date) -> tuple[PublicMeeting, ...]:
    """Return the meetings of which everybody may read the decisions, newest first."""
    keys = open_keys(municipality_id=municipality_id, kind=Openness.Kind.DECISIONS, on=on)
    names = names_here(municipality_id)
    return tuple(
        _meeting(names, meeting_id, held_on, minutes)
        for meeting_id, held_on, minutes in (list_adopted(municipality_id) if keys else ())
        if str(meeting_id) in keys
    )


def find_public_meeting(
    *, municipality_id: int, meeting_id: UUID, on: date
) -> PublicMeeting | None:
    """Return the decisions of one meeting when everybody may read them, or None."""
    rows = list_public_meetings(municipality_id=municipality_id, on=on)
    return next((one for one in rows if one.meeting_id == meeting_id), None)


def _meeting(
    names: frozenset[str], meeting_id: UUID, held_on: date, minutes: Minutes
) -> PublicMeeting:
    chair = minutes.chair.rpartition(", ")[2]
    there = names_in(chair, *(names for _party, _presence, names in minutes.attendance))
    everybody = names | there

    def clean(text: str) -> str:
        return without_names(text, everybody)

    decisions = tuple(_decision(item, decision, clean) for item, decision in minutes.decisions)
    return PublicMeeting(meeting_id, minutes.name, held_on, decisions)


def _decision(
    item: MinutedItem, decision: MinutedDecision, clean: Callable[[str], str]
) -> PublicDecision:
    return PublicDecision(
        number=decision.number,
        title=clean(item.title),
        digest=clean(item.digest),
        label=decision.label,
        text=clean(decision.text),
        in_force_from=decision.in_force_from,
        changes=tuple(map(clean, decision.changes)),
        changes_agreements=decision.kind != "adjourn",
        tasks=tuple((one.party, clean(one.text), one.due_on) for one in decision.tasks),
    )
