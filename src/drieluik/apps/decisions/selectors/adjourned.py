"""Items that were adjourned without a next meeting: they wait until somebody puts them on again."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.decisions.extensions import AgendaSource, Suggestion
from drieluik.apps.decisions.models import AgendaItem, Decision
from drieluik.apps.decisions.naming import meeting_name
from drieluik.apps.organisations.actors import Actor


def _label() -> str:
    return _("Adjourned before")


def _suggest(actor: Actor, municipality_id: int, on: date) -> Sequence[Suggestion]:
    """Return subjects whose last outcome is that they were adjourned, oldest first."""
    later = AgendaItem.objects.filter(
        thread=OuterRef("thread"),
        removed_at=None,
        meeting__starts_at__gt=OuterRef("meeting__starts_at"),
    )
    rows = AgendaItem.objects.filter(
        meeting__municipality_id=municipality_id, decisions__kind=Decision.Kind.ADJOURN
    )
    waiting = rows.filter(~Exists(later)).distinct().select_related("meeting")
    return [
        Suggestion(
            source_id=str(item.thread),
            title=item.title,
            why=_("Adjourned in %(meeting)s.") % {"meeting": meeting_name(item.meeting)},
            digest=item.digest,
            asks=item.asks,
            needs_advice=item.needs_advice,
            thread=item.thread,
            origin=(item.source, item.source_id),
        )
        for item in waiting.order_by("meeting__starts_at", "position")
        if timezone.localdate(item.meeting.starts_at) < on
    ]


SOURCE = AgendaSource("adjourned", _label, _suggest)
