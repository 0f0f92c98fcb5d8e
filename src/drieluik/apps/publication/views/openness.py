"""Pages of the openness of items, for who signs in: all of them, one, and what the public sees."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.apps.publication import policies, services
from drieluik.apps.publication.fixed import list_fixed
from drieluik.apps.publication.forms import NarrowForm, OpennessForm
from drieluik.apps.publication.places import public_path
from drieluik.apps.publication.rows import Item
from drieluik.apps.publication.selectors.echoes import also_told_in, shut_and_told_in
from drieluik.apps.publication.selectors.items import (
    PARTS,
    find_item,
    list_items,
    list_parts,
    site_is_open,
)
from drieluik.apps.publication.selectors.parts import line_of

PAGE_SIZE = 50


@require_safe
@in_municipality
def items(request: ActorRequest) -> HttpResponse:
    """Show every item with who may read it."""
    place, today = request.municipality, timezone.localdate()
    everything = [
        *list_items(municipality_id=place.id, on=today),
        *list_parts(municipality_id=place.id, on=today),
    ]
    form = NarrowForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    rows = [one for one in everything if _is_asked(one, asked)]
    context = {
        "form": form,
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "n_all": len(everything),
        "fixed": list_fixed(municipality_id=place.id, slug=place.slug, actor=request.actor),
        "n_shut": sum(not one.standing.is_open for one in everything),
        "site_is_open": site_is_open(municipality_id=place.id, on=today),
        "objection": policies.check_may_open.objection(request.actor, municipality_id=place.id),
    }
    return render(request, "publication/items.html", context)


@in_municipality
def item(request: ActorRequest, kind: str, key: str) -> HttpResponse:
    """Show who may read one item and since when, and record another choice."""
    place, found, today = request.municipality, _found(request, kind, key), timezone.localdate()
    may_open = policies.check_may_open.allows(request.actor, municipality_id=place.id)
    form = OpennessForm(request.POST or None, item=found, may_open=may_open)
    if request.method == "POST":
        policies.check_may_restrict(
            request.actor, municipality_id=place.id, owner_id=found.owner_id
        )
        if form.is_valid() and _recorded(request, found, form):
            messages.success(request, _("It has been recorded who may read this."))
            return redirect("publication:item", place.slug, kind, key)
    context = {
        "item": found,
        "form": form,
        "objection": _objection(request, found),
        "take_back_objection": _take_back_objection(request, found),
        "public_path": public_path(place.slug, found),
        "site_is_open": site_is_open(municipality_id=place.id, on=today),
        "is_part": found.kind in PARTS,
        "line": line_of(found.kind, found.standing),
        "also_told_in": also_told_in(found, municipality_id=place.id, on=today),
        "shut_in_it": shut_and_told_in(found, municipality_id=place.id, on=today),
    }
    return render(request, "publication/item.html", context, status=400 if form.errors else 200)


@require_POST
@in_municipality
def take_back(request: ActorRequest, kind: str, key: str) -> HttpResponse:
    """Put back what stood before."""
    place, found = request.municipality, _found(request, kind, key)
    seen = request.POST.get("seen", "")
    services.take_back(
        municipality_id=place.id,
        kind=found.kind,
        key=found.key,
        seen=int(seen) if seen.isdecimal() and len(seen) < 15 else 0,
        actor=request.actor,
        now=timezone.now(),
    )
    messages.success(request, _("What stood before counts again."))
    return redirect("publication:item", place.slug, kind, key)


@require_safe
@in_municipality
def look(request: ActorRequest, kind: str, key: str) -> HttpResponse:
    """Lead to the page that the public sees; to who may read it when there is no such page."""
    place, found = request.municipality, _found(request, kind, key)
    shown = site_is_open(municipality_id=place.id, on=timezone.localdate())
    if shown and found.standing.is_open:
        return redirect(public_path(place.slug, found))
    return redirect("publication:item", place.slug, kind, key)


def _found(request: ActorRequest, kind: str, key: str) -> Item:
    found = find_item(
        municipality_id=request.municipality.id, kind=kind, key=key, on=timezone.localdate()
    )
    if found is None:
        raise Http404
    return found


def _recorded(request: ActorRequest, found: Item, form: OpennessForm) -> bool:
    try:
        services.set_openness(
            municipality_id=request.municipality.id,
            kind=found.kind,
            key=found.key,
            choice=form.choice(),
            actor=request.actor,
            now=timezone.now(),
        )
    except WrongState as error:
        form.add_error(None, str(error))
        return False
    return True


def _is_asked(one: Item, asked: dict[str, str]) -> bool:
    kind, standing = asked.get("kind"), asked.get("standing")
    if one.kind in PARTS and one.standing.is_open and not kind:
        # nearly all of them are public: they stand in the list when somebody asks for them
        return False
    return (not kind or one.kind == kind) and (
        not standing or one.standing.is_open == (standing == "open")
    )


def _objection(request: ActorRequest, found: Item) -> str:
    return policies.check_may_restrict.objection(
        request.actor, municipality_id=request.municipality.id, owner_id=found.owner_id
    )


def _take_back_objection(request: ActorRequest, found: Item) -> str:
    if found.before.is_open:
        place = request.municipality.id
        return policies.check_may_open.objection(request.actor, municipality_id=place)
    return _objection(request, found)
