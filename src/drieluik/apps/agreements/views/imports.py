"""Reading a document in: upload, look at it beside its source, confirm or withdraw."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRefresh

from drieluik.apps.agreements import documents, outline_page, policies, services
from drieluik.apps.agreements.contents import objections_to_outline
from drieluik.apps.agreements.documents import ImportRow
from drieluik.apps.agreements.doubts import asks_reason, list_doubts
from drieluik.apps.agreements.forms import (
    ConfirmForm,
    EditForm,
    MoveForm,
    SplitForm,
    StepForm,
    UploadForm,
    WithdrawForm,
)
from drieluik.apps.agreements.views.rights import rights
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.ui.downloads import as_download


@in_municipality
def imports(request: ActorRequest) -> HttpResponse:
    """Show the documents that were read in, and take a new one."""
    place = request.municipality
    policies.check_may_open_import(request.actor, municipality_id=place.id)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        uploaded = form.cleaned_data["document"]
        try:
            result = services.upload_document(
                municipality_id=place.id,
                content=uploaded.read(),
                file_name=uploaded.name,
                actor=request.actor,
                now=timezone.now(),
            )
        except WrongState as refused:
            form.add_error("document", str(refused))
        else:
            if result.already_there:
                messages.info(request, _("This file was read in before; here it is."))
            return redirect("agreements:import", place.slug, result.import_id)
    context = {
        "form": form,
        "imports": documents.list_imports(place.id),
        "has_register": documents.has_register(place.id),
    } | rights(request)
    return render(request, "agreements/imports.html", context)


@in_municipality
def detail(request: ActorRequest, import_id: UUID) -> HttpResponse:
    """Show the outline beside the source text, with what can be corrected."""
    return show(request, found_import(request, import_id), {})


@in_municipality
def progress(request: ActorRequest, import_id: UUID) -> HttpResponse:
    """Give the progress of the reading; asks for a new page as soon as it has ended."""
    document = found_import(request, import_id)
    if not document.is_being_read:
        return HttpResponseClientRefresh()
    return render(request, "agreements/reading.html", {"document": document})


@in_municipality
def original(request: ActorRequest, import_id: UUID) -> HttpResponse:
    """Download the document exactly as it was handed in."""
    document = found_import(request, import_id)
    return as_download(documents.read_original(document), document.file_name)


@require_POST
@in_municipality
def undo(request: ActorRequest, import_id: UUID) -> HttpResponse:
    """Take the last correction back."""
    document = found_import(request, import_id)
    services.undo_correction(
        import_id=document.import_id, step=_step(request), actor=request.actor, now=timezone.now()
    )
    messages.success(request, _("The last correction has been taken back."))
    address = reverse("agreements:import", args=[request.municipality.slug, import_id])
    last = [one for one in document.corrections if not one["undone"]][-1]
    if "finding" in last:
        return redirect(f"{address}#twijfel-{last['finding']}")
    return redirect(address + outline_page.address_of(last.get("agreement", "")))


@require_POST
@in_municipality
def confirm(request: ActorRequest, import_id: UUID) -> HttpResponse:
    """Make the document the first version of the register."""
    document = found_import(request, import_id)
    form = ConfirmForm(
        request.POST, asks_reason=asks_reason(document.outline, document.corrections)
    )
    if not form.is_valid():
        return show(request, document, {"confirm_form": form})
    services.confirm_import(
        import_id=document.import_id,
        step=_step(request),
        in_force_from=form.cleaned_data["in_force_from"],
        explanation=form.cleaned_data["explanation"],
        actor=request.actor,
        now=timezone.now(),
    )
    messages.success(request, _("The register has been recorded. All parties can read it now."))
    return redirect("agreements:register", request.municipality.slug)


@require_POST
@in_municipality
def withdraw(request: ActorRequest, import_id: UUID) -> HttpResponse:
    """Set the document aside."""
    document = found_import(request, import_id)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return show(request, document, {"withdraw_form": form})
    services.withdraw_import(
        import_id=document.import_id,
        reason=form.cleaned_data["reason"],
        actor=request.actor,
        now=timezone.now(),
    )
    messages.success(request, _("The document has been withdrawn; it is kept."))
    return redirect("agreements:imports", request.municipality.slug)


def found_import(request: ActorRequest, import_id: UUID) -> ImportRow:
    """Return the document if it is of this municipality and the person may open it."""
    place = request.municipality
    policies.check_may_open_import(request.actor, municipality_id=place.id)
    document = documents.find_import(place.id, import_id)
    if document is None:
        raise Http404
    return document


def show(request: ActorRequest, document: ImportRow, forms: Mapping[str, Any]) -> HttpResponse:
    """Show the page of a document; ``forms`` replaces the forms that have errors."""
    outline = document.outline
    if not outline:
        return render(request, "agreements/unread.html", {"document": document} | rights(request))
    chosen_id = request.POST.get("agreement") or request.GET.get("kies", "")
    chosen = outline_page.find_chosen(outline, chosen_id) if document.is_open else None
    place = request.municipality
    sections = outline_page.section_choices(outline)
    objections = objections_to_outline(outline)
    doubts = list_doubts(outline, document.corrections)
    context: dict[str, Any] = {
        "document": document,
        "outline": outline,
        "n_agreements": outline_page.n_agreements(outline),
        "doubts": doubts,
        "n_open_doubts": sum(doubt.is_open for doubt in doubts),
        "chosen": chosen,
        "chosen_theme": outline_page.theme_of(outline, chosen),
        "lines": outline_page.source_lines(outline, chosen),
        "left_over": outline_page.left_over(outline),
        "n_corrections": sum(not one["undone"] for one in document.corrections),
        "objections": objections,
        "confirm_objection": policies.check_can_be_first_version.objection(
            register_exists=documents.has_register(place.id), objections=objections
        ),
        "confirm_form": ConfirmForm(
            initial={"in_force_from": _starts_on(outline)},
            asks_reason=asks_reason(outline, document.corrections),
        ),
        "withdraw_form": WithdrawForm(),
        "place_form": MoveForm(sections=sections, auto_id="place_%s"),
    } | rights(request)
    if chosen:
        start = {"number": chosen.number, "heading": chosen.heading, "text": chosen.text}
        context["edit_form"] = EditForm(initial=start)
        context["split_form"] = SplitForm(initial={"parts": chosen.text})
        context["move_form"] = MoveForm(sections=sections, initial={"section": chosen.section_id})
    return render(request, "agreements/import.html", {**context, **forms})


def _starts_on(outline: Mapping[str, Any]) -> Any:
    dates = outline["dates"]
    return parse_date(dates["updated_from"] or dates["in_force_from"] or "")


def _step(request: ActorRequest) -> int:
    form = StepForm(request.POST)
    if not form.is_valid():
        raise WrongState(_("The page was incomplete. Look again first."))
    step: int = form.cleaned_data["step"]
    return step
