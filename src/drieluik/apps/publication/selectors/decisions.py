"""Decisions as the public reads them: of approved minutes only, without names of persons."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from drieluik.apps.audit.remembering import remembered
from drieluik.apps.decisions.minutes import list_adopted
from drieluik.apps.decisions.subjects import numbers_of_decisions
from drieluik.apps.publication.models import Openness
from drieluik.apps.publication.persons import names_in, without_names
from drieluik.apps.publication.phrases import phrases_out
from drieluik.apps.publication.selectors.echoes import decisions_changing, words_instead
from drieluik.apps.publication.selectors.items import open_keys, shut_parts
from drieluik.apps.publication.selectors.names import names_here
from drieluik.apps.publication.selectors.parts import line_of
from drieluik.reports.minutes_document import MinutedDecision, MinutedItem, Minutes


@dataclass(frozen=True, slots=True)
class PublicDecision:
    """A decision that stands: about what, its words, what it made of the agreements, who does what.

    ``not_open`` is the line that stands in its place when it is shut by itself; then everything but
    its number is empty.
    """

    number: int
    title: str
    digest: str
    label: str
    text: str
    in_force_from: str
    changes: tuple[str, ...]
    changes_agreements: bool
    tasks: tuple[tuple[str, str, str], ...]
    not_open: str = ""


@dataclass(frozen=True, slots=True)
class PublicMeeting:
    """The list of decisions of one meeting; ``printed`` also holds those that are shut by themselves."""

    meeting_id: UUID
    name: str
    held_on: date
    printed: tuple[PublicDecision, ...]

    @property
    def decisions(self) -> tuple[PublicDecision, ...]:
        """The decisions that everybody may read."""
        return tuple(one for one in self.printed if not one.not_open)


@remembered
def list_public_meetings(*, municipality_id: int, on: date) -> tuple[PublicMeeting, ...]:
    """Return the meetings of which everybody may read the decisions, newest first."""
    keys = open_keys(municipality_id=municipality_id, kind=Openness.Kind.DECISIONS, on=on)
    kept_in = _KeptIn(municipality_id, on)
    return tuple(
        _meeting(kept_in, meeting_id, held_on, minutes)
        for meeting_id, held_on, minutes in (list_adopted(municipality_id) if keys else ())
        if str(meeting_id) in keys
    )


def find_public_meeting(
    *, municipality_id: int, meeting_id: UUID, on: date
) -> PublicMeeting | None:
    """Return the decisions of one meeting when everybody may read them, or None."""
    rows = list_public_meetings(municipality_id=municipality_id, on=on)
    return next((one for one in rows if one.meeting_id == meeting_id), None)


class _KeptIn:
    """What of the decisions of a municipality everybody may not read on a day, but for names there."""

    def __init__(self, municipality_id: int, on: date) -> None:
        shut = shut_parts(municipality_id=municipality_id, on=on)
        numbers = numbers_of_decisions(municipality_id) if shut.decisions else {}
        self.names = names_here(municipality_id)
        self.lines = {
            numbers[key]: line_of(Openness.Kind.DECISION, found)
            for key, found in shut.decisions.items()
        }
        self.shut_out = phrases_out(words_instead(municipality_id=municipality_id, on=on))
        self.changing = decisions_changing(municipality_id, shut.agreements)


def _meeting(kept_in: _KeptIn, meeting_id: UUID, held_on: date, minutes: Minutes) -> PublicMeeting:
    chair = minutes.chair.rpartition(", ")[2]
    there = names_in(chair, *(names for _party, _presence, names in minutes.attendance))
    everybody = kept_in.names | there

    def clean(text: str) -> str:
        return without_names(kept_in.shut_out(text), everybody)

    def shown(item: MinutedItem, decision: MinutedDecision) -> PublicDecision:
        key = meeting_id, decision.number
        if key in kept_in.lines:
            return _shut(decision.number, kept_in.lines[key])
        found = _decision(item, decision, clean)
        return replace(found, changes=_changes_shut()) if key in kept_in.changing else found

    return PublicMeeting(
        meeting_id, clean(minutes.name), held_on, tuple(shown(*pair) for pair in minutes.decisions)
    )


def _shut(number: int, line: str) -> PublicDecision:
    return PublicDecision(number, "", "", "", "", "", (), False, (), line)


def _changes_shut() -> tuple[str, ...]:
    """Return what is told of changes among which is one of an agreement that is shut."""
    return (
        _("Among the changes is one of an agreement that is not public. So they are not told."),
    )


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
