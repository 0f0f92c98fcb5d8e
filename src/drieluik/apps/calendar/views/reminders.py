"""Choosing which mails one gets about the year, also without signing in by the address in a mail."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from drieluik.apps.calendar import choosing, policies
from drieluik.apps.calendar.forms import MailsForm
from drieluik.apps.decisions.policies import check_may_read as may_read_meetings
from drieluik.apps.organisations.access import ActorRequest, in_municipality


@in_municipality
def choose(request: ActorRequest) -> HttpResponse:
    """Show and keep the choice of a person."""
    place = request.municipality
    chosen = choosing.get_choice(municipality_id=place.id, actor=request.actor)
    form = MailsForm(request.POST or None, initial={"choice": chosen})
    if request.method == "POST" and form.is_valid():
        choosing.choose_mails(
            municipality_id=place.id,
            choice=form.cleaned_data["choice"],
            actor=request.actor,
            now=timezone.now(),
        )
        messages.success(request, _("Your choice has been saved."))
        return redirect("calendar:reminders", place.slug)
    context = {
        "form": form,
        "acts": request.actor.has_role(*policies.ACTING_ROLES, municipality_id=place.id),
        "may_read": may_read_meetings.allows(request.actor, municipality_id=place.id),
        "here": "reminders",
    }
    return render(request, "calendar/reminders.html", context)


# the address holds the proof itself; mail programs post to it without having seen the page
@csrf_exempt
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the mails to the person whose mail had this address."""
    stopped = request.method == "POST"
    place = (
        choosing.stop_mails(token=token, now=timezone.now())
        if stopped
        else choosing.place_of_token(token)
    )
    return render(request, "calendar/stop.html", {"place": place, "stopped": stopped})
