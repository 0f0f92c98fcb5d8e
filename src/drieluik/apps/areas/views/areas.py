"""Areas: what is in use, reading borders in, and one area."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from drieluik.apps.areas import policies, selectors, services, wording
from drieluik.apps.areas.forms import BordersForm
from drieluik.apps.areas.rows import BorderSetRow
from drieluik.apps.areas.views.own import may_not_add
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.apps.sent_forms import carry_out
from drieluik.ui.asking import NoFaultForm, ReasonForm


@require_safe
@in_municipality
def overview(request: ActorRequest) -> HttpResponse:
    """Show the borders in use, the areas of the latest year, and areas of one's own."""
    place = request.municipality.id
    in_use = selectors.list_sets(municipality_id=place, in_use=True)
    own_areas = selectors.list_own_areas(municipality_id=place)
    context = {
        "sets": in_use,
        "areas": selectors.list_areas(municipality_id=place),
        "own_areas": own_areas,
        "to_draw_anew": [row for row in own_areas if row.to_draw_anew],
        "outlines": _outlines(place, in_use[0].set_id) if in_use else None,
        "schematic_words": wording.schematic_words(),
        "read_in_objection": _may_not_read_in(request),
        "add_objection": may_not_add(request),
    }
    return render(request, "areas/overview.html", context)


@in_municipality
def read_in(request: ActorRequest) -> HttpResponse:
    """Show the files that were read in, and take a new one."""
    place = request.municipality
    form = BordersForm(request.POST or None, request.FILES or None)
    made: list[UUID] = []

    def act() -> None:
        policies.check_may_read_in(request.actor, municipality_id=place.id)
        file = form.cleaned_data["file"]
        policies.check_size(n_bytes=file.size)
        made.append(
            services.upload_borders(
                municipality_id=place.id,
                content=file.read(),
                file_name=file.name,
                said=form.said(),
                actor=request.actor,
                now=timezone.now(),
            )
        )

    if request.method == "POST" and carry_out(form, act):
        return redirect("areas:set", place.slug, made[0])
    context = {
        "form": form,
        "sets": selectors.list_sets(municipality_id=place.id, in_use=False),
        "objection": _may_not_read_in(request),
    }
    return render(request, "areas/read_in.html", context, status=400 if form.errors else 200)


@require_safe
@in_municipality
def border_set(request: ActorRequest, set_id: UUID) -> HttpResponse:
    """Show what was read of a file, and what taking it in use changes."""
    return _show_set(request, _found_set(request, set_id), NoFaultForm())


@require_safe
@in_municipality
def progress(request: ActorRequest, set_id: UUID) -> HttpResponse:
    """Give the progress of the reading; asks for a new page as soon as it has ended."""
    row = _found_set(request, set_id)
    if not row.is_being_read:
        return HttpResponseClientRefresh()
    return render(request, "areas/reading.html", {"set": row})


@require_POST
@in_municipality
def confirm(request: ActorRequest, set_id: UUID) -> HttpResponse:
    """Take the borders in use."""
    row = _found_set(request, set_id)
    policies.check_may_read_in(request.actor, municipality_id=request.municipality.id)
    form = NoFaultForm(request.POST)

    def act() -> None:
        services.confirm_borders(
            set_id=set_id,
            explanation=form.cleaned_data["explanation"],
            actor=request.actor,
            now=timezone.now(),
        )

    if carry_out(form, act):
        messages.success(request, _("The borders are in use."))
        return redirect("areas:overview", request.municipality.slug)
    return _show_set(request, row, form)


@in_municipality
def withdraw(request: ActorRequest, set_id: UUID) -> HttpResponse:
    """Take borders back, with the reason."""
    row = _found_set(request, set_id)
    policies.check_may_read_in(request.actor, municipality_id=request.municipality.id)
    form = ReasonForm(request.POST or None)

    def act() -> None:
        services.withdraw_borders(
            set_id=set_id,
            reason=form.cleaned_data["reason"],
            actor=request.actor,
            now=timezone.now(),
        )

    if request.method == "POST" and carry_out(form, act):
        messages.success(request, _("The borders have been taken back."))
        return redirect("areas:set", request.municipality.slug, set_id)
    status = 400 if form.errors else 200
    return render(request, "areas/withdraw.html", {"form": form, "set": row}, status=status)


@require_safe
@in_municipality
def area(request: ActorRequest, code: str) -> HttpResponse:
    """Show one area, in every year for which it is in use."""
    place = request.municipality.id
    years = selectors.find_area(municipality_id=place, code=code.upper())
    if not years:
        raise Http404
    newest = years[0]
    inside = selectors.list_areas(municipality_id=place, year=newest.year)
    context = {
        "area": newest,
        "years": [(row, wording.worded_counts(row.counts)) for row in years],
        "inside": [row for row in inside if row.parent_code == newest.code],
        "outlines": selectors.outlines_with(municipality_id=place, code=newest.code),
        "schematic_words": wording.schematic_words(),
    }
    return render(request, "areas/area.html", context)


def _show_set(request: ActorRequest, row: BorderSetRow, form: NoFaultForm) -> HttpResponse:
    place = request.municipality.id
    preview = selectors.preview_of(row, municipality_id=place)
    findings = wording.worded_findings(preview.findings)
    context = {
        "set": row,
        "form": form,
        "preview": preview,
        "layers": list(wording.worded_layers(preview.layers)),
        "findings": findings,
        "is_blocked": any(found["severity"] == "blocks" for found in findings),
        "changes": [(one, wording.kind_of_change(one.kind)) for one in preview.differences],
        "outlines": _outlines(place, row.set_id),
        "schematic_words": wording.schematic_words(),
        "objection": _may_not_read_in(request),
    }
    return render(request, "areas/set.html", context, status=400 if form.errors else 200)


def _outlines(municipality_id: int, set_id: UUID) -> selectors.Outlines | None:
    return selectors.outlines_of_set(municipality_id=municipality_id, set_id=set_id)


def _may_not_read_in(request: ActorRequest) -> str:
    place = request.municipality.id
    return policies.check_may_read_in.objection(request.actor, municipality_id=place)


def _found_set(request: ActorRequest, set_id: UUID) -> BorderSetRow:
    row = selectors.find_set(municipality_id=request.municipality.id, set_id=set_id)
    if row is None:
        raise Http404
    return row
