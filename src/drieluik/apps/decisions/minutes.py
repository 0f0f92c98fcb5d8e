"""From a meeting to its minutes: made anew until they are approved, then read as they were kept."""

import hashlib
import json
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieluik.apps.agreements.proposals.minuting import changes_told, positions_told
from drieluik.apps.decisions.models import Meeting
from drieluik.apps.decisions.naming import meeting_name
from drieluik.apps.decisions.policies import ADOPTING
from drieluik.apps.decisions.proposals import SOURCE
from drieluik.apps.decisions.rows import Agenda, DecisionRow, InputRow, ItemRow, PaperRow
from drieluik.apps.decisions.selectors.agenda import get_agenda
from drieluik.reports.minutes_document import (
    MinutedDecision,
    MinutedItem,
    MinutedTask,
    Minutes,
    Standing,
    minutes_from,
)


def get_minutes(meeting_id: UUID) -> tuple[Minutes, Standing]:
    """Return the minutes of a meeting that was held, and whether they were approved.

    Raises:
        Meeting.DoesNotExist: There is no such meeting.
        ValueError: Approved minutes are no longer the words that were kept.
    """
    meeting = Meeting.objects.select_related("municipality", "approved_in").get(id=meeting_id)
    if meeting.minutes is None:
        return minutes_of(meeting), Standing("", "", "", timezone.localdate())
    kept = _kept(meeting)
    standing = Standing(
        approved_in=_name_of(meeting.approved_in),
        remarks=meeting.approval_remarks,
        content_hash=meeting.minutes_hash,
        printed_on=timezone.localdate(),
    )
    return kept, standing


def _kept(meeting: Meeting) -> Minutes:
    """Return the words of approved minutes as they were kept."""
    content: dict[str, Any] = meeting.minutes or {}
    if json_hash(content) != meeting.minutes_hash:
        raise ValueError(f"the minutes of meeting {meeting.id} were changed")
    return minutes_from(content)


def list_adopted(municipality_id: int) -> list[tuple[UUID, date, Minutes]]:
    """Return id, day and words of every approved meeting, newest first; no reader is asked.

    Raises:
        ValueError: Approved minutes are no longer the words that were kept.
    """
    rows = Meeting.objects.filter(
        municipality_id=municipality_id, state=Meeting.State.APPROVED, minutes__isnull=False
    )
    found = []
    for row in rows.order_by("-starts_at", "id"):
        found.append((row.id, timezone.localdate(row.starts_at), _kept(row)))
    return found


def minutes_of(meeting: Meeting) -> Minutes:
    """Make the minutes from what was recorded."""
    agenda = get_agenda(meeting.id, on=timezone.localdate(meeting.starts_at))
    row, place = agenda.meeting, meeting.municipality
    return Minutes(
        name=row.name,
        municipality=place.name,
        began=_moment(meeting.opened_at or meeting.starts_at),
        ended=_moment(meeting.closed_at) if meeting.closed_at else "",
        place=row.place,
        chair=", ".join(part for part in (row.chair_name, row.chair) if part),
        attendance=tuple(
            (one.party, one.presence_label, one.names) for one in agenda.attendance if one.presence
        ),
        without_voice=agenda.without_voice,
        term=_term(agenda),
        items=tuple(_item(item) for item in agenda.items),
        fictitious=place.fictitious,
        unrepresented=tuple(nobody_of(kind) for kind in agenda.unrepresented),
    )


def as_json(minutes: Minutes) -> dict[str, Any]:
    """Return minutes as they are kept."""
    content: dict[str, Any] = json.loads(json.dumps(asdict(minutes)))
    return content


def json_hash(content: dict[str, Any]) -> str:
    """Return the hash of kept words, the same whatever the order of their keys."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _item(item: ItemRow) -> MinutedItem:
    return MinutedItem(
        position=item.position,
        title=item.title,
        digest=item.digest,
        papers=tuple(paper_name(paper) for paper in item.papers),
        warnings=tuple(
            " ".join(
                part
                for part in (f"{one.listener.name}:", one.sentence, one.advice_sentence)
                if part
            )
            for one in item.flags
        ),
        input=tuple(told for one in item.inputs if one.newest for told in _said(one)),
        discussion=item.discussion,
        decisions=tuple(_decision(one, item) for one in item.decisions),
    )


def _said(row: InputRow) -> list[tuple[str, str]]:
    """Return what a party said beforehand, with the answers when it was a question."""
    answers = [(_("%(party)s (answer)") % {"party": one.party}, one.text) for one in row.answers]
    return [(f"{row.party} ({row.kind_label.lower()})", row.text), *answers]


def paper_name(paper: PaperRow) -> str:
    """Return ``Notitie, versie 2``."""
    return _("%(title)s, version %(number)s") % {"title": paper.title, "number": paper.number}


def nobody_of(kind: str) -> str:
    """Say that of a kind of party nobody was there."""
    words = {
        "municipality": _("Of the municipality nobody is recorded as present."),
        "corporation": _("Of the corporations nobody is recorded as present."),
        "tenants": _("Of the tenants' organisations nobody is recorded as present."),
    }
    return words[kind]


def _decision(row: DecisionRow, item: ItemRow) -> MinutedDecision:
    of_proposal = item.source == SOURCE.key and row.kind in ADOPTING
    return MinutedDecision(
        number=row.number,
        kind=row.kind,
        label=row.kind_label,
        text=row.text,
        in_force_from=_day(row.in_force_from),
        replaced=row.replaced,
        correction_reason=row.correction_reason,
        tasks=tuple(MinutedTask(one.party, one.text, _day(one.due_on)) for one in row.tasks),
        positions=tuple(positions_told(UUID(item.source_id))) if of_proposal else (),
        changes=changes_told(UUID(item.source_id)) if of_proposal else _goes_to(row, item),
    )


def _goes_to(row: DecisionRow, item: ItemRow) -> tuple[str, ...]:
    """Say of what was adjourned in which meeting it comes back, when that is known."""
    if row.kind != "adjourn" or not item.adjourned_to:
        return ()
    return (_("It comes back in %(name)s.") % {"name": item.adjourned_to},)


def _term(agenda: Agenda) -> str:
    if agenda.term_days is None:
        return ""
    return ngettext(
        "Papers are with all parties %(n)s day before the meeting at the latest.",
        "Papers are with all parties %(n)s days before the meeting at the latest.",
        agenda.term_days,
    ) % {"n": agenda.term_days}


def _name_of(meeting: Meeting | None) -> str:
    return meeting_name(meeting) if meeting else ""


def _day(day: date | None) -> str:
    return formats.date_format(day, "j F Y") if day else ""


def _moment(moment: datetime) -> str:
    return formats.date_format(timezone.localtime(moment), "j F Y, H:i")
