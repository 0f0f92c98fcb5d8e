"""The page of a party about its connections."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drieluik.apps.connections import policies, selectors, services
from drieluik.apps.connections.access import TOKEN_ADDRESS
from drieluik.apps.connections.forms import ConnectionForm, RenewForm, WithdrawForm
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.organisations.access import ActorRequest, signed_in
from drieluik.apps.organisations.selectors import find_own_party

if TYPE_CHECKING:
    from drieluik.apps.organisations.models import Party


@signed_in
def connections(request: ActorRequest, code: str) -> HttpResponse:
    """Show the connections of one's own party; an administrator makes a new one here."""
    party = _own_or_404(request, code)
    if request.method == "POST":
        policies.check_may_manage_connections(request.actor, party_id=party.id)
    form = _form(request, party)
    if request.method == "POST" and form.is_valid():
        shown = _made(request, party.id, form)
        if shown is not None:
            return _page(request, party, _form(request, party, empty=True), shown)
    return _page(request, party, form)


@require_POST
@signed_in
def renew(request: ActorRequest, code: str, connection_id: int) -> HttpResponse:
    """Make a new secret and show it, once."""
    party = _own_or_404(request, code, connection_id)
    form = RenewForm(request.POST)
    shown = services.renew_secret(
        connection_id=connection_id,
        at_once=form.is_valid() and form.cleaned_data["at_once"],
        actor=request.actor,
        now=timezone.now(),
    )
    return _page(request, party, _form(request, party, empty=True), shown)


@require_POST
@signed_in
def withdraw(request: ActorRequest, code: str, connection_id: int) -> HttpResponse:
    """Let a connection end at once."""
    _own_or_404(request, code, connection_id)
    form = WithdrawForm(request.POST)
    services.withdraw_connection(
        connection_id=connection_id,
        reason=form.cleaned_data["reason"] if form.is_valid() else "",
        actor=request.actor,
        now=timezone.now(),
    )
    messages.success(request, _("The connection has been withdrawn."))
    return redirect("connections:list", code=code)


def _own_or_404(request: ActorRequest, code: str, connection_id: int | None = None) -> "Party":
    party = find_own_party(code=code, actor=request.actor)
    if party is None:
        raise Http404
    if connection_id is not None and not selectors.is_of_party(
        connection_id=connection_id, party_id=party.id
    ):
        raise Http404
    return party


def _form(request: ActorRequest, party: "Party", *, empty: bool = False) -> ConnectionForm:
    places = selectors.places_to_choose(request.actor, party_id=party.id)
    return ConnectionForm(
        None if empty or request.method != "POST" else request.POST,
        places=places,
        may_hand_in=party.kind == "corporation",
        initial={"until_on": timezone.localdate() + timedelta(days=365)},
    )


def _made(request: ActorRequest, party_id: int, form: ConnectionForm) -> services.Shown | None:
    try:
        return services.make_connection(
            party_id=party_id,
            new=services.NewConnection(**form.cleaned_data),
            actor=request.actor,
            now=timezone.now(),
        )
    except WrongState as refusal:
        form.add_error("until_on", str(refusal))
    except NotAllowed as refusal:
        form.add_error("scopes", str(refusal))
    return None


def _page(
    request: ActorRequest, party: "Party", form: ConnectionForm, shown: services.Shown | None = None
) -> HttpResponse:
    objection = policies.check_may_manage_connections.objection(request.actor, party_id=party.id)
    context: dict[str, Any] = {
        "party": party,
        "rows": selectors.list_connections(party_id=party.id, now=timezone.now()),
        "form": form,
        "objection": objection,
        "shown": shown,
        "token_address": request.build_absolute_uri(TOKEN_ADDRESS),
        "withdraw_form": WithdrawForm(),
    }
    return render(request, "connections/list.html", context)
