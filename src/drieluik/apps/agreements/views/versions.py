"""The history of the register: its versions, what differs, and where words are from."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from drieluik.apps.agreements import policies
from drieluik.apps.agreements.exchange.writing import register_json
from drieluik.apps.agreements.moments import day_in, end_of, query_of_days, register_on
from drieluik.apps.agreements.versions import find_redline, list_history, words_with_source
from drieluik.apps.agreements.views.rights import rights
from drieluik.apps.agreements.years import list_years
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.core.amendments.sets.redline import Redline
from drieluik.reports.redline_docx import redline_docx
from drieluik.reports.redline_html import folded_redline_html, listed_changes
from drieluik.reports.redline_pdf import redline_pdf
from drieluik.ui.downloads import as_download


@in_municipality
def versions(request: ActorRequest) -> HttpResponse:
    """Show all versions with the decision behind each."""
    place = request.municipality.id
    context = {
        "history": list_history(place),
        "years": list_years(place),
        "may_close_years": policies.check_may_close_years.allows(
            request.actor, municipality_id=place
        ),
    } | rights(request)
    return render(request, "agreements/versions.html", context)


@in_municipality
def whole_register(request: ActorRequest) -> HttpResponse:
    """Give the whole register, with all versions, as one file that can be read in elsewhere."""
    written = register_json(request.municipality.id)
    if written is None:
        raise Http404
    return as_download(written.encode(), f"register-{request.municipality.slug}.json")


@in_municipality
def difference(request: ActorRequest) -> HttpResponse:
    """Show what differs between two versions, word by word, with what did not change folded."""
    old, new, found = _asked(request)
    context = {
        "old": old,
        "new": new,
        # the report escapes every word of a text
        "html": mark_safe(folded_redline_html(found)),
        "changes": listed_changes(found),
        "history": list_history(request.municipality.id),
    } | rights(request)
    return render(request, "agreements/difference.html", context)


@in_municipality
def difference_word(request: ActorRequest) -> HttpResponse:
    """Give what differs between two versions as a Word file with tracked changes."""
    old, new, found = _asked(request)
    rows = {line.version.number: line.version for line in list_history(request.municipality.id)}
    at = max(rows[old].recorded_at, rows[new].recorded_at)
    content = redline_docx(found, author=request.municipality.name, at=at)
    return as_download(content, f"afspraken-versie-{old}-naar-{new}.docx")


@in_municipality
def difference_pdf(request: ActorRequest) -> HttpResponse:
    """Give what differs between two versions as a PDF."""
    old, new, found = _asked(request)
    title = _("Agreements: from version %(old)s to version %(new)s") % {"old": old, "new": new}
    place = request.municipality.name
    content = redline_pdf(found, title=title, author=place, at=timezone.now())
    return as_download(content, f"afspraken-versie-{old}-naar-{new}.pdf")


@in_municipality
def source(request: ActorRequest, number: str) -> HttpResponse:
    """Show for every word of an agreement which decision brought it."""
    place = request.municipality.id
    on, known = day_in(request.GET.get("op", "")), day_in(request.GET.get("bekend", ""))
    found = register_on(place, on, known)
    clause = next((row for row in found.clauses if row.number == number), None) if found else None
    if found is None or clause is None:
        raise Http404
    day = max(on or timezone.localdate(), found.version.in_force_from)
    sourced = words_with_source(place, clause.clause_id, day, end_of(known) if known else None)
    context = {
        "clause": clause,
        "sourced": sourced,
        "on": on,
        "known": known,
        "days": query_of_days(on, known),
    }
    return render(request, "agreements/source.html", context | rights(request))


def _asked(request: ActorRequest) -> tuple[int, int, Redline]:
    given = [request.GET.get(name, "") for name in ("van", "naar")]
    if not all(one.isdecimal() and len(one) < 9 for one in given):
        raise Http404
    old, new = (int(one) for one in given)
    found = find_redline(request.municipality.id, old, new)
    if found is None:
        raise Http404
    return old, new, found
