"""The page on which a municipality accepts some sheets and sends the others back."""

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.deliveries import policies, selectors, services
from drieluik.apps.deliveries.extensions import Foresight, ask_foresight, foresee
from drieluik.apps.deliveries.partly import TablesForm
from drieluik.apps.deliveries.views.municipality import objection_of, part_or_404
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.core.tables import TABLES


@in_municipality
def accept_tables(request: ActorRequest, delivery_id: UUID) -> HttpResponse:
    """Choose the sheets that are sent back, see what follows, and decide.

    What follows is shown first; a choice that is other than the one it was shown for is only shown.
    """
    found = part_or_404(request, delivery_id)
    if request.method != "POST":
        return _page(request, found, TablesForm(found))
    policies.check_may_decide(request.actor, municipality_id=request.municipality.id)
    policies.check_can_be_decided(found)
    form = TablesForm(found, request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=400)
    reasons = form.sent_back()
    if form.cleaned_data["looked"] != _named(reasons):
        return _page(request, found, form, _what_follows(request, found, reasons))
    try:
        services.accept_tables(
            delivery_id=delivery_id,
            municipality_id=request.municipality.id,
            choice=services.Choice(
                sent_back=reasons,
                expected_version=form.cleaned_data["version"],
                seen=form.cleaned_data["seen"],
            ),
            actor=request.actor,
            now=timezone.now(),
        )
    except WrongState as refused:
        return _again(request, delivery_id, str(refused))
    messages.success(
        request,
        _("The other sheets have been accepted and count from now on; the corporation sees why."),
    )
    return redirect("deliveries:part", request.municipality.slug, delivery_id)


def _again(request: ActorRequest, delivery_id: UUID, refusal: str) -> HttpResponse:
    """Show the part as it is now with the reasons that were written, and why it could not be done."""
    found = part_or_404(request, delivery_id)
    form = TablesForm(found, {**request.POST.dict(), "version": found.delivery.version})
    form.add_error(None, refusal)
    return _page(request, found, form, status=409)


def _what_follows(
    request: ActorRequest, found: selectors.Acceptance, reasons: Mapping[str, str]
) -> dict[str, Any]:
    """Return what a choice means per sheet, why it cannot be made, and what it changes.

    Of a correction the comparison for this choice is asked for, unless it is there.
    """
    counting = selectors.what_would_count(found, reasons)
    misfit = policies.check_fits.objection(selectors.what_does_not_fit(counting))
    foresight = None if misfit else _foreseen(request, found, tuple(sorted(reasons)))
    unforeseen = foresight.sentence if foresight and not foresight.is_ready else ""
    return {
        "looked": _named(reasons),
        "accepted": [one.sheet_nl for one in TABLES if one.id in found.n_rows.keys() - reasons],
        "back": [
            (one.sheet_nl, one.id in counting.kept_from) for one in TABLES if one.id in reasons
        ],
        "closed": selectors.taking_in(
            party_id=found.party_id, period=found.delivery.period, today=timezone.localdate()
        ).is_closed,
        "foresight": foresight,
        "misfit": misfit,
        "cannot_accept": misfit or unforeseen,
    }


def _foreseen(
    request: ActorRequest, found: selectors.Acceptance, sent_back: tuple[str, ...]
) -> Foresight | None:
    look = partial(
        foresee,
        delivery_id=found.delivery_id,
        municipality_id=found.municipality_id,
        actor=request.actor,
        sent_back=sent_back,
    )
    foresight = look()
    if foresight is None or foresight.is_ready:
        return foresight
    ask_foresight(
        delivery_id=found.delivery_id,
        municipality_id=found.municipality_id,
        actor=request.actor,
        sent_back=sent_back,
        now=timezone.now(),
    )
    return look()


def _named(reasons: Mapping[str, str]) -> str:
    return ",".join(sorted(reasons))


def _page(
    request: ActorRequest,
    found: selectors.Acceptance,
    form: TablesForm,
    follows: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "part": found,
        "delivery": found.delivery,
        "form": form,
        "follows": follows,
        "counting": selectors.find_counting_part(found),
        "objection": objection_of(request, found),
    }
    return render(request, "deliveries/accept_tables.html", context, status=status)
