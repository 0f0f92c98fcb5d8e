"""Charts beside a norm: how its figure moved, and how each corporation stands."""

from uuid import UUID

from django.http import Http404, HttpResponse

from drieluik.apps.agreements.selectors import find_clause_by_id
from drieluik.apps.monitor import pictures
from drieluik.apps.monitor.reading_norms import stored
from drieluik.apps.monitor.selectors.clause_page import NormSection, get_clause_page
from drieluik.apps.monitor.selectors.norms import find_norm
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.ui.pictures import as_picture, kept


@in_municipality
def norm_chart(request: ActorRequest, norm_id: UUID, kind: str) -> HttpResponse:
    """Give a chart of a norm as a picture."""
    section = _section(request, norm_id)
    card, now = section.card, section.now
    if card is None or now is None:
        raise Http404
    line = pictures.norm_line(stored(now.wording.text))
    fictitious = request.municipality.fictitious
    if kind == "verloop":
        moments = section.moments
        key = pictures.key_of(kind, card.id, moments, line, fictitious)
        return as_picture(kept(key, lambda: pictures.draw_line(card, moments, fictitious, line)))
    bars = section.bars
    key = pictures.key_of(kind, card.id, bars, line, fictitious)
    return as_picture(kept(key, lambda: pictures.draw_bars(card, bars, fictitious, line)))


def _section(request: ActorRequest, norm_id: UUID) -> NormSection:
    place = request.municipality.id
    norm = find_norm(municipality_id=place, norm_id=norm_id)
    clause = find_clause_by_id(place, norm.clause_id) if norm else None
    if norm is None or clause is None:
        raise Http404
    page = get_clause_page(actor=request.actor, municipality_id=place, clause=clause)
    for section in page.sections:
        if section.norm.norm_id == norm.norm_id:
            return section
    raise Http404
