"""Decisions, reports and the calendar on the public site, with their files."""

from itertools import groupby
from uuid import UUID

from django.http import Http404, HttpResponse

from drieluik.apps.calendar.selectors import FIRST_YEAR, LAST_YEAR
from drieluik.apps.publication.selectors import calendar as days
from drieluik.apps.publication.selectors.decisions import (
    find_public_meeting,
    list_public_meetings,
)
from drieluik.apps.publication.selectors.reports import (
    find_open_file,
    find_open_report,
    list_open_reports,
)
from drieluik.apps.publication.serving import Visit
from drieluik.apps.publication.structured import as_block, web_page
from drieluik.ui.downloads import as_download


def all_decisions(visit: Visit) -> HttpResponse:
    """Show the meetings of which the decisions are public."""
    rows = list_public_meetings(municipality_id=visit.place.id, on=visit.today)
    return visit.page("all_decisions", {"here": "publication:all_decisions", "meetings": rows})


def decisions(visit: Visit, meeting_id: UUID) -> HttpResponse:
    """Show the decisions of one meeting."""
    found = find_public_meeting(
        municipality_id=visit.place.id, meeting_id=meeting_id, on=visit.today
    )
    if found is None:
        raise Http404
    data = web_page(visit.place, name=found.name, url=visit.address)
    data |= {"datePublished": found.held_on.isoformat()}
    context = {"here": "publication:all_decisions", "meeting": found, "data": as_block(data)}
    return visit.page("decisions", context)


def reports(visit: Visit) -> HttpResponse:
    """Show the reports that are public."""
    rows = list_open_reports(municipality_id=visit.place.id, on=visit.today)
    return visit.page("reports", {"here": "publication:reports", "reports": rows})


def report(visit: Visit, report_id: UUID) -> HttpResponse:
    """Show what a report is about, and where to get it."""
    found = find_open_report(municipality_id=visit.place.id, report_id=report_id, on=visit.today)
    if found is None:
        raise Http404
    data = web_page(visit.place, name=found.title, url=visit.address) | {"@type": "Report"}
    context = {"here": "publication:reports", "report": found, "data": as_block(data)}
    return visit.page("report", context)


def report_file(visit: Visit, report_id: UUID, form: str) -> HttpResponse:
    """Give a report as PDF or Word."""
    found = find_open_file(
        municipality_id=visit.place.id, report_id=report_id, form=form, on=visit.today
    )
    if found is None:
        raise Http404
    name, content = found
    return as_download(content, name)


def calendar(visit: Visit, year: int | None = None) -> HttpResponse:
    """Show the days of a year."""
    shown = year or visit.today.year
    if not FIRST_YEAR <= shown <= LAST_YEAR:
        raise Http404
    place = visit.place.id
    if not days.calendar_is_open(municipality_id=place, on=visit.today):
        raise Http404
    rows = days.list_public_days(municipality_id=place, year=shown, on=visit.today)
    years = days.years_with_days(municipality_id=place, on=visit.today)
    months = groupby(rows or (), key=lambda row: row.month)
    context = {
        "here": "publication:calendar",
        "year": shown,
        "months": [(month, list(lines)) for month, lines in months],
        "cannot": rows is None,
        "is_linked": shown in years,
        "previous": shown - 1 if shown - 1 in years else None,
        "next": shown + 1 if shown + 1 in years else None,
        "this_year": visit.today.year,
    }
    return visit.page("calendar", context)


def calendar_file(visit: Visit) -> HttpResponse:
    """Give this year and the next for calendar programmes."""
    place = days.Place(visit.place.id, visit.place.slug, visit.place.name)
    content = days.public_icalendar(place, on=visit.today)
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="agenda.ics"'
    return response
