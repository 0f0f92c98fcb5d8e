"""Who speaks in whose place: read it, arrange it, end it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drieluik.apps.agreements import services
from drieluik.apps.agreements.delegating import policies
from drieluik.apps.agreements.delegating.choosing import offered_form, stand_in_choices
from drieluik.apps.agreements.delegating.forms import wanted_of
from drieluik.apps.agreements.delegating.reading import list_delegations
from drieluik.apps.agreements.delegating.rows import Delegation
from drieluik.apps.agreements.delegating.wording import holds_label, period_label, rules
from drieluik.apps.agreements.views.proposals.finding import own_parties
from drieluik.apps.agreements.views.rights import rights
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.access import ActorRequest, in_municipality


@in_municipality
def delegations(request: ActorRequest) -> HttpResponse:
    """Show who speaks in whose place, and let a delegate arrange it for the own voice."""
    place, own = request.municipality.id, own_parties(request, "delegate")
    today = timezone.localdate()
    initial = {"proposal": request.GET.get("voorstel", ""), "from_on": today}
    if request.method == "POST" and not own:
        policies.check_may_delegate(request.actor, party_id=0, municipality_id=place)
    stand_ins = stand_in_choices(place, own, request.actor, today)
    form = offered_form(place, request.actor, stand_ins, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        wanted = wanted_of(form.cleaned_data)
        try:
            services.give_delegation(
                municipality_id=place, wanted=wanted, actor=request.actor, now=timezone.now()
            )
        except WrongState as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Recorded. All parties can read who speaks for you."))
            return redirect("agreements:delegations", request.municipality.slug)
    rows = [_shown(request, row) for row in list_delegations(place, today)]
    context = {
        "form": form if stand_ins or form.errors else None,
        "is_delegate": bool(own),
        "rules": rules(),
        "open": [row for row in rows if row["row"].is_open],
        "closed": [row for row in rows if not row["row"].is_open],
    }
    status = 400 if form.errors else 200
    page = "agreements/delegations.html"
    return render(request, page, context | rights(request), status=status)


@require_POST
@in_municipality
def end(request: ActorRequest, delegation_id: int) -> HttpResponse:
    """Take a voice back, give it back, or end it for the party."""
    place = request.municipality.id
    rows = list_delegations(place, timezone.localdate())
    if all(one.delegation_id != delegation_id for one in rows):
        raise Http404
    services.end_delegation(
        municipality_id=place,
        delegation_id=delegation_id,
        actor=request.actor,
        now=timezone.now(),
    )
    messages.success(request, _("Ended. It stays readable who spoke for whom until now."))
    back = request.POST.get("voorstel", "")
    if back:
        return redirect("agreements:proposal", request.municipality.slug, _uuid_or_404(back))
    return redirect("agreements:delegations", request.municipality.slug)


def _uuid_or_404(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error


def _shown(request: ActorRequest, row: Delegation) -> dict[str, Any]:
    may_end = policies.check_may_end.allows(
        request.actor, row, municipality_id=request.municipality.id
    )
    return {
        "row": row,
        "period": period_label(row),
        "holds": holds_label(row),
        "may_end": row.is_open and may_end,
        "is_giver": row.giver_id == request.actor.user_id,
        "is_stand_in": row.stand_in_id == request.actor.user_id,
    }
