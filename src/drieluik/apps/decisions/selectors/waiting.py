"""Subjects that wait for a meeting: adjourned without a next one, or left by a meeting not held."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.decisions.extensions import AgendaSource, Suggestion
from drieluik.apps.decisions.models import AgendaItem, Decision, Meeting
from drieluik.apps.decisions.naming import meeting_name
from drieluik.apps.decisions.rows import MeetingRow
from drieluik.apps.organisations.actors import Actor


def _adjourned_label() -> str:
    return _("Adjourned before")


def _adjourned(actor: Actor, meeting: MeetingRow) -> Sequence[Suggestion]:
    """Return subjects whose last outcome is that they were adjourned, oldest first."""
    later = AgendaItem.objects.filter(
        thread=OuterRef("thread"),
        removed_at=None,
        meeting__starts_at__gt=OuterRef("meeting__starts_at"),
    )
    on = timezone.localdate(meeting.starts_at)
    rows = _of(meeting.municipality_id).filter(decisions__kind=Decision.Kind.ADJOURN)
    waiting = rows.filter(~Exists(later)).distinct()
    return [
        _suggestion(item, _("Adjourned in %(meeting)s.") % {"meeting": meeting_name(item.meeting)})
        for item in waiting.order_by("meeting__starts_at", "position")
        if timezone.localdate(item.meeting.starts_at) < on
    ]


def _left_label() -> str:
    return _("From meetings that are not held")


def _left(actor: Actor, meeting: MeetingRow) -> Sequence[Suggestion]:
    """Return subjects of cancelled meetings that stand on no agenda since, oldest first."""
    rows = _of(meeting.municipality_id).filter(
        meeting__state=Meeting.State.CANCELLED, removed_at=None
    )
    since = AgendaItem.objects.filter(
        thread=OuterRef("thread"),
        removed_at=None,
        added_at__gte=OuterRef("meeting__cancelled_at"),
    )
    waiting = rows.filter(~Exists(since))
    return [
        _suggestion(
            item,
            _("%(meeting)s was cancelled.") % {"meeting": meeting_name(item.meeting)},
        )
        for item in waiting.order_by("meeting__starts_at", "position")
    ]


def _of(municipality_id: int) -> QuerySet[AgendaItem]:
    rows = AgendaItem.objects.filter(meeting__municipality_id=municipality_id)
    return rows.select_related("meeting")


def _suggestion(item: AgendaItem, why: str) -> Suggestion:
    return Suggestion(
        source_id=str(item.thread),
        title=item.title,
        why=why,
        digest=item.digest,
        asks=item.asks,
        needs_advice=item.needs_advice,
        thread=item.thread,
        origin=(item.source, item.source_id),
    )


ADJOURNED = AgendaSource("adjourned", _adjourned_label, _adjourned)
LEFT = AgendaSource("cancelled", _left_label, _left)
