"""Layers: the list, which figures are due, one layer, and its card."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from drieluik.apps.layers import policies, selectors, services, wording
from drieluik.apps.layers.forms import CardForm, LayerForm
from drieluik.apps.layers.rows import LayerRow, VersionRow
from drieluik.apps.layers.views.finding_one import (
    chosen_version,
    layer_or_404,
    layer_to_change,
    objection_to_change,
)
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.apps.sent_forms import carry_out
from drieluik.ui.asking import ReasonForm
from drieluik.ui.maps import MapOnPage, map_on_page, moving_map


@require_safe
@in_municipality
def overview(request: ActorRequest) -> HttpResponse:
    """Show the layers this person may see, all or of one subject or organisation."""
    place = request.municipality.id
    rows = selectors.list_layers(municipality_id=place, actor=request.actor)
    themes = sorted(
        {(row.card.theme, row.card.theme_label) for row in rows}, key=lambda one: one[1]
    )
    owners = sorted({(row.party_code, row.party_name) for row in rows}, key=lambda one: one[1])
    theme = _known(request.GET.get("onderwerp", ""), dict(themes))
    owner = _known(request.GET.get("organisatie", ""), dict(owners))
    chosen = [
        row for row in rows if theme in ("", row.card.theme) and owner in ("", row.party_code)
    ]
    context = {
        "layers": [_listed(row) for row in chosen if not row.is_withdrawn],
        "withdrawn": [_listed(row) for row in chosen if row.is_withdrawn],
        "n_all": len(rows),
        "themes": themes,
        "owners": owners,
        "theme": theme,
        "owner": owner,
        "n_late": sum(one.state == "late" for one in _due(request)),
        "objection": policies.check_may_make.objection(request.actor, municipality_id=place),
    }
    return render(request, "layers/overview.html", context)


@require_safe
@in_municipality
def due(request: ActorRequest) -> HttpResponse:
    """Show of which layers new figures are expected, and which are late."""
    rows = [(row, wording.due_words(row.state, row.days)) for row in _due(request)]
    return render(request, "layers/due.html", {"rows": rows})


@require_safe
@in_municipality
def layer(request: ActorRequest, layer_id: UUID) -> HttpResponse:
    """Show one layer: what it means, its map and figures, and its versions."""
    row = layer_or_404(request, layer_id)
    version = chosen_version(request, row)
    drawn = _map(request, row, version) if version else None
    figures = selectors.figures_of_version(row, version, row.card) if version else []
    context = {
        "layer": row,
        "card": row.card,
        "version": version,
        "about": wording.about_words(version) if version else "",
        "one": drawn,
        "figures": figures,
        "n_missing": sum(bool(one.missing) for one in figures),
        "versions": [
            (one, wording.about_words(one)) for one in selectors.list_versions(row, request.actor)
        ],
        "cards": selectors.list_cards(row)[1:],
        "objection": objection_to_change(request, row),
        "review_is_over": _review_is_over(row),
        **moving_map(),
    }
    return render(request, "layers/layer.html", context)


@in_municipality
def add(request: ActorRequest) -> HttpResponse:
    """Add a layer, as yet without figures."""
    place = request.municipality
    policies.check_may_make(request.actor, municipality_id=place.id)
    parties = policies.parties_to_make_for(request.actor, municipality_id=place.id)
    form = LayerForm(request.POST or None, parties=[(str(id_), name) for id_, name in parties])
    made: list[UUID] = []

    def act() -> None:
        made.append(
            services.add_layer(
                municipality_id=place.id,
                party_id=int(form.cleaned_data["party"]),
                card=form.card(),
                actor=request.actor,
                now=timezone.now(),
            )
        )

    if request.method == "POST" and carry_out(form, act):
        messages.success(request, _("The layer is there. Now hand in its figures."))
        return redirect("layers:upload", place.slug, made[0])
    return render(request, "layers/add.html", {"form": form}, status=400 if form.errors else 200)


@in_municipality
def change(request: ActorRequest, layer_id: UUID) -> HttpResponse:
    """Change what is said of a layer."""
    row = layer_to_change(request, layer_id)
    form = CardForm(request.POST or None, initial=asdict(row.card))

    def act() -> None:
        services.change_card(
            layer_id=layer_id, card=form.card(), actor=request.actor, now=timezone.now()
        )

    return _after(request, row, form, act, "layers/change.html", _("The card has been changed."))


@in_municipality
def withdraw(request: ActorRequest, layer_id: UUID) -> HttpResponse:
    """Take a layer out of use, with the reason."""
    row = layer_to_change(request, layer_id)
    form = ReasonForm(request.POST or None)

    def act() -> None:
        services.withdraw_layer(
            layer_id=layer_id,
            reason=form.cleaned_data["reason"],
            actor=request.actor,
            now=timezone.now(),
        )

    told = _("The layer has been withdrawn.")
    return _after(request, row, form, act, "layers/withdraw.html", told)


def _after(
    request: ActorRequest,
    row: LayerRow,
    form: Any,
    act: Callable[[], None],
    template: str,
    told: str,
) -> HttpResponse:
    """Do what was sent and go back to the layer; else show the form."""
    if request.method == "POST" and carry_out(form, act):
        messages.success(request, told)
        return redirect("layers:layer", request.municipality.slug, row.layer_id)
    context = {"form": form, "layer": row}
    return render(request, template, context, status=400 if form.errors else 200)


def _map(request: ActorRequest, row: LayerRow, version: VersionRow) -> MapOnPage | None:
    drawn = selectors.draw_layer(
        row, version, place=request.municipality, href=lambda code: f"#{code}"
    )
    if drawn is None:
        return None
    address = reverse("layers:geojson", args=[request.municipality.slug, row.layer_id])
    return map_on_page(
        drawn.layers,
        drawn.classes,
        drawn.words,
        drawn.legend,
        key="laag",
        geojson=f"{address}?{urlencode({'versie': version.number})}",
    )


def _listed(row: LayerRow) -> tuple[LayerRow, str]:
    return row, wording.about_words(row.in_use) if row.in_use else ""


def _due(request: ActorRequest) -> list[Any]:
    return selectors.list_due(
        municipality_id=request.municipality.id, actor=request.actor, on=timezone.localdate()
    )


def _review_is_over(row: LayerRow) -> bool:
    until = row.card.publicness_until
    return until is not None and until < timezone.localdate()


def _known(given: str, known: dict[str, str]) -> str:
    return given if given in known else ""
