"""Minutes and lists of decisions: as a page to read or print, as Word and as PDF."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from drieluik.apps.decisions import policies, selectors
from drieluik.apps.decisions.minutes import get_minutes, paper_name
from drieluik.apps.decisions.rows import MeetingRow
from drieluik.apps.decisions.views.finding import found_meeting, rights
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.reports.minutes_docx import decision_list_docx, minutes_docx
from drieluik.reports.minutes_pdf import decision_list_pdf, minutes_pdf
from drieluik.ui.downloads import as_download


@in_municipality
def minutes(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Show the minutes of a meeting that was held."""
    row = _for_parties(request, meeting_id)
    document, standing = get_minutes(row.meeting_id)
    found = _addresses(request, row)
    items = [
        (item, [(name, found.get((item.position, name), "")) for name in item.papers])
        for item in document.items
    ]
    context = {"meeting": row, "document": document, "standing": standing, "items": items}
    return render(request, "decisions/minutes.html", context | rights(request))


def _addresses(request: ActorRequest, row: MeetingRow) -> dict[tuple[int, str], str]:
    """Return where every paper of a meeting is read, by place of the item and name."""
    agenda = selectors.get_agenda(row.meeting_id, on=timezone.localdate())
    slug = request.municipality.slug
    return {
        (item.position, paper_name(paper)): paper.link
        or reverse("decisions:paper", args=[slug, row.meeting_id, paper.version_id])
        for item in agenda.items
        for paper in item.papers
    }


@in_municipality
def minutes_word(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Give the minutes as a Word file."""
    row = _for_parties(request, meeting_id)
    document, standing = get_minutes(row.meeting_id)
    return as_download(minutes_docx(document, standing), f"verslag-{slugify(row.name)}.docx")


@in_municipality
def minutes_pdf_file(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Give the minutes as a PDF that can be read aloud."""
    row = _for_parties(request, meeting_id)
    document, standing = get_minutes(row.meeting_id)
    content = minutes_pdf(document, standing, at=timezone.now())
    return as_download(content, f"verslag-{slugify(row.name)}.pdf")


@in_municipality
def decisions(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Show what was decided, also to the council."""
    row = _held(request, meeting_id)
    document, standing = get_minutes(row.meeting_id)
    context = {"meeting": row, "document": document, "standing": standing} | rights(request)
    return render(request, "decisions/decisions.html", context)


@in_municipality
def decisions_word(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Give the list of decisions as a Word file."""
    row = _held(request, meeting_id)
    document, standing = get_minutes(row.meeting_id)
    name = f"besluitenlijst-{slugify(row.name)}.docx"
    return as_download(decision_list_docx(document, standing), name)


@in_municipality
def decisions_pdf_file(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Give the list of decisions as a PDF that can be read aloud."""
    row = _held(request, meeting_id)
    document, standing = get_minutes(row.meeting_id)
    content = decision_list_pdf(document, standing, at=timezone.now())
    return as_download(content, f"besluitenlijst-{slugify(row.name)}.pdf")


def _for_parties(request: ActorRequest, meeting_id: UUID) -> MeetingRow:
    row = _held(request, meeting_id)
    policies.check_may_read(request.actor, municipality_id=request.municipality.id)
    return row


def _held(request: ActorRequest, meeting_id: UUID) -> MeetingRow:
    row = found_meeting(request, meeting_id)
    if not row.is_held:
        raise Http404
    return row
