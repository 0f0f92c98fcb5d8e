"""Areas of the parties' own: one of them, adding one, and withdrawing it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from drieluik.apps.areas import policies, selectors, services, wording
from drieluik.apps.areas.forms import OwnAreaForm
from drieluik.apps.areas.rows import OwnAreaRow
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.apps.sent_forms import carry_out
from drieluik.ui.asking import ReasonForm
from drieluik.ui.maps import drawing_map


@require_safe
@in_municipality
def own_area(request: ActorRequest, area_id: UUID) -> HttpResponse:
    """Show one area of the parties' own."""
    place = request.municipality.id
    row = _found(request, area_id)
    names = selectors.buurt_names(municipality_id=place)
    context = {
        "area": row,
        "lacks": wording.lacks_words(row.lacks),
        "buurten": [(code, names.get(code, code)) for code in row.codes],
        "outlines": selectors.outlines_with(municipality_id=place, own_id=area_id),
        "schematic_words": wording.schematic_words(),
        "objection": may_not_add(request),
    }
    return render(request, "areas/own_area.html", context)


@in_municipality
def add_own(request: ActorRequest) -> HttpResponse:
    """Add an area of the parties' own; in the place of another when the address names one."""
    place = request.municipality
    policies.check_may_add_own_area(request.actor, municipality_id=place.id)
    former = _former(request)
    chosen_from = selectors.buurten_to_choose(municipality_id=place.id)
    form = OwnAreaForm(
        request.POST or None,
        wijken=chosen_from.wijken,
        told=wording.chosen_from_words(chosen_from),
        initial=_begun_with(place.id, former) if former else None,
    )
    made: list[UUID] = []

    def act() -> None:
        made.append(
            services.add_own_area(
                municipality_id=place.id,
                area=form.area(former.area_id if former else None),
                actor=request.actor,
                now=timezone.now(),
            )
        )

    if request.method == "POST" and carry_out(form, act):
        messages.success(request, _("The area has been added."))
        return redirect("areas:own_area", place.slug, made[0])
    borders = selectors.map_areas(municipality_id=place.id, level="buurt")
    context = {"form": form, "former": former, "borders": borders, **drawing_map()}
    return render(request, "areas/add_own.html", context, status=400 if form.errors else 200)


@in_municipality
def withdraw_own(request: ActorRequest, area_id: UUID) -> HttpResponse:
    """Take an area of the parties' own out of use, with the reason."""
    row = _found(request, area_id)
    policies.check_may_add_own_area(request.actor, municipality_id=request.municipality.id)
    form = ReasonForm(request.POST or None)

    def act() -> None:
        services.withdraw_own_area(
            area_id=area_id,
            reason=form.cleaned_data["reason"],
            actor=request.actor,
            now=timezone.now(),
        )

    if request.method == "POST" and carry_out(form, act):
        messages.success(request, _("The area has been withdrawn."))
        return redirect("areas:own_area", request.municipality.slug, area_id)
    status = 400 if form.errors else 200
    return render(request, "areas/withdraw_own.html", {"form": form, "area": row}, status=status)


def may_not_add(request: ActorRequest) -> str:
    """Return why this person adds no areas; empty when they may."""
    place = request.municipality.id
    return policies.check_may_add_own_area.objection(request.actor, municipality_id=place)


def _former(request: ActorRequest) -> OwnAreaRow | None:
    """Return the area that the new one takes the place of; None when the address names none."""
    asked = request.GET.get("van", "")
    if not asked:
        return None
    try:
        row = _found(request, UUID(asked))
    except ValueError as fault:
        raise Http404 from fault
    if row.withdrawn_at is not None:
        raise Http404
    return row


def _begun_with(municipality_id: int, former: OwnAreaRow) -> dict[str, Any]:
    begun = {"kind": former.kind, "name": former.name, "purpose": former.purpose}
    if former.codes:
        return {**begun, "codes": list(former.codes)}
    drawing = selectors.drawing_of(municipality_id=municipality_id, area_id=former.area_id)
    return {**begun, "drawing": drawing}


def _found(request: ActorRequest, area_id: UUID) -> OwnAreaRow:
    row = selectors.find_own_area(municipality_id=request.municipality.id, area_id=area_id)
    if row is None:
        raise Http404
    return row
