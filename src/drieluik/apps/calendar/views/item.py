"""The page of one item of the year: what it is, who said it was done, and saying so."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drieluik.apps.calendar import marking, marks, policies, selectors
from drieluik.apps.calendar.agreed import list_agreed_history
from drieluik.apps.calendar.forms import FOR_ALL, MarkForm, TakeBackForm
from drieluik.apps.calendar.rows import YearItem
from drieluik.apps.organisations.access import ActorRequest, in_municipality


@in_municipality
def item(request: ActorRequest, item_id: str) -> HttpResponse:
    """Show one item with its marks; whoever may, says here that it was done."""
    line = _line_or_404(request, item_id)
    offered = _offered(request, line)
    form = MarkForm(request.POST or None, parties=offered)
    if request.method == "POST" and form.is_valid():
        marking.mark_item(
            municipality_id=request.municipality.id,
            item_id=item_id,
            mark=form.mark(),
            actor=request.actor,
            now=timezone.now(),
        )
        messages.success(request, _("It has been noted as done."))
        return redirect("calendar:item", request.municipality.slug, item_id)
    return _page(request, line, form if offered else None)


@require_POST
@in_municipality
def take_back(request: ActorRequest, item_id: str) -> HttpResponse:
    """Take a mark back, with a reason."""
    line = _line_or_404(request, item_id)
    form = TakeBackForm(request.POST)
    if not form.is_valid():
        return _page(request, line, None, refused=form)
    marking.take_back(
        municipality_id=request.municipality.id,
        item_id=item_id,
        party_id=form.cleaned_data["party"],
        reason=form.cleaned_data["reason"],
        actor=request.actor,
        now=timezone.now(),
    )
    messages.success(request, _("It has been taken back; what was said before stays to be read."))
    return redirect("calendar:item", request.municipality.slug, item_id)


def _line_or_404(request: ActorRequest, item_id: str) -> YearItem:
    line = selectors.find_line(
        municipality_id=request.municipality.id, item_id=item_id, today=timezone.localdate()
    )
    if line is None:
        raise Http404
    return line


def _offered(request: ActorRequest, line: YearItem) -> list[tuple[str, str]]:
    """For whom the reader can say that it was done and nobody did yet."""
    marked = {mark.party_id for mark in line.doing.marks}
    everybody = (None, _("Everybody who has to do this"))
    return [
        (FOR_ALL if party_id is None else str(party_id), name)
        for party_id, name in (everybody, *line.doing.must_act)
        if line.can_be_marked and party_id not in marked and _may_mark(request, line, party_id)
    ]


def _may_mark(request: ActorRequest, line: YearItem, party_id: int | None) -> bool:
    return policies.check_may_mark.allows(
        request.actor,
        municipality_id=request.municipality.id,
        party_id=party_id,
        doing=line.doing,
    )


def _page(
    request: ActorRequest,
    line: YearItem,
    form: MarkForm | None,
    refused: TakeBackForm | None = None,
) -> HttpResponse:
    standing = [
        (mark, _back_form(request, line, mark.party_id, refused)) for mark in line.doing.marks
    ]
    context: dict[str, Any] = {
        "line": line,
        "form": form,
        "standing": standing,
        "history": marks.list_history(
            municipality_id=request.municipality.id, item_id=line.item.id
        ),
        "year": line.item.id.partition(":")[0],
        "agreed": list_agreed_history(
            municipality_id=request.municipality.id, item_id=line.item.id
        ),
        "may_set": policies.check_may_set_days.allows(
            request.actor, municipality_id=request.municipality.id
        ),
    }
    return render(request, "calendar/one.html", context)


def _back_form(
    request: ActorRequest, line: YearItem, party_id: int | None, refused: TakeBackForm | None
) -> TakeBackForm | None:
    """The form to take a mark back, with the errors of the one that was refused."""
    if not _may_mark(request, line, party_id):
        return None
    party = FOR_ALL if party_id is None else str(party_id)
    if refused is not None and refused.data.get("party") == party:
        return refused
    return TakeBackForm(initial={"party": party}, auto_id=f"id_{party}_%s")
