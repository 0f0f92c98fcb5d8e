"""Pages on which the steward opens lights to everybody, and takes them off."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.monitor.selectors.to_show import periods_to_show
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.apps.publication import policies
from drieluik.apps.publication.forms import OpenLightsForm
from drieluik.apps.publication.lights import services
from drieluik.apps.publication.lights.drafting import draft_of
from drieluik.apps.publication.lights.open_now import as_seen, list_editions
from drieluik.apps.publication.lights.showing import rows_by_theme
from drieluik.apps.publication.lights.wording import counts, not_shown_words
from drieluik.apps.sent_forms import carry_out
from drieluik.ui.asking import ReasonForm


@in_municipality
def lights(request: ActorRequest) -> HttpResponse:
    """Show of every half-year whether its lights are public."""
    place, today = request.municipality, timezone.localdate()
    editions = list_editions(municipality_id=place.id)
    rows = [
        (period, editions.get(period, ()))
        for period in periods_to_show(municipality_id=place.id, on=today)
    ]
    context = {
        "rows": rows,
        "objection": policies.check_may_open.objection(request.actor, municipality_id=place.id),
    }
    return render(request, "publication/lights.html", context)


@in_municipality
def open_lights(request: ActorRequest, period: str) -> HttpResponse:
    """Show the lights over a half-year as everybody would see them, and open them."""
    place, now = request.municipality, timezone.now()
    _check_is_there(request, period)
    editions = list_editions(municipality_id=place.id).get(period, ())
    form = OpenLightsForm(request.POST or None, is_next=bool(editions))
    if request.method == "POST":
        policies.check_may_open(request.actor, municipality_id=place.id)
        if carry_out(
            form,
            lambda: services.open_lights(
                municipality_id=place.id,
                period=period,
                **form.cleaned_data,
                actor=request.actor,
                now=now,
            ),
        ):
            messages.success(request, _("Everybody can see these lights now."))
            return redirect("publication:open_lights", place.slug, period)
    context = {
        "period": period,
        "form": form,
        "editions": editions,
        "objection": policies.check_may_open.objection(request.actor, municipality_id=place.id),
        "is_open": bool(editions) and editions[0].withdrawn_at is None,
    }
    context |= _preview(request, period, now, editions[0].shown_hash if editions else "")
    status = 400 if form.is_bound else 200
    return render(request, "publication/open_lights.html", context, status=status)


@in_municipality
def withdraw_lights(request: ActorRequest, period: str) -> HttpResponse:
    """Ask why, and take the lights over a half-year off the public site."""
    place = request.municipality
    _check_is_there(request, period)
    policies.check_may_open(request.actor, municipality_id=place.id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and carry_out(
        form,
        lambda: services.withdraw_lights(
            municipality_id=place.id,
            period=period,
            reason=form.cleaned_data["reason"],
            actor=request.actor,
            now=timezone.now(),
        ),
    ):
        messages.success(request, _("These lights are off the public site."))
        return redirect("publication:open_lights", place.slug, period)
    context = {"form": form, "period": period}
    status = 400 if form.is_bound else 200
    return render(request, "publication/withdraw_lights.html", context, status=status)


def _preview(request: ActorRequest, period: str, now: datetime, last: str) -> dict[str, Any]:
    """Return what everybody would see, and what is left out."""
    place = request.municipality
    draft = draft_of(municipality_id=place.id, period=period, now=now)
    clauses = as_seen(municipality_id=place.id, frozen=draft.frozen, on=timezone.localdate(now))
    return {
        "place": place,
        "themes": rows_by_theme(place, clauses),
        "counts": counts(clauses),
        "seen": draft.frozen.fingerprint,
        "is_same": last == draft.frozen.fingerprint,
        "n_shown": draft.n_shown,
        "not_shown": [(not_shown_words(why), n) for why, n in draft.not_shown.items()],
    }


def _check_is_there(request: ActorRequest, period: str) -> None:
    known = periods_to_show(municipality_id=request.municipality.id, on=timezone.localdate())
    if period not in known:
        raise Http404
