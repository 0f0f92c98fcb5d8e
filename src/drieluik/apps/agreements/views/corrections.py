"""One correction of an outline, from a form that works without script."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drieluik.apps.agreements import outline_page, services
from drieluik.apps.agreements.corrections import offset_of_split
from drieluik.apps.agreements.documents import ImportRow
from drieluik.apps.agreements.forms import DoubtForm, EditForm, MoveForm, SplitForm, StepForm
from drieluik.apps.agreements.views.imports import found_import, show
from drieluik.apps.organisations.access import ActorRequest, in_municipality

Given = Mapping[str, Any]
Prepared = tuple[Mapping[str, Any], Mapping[str, Form]]
"""The correction to make, and the forms with errors that keep it from being made."""


@require_POST
@in_municipality
def correct(request: ActorRequest, import_id: UUID, act: str) -> HttpResponse:
    """Correct the outline by one step and show the result at that place."""
    document = found_import(request, import_id)
    prepare = _ACTS.get(act)
    step = StepForm(request.POST)
    if prepare is None or not step.is_valid():
        raise Http404
    correction, wrong = prepare(document, request.POST)
    if wrong:
        return show(request, document, wrong)
    services.correct_outline(
        import_id=document.import_id,
        step=step.cleaned_data["step"],
        correction={"act": act, **correction},
        actor=request.actor,
        now=timezone.now(),
    )
    told = _("Noted.") if "finding" in correction else _("The outline has been corrected.")
    messages.success(request, told)
    address = reverse("agreements:import", args=[request.municipality.slug, import_id])
    return redirect(address + _place_after(act, document, correction))


def _place_after(act: str, document: ImportRow, correction: Mapping[str, Any]) -> str:
    """Say where somebody goes on: at what was corrected, or else at what comes next."""
    if "finding" in correction:
        return f"#twijfel-{correction['finding']}"
    if act == "place":
        return "#over"
    at = correction["agreement"]
    if act == "not_an_agreement":
        gone = outline_page.find_chosen(document.outline, at)
        at = gone.next_id if gone else ""
    return outline_page.address_of(at)


def _edit(document: ImportRow, given: Given) -> Prepared:
    form = EditForm(given)
    if not form.is_valid():
        return {}, {"edit_form": form}
    return {"agreement": given.get("agreement", ""), **form.cleaned_data}, {}


def _move(document: ImportRow, given: Given) -> Prepared:
    form = _section_form(document, given)
    if not form.is_valid():
        return {}, {"move_form": form}
    return {"agreement": given.get("agreement", ""), "section": form.cleaned_data["section"]}, {}


def _split(document: ImportRow, given: Given) -> Prepared:
    form = SplitForm(given)
    chosen = outline_page.find_chosen(document.outline, given.get("agreement", ""))
    if chosen is None:
        raise Http404
    if form.is_valid():
        offset = offset_of_split(chosen.text, form.cleaned_data["parts"])
        if offset is not None:
            return {"agreement": chosen.id, "offset": offset}, {}
        form.add_error(
            "parts",
            _("Put one empty line between two words and change nothing else in the text."),
        )
    return {}, {"split_form": form}


def _merge(document: ImportRow, given: Given) -> Prepared:
    return {"agreement": given.get("agreement", ""), "second": given.get("second", "")}, {}


def _take_out(document: ImportRow, given: Given) -> Prepared:
    return {"agreement": given.get("agreement", "")}, {}


def _place(document: ImportRow, given: Given) -> Prepared:
    form = _section_form(document, given)
    if not form.is_valid():
        return {}, {"place_form": form}
    return {"unplaced": given.get("unplaced", ""), "section": form.cleaned_data["section"]}, {}


def _settle(_document: ImportRow, given: Given) -> Prepared:
    form = DoubtForm(given)
    if not form.is_valid():
        raise Http404
    return form.cleaned_data, {}


def _section_form(document: ImportRow, given: Given) -> MoveForm:
    return MoveForm(given, sections=outline_page.section_choices(document.outline))


_ACTS: dict[str, Callable[[ImportRow, Given], Prepared]] = {
    "edit": _edit,
    "move": _move,
    "split": _split,
    "merge": _merge,
    "not_an_agreement": _take_out,
    "place": _place,
    **dict.fromkeys(("answer", "goal", "moment", "theme_title", "title"), _settle),
}
