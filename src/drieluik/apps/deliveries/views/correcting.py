"""The page on which cells with findings are put right."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext

from drieluik.apps.deliveries import policies, selectors, services
from drieluik.apps.deliveries.forms import CellsForm
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.access import ActorRequest, signed_in


@signed_in
def correct(request: ActorRequest, delivery_id: UUID) -> HttpResponse:
    """Show the cells with findings, and hand in the workbook with what was put right in them."""
    found = selectors.find_delivery(delivery_id=delivery_id, actor=request.actor)
    if found is None:
        raise Http404
    number = request.GET.get("page", "1")
    page = selectors.list_cells(found, page=int(number) if number.isdecimal() else 1)
    form = CellsForm(page.cells, request.POST or None)
    if request.method == "POST":
        policies.check_may_deliver(request.actor, party_id=found.party_id)
        policies.check_can_be_corrected(found)
        if form.is_valid():
            answer = _corrected(request, found, form)
            if answer is not None:
                return answer
    context = {
        "delivery": found,
        "fictitious": selectors.shows_made_up_figures(found.party_id),
        "form": form,
        "page": page,
        "objection": policies.check_may_deliver.objection(request.actor, party_id=found.party_id)
        or policies.check_can_be_corrected.objection(found),
    }
    return render(request, "deliveries/correct.html", context, status=400 if form.is_bound else 200)


def _corrected(
    request: ActorRequest, found: selectors.Delivery, form: CellsForm
) -> HttpResponse | None:
    """Hand in what was put right; None with the reason on the form, so that nothing typed is lost."""
    texts = form.changed()
    try:
        next_id = services.correct_cells(
            delivery_id=found.id,
            texts=texts,
            actor=request.actor,
            now=timezone.now(),
            expected_version=form.cleaned_data["version"],
        )
    except WrongState as error:
        form.add_error(None, str(error))
        return None
    sentence = ngettext(
        "%(n)s cell was put right. The result has been handed in as the next file and is being checked.",
        "%(n)s cells were put right. The result has been handed in as the next file and is being checked.",
        len(texts),
    )
    messages.success(request, sentence % {"n": len(texts)})
    return redirect("deliveries:delivery", next_id)
