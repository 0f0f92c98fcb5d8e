"""Pages of exports: who gets what and when, choosing that, and the files."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drieluik.apps.errors import WrongState
from drieluik.apps.exports import policies, selectors, services
from drieluik.apps.exports.forms import PlanForm
from drieluik.apps.exports.writing import FORMS
from drieluik.apps.monitor.selectors.to_publish import calculated_periods
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.apps.organisations.selectors import list_taking_part
from drieluik.apps.sent_forms import carry_out
from drieluik.core.tables import Period
from drieluik.ui.asking import ReasonForm
from drieluik.ui.downloads import as_download

_LONGEST_ID = 9


@in_municipality
def exports(request: ActorRequest) -> HttpResponse:
    """Show who gets which figures, each half-year with its files and what is lacking."""
    place = request.municipality
    policies.check_may_see_exports(
        request.actor,
        municipality_id=place.id,
        recipient_ids=selectors.recipient_ids(municipality_id=place.id),
    )
    context = {
        "rows": selectors.list_exports(
            municipality_id=place.id, actor=request.actor, now=timezone.now()
        ),
        "may_set": policies.check_may_set_exports.allows(request.actor, municipality_id=place.id),
    }
    return render(request, "exports/exports.html", context)


@in_municipality
def choose(request: ActorRequest) -> HttpResponse:
    """Ask what a recipient gets; what was chosen before for it holds no longer."""
    place = request.municipality
    policies.check_may_set_exports(request.actor, municipality_id=place.id)
    today = timezone.localdate()
    form = PlanForm(
        request.POST or None,
        recipients=_recipients(place.id, today),
        periods=_periods(place.id, today),
        today=today,
        initial=_initial(request),
    )
    if request.method == "POST" and carry_out(
        form,
        lambda: services.set_plan(
            municipality_id=place.id, choice=form.given(), actor=request.actor, now=timezone.now()
        ),
    ):
        messages.success(request, _("Recorded. The first file comes on its day, in the morning."))
        return redirect("exports:exports", place.slug)
    status = 400 if form.is_bound else 200
    return render(request, "exports/choose.html", {"form": form}, status=status)


@require_POST
@in_municipality
def approve(request: ActorRequest, recipient_id: int) -> HttpResponse:
    """Approve for a corporation what a recipient is given of its figures by agreement."""
    place, party = request.municipality, request.POST.get("party", "")
    if not party.isdecimal() or len(party) > _LONGEST_ID:
        raise Http404
    try:
        services.approve_agreed(
            municipality_id=place.id,
            agreed=services.Seen(recipient_id, request.POST.get("seen", "")),
            party_id=int(party),
            actor=request.actor,
            now=timezone.now(),
        )
    except WrongState as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Approved. Once every corporation approved, the figures go."))
    return redirect("exports:exports", place.slug)


@in_municipality
def stop(request: ActorRequest, recipient_id: int) -> HttpResponse:
    """Ask why, and give a recipient nothing more."""
    place = request.municipality
    policies.check_may_set_exports(request.actor, municipality_id=place.id)
    plan = selectors.plan_of(municipality_id=place.id, recipient_id=recipient_id)
    if plan is None:
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and carry_out(
        form,
        lambda: services.stop_plan(
            municipality_id=place.id,
            recipient_id=recipient_id,
            reason=form.cleaned_data["reason"],
            actor=request.actor,
            now=timezone.now(),
        ),
    ):
        messages.success(request, _("Done. It stays in the list with your reason."))
        return redirect("exports:exports", place.slug)
    context = {"form": form, "plan": plan}
    return render(request, "exports/stop.html", context, status=400 if form.is_bound else 200)


@in_municipality
def download(request: ActorRequest, edition_id: UUID, form: str) -> HttpResponse:
    """Give a file as it was made."""
    place = request.municipality
    found = selectors.find_edition(
        municipality_id=place.id, edition_id=edition_id, actor=request.actor, now=timezone.now()
    )
    if found is None or form not in FORMS:
        raise Http404
    name = f"{place.slug}-{found.period}-{found.number}.{form}"
    return as_download(selectors.bytes_of(found, form), name)


def _recipients(municipality_id: int, today: date) -> list[tuple[int, str]]:
    rows = list_taking_part(municipality_id=municipality_id, kind="other")
    return [(one.party_id, one.name) for one in rows if one.takes_part(today)]


def _periods(municipality_id: int, today: date) -> list[str]:
    """Return the half-years that can be the first: this one, the one before, and all with figures."""
    now = Period.containing(today)
    known = {str(now), str(now.previous()), *calculated_periods(municipality_id=municipality_id)}
    return sorted(known, reverse=True)


def _initial(request: ActorRequest) -> dict[str, object]:
    """Begin with what the recipient gets now, when the address names one."""
    asked = request.GET.get("ontvanger", "")
    plan = (
        selectors.plan_of(municipality_id=request.municipality.id, recipient_id=int(asked))
        if asked.isdecimal() and len(asked) <= _LONGEST_ID
        else None
    )
    if plan is None:
        return {}
    names = (
        *("recipient_id", "asked_in", "from_period", "days_after", "public_ids", "agreed_ids"),
        *("ground", "agreed_by", "agreed_until"),
    )
    return {name: getattr(plan, name) for name in names}
