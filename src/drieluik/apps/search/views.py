"""The search page."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from drieluik.apps.agreements.selectors import list_themes
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.apps.search import selectors
from drieluik.core.searching import read_query

_MOST_PAGES = 500


@in_municipality
def search(request: ActorRequest) -> HttpResponse:
    """Show what was found in all that this person may read here, or how to search."""
    place, today = request.municipality, timezone.localdate()
    query = read_query(request.GET.get("q", ""))
    themes = list_themes(place.id, today)
    scope = selectors.Scope(
        municipality_id=place.id,
        slug=place.slug,
        on=today,
        kind=selectors.known_kind(request.GET.get("soort", "")),
        theme=next((number for number, _ in themes if number == request.GET.get("thema")), ""),
    )
    number = _page_number(request)
    found = selectors.search(query, scope, actor=request.actor, page=number)
    if found.n_hits and not found.hits:
        return redirect(f"{request.path}?{_without_page(request)}")
    pages = Paginator(range(found.n_hits), selectors.PAGE_SIZE)
    context = {
        "query": query,
        "found": found,
        "scope": scope,
        "themes": themes,
        "page": pages.get_page(number),
        "first": (number - 1) * selectors.PAGE_SIZE + 1,
    }
    return render(request, "search/search.html", context)


def _page_number(request: ActorRequest) -> int:
    typed = request.GET.get("page", "1")
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
    return min(max(number, 1), _MOST_PAGES)


def _without_page(request: ActorRequest) -> str:
    kept = request.GET.copy()
    kept.pop("page", None)
    return kept.urlencode()
