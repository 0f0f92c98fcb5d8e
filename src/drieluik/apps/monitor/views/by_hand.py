"""Lights that are set by hand: with a reason, until a day, beside the light that was worked out."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drieluik.apps.agreements.rows import ClauseRow
from drieluik.apps.agreements.selectors import find_clause_by_id
from drieluik.apps.errors import WrongState
from drieluik.apps.monitor import policies, services
from drieluik.apps.monitor.forms import LightByHandForm, TakeBackForm
from drieluik.apps.monitor.selectors.by_hand import ByHand
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.selectors.norms import find_norm
from drieluik.apps.monitor.services import SaidByHand
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.organisations.access import ActorRequest, in_municipality


@in_municipality
def set_light(request: ActorRequest, norm_id: UUID) -> HttpResponse:
    """Set the light of a norm by hand, and read every light that was ever set so."""
    place = request.municipality.id
    clause = _clause_or_404(place, norm_id)
    lights = Lights(Sight(request.actor, place), [clause])
    form = LightByHandForm(
        request.POST or None,
        periods=(lights.periods or [lights.last_period])[::-1],
        initial={"period": request.GET.get("periode", lights.last_period)},
    )
    if request.method == "POST":
        policies.check_may_confirm_norms(request.actor, municipality_id=place)
        if form.is_valid() and _is_set(request, norm_id, form):
            messages.success(request, _("The light has been set by hand."))
            return redirect("agreements:clause", request.municipality.slug, clause.number)
    today = timezone.localdate()
    standing = lights.standing(clause, lights.last_period)
    said = lights.by_hand(norm_id)
    context = {
        "clause": clause,
        "norm": find_norm(municipality_id=place, norm_id=norm_id),
        "form": form,
        "now": next((one for one in standing.norms if one.wording.norm_id == norm_id), None),
        "period": lights.last_period,
        "holding": [(one, _back(one)) for one in said if one.holds_on(today)],
        "before": [one for one in reversed(said) if not one.holds_on(today)],
        "objection": policies.check_may_confirm_norms.objection(
            request.actor, municipality_id=place
        ),
    }
    return render(request, "monitor/set_light.html", context)


@require_POST
@in_municipality
def take_back(request: ActorRequest, norm_id: UUID) -> HttpResponse:
    """Let the light that was worked out count again."""
    _clause_or_404(request.municipality.id, norm_id)
    form = TakeBackForm(request.POST)
    if form.is_valid():
        services.take_back_light(
            norm_id=norm_id, actor=request.actor, now=timezone.now(), **form.cleaned_data
        )
        messages.success(request, _("The light that was worked out counts again."))
    else:
        policies.check_may_confirm_norms(request.actor, municipality_id=request.municipality.id)
        messages.error(request, _("Give a reason for taking the light back."))
    return redirect("monitor:set_light", request.municipality.slug, norm_id)


def _back(one: ByHand) -> TakeBackForm:
    return TakeBackForm(initial={"period": one.period}, auto_id=f"terug_{one.period}_%s")


def _is_set(request: ActorRequest, norm_id: UUID, form: LightByHandForm) -> bool:
    """Set the light; what is refused stands at the form, with everything that was typed."""
    said = SaidByHand(**form.cleaned_data)
    try:
        services.set_light(norm_id=norm_id, said=said, actor=request.actor, now=timezone.now())
    except WrongState as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _clause_or_404(municipality_id: int, norm_id: UUID) -> ClauseRow:
    norm = find_norm(municipality_id=municipality_id, norm_id=norm_id)
    clause = find_clause_by_id(municipality_id, norm.clause_id) if norm else None
    if clause is None:
        raise Http404
    return clause
