"""The public site: its first page, what is public and what is not, searching, and English."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import npgettext

from drieluik.apps.organisations.selectors import list_parties
from drieluik.apps.publication.lights.open_now import list_opened
from drieluik.apps.publication.lights.wording import counts
from drieluik.apps.publication.open_layers.open_now import list_open_layers
from drieluik.apps.publication.selectors.agreements import agreements_on
from drieluik.apps.publication.selectors.lately import list_news, search_public
from drieluik.apps.publication.selectors.parts import list_told_shut
from drieluik.apps.publication.selectors.withdrawn import list_gone
from drieluik.apps.publication.serving import Visit
from drieluik.apps.publication.structured import as_block, web_page
from drieluik.apps.releases.selectors import list_public
from drieluik.core.searching import read_query

_SIDES = ("municipality", "corporation", "tenants")


def home(visit: Visit) -> HttpResponse:
    """Say what the agreements are, who made them, what is in force, and what happened lately."""
    title = _("Performance agreements of %(place)s") % {"place": visit.place.name}
    return visit.page(
        "home",
        {
            "title": title,
            "now": _now(visit),
            "sides": _sides(visit),
            "lights": list_opened(municipality_id=visit.place.id, on=visit.today),
            "figures": list_public(municipality_id=visit.place.id),
            "layers": list_open_layers(municipality_id=visit.place.id),
            "news": list_news(
                municipality_id=visit.place.id, slug=visit.place.slug, on=visit.today
            ),
            "data": as_block(web_page(visit.place, name=title, url=visit.address)),
        },
    )


def english(visit: Visit) -> HttpResponse:
    """Tell in English what the site holds."""
    opened = list_opened(municipality_id=visit.place.id, on=visit.today)
    context = {
        "now": _now(visit),
        "sides": _sides(visit),
        "opened": opened[0] if opened else None,
        "counts": counts(opened[0].clauses) if opened else [],
    }
    return visit.page("english", context)


def about(visit: Visit) -> HttpResponse:
    """Say what is public, what is not, and why."""
    return visit.page(
        "about",
        {
            "here": "publication:about",
            "not_open": list_told_shut(municipality_id=visit.place.id, on=visit.today),
            "gone": list_gone(municipality_id=visit.place.id),
        },
    )


def search(visit: Visit) -> HttpResponse:
    """Find public agreements, decisions and reports."""
    query = read_query(visit.query.get("q", ""))
    hits = search_public(
        query, municipality_id=visit.place.id, slug=visit.place.slug, on=visit.today
    )
    return visit.page("search", {"query": query, "hits": hits})


def _now(visit: Visit) -> object:
    place = visit.place.id
    return agreements_on(municipality_id=place, day=visit.today, on=visit.today)


def _sides(visit: Visit) -> list[tuple[str, list[str]]]:
    """Return the names of the parties by side."""
    rows = list(list_parties(municipality_id=visit.place.id, on=visit.today))
    grouped = [[one for one in rows if one.kind == side] for side in _SIDES]
    return [
        (_side_name(group[0].kind, len(group)), [one.name for one in group])
        for group in grouped
        if group
    ]


def _side_name(side: str, n: int) -> str:
    """Return what stands above the names of one side."""
    names = {
        "municipality": npgettext("side", "Municipality", "Municipalities", n),
        "corporation": npgettext("side", "Housing corporation", "Housing corporations", n),
        "tenants": npgettext("side", "Tenants' organisation", "Tenants' organisations", n),
    }
    return names[side]
