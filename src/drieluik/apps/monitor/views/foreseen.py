"""What a correction would change, before it is accepted."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRefresh

from drieluik.apps.deliveries.selectors import tables_named
from drieluik.apps.monitor import policies, services
from drieluik.apps.monitor.selectors.foreseen import Change, find_change
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.core.tables import table

_BUSY = ("waiting", "calculating")


@in_municipality
def consequences(request: ActorRequest, delivery_id: UUID) -> HttpResponse:
    """Show every figure, light and kept thing that a correction touches; or have it calculated."""
    change = _change_or_404(request, delivery_id)
    place, party_id = request.municipality, change.delivery.party_id
    objection = policies.check_may_ask_consequences.objection(
        request.actor, municipality_id=place.id, party_id=party_id
    )
    if request.method == "POST":
        services.ask_consequences(
            delivery_id=delivery_id,
            municipality_id=place.id,
            actor=request.actor,
            now=timezone.now(),
            sent_back=_sent_back(request),
        )
        messages.success(request, _("It is being calculated again."))
        return redirect(request.get_full_path())
    context = {
        "change": change,
        "delivery": change.delivery,
        "objection": objection,
        "sent_back": [table(one).sheet_nl for one in _sent_back(request)],
    }
    if not request.headers.get("HX-Request"):
        return render(request, "monitor/consequences.html", context)
    if change.state not in _BUSY:
        return HttpResponseClientRefresh()
    return render(request, "monitor/consequences_progress.html", context)


def _sent_back(request: ActorRequest) -> tuple[str, ...]:
    """Return the tables that would be sent back, as the address names them."""
    return tables_named(request.GET.getlist("terug"))


def _change_or_404(request: ActorRequest, delivery_id: UUID) -> Change:
    change = find_change(
        delivery_id=delivery_id,
        municipality_id=request.municipality.id,
        actor=request.actor,
        sent_back=_sent_back(request),
    )
    if change is None:
        raise Http404
    return change
