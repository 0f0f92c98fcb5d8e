"""Sending agenda and papers, and seeing what has reached whom."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieluik.apps.decisions import policies, selectors, services
from drieluik.apps.decisions.forms import VersionForm
from drieluik.apps.decisions.views.acting import by, carry_out, on_to, show
from drieluik.apps.decisions.views.finding import found_agenda, rights
from drieluik.apps.organisations.access import ActorRequest, in_municipality


@in_municipality
def send(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Show what reached each party, and send what did not."""
    policies.check_may_plan(request.actor, municipality_id=request.municipality.id)
    agenda = found_agenda(request, meeting_id)
    form = VersionForm(request.POST or None, initial={"version": agenda.meeting.version})
    sent: list[int] = []
    if carry_out(
        request,
        form,
        lambda: sent.append(
            services.send_agenda(
                meeting_id=meeting_id,
                expected_version=form.cleaned_data["version"],
                **by(request),
            )
        ),
    ):
        words = ngettext(
            "One mail is on its way. The papers count as received once it was really sent.",
            "%(n)s mails are on their way. The papers count as received once they were really sent.",
            sent[0],
        )
        return on_to(request, words % {"n": sent[0]}, "send", meeting_id)
    context = {
        "agenda": agenda,
        "meeting": agenda.meeting,
        "form": form,
        "term_gone": agenda.term_last_day is not None
        and agenda.term_last_day < timezone.localdate(),
        "sendings": selectors.list_sendings(agenda, now=timezone.now()),
        "objection": _objection(agenda.meeting.is_planned, agenda.meeting.published_at),
    }
    return show(request, "decisions/send.html", context | rights(request), form)


def _objection(is_planned: bool, published_at: object) -> str:
    if not is_planned:
        return _("This can only be done before the meeting begins.")
    if published_at is None:
        return _("Make the agenda final first: the parties must know what counts.")
    return ""
