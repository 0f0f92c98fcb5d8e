"""Pages about parties, members and oneself."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drieluik.apps.errors import WrongState
from drieluik.apps.organisations import notices, policies, selectors, services
from drieluik.apps.organisations.access import ActorRequest, in_municipality, signed_in
from drieluik.apps.organisations.forms import MemberForm, MergerForm, TakeBackMergerForm
from drieluik.apps.organisations.mergers import list_mergers
from drieluik.apps.organisations.merging import (
    NewMerger,
    may_take_back,
    record_merger,
    withdraw_merger,
)


@signed_in
def me(request: ActorRequest) -> HttpResponse:
    """Show what the person may do, and for whom."""
    return render(request, "organisations/me.html", {"standings": request.actor.standings})


@in_municipality
def parties(request: ActorRequest) -> HttpResponse:
    """Show who takes part in a municipality and who speaks for which tenants."""
    today, municipality = timezone.localdate(), request.municipality
    return render(
        request,
        "organisations/parties.html",
        {
            "parties": selectors.list_parties(municipality_id=municipality.id, on=today),
            "voices": selectors.list_tenants_voices(municipality_id=municipality.id, on=today),
            "own_party_ids": request.actor.party_ids,
            "mergers": list_mergers(municipality.id),
            "may_merge": bool(_administered(request)),
        },
    )


@in_municipality
def mergers(request: ActorRequest) -> HttpResponse:
    """Show which parties merged; an administrator records here that the own party merges."""
    place, today = request.municipality.id, timezone.localdate()
    own = _administered(request)
    if request.method == "POST" and not own:
        policies.check_may_record_merger(request.actor, party_id=0)
    others = [
        (one.party_id, one.name)
        for one in selectors.list_taking_part(municipality_id=place)
        if one.until_on is None
    ]
    form = MergerForm(request.POST or None, own=own, parties=others)
    if request.method == "POST" and form.is_valid() and _merged(request, form):
        messages.success(request, _("The merger has been recorded."))
        if form.cleaned_data["from_on"] <= today:
            # from its day on the party takes part no more, and may not read here
            return redirect("organisations:me")
        return redirect("organisations:parties", request.municipality.slug)
    context = {
        "form": form,
        "may_merge": bool(own),
        "rows": [
            (row, row.from_on <= today, may_take_back(request.actor, row))
            for row in list_mergers(place)
        ],
        "take_back": TakeBackMergerForm(),
    }
    return render(request, "organisations/mergers.html", context)


def _administered(request: ActorRequest) -> list[tuple[int, str]]:
    """Return the parties that take part and whose administrator this person is."""
    return [
        (one.party_id, one.name)
        for one in selectors.list_taking_part(municipality_id=request.municipality.id)
        if one.until_on is None
        and policies.check_may_record_merger.allows(request.actor, party_id=one.party_id)
    ]


def _merged(request: ActorRequest, form: MergerForm) -> bool:
    try:
        record_merger(
            municipality_id=request.municipality.id,
            merger=NewMerger(**form.cleaned_data),
            actor=request.actor,
            now=timezone.now(),
        )
    except WrongState as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@require_POST
@in_municipality
def take_back_merger(request: ActorRequest, party_id: int) -> HttpResponse:
    """Record that a party did not merge after all."""
    form = TakeBackMergerForm(request.POST)
    withdraw_merger(
        municipality_id=request.municipality.id,
        party_id=party_id,
        reason=form.cleaned_data["reason"] if form.is_valid() else "",
        actor=request.actor,
        now=timezone.now(),
    )
    messages.success(request, _("The merger has been taken back."))
    return redirect("organisations:mergers", request.municipality.slug)


@signed_in
def members(request: ActorRequest, code: str) -> HttpResponse:
    """Show the members of one's own party; an administrator adds them here."""
    party = selectors.find_own_party(code=code, actor=request.actor)
    if party is None:
        raise Http404
    form = MemberForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _added(request, party.id, form):
        messages.success(request, _("The member has been added and gets a mail."))
        return redirect("organisations:members", code=code)
    context = {
        "party": party,
        "members": selectors.list_members(party_id=party.id, on=timezone.localdate()),
        "form": form,
        "objection": policies.check_may_manage_members.objection(request.actor, party_id=party.id),
    }
    return render(request, "organisations/members.html", context)


def _added(request: ActorRequest, party_id: int, form: MemberForm) -> bool:
    try:
        services.add_member(
            party_id=party_id, actor=request.actor, now=timezone.now(), **form.cleaned_data
        )
    except WrongState as refusal:
        form.add_error("role", str(refusal))
        return False
    return True


@require_POST
@signed_in
def end(request: ActorRequest, code: str, membership_id: int) -> HttpResponse:
    """End one membership."""
    _check_is_member(request, code, membership_id)
    services.end_membership(membership_id=membership_id, actor=request.actor, now=timezone.now())
    messages.success(request, _("The membership has ended."))
    return redirect("organisations:members", code=code)


@require_POST
@signed_in
def tell(request: ActorRequest, code: str, membership_id: int) -> HttpResponse:
    """Have the mail about a role sent again."""
    _check_is_member(request, code, membership_id)
    notices.ask_notice_again(membership_id=membership_id, actor=request.actor, now=timezone.now())
    messages.success(request, _("A new mail is on its way."))
    return redirect("organisations:members", code=code)


def _check_is_member(request: ActorRequest, code: str, membership_id: int) -> None:
    party = selectors.find_own_party(code=code, actor=request.actor)
    if party is None or not selectors.is_member(party_id=party.id, membership_id=membership_id):
        raise Http404
