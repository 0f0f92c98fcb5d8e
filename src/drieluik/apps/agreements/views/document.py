"""The whole document: as a page to read or print, and as Word."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify

from drieluik.apps.agreements import selectors
from drieluik.apps.agreements.printing import printed_agreements
from drieluik.apps.agreements.views.rights import rights
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.reports.agreements_document import PrintedAgreements
from drieluik.reports.agreements_docx import agreements_docx
from drieluik.ui.downloads import as_download


@in_municipality
def web(request: ActorRequest) -> HttpResponse:
    """Show the whole document on one page, in the order of the house."""
    document = _printed(request)
    if document is None:
        return render(request, "agreements/no_register.html", rights(request))
    return render(request, "agreements/document.html", {"document": document} | rights(request))


@in_municipality
def word(request: ActorRequest) -> HttpResponse:
    """Give the whole document as a Word file."""
    document = _printed(request)
    if document is None:
        raise Http404
    name = f"{slugify(document.title)}-versie-{document.version_number}.docx"
    return as_download(agreements_docx(document), name)


def _printed(request: ActorRequest) -> PrintedAgreements | None:
    place, today = request.municipality, timezone.localdate()
    register = selectors.find_register(place.id, today) or selectors.find_register(place.id)
    if register is None:
        return None
    year = register.version.in_force_from.year
    projects = selectors.list_focus_projects(place.id)
    newest = max((project.year for project in projects), default=year)
    shown = [project for project in projects if project.year == newest]
    return printed_agreements(register, shown, place, today)
