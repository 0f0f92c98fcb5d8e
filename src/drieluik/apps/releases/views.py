"""Pages of publications: the list, preparing one, looking as the public sees it, and what follows."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRefresh

from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.apps.releases import policies, services
from drieluik.apps.releases.forms import PercentForm, PrepareForm, WithdrawForm
from drieluik.apps.releases.limits import limits_of
from drieluik.apps.releases.picturing import map_of
from drieluik.apps.releases.rule_words import rules_in_words
from drieluik.apps.releases.selectors import (
    PublicationRow,
    ToApprove,
    find_percent,
    find_publication,
    fingerprint,
    has_percent,
    list_publications,
    parties_to_approve,
    tables_of,
    view_of,
)
from drieluik.apps.releases.wording import named_tables, without_rules
from drieluik.apps.sent_forms import carry_out
from drieluik.ui.asking import ReasonForm


@in_municipality
def publications(request: ActorRequest) -> HttpResponse:
    """List what is being prepared, what is public and what ended."""
    place = request.municipality
    looks = policies.check_may_look.allows(request.actor, municipality_id=place.id)
    rows = list_publications(municipality_id=place.id)
    context = {
        "open": [row for row in rows if row.state in ("preparing", "prepared")] if looks else [],
        "public": [row for row in rows if row.state == "published"],
        "ended": [row for row in rows if row.state in ("withdrawn", "dropped")] if looks else [],
        "may_look": looks,
        "may_prepare": policies.check_may_prepare.allows(request.actor, municipality_id=place.id),
        "may_choose_percent": policies.check_may_choose_percent.allows(
            request.actor, municipality_id=place.id
        ),
        "has_percent": has_percent(municipality_id=place.id),
        "without_rules": without_rules(),
    }
    return render(request, "releases/publications.html", context)


@in_municipality
def prepare(request: ActorRequest) -> HttpResponse:
    """Ask which figures over which half-year, and have them protected."""
    place = request.municipality
    policies.check_may_prepare(request.actor, municipality_id=place.id)
    form = PrepareForm(request.POST or None, municipality_id=place.id)
    asked: list[UUID] = []
    if request.method == "POST" and carry_out(
        form,
        lambda: asked.append(
            services.prepare_publication(
                municipality_id=place.id,
                wanted=form.given(),
                actor=request.actor,
                now=timezone.now(),
            ).id
        ),
    ):
        return redirect("releases:publication", place.slug, asked[0])
    status = 400 if form.is_bound else 200
    return render(request, "releases/prepare.html", {"form": form}, status=status)


@in_municipality
def percent(request: ActorRequest) -> HttpResponse:
    """Ask the steward by which percentage amounts are protected; nobody else sees this page."""
    place = request.municipality
    now_chosen = find_percent(municipality_id=place.id, actor=request.actor)
    form = PercentForm(request.POST or None, initial={"percent": now_chosen})
    if request.method == "POST" and carry_out(
        form,
        lambda: services.choose_percent(
            municipality_id=place.id,
            percent=form.cleaned_data["percent"],
            actor=request.actor,
            now=timezone.now(),
        ),
    ):
        messages.success(request, _("The percentage is kept. Keep it to yourself."))
        return redirect("releases:publications", place.slug)
    status = 400 if form.is_bound else 200
    context = {"form": form, "is_chosen": now_chosen is not None}
    return render(request, "releases/percent.html", context, status=status)


@in_municipality
def publication(request: ActorRequest, publication_id: UUID) -> HttpResponse:
    """Show one publication: how far it is, its tables, who approved, and what can be done."""
    found = _found(request, publication_id)
    row = found.row
    is_busy = row.state == "preparing" and not row.fault
    if request.headers.get("HX-Request"):
        if not is_busy:
            return HttpResponseClientRefresh()
        return render(request, "releases/busy.html", _progress(found))
    prepares = policies.check_may_prepare.allows(request.actor, municipality_id=row.municipality_id)
    asks_nobody = not row.prepared_at or row.came_to_nothing
    parties = [] if asks_nobody else parties_to_approve(row)
    context = {
        "publication": row,
        "may_look": policies.check_may_look.allows(
            request.actor, municipality_id=row.municipality_id
        ),
        "tables": named_tables(row, with_cells=prepares),
        "parties": parties,
        "waiting": [one for one in parties if one.approved_at is None],
        "approves_for": _approves_for(request, found, parties),
        "seen": fingerprint(row),
        "is_busy": is_busy,
        "may_prepare": prepares,
        "may_publish": prepares and not asks_nobody and policies.check_is_prepared.allows(row),
        "may_drop": prepares and policies.check_can_be_dropped.allows(row),
        "may_withdraw": prepares and policies.check_can_be_withdrawn.allows(row),
    } | _progress(found)
    return render(request, "releases/publication.html", context)


@in_municipality
def table(request: ActorRequest, publication_id: UUID, table_id: str) -> HttpResponse:
    """Show the tables of one figure as the public sees them."""
    found = _found(request, publication_id)
    row, place = found.row, request.municipality
    prepared = [one for one in tables_of(row) if one.table_id == table_id and one.release]
    # what was dropped is shut: later publications are not protected against it
    if not prepared or row.state == "dropped":
        raise Http404
    views = [
        view_of(municipality_id=place.id, table_id=table_id, place=one.place, release=one.release)
        for one in prepared
    ]
    drawn = map_of(
        views[0],
        municipality_id=place.id,
        period=row.period,
        column=request.GET.get("kolom", ""),
        published_at=row.published_at,
    )
    context = {
        "publication": row,
        "views": views,
        "table": views[0].table,
        "column": drawn and drawn.column,
        "drawn": drawn and drawn.on_page,
        "limits": limits_of(views[0].table, row.period),
        "rules": rules_in_words(views[0].release),
    }
    return render(request, "releases/table.html", context)


@require_POST
@in_municipality
def approve(request: ActorRequest, publication_id: UUID) -> HttpResponse:
    """Approve for a party what was seen on the page."""
    found = _found(request, publication_id)
    party = request.POST.get("party", "")
    return _done(
        request,
        found,
        lambda: services.approve(
            publication_id=publication_id,
            party_id=int(party) if party.isdecimal() else 0,
            seen=request.POST.get("seen", "")[:64],
            actor=request.actor,
            now=timezone.now(),
        ),
        _("Approved."),
    )


@require_POST
@in_municipality
def publish(request: ActorRequest, publication_id: UUID) -> HttpResponse:
    """Make the tables public."""
    found = _found(request, publication_id)
    return _done(
        request,
        found,
        lambda: services.publish(
            publication_id=publication_id, actor=request.actor, now=timezone.now()
        ),
        _("The figures are public now."),
    )


@in_municipality
def withdraw(request: ActorRequest, publication_id: UUID) -> HttpResponse:
    """Ask why, and take a publication off the public pages."""
    found = _found(request, publication_id)
    policies.check_may_prepare(request.actor, municipality_id=found.row.municipality_id)
    policies.check_can_be_withdrawn(found.row)
    return _ended(request, found, services.withdraw, "releases/withdraw.html", WithdrawForm)


@in_municipality
def drop(request: ActorRequest, publication_id: UUID) -> HttpResponse:
    """Ask why, and give up a publication that did not go out."""
    found = _found(request, publication_id)
    policies.check_may_prepare(request.actor, municipality_id=found.row.municipality_id)
    policies.check_can_be_dropped(found.row)
    return _ended(request, found, services.drop, "releases/drop.html")


def _found(request: ActorRequest, publication_id: UUID) -> PublicationRow:
    """Return a publication that the reader may see: one that is public, or any for the parties."""
    place = request.municipality
    found = find_publication(municipality_id=place.id, publication_id=publication_id)
    if found is None:
        raise Http404
    if found.row.state != "published":
        policies.check_may_look(request.actor, municipality_id=place.id)
    return found


def _progress(found: PublicationRow) -> dict[str, int]:
    done, total = found.progress
    return {"n_done": done, "n_total": total}


def _approves_for(
    request: ActorRequest, found: PublicationRow, parties: list[ToApprove]
) -> list[ToApprove]:
    """Return the parties for which the reader can approve now."""
    if not policies.check_is_prepared.allows(found.row):
        return []
    return [
        one
        for one in parties
        if one.approved_at is None
        and policies.check_may_approve.allows(
            request.actor,
            municipality_id=found.row.municipality_id,
            party_id=one.party_id,
            owner_ids=[each.party_id for each in parties],
        )
    ]


def _done(
    request: ActorRequest, found: PublicationRow, act: Callable[[], None], told: str
) -> HttpResponse:
    """Do one thing that needs no form, and lead back with what came of it."""
    try:
        act()
    except WrongState as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, told)
    return redirect("releases:publication", request.municipality.slug, found.row.id)


def _ended(
    request: ActorRequest,
    found: PublicationRow,
    act: Callable[..., None],
    template: str,
    asks: type[ReasonForm] = ReasonForm,
) -> HttpResponse:
    form = asks(request.POST or None)
    if request.method == "POST" and carry_out(
        form,
        lambda: act(
            publication_id=found.row.id,
            **form.cleaned_data,
            actor=request.actor,
            now=timezone.now(),
        ),
    ):
        messages.success(request, _("Done. It stays in the list with your reason."))
        return redirect("releases:publication", request.municipality.slug, found.row.id)
    context = {"form": form, "publication": found.row}
    return render(request, template, context, status=400 if form.is_bound else 200)
