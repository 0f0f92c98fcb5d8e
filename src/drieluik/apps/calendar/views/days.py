"""Pages of agreed days and of days of one year only."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drieluik.apps.calendar import agreed, agreeing, announcing, one_off, policies, selectors
from drieluik.apps.calendar.days_forms import AgreeForm, OneOffForm, initial_of
from drieluik.apps.calendar.moving import effects_of_agreeing
from drieluik.apps.calendar.rows import YearItem
from drieluik.apps.calendar.selectors import FIRST_YEAR, LAST_YEAR
from drieluik.apps.decisions.policies import check_may_read as may_read_meetings
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.core.documents.pasted import plain_words


@in_municipality
def days(request: ActorRequest) -> HttpResponse:
    """Show the agreed days and the days of one year only."""
    place, year = request.municipality, _asked_year(request)
    found = selectors.get_year(municipality_id=place.id, year=year, today=timezone.localdate())
    lines = {line.item.id: line for line in found.lines()}
    standing = agreed.list_agreed(municipality_id=place.id, year=year)
    context = {
        "year": year,
        "agreed": [(row, lines.get(row.item_id)) for row in standing],
        "free_to_agree": [
            line for line in lines.values() if line.leaves_its_day and not line.item.settled
        ],
        "one_off": one_off.list_one_off(municipality_id=place.id, year=year),
        "previous": year - 1 if year > FIRST_YEAR else None,
        "next": year + 1 if year < LAST_YEAR else None,
    }
    return render(request, "calendar/days.html", context | _rights(request))


@in_municipality
def agree(request: ActorRequest, item_id: str) -> HttpResponse:
    """Ask for another day, show what moves with it, and record it after that."""
    line = _line_or_404(request, item_id)
    policies.check_may_set_days(request.actor, municipality_id=request.municipality.id)
    form = AgreeForm(request.POST or None, initial={"agreed_on": line.item.last_on})
    effects = None
    if request.method == "POST" and form.is_valid() and _can_be_agreed(line, form):
        if form.cleaned_data["confirmed"]:
            agreeing.agree_day(
                municipality_id=request.municipality.id,
                item_id=item_id,
                agreed_on=form.cleaned_data["agreed_on"],
                grounds=form.cleaned_data["grounds"],
                actor=request.actor,
                now=timezone.now(),
            )
            messages.success(request, _("The agreed day has been recorded."))
            return redirect("calendar:item", request.municipality.slug, item_id)
        effects = effects_of_agreeing(
            request.municipality.id,
            item_id,
            form.cleaned_data["agreed_on"],
            timezone.localdate(),
        )
    context = {"line": line, "form": form, "effects": effects, "year": item_id.partition(":")[0]}
    return render(request, "calendar/agree.html", context)


@require_POST
@in_municipality
def withdraw_agreed(request: ActorRequest, item_id: str) -> HttpResponse:
    """Let the day of the rule hold again."""
    agreeing.withdraw_agreed_day(
        municipality_id=request.municipality.id,
        item_id=item_id,
        reason=plain_words(request.POST.get("reason", "")),
        actor=request.actor,
        now=timezone.now(),
    )
    messages.success(request, _("The day of the rule holds again."))
    return redirect("calendar:item", request.municipality.slug, item_id)


@in_municipality
def add_one_off(request: ActorRequest) -> HttpResponse:
    """Ask for a day of one year only and record it."""
    place = request.municipality
    policies.check_may_set_days(request.actor, municipality_id=place.id)
    form = OneOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        day = form.day()
        announcing.add_one_off(
            municipality_id=place.id, day=day, actor=request.actor, now=timezone.now()
        )
        messages.success(request, _("The day has been added to the calendar."))
        return _to_days(request, day.on.year)
    context = {"form": form, "year": timezone.localdate().year}
    return render(request, "calendar/one_off.html", context)


@in_municipality
def one_off_day(request: ActorRequest, key: UUID) -> HttpResponse:
    """Change a day of one year only, and show how it was before."""
    place = request.municipality
    history = one_off.list_one_off_history(municipality_id=place.id, key=key)
    if not history:
        raise Http404
    policies.check_may_set_days(request.actor, municipality_id=place.id)
    row = history[0]
    form = OneOffForm(request.POST or None, initial=initial_of(row))
    if request.method == "POST" and form.is_valid() and _changed(request, key, form):
        messages.success(request, _("The day has been changed."))
        return _to_days(request, row.on.year)
    context = {"form": form, "row": row, "history": history[1:], "year": row.on.year}
    return render(request, "calendar/one_off.html", context)


@require_POST
@in_municipality
def withdraw_one_off(request: ActorRequest, key: UUID) -> HttpResponse:
    """Let a day of one year only count no more."""
    place = request.municipality
    row = one_off.find_one_off(municipality_id=place.id, key=key)
    if row is None:
        raise Http404
    announcing.withdraw_one_off(
        municipality_id=place.id,
        key=key,
        reason=plain_words(request.POST.get("reason", "")),
        actor=request.actor,
        now=timezone.now(),
    )
    messages.success(request, _("The day has been withdrawn."))
    return _to_days(request, row.on.year)


def _changed(request: ActorRequest, key: UUID, form: OneOffForm) -> bool:
    try:
        announcing.change_one_off(
            municipality_id=request.municipality.id,
            key=key,
            day=form.day(),
            seen=form.cleaned_data["seen"] or 0,
            actor=request.actor,
            now=timezone.now(),
        )
    except WrongState as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _can_be_agreed(line: YearItem, form: AgreeForm) -> bool:
    try:
        policies.check_day_can_be_agreed(line, form.cleaned_data["agreed_on"])
    except WrongState as refusal:
        form.add_error("agreed_on", str(refusal))
        return False
    return True


def _line_or_404(request: ActorRequest, item_id: str) -> YearItem:
    line = selectors.find_line(
        municipality_id=request.municipality.id, item_id=item_id, today=timezone.localdate()
    )
    if line is None:
        raise Http404
    return line


def _asked_year(request: ActorRequest) -> int:
    asked = request.GET.get("jaar", "")
    years = {str(year): year for year in range(FIRST_YEAR, LAST_YEAR + 1)}
    return years.get(asked, timezone.localdate().year)


def _to_days(request: ActorRequest, year: int) -> HttpResponse:
    response = redirect("calendar:days", request.municipality.slug)
    response["Location"] += f"?jaar={year}"
    return response


def _rights(request: ActorRequest) -> dict[str, Any]:
    place = request.municipality.id
    return {
        "may_set": policies.check_may_set_days.allows(request.actor, municipality_id=place),
        "may_read": may_read_meetings.allows(request.actor, municipality_id=place),
        "here": "days",
    }
