"""Pages on which a corporation waives a soft rule, and on which everybody sees what is waived."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.deliveries import policies, selectors, services
from drieluik.apps.deliveries.forms import EndWaiverForm, WaiveForm
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.access import ActorRequest, in_municipality, signed_in
from drieluik.apps.organisations.selectors import find_own_party

if TYPE_CHECKING:
    from drieluik.apps.organisations.models import Party


@in_municipality
def waivers(request: ActorRequest) -> HttpResponse:
    """Show what is waived for the corporations of a municipality, and what was."""
    today = timezone.localdate()
    found = selectors.list_waivers_here(municipality_id=request.municipality.id, today=today)
    return render(request, "deliveries/waivers.html", {"waivers": found})


@signed_in
def waive(request: ActorRequest, party: str) -> HttpResponse:
    """Show the waivers of one's own corporation; its controller waives a rule here."""
    own = _own_or_404(request, party)
    form = WaiveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            services.waive_rule(
                party_id=own.id,
                rule=given["rule"],
                reason=given["reason"],
                until_on=given["until_on"],
                actor=request.actor,
                now=timezone.now(),
            )
        except WrongState as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The rule is waived. Every party can see it."))
            return redirect("deliveries:waive", own.code)
    return _own_page(request, own, form)


@signed_in
def end(request: ActorRequest, party: str, waiver_id: int) -> HttpResponse:
    """Ask why, and end a waiver of one's own corporation before its day."""
    own = _own_or_404(request, party)
    waiver = selectors.find_waiver(waiver_id=waiver_id, party_id=own.id)
    if waiver is None:
        raise Http404
    today = timezone.localdate()
    form = EndWaiverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.end_waiver(
            waiver_id=waiver_id,
            because=form.cleaned_data["because"],
            actor=request.actor,
            now=timezone.now(),
        )
        messages.success(request, _("The waiver has ended. The next check asks again."))
        return redirect("deliveries:waive", own.code)
    shown = next(
        one for one in selectors.list_waivers(party_id=own.id, today=today) if one.id == waiver_id
    )
    objection = policies.check_may_waive.objection(
        request.actor, party_id=own.id
    ) or policies.check_waiver_can_be_ended.objection(waiver, today)
    context = {"party": own, "waiver": shown, "form": form, "objection": objection}
    status = 400 if request.method == "POST" else 200
    return render(request, "deliveries/end_waiver.html", context, status=status)


def _own_page(request: ActorRequest, own: "Party", form: WaiveForm) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "party": own,
        "waivers": selectors.list_waivers(party_id=own.id, today=today),
        "form": form,
        "last_end": selectors.last_end(today),
        "objection": policies.check_may_waive.objection(request.actor, party_id=own.id),
    }
    status = 400 if request.method == "POST" else 200
    return render(request, "deliveries/waive.html", context, status=status)


def _own_or_404(request: ActorRequest, code: str) -> "Party":
    own = find_own_party(code=code, actor=request.actor)
    if own is None or own.kind != "corporation":
        raise Http404
    return own
