"""Offers open signals as subjects for the agenda of a meeting."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from drieluik.apps.agreements.selectors import find_clause_by_id
from drieluik.apps.decisions.extensions import AgendaSource, Suggestion
from drieluik.apps.decisions.rows import MeetingRow
from drieluik.apps.monitor.selectors.on_agendas import KEY, clause_of, find_signal_of
from drieluik.apps.monitor.selectors.signal_rows import SignalRow
from drieluik.apps.monitor.selectors.signals import list_signals
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.monitor.wording import light_label
from drieluik.apps.organisations.actors import NOBODY, Actor
from drieluik.apps.organisations.selectors import get_municipality


def _label() -> str:
    return _("Signals of the monitor")


def _suggest(actor: Actor, meeting: MeetingRow) -> Sequence[Suggestion]:
    """Return every open signal that is not on this agenda yet.

    Its words are those for everybody: an agenda is also read by who may not see all figures.
    """
    place = meeting.municipality_id
    if not actor.may_read(place):
        return []
    slug = get_municipality(municipality_id=place).slug
    in_public = {row.signal_id: row for row in list_signals(Sight(NOBODY, place))}
    return [
        Suggestion(
            source_id=str(row.signal_id),
            title=row.clause.name[:200],
            why=_why(row),
            digest=in_public[row.signal_id].now.told,
            href=reverse("monitor:signal", args=[slug, row.signal_id]),
        )
        for row in list_signals(Sight(actor, place))
        if row.is_open and not _stands_on(row, meeting)
    ]


def _why(row: SignalRow) -> str:
    told = _("%(what)s over %(period)s.") % {
        "what": light_label(row.now.light) if row.has_recovered else row.kind_label,
        "period": row.now.period,
    }
    return " ".join(filter(None, (told, row.since)))


def _stands_on(row: SignalRow, meeting: MeetingRow) -> bool:
    return any(place.meeting.meeting_id == meeting.meeting_id for place in row.places)


def _page(municipality_id: int, source_id: str) -> str:
    """Return the page of the signal; of an older item without one that of its agreement."""
    slug = get_municipality(municipality_id=municipality_id).slug
    signal = find_signal_of(municipality_id, source_id)
    if signal is not None:
        return reverse("monitor:signal", args=[slug, signal.id])
    clause_id = clause_of(source_id)
    found = find_clause_by_id(municipality_id, clause_id) if clause_id else None
    return reverse("agreements:clause", args=[slug, found.number]) if found else ""


SOURCE = AgendaSource(KEY, _label, _suggest, _page)
