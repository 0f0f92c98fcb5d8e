"""Pages on which people state and confirm that a layer was public already, and take it off."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from drieluik.apps.errors import WrongState
from drieluik.apps.layers.policies import check_may_make
from drieluik.apps.layers.wording import about_words
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.apps.publication import policies
from drieluik.apps.publication.forms import ConfirmLayerForm, StateLayerForm
from drieluik.apps.publication.open_layers import services
from drieluik.apps.publication.open_layers.open_now import (
    as_seen,
    find_on_its_way,
    find_shared,
    list_on_their_way,
    seen_of,
)
from drieluik.apps.publication.open_layers.rows import OnItsWay, Way
from drieluik.apps.publication.open_layers.showing import shown_to_everybody
from drieluik.apps.publication.open_layers.wording import way_label, way_words
from drieluik.apps.sent_forms import carry_out
from drieluik.ui.asking import ReasonForm


@require_safe
@in_municipality
def layers(request: ActorRequest) -> HttpResponse:
    """Show of every layer with figures how far it is on the way to the public site."""
    place = request.municipality
    rows = [
        (one, way_label(one.way), about_words(one.version))
        for one in list_on_their_way(municipality_id=place.id, actor=request.actor)
    ]
    return render(request, "publication/layers.html", {"rows": rows})


@in_municipality
def layer(request: ActorRequest, layer_id: UUID) -> HttpResponse:
    """Show a layer as everybody would see it, and state that its source made it public."""
    one = _found(request, layer_id)
    form = StateLayerForm(request.POST or None, initial=_of_card(one))
    if request.method == "POST":
        _check_may_state(request, one)
        if carry_out(form, lambda: _state(request, layer_id, form.cleaned_data)):
            messages.success(request, _("Stated. Now somebody else looks and confirms it."))
            return redirect("publication:open_layer", request.municipality.slug, layer_id)
    return _page(request, one, state=form)


@require_POST
@in_municipality
def confirm(request: ActorRequest, layer_id: UUID) -> HttpResponse:
    """Confirm as a second person; from then on everybody sees the layer."""
    one = _found(request, layer_id)
    place, owner = request.municipality.id, one.layer.party_id
    policies.check_may_confirm(request.actor, municipality_id=place, owner_id=owner)
    form = ConfirmLayerForm(request.POST)
    if carry_out(
        form,
        lambda: services.confirm_published(
            municipality_id=place,
            layer_id=layer_id,
            seen=form.cleaned_data["seen"],
            actor=request.actor,
            now=timezone.now(),
        ),
    ):
        messages.success(request, _("Everybody can see this layer now."))
        return redirect("publication:open_layer", request.municipality.slug, layer_id)
    return _page(request, one, confirm=form)


@in_municipality
def take_off(request: ActorRequest, layer_id: UUID) -> HttpResponse:
    """Ask why, and take a layer off the public site."""
    one = _found(request, layer_id)
    place, owner = request.municipality.id, one.layer.party_id
    policies.check_may_take_off(request.actor, municipality_id=place, owner_id=owner)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and carry_out(
        form,
        lambda: services.take_off(
            municipality_id=place,
            layer_id=layer_id,
            reason=form.cleaned_data["reason"],
            actor=request.actor,
            now=timezone.now(),
        ),
    ):
        messages.success(request, _("This layer is not on the public site any more."))
        return redirect("publication:open_layer", request.municipality.slug, layer_id)
    context = {"form": form, "one": one, "was_public": one.way is Way.OPEN}
    status = 400 if form.is_bound else 200
    return render(request, "publication/take_off_layer.html", context, status=status)


def _found(request: ActorRequest, layer_id: UUID) -> OnItsWay:
    """Return a layer with figures that the reader may see."""
    found = find_on_its_way(
        municipality_id=request.municipality.id, layer_id=layer_id, actor=request.actor
    )
    if found is None:
        raise Http404
    return found


def _check_may_state(request: ActorRequest, one: OnItsWay) -> None:
    check_may_make(
        request.actor, municipality_id=request.municipality.id, party_id=one.layer.party_id
    )


def _of_card(one: OnItsWay) -> dict[str, str]:
    return {"publisher": one.layer.card.source, "address": one.layer.card.source_url}


def _state(request: ActorRequest, layer_id: UUID, given: dict[str, Any]) -> None:
    services.state_published(
        municipality_id=request.municipality.id,
        layer_id=layer_id,
        said=services.Said(given["publisher"], given["address"], given["seen"]),
        actor=request.actor,
        now=timezone.now(),
    )


def _page(
    request: ActorRequest,
    one: OnItsWay,
    *,
    state: StateLayerForm | None = None,
    confirm: ConfirmLayerForm | None = None,
) -> HttpResponse:
    asked = state or confirm
    context = {
        "on_way": one,
        "way": one.way.value,
        "way_words": way_words(one.way),
        "label": way_label(one.way),
        "may_state": one.way.may_be_stated,
        "state_form": state or StateLayerForm(initial=_of_card(one)),
        "confirm_form": confirm or ConfirmLayerForm(),
        **_objections(request, one),
        **_preview(request, one),
    }
    status = 400 if asked is not None and asked.is_bound else 200
    return render(request, "publication/open_layer.html", context, status=status)


def _objections(request: ActorRequest, one: OnItsWay) -> dict[str, str]:
    """Return why the reader may not state, confirm or take off; empty for what is allowed."""
    actor, place, owner = request.actor, request.municipality.id, one.layer.party_id
    confirm = policies.check_may_confirm.objection(actor, municipality_id=place, owner_id=owner)
    if not confirm and one.statement is not None and one.way is Way.TO_CONFIRM:
        try:
            services.check_is_somebody_else(one.statement, actor)
        except WrongState as error:
            confirm = str(error)
    return {
        "state_objection": check_may_make.objection(actor, municipality_id=place, party_id=owner),
        "confirm_objection": confirm,
        "take_off_objection": policies.check_may_take_off.objection(
            actor, municipality_id=place, owner_id=owner
        ),
    }


def _preview(request: ActorRequest, one: OnItsWay) -> dict[str, Any]:
    """Return what everybody would see."""
    place = request.municipality
    shared = find_shared(municipality_id=place.id, layer_id=one.layer.layer_id)
    if shared is None:
        raise Http404
    return {"seen": seen_of(shared[0]), **shown_to_everybody(as_seen(one), place)}
