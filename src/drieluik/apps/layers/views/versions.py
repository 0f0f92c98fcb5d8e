"""Versions of a layer: handing in figures, looking at what was read, taking in use and back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from drieluik.apps.layers import policies, selectors, services, wording
from drieluik.apps.layers.forms import ColumnForm, FileForm
from drieluik.apps.layers.rows import LayerRow, VersionRow
from drieluik.apps.layers.views.finding_one import (
    layer_or_404,
    layer_to_change,
    objection_to_change,
    version_or_404,
)
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.apps.sent_forms import carry_out
from drieluik.ui.asking import NoFaultForm, ReasonForm


@in_municipality
def upload(request: ActorRequest, layer_id: UUID) -> HttpResponse:
    """Take a file with figures."""
    row = layer_to_change(request, layer_id)
    form = FileForm(
        request.POST or None, request.FILES or None, has_shares=row.card.kind == "share"
    )
    made: list[UUID] = []

    def act() -> None:
        file = form.cleaned_data["file"]
        policies.check_size(n_bytes=file.size)
        made.append(
            services.upload_version(
                layer_id=layer_id,
                content=file.read(),
                file_name=file.name,
                said=form.said(),
                actor=request.actor,
                now=timezone.now(),
            )
        )

    if request.method == "POST" and carry_out(form, act):
        return redirect("layers:version", request.municipality.slug, layer_id, made[0])
    context = {"form": form, "layer": row}
    return render(request, "layers/upload.html", context, status=400 if form.errors else 200)


@require_safe
@in_municipality
def version(request: ActorRequest, layer_id: UUID, version_id: UUID) -> HttpResponse:
    """Show what was read of a file, at its cells, and the figures that would count."""
    row = layer_or_404(request, layer_id)
    return _show(request, row, version_or_404(request, row, version_id), NoFaultForm())


@require_safe
@in_municipality
def progress(request: ActorRequest, layer_id: UUID, version_id: UUID) -> HttpResponse:
    """Give the progress of the reading; asks for a new page as soon as it has ended."""
    row = layer_or_404(request, layer_id)
    found = version_or_404(request, row, version_id)
    if not found.is_being_read:
        return HttpResponseClientRefresh()
    return render(request, "layers/reading.html", {"layer": row, "version": found})


@require_POST
@in_municipality
def choose(request: ActorRequest, layer_id: UUID, version_id: UUID) -> HttpResponse:
    """Have the file read with another column as the figure."""
    row = layer_to_change(request, layer_id)
    found = version_or_404(request, row, version_id)
    form = ColumnForm(request.POST, columns=selectors.preview_of(found).candidates)

    def act() -> None:
        services.choose_column(
            version_id=version_id,
            column=form.cleaned_data["column"],
            actor=request.actor,
            now=timezone.now(),
        )

    if carry_out(form, act):
        return redirect("layers:version", request.municipality.slug, layer_id, version_id)
    return _show(request, row, found, NoFaultForm(), column_form=form)


@require_POST
@in_municipality
def accept(request: ActorRequest, layer_id: UUID, version_id: UUID) -> HttpResponse:
    """Take the figures in use."""
    row = layer_to_change(request, layer_id)
    found = version_or_404(request, row, version_id)
    form = NoFaultForm(request.POST)

    def act() -> None:
        services.accept_version(
            version_id=version_id,
            explanation=form.cleaned_data["explanation"],
            actor=request.actor,
            now=timezone.now(),
        )

    if carry_out(form, act):
        messages.success(request, _("The figures are in use."))
        return redirect("layers:layer", request.municipality.slug, layer_id)
    return _show(request, row, found, form)


@in_municipality
def withdraw(request: ActorRequest, layer_id: UUID, version_id: UUID) -> HttpResponse:
    """Take figures back, with the reason."""
    row = layer_to_change(request, layer_id)
    found = version_or_404(request, row, version_id)
    form = ReasonForm(request.POST or None)

    def act() -> None:
        services.withdraw_version(
            version_id=version_id,
            reason=form.cleaned_data["reason"],
            actor=request.actor,
            now=timezone.now(),
        )

    if request.method == "POST" and carry_out(form, act):
        messages.success(request, _("The figures have been taken back."))
        return redirect("layers:layer", request.municipality.slug, layer_id)
    context = {"form": form, "layer": row, "version": found}
    status = 400 if form.errors else 200
    return render(request, "layers/withdraw_version.html", context, status=status)


def _show(
    request: ActorRequest,
    row: LayerRow,
    found: VersionRow,
    form: NoFaultForm,
    column_form: ColumnForm | None = None,
) -> HttpResponse:
    objection = objection_to_change(request, row)
    preview = selectors.preview_of(found)
    may_choose = found.may_be_accepted and len(preview.candidates) > 1 and not objection
    chooser = column_form or ColumnForm(
        columns=preview.candidates, initial={"column": preview.column}
    )
    is_bad = bool(form.errors or (column_form and column_form.errors))
    context = {
        "layer": row,
        "version": found,
        "about": wording.about_words(found),
        "preview": preview,
        # what was found in a file is for who makes the layer; what was accepted is for all
        "findings": wording.worded_findings(preview.findings) if not objection else [],
        "left_out": [(n, wording.left_out_words(why)) for why, n in preview.left_out.items()],
        "figures": selectors.figures_of_version(row, found, row.card),
        "form": form,
        "column_form": chooser if may_choose else None,
        "objection": objection,
    }
    return render(request, "layers/version.html", context, status=400 if is_bad else 200)
