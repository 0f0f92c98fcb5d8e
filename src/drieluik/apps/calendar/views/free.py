"""The page of days without meetings."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drieluik.apps.calendar import free, freeing, policies
from drieluik.apps.calendar.forms import FreeDaysForm
from drieluik.apps.decisions.policies import check_may_read as may_read_meetings
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.core.documents.pasted import plain_words


@in_municipality
def free_days(request: ActorRequest) -> HttpResponse:
    """Show the days without meetings, and add some."""
    place = request.municipality
    form = FreeDaysForm(request.POST or None)
    if request.method == "POST":
        policies.check_may_set_days(request.actor, municipality_id=place.id)
        if form.is_valid() and _added(request, form):
            messages.success(request, _("The days have been added."))
            return redirect("calendar:free_days", place.slug)
    context = {
        "form": form,
        "days": free.list_free_days(municipality_id=place.id),
        "may_set": policies.check_may_set_days.allows(request.actor, municipality_id=place.id),
        "may_read": may_read_meetings.allows(request.actor, municipality_id=place.id),
        "here": "free",
    }
    return render(request, "calendar/free.html", context)


def _added(request: ActorRequest, form: FreeDaysForm) -> bool:
    try:
        freeing.add_free_days(
            municipality_id=request.municipality.id,
            days=freeing.NewFreeDays(**form.cleaned_data),
            actor=request.actor,
            now=timezone.now(),
        )
    except WrongState as refusal:
        form.add_error("last_on", str(refusal))
        return False
    return True


@require_POST
@in_municipality
def withdraw(request: ActorRequest, free_days_id: int) -> HttpResponse:
    """Let free days count no more."""
    if not free.is_of(free_days_id=free_days_id, municipality_id=request.municipality.id):
        raise Http404
    freeing.withdraw_free_days(
        free_days_id=free_days_id,
        reason=plain_words(request.POST.get("reason", "")),
        actor=request.actor,
        now=timezone.now(),
    )
    messages.success(request, _("The days have been withdrawn."))
    return redirect("calendar:free_days", request.municipality.slug)
