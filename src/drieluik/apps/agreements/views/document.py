"""The whole document on any day: as a page to read or print, as Word and as PDF."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from drieluik.apps.agreements.documents import has_register
from drieluik.apps.agreements.moments import day_in, query_of_days
from drieluik.apps.agreements.printing import document_on, file_name
from drieluik.apps.agreements.rendered import document_body
from drieluik.apps.agreements.views.rights import rights
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.reports.agreements_document import PrintedAgreements
from drieluik.reports.agreements_docx import agreements_docx
from drieluik.reports.agreements_pdf import agreements_pdf
from drieluik.ui.downloads import as_download


@in_municipality
def web(request: ActorRequest) -> HttpResponse:
    """Show the whole document on one page, in the order of the house."""
    on, known = (day_in(request.GET.get(name, "")) for name in ("op", "bekend"))
    days = query_of_days(on, known)
    document = _printed(request)
    context = {
        "document": document,
        "body": document_body(request.municipality.slug, document, days) if document else "",
        "on": on,
        "known": known,
        "days": days,
        "other_day": bool(days) and has_register(request.municipality.id),
    } | rights(request)
    template = "agreements/document.html" if document else "agreements/no_register.html"
    return render(request, template, context)


@in_municipality
def word(request: ActorRequest) -> HttpResponse:
    """Give the whole document as a Word file."""
    document = _found(request)
    return as_download(agreements_docx(document), file_name(document, "docx"))


@in_municipality
def pdf(request: ActorRequest) -> HttpResponse:
    """Give the whole document as a PDF that can be read aloud."""
    document = _found(request)
    content = agreements_pdf(document, at=timezone.now())
    return as_download(content, file_name(document, "pdf"))


def _found(request: ActorRequest) -> PrintedAgreements:
    document = _printed(request)
    if document is None:
        raise Http404
    return document


def _printed(request: ActorRequest) -> PrintedAgreements | None:
    on, known = (day_in(request.GET.get(name, "")) for name in ("op", "bekend"))
    return document_on(request.municipality, on, known, today=timezone.localdate())
