"""Pages of the year, its house rules, and the calendar file behind a secret address."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from drieluik.apps.calendar import feed as feeds
from drieluik.apps.calendar import policies, selectors, services
from drieluik.apps.calendar.forms import PartyForm, RulesForm
from drieluik.apps.calendar.selectors import FIRST_YEAR, LAST_YEAR
from drieluik.apps.decisions.policies import check_may_read as may_read_meetings
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.core.cycle import default_house_rules


@in_municipality
def this_year(request: ActorRequest) -> HttpResponse:
    """Show the year of today."""
    return _year(request, timezone.localdate().year)


@in_municipality
def year(request: ActorRequest, year: int) -> HttpResponse:
    """Show one year."""
    return _year(request, year)


def _year(request: ActorRequest, year: int) -> HttpResponse:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    place, today = request.municipality, timezone.localdate()
    form = PartyForm(request.GET)
    found = selectors.get_year(municipality_id=place.id, year=year, today=today)
    party = form.party()
    context = {
        "year": found,
        "form": form,
        "party": party,
        "months": found.months(party),
        "all_year": found.all_year(party),
        "general": found.general_findings(),
        "previous": year - 1 if year > FIRST_YEAR else None,
        "next": year + 1 if year < LAST_YEAR else None,
        "here": "calendar",
    } | _rights(request)
    return render(request, "calendar/year.html", context)


@in_municipality
def rules(request: ActorRequest) -> HttpResponse:
    """Show the house rules with their versions, and record a new one."""
    place = request.municipality
    versions = selectors.list_house_rules(municipality_id=place.id)
    form = RulesForm(
        request.POST or None,
        initial={"text": versions[0].text if versions else default_house_rules()},
    )
    if request.method == "POST":
        policies.check_may_set_rules(request.actor, municipality_id=place.id)
        if form.is_valid():
            services.record_house_rules(
                municipality_id=place.id,
                **form.cleaned_data,
                actor=request.actor,
                now=timezone.now(),
            )
            messages.success(request, _("The house rules have been recorded."))
            return redirect("calendar:rules", place.slug)
    may_set = policies.check_may_set_rules.allows(request.actor, municipality_id=place.id)
    context = {
        "form": form,
        "versions": versions,
        "proposal": default_house_rules(),
        "may_set": may_set,
        "here": "rules",
    }
    return render(request, "calendar/rules.html", context | _rights(request))


@in_municipality
def follow(request: ActorRequest) -> HttpResponse:
    """Show for which parties one follows the year in a calendar of one's own."""
    return _follow(request)


@require_POST
@in_municipality
def renew(request: ActorRequest, party_id: int) -> HttpResponse:
    """Make a secret address and show it this one time."""
    secret = services.renew_address(
        municipality_id=request.municipality.id,
        party_id=party_id,
        actor=request.actor,
        now=timezone.now(),
    )
    address = request.build_absolute_uri(reverse("calendar:feed", args=[secret]))
    return _follow(request, address=address, address_of=party_id)


@require_POST
@in_municipality
def withdraw(request: ActorRequest, party_id: int) -> HttpResponse:
    """Let a secret address stop."""
    services.withdraw_address(
        municipality_id=request.municipality.id,
        party_id=party_id,
        actor=request.actor,
        now=timezone.now(),
    )
    messages.success(request, _("The address has been withdrawn and gives nothing any more."))
    return redirect("calendar:follow", request.municipality.slug)


@require_GET
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Give the calendar file to whoever has the secret address, as long as its owner may read."""
    content = feeds.find_feed(secret=secret, now=timezone.now())
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="jaarkalender.ics"'
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex"
    return response


def _follow(request: ActorRequest, **made: object) -> HttpResponse:
    followed = feeds.list_followed(municipality_id=request.municipality.id, actor=request.actor)
    context = {"followed": followed, "here": "follow"} | made | _rights(request)
    return render(request, "calendar/follow.html", context)


def _rights(request: ActorRequest) -> dict[str, bool]:
    """What the menu of meetings must know."""
    place = request.municipality.id
    return {"may_read": may_read_meetings.allows(request.actor, municipality_id=place)}
