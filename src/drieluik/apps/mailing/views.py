"""The page of mails: what was sent to me, and for the secretary what did not go."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drieluik.apps.mailing import policies, selectors, services
from drieluik.apps.organisations.access import ActorRequest, in_municipality


@in_municipality
def mails(request: ActorRequest) -> HttpResponse:
    """Show the mails to the person, and to the secretary those to everybody."""
    place = request.municipality.id
    trouble, rest = selectors.list_all(municipality_id=place, actor=request.actor)
    context = {
        "own": selectors.list_own(municipality_id=place, actor=request.actor),
        "trouble": trouble,
        "rest": rest,
        "sees_all": policies.check_may_see_all.allows(request.actor, municipality_id=place),
    }
    return render(request, "mailing/mails.html", context)


@require_POST
@in_municipality
def again(request: ActorRequest, mail_id: UUID) -> HttpResponse:
    """Have a mail tried again at once."""
    if not selectors.is_of(mail_id=mail_id, municipality_id=request.municipality.id):
        raise Http404
    services.try_again(mail_id=mail_id, actor=request.actor, now=timezone.now())
    messages.success(request, _("The mail is being tried again."))
    return redirect("mailing:mails", request.municipality.slug)
