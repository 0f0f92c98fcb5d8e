"""Remarks of parties beside figures: put one there, take one back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drieluik.apps.monitor import policies, services
from drieluik.apps.monitor.selectors.definitions import card_for
from drieluik.apps.monitor.selectors.figures import sheet_over
from drieluik.apps.monitor.selectors.remarks import FigureAt, is_remark_here
from drieluik.apps.monitor.services import Remark
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.monitor.views.choices import indicator_or_404
from drieluik.apps.monitor.views.indicators import form_for_remarks, show_indicator
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.apps.sent_forms import carry_out


@require_POST
@in_municipality
def write(request: ActorRequest, indicator_id: str) -> HttpResponse:
    """Put the remark of a party beside a figure of the half-year in the address."""
    place, period = request.municipality.id, request.GET.get("periode", "")
    known = indicator_or_404(indicator_id)
    sight = Sight(request.actor, place)
    card = card_for(municipality_id=place, indicator_id=known.id, period=period)
    sheet = sheet_over(sight, card, period)
    if sheet is None:
        raise Http404
    form = form_for_remarks(sight, sheet, request.POST)
    if not form.fields["party"].choices:  # type: ignore[attr-defined]
        policies.check_may_remark(request.actor, municipality_id=place, party_id=0)

    def act() -> None:
        given = form.cleaned_data
        level, code = given["figure"].split(":", 1)
        services.write_remark(
            municipality_id=place,
            at=FigureAt(card.id, period, level, code),
            remark=Remark(given["party"], given["text"], given["seen"]),
            actor=request.actor,
            now=timezone.now(),
        )

    if carry_out(form, act):
        messages.success(request, _("The remark has been recorded."), extra_tags=request.path)
        return _back(request, card.id, period)
    # the page shows the figures of now, so the next time they have been seen
    form.data = {**form.data, form.add_prefix("seen"): sheet.calculation.input_hash}
    return show_indicator(request, card.id, form)


@require_POST
@in_municipality
def take_back(request: ActorRequest, indicator_id: str, remark_id: UUID) -> HttpResponse:
    """Take a remark of one's party back."""
    card = indicator_or_404(indicator_id)
    place = request.municipality.id
    if not is_remark_here(municipality_id=place, remark_id=remark_id):
        raise Http404
    row = services.take_back_remark(
        municipality_id=place, remark_id=remark_id, actor=request.actor, now=timezone.now()
    )
    messages.success(request, _("The remark has been taken back."))
    return _back(request, card.id, row.period)


def _back(request: ActorRequest, indicator_id: str, period: str) -> HttpResponse:
    page = reverse("monitor:indicator", args=(request.municipality.slug, indicator_id))
    return redirect(f"{page}?periode={period}#opmerkingen")
