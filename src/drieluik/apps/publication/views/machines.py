"""What search engines ask for: where they may look, and every public page of a municipality."""

from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from drieluik.apps.publication.lights.open_now import list_opened
from drieluik.apps.publication.navigation import SECTIONS
from drieluik.apps.publication.open_layers.open_now import list_open_layers
from drieluik.apps.publication.selectors.agreements import agreements_on
from drieluik.apps.publication.selectors.areas import list_public_areas
from drieluik.apps.publication.selectors.calendar import calendar_is_open
from drieluik.apps.publication.selectors.decisions import list_public_meetings
from drieluik.apps.publication.selectors.reports import list_open_reports
from drieluik.apps.publication.serving import Visit, open_places
from drieluik.apps.releases.selectors import list_public


def index(today: date) -> HttpResponse:
    """Show which municipalities have a public site."""
    context = {"places": open_places(today), "language": "nl", "root": settings.SITE_ADDRESS}
    return HttpResponse(render_to_string("publication/public/index.html", context))


def robots(today: date) -> HttpResponse:
    """Let search engines into the public sites only."""
    lines = ["User-agent: *", "Allow: /openbaar/", "Allow: /static/", "Disallow: /", ""]
    for one in open_places(today):
        path = reverse("publication:sitemap", args=[one.slug])
        lines.append(f"Sitemap: {settings.SITE_ADDRESS}{path}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def sitemap(visit: Visit) -> HttpResponse:
    """List every public page of a municipality."""
    lines = [f"<url><loc>{visit.absolute(path)}</loc></url>" for path in _pages(visit)]
    words = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        + "\n".join(lines)
        + "\n</urlset>\n"
    )
    return HttpResponse(words, content_type="application/xml; charset=utf-8")


def _pages(visit: Visit) -> Iterator[str]:
    place, slug, today = visit.place.id, visit.place.slug, visit.today
    yield reverse("publication:home", args=[slug])
    yield reverse("publication:english", args=[slug])
    shows_days = calendar_is_open(municipality_id=place, on=today)
    for section in SECTIONS:
        if section.url_name != "publication:calendar" or shows_days:
            yield reverse(section.url_name, args=[slug])
    shown = agreements_on(municipality_id=place, day=today, on=today).register
    for clause in shown.clauses if shown else ():
        yield reverse("publication:clause", args=[slug, clause.clause_id])
    for meeting in list_public_meetings(municipality_id=place, on=today):
        yield reverse("publication:decisions", args=[slug, meeting.meeting_id])
    for report in list_open_reports(municipality_id=place, on=today):
        yield reverse("publication:report", args=[slug, report.report_id])
    for opened in list_opened(municipality_id=place, on=today):
        yield reverse("publication:lights_of", args=[slug, opened.period])
    yield from _counted(place, slug)


def _counted(place: int, slug: str) -> Iterator[str]:
    figures = dict.fromkeys(
        (one.table.id, one.period) for one in list_public(municipality_id=place)
    )
    for table_id, period in figures:
        yield reverse("publication:figure", args=[slug, table_id, period])
    for one in list_open_layers(municipality_id=place):
        yield reverse("publication:layer", args=[slug, one.layer.layer_id])
    for area in list_public_areas(municipality_id=place):
        yield reverse("publication:area", args=[slug, area.code])
