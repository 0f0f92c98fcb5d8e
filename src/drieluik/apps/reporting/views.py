"""Pages of reports: the list, one report, and what can be done with it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRefresh

from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.apps.reporting import policies, services
from drieluik.apps.reporting.composing import compose
from drieluik.apps.reporting.forms import (
    BeginForm,
    FreezeForm,
    NextEditionForm,
    TextForm,
    WithdrawForm,
)
from drieluik.apps.reporting.page_parts import page_parts
from drieluik.apps.reporting.selectors import (
    ReportRow,
    asked_of,
    chapters_to_write,
    file_name,
    file_of,
    find_readable,
    list_reports,
    may_read,
    newest_texts,
    printed_of,
)
from drieluik.apps.sent_forms import carry_out
from drieluik.ui.downloads import as_download
from drieluik.ui.pictures import as_picture


@in_municipality
def reports(request: ActorRequest) -> HttpResponse:
    """List the reports that the reader may read."""
    place = request.municipality
    rows = list_reports(municipality_id=place.id, actor=request.actor)
    context = {
        "drafts": [row for row in rows if row.row.state in ("draft", "freezing")],
        "frozen": [row for row in rows if row.row.state == "frozen"],
        "withdrawn": [row for row in rows if row.row.state == "withdrawn"],
        "may_begin": bool(policies.kinds_to_begin(request.actor, municipality_id=place.id)),
    }
    return render(request, "reporting/reports.html", context)


@in_municipality
def begin(request: ActorRequest) -> HttpResponse:
    """Ask which report, and begin it as a draft."""
    place = request.municipality
    if not policies.kinds_to_begin(request.actor, municipality_id=place.id):
        return render(request, "reporting/no_kinds.html", status=403)
    form = BeginForm.for_actor(request.actor, place.id, request.POST or None)
    begun: list[UUID] = []
    if request.method == "POST" and carry_out(
        form,
        lambda: begun.append(
            services.begin_report(
                municipality_id=place.id,
                beginning=form.given(),
                actor=request.actor,
                now=timezone.now(),
            ).id
        ),
    ):
        messages.success(request, _("The report has been begun. The parties can write in it now."))
        return redirect("reporting:report", place.slug, begun[0])
    status = 400 if form.is_bound else 200
    return render(request, "reporting/begin.html", {"form": form}, status=status)


@in_municipality
def report(request: ActorRequest, report_id: UUID) -> HttpResponse:
    """Show a report: a draft with the figures of now, a frozen one as it was frozen."""
    found = _found(request, report_id)
    row, is_busy = found.row, found.row.state == "freezing"
    if request.headers.get("HX-Request"):
        return render(request, "reporting/busy.html") if is_busy else HttpResponseClientRefresh()
    writers: list[tuple[int, str]] = []
    if row.was_frozen:
        printed = printed_of(row)
    else:
        at = row.known_at or timezone.now()
        printed = compose(asked_of(row, at=at, draws=False)).printed
    if row.state == "draft":
        writers = policies.parties_to_write_for(request.actor, row, found.kind)
    context = {
        "found": found,
        "report": row,
        "printed": printed,
        "parts": page_parts(printed, writers),
        "is_busy": is_busy,
        "may_write": bool(writers),
        # whoever may read no draft does not hear of one
        "may_write_later": found.later is not None and may_read(found.later, request.actor),
    } | _rights(request, found)
    return render(request, "reporting/report.html", context)


@in_municipality
def write(request: ActorRequest, report_id: UUID, chapter: str, party_id: int) -> HttpResponse:
    """Write the text of a party in a chapter, beside what others wrote."""
    found = _found(request, report_id)
    row = found.row
    policies.check_may_write(
        request.actor,
        kind=found.kind,
        municipality_id=row.municipality_id,
        party_id=party_id,
        owner_id=row.party_id,
    )
    policies.check_is_draft(row)
    heading, asks = _chapter_or_404(found, chapter)
    texts = [one for one in newest_texts(row) if one.chapter == chapter]
    own = next((one for one in texts if one.party_id == party_id), None)
    form = TextForm(
        request.POST if request.method == "POST" else None,
        initial={"text": own.text if own else "", "seen": own.text_id if own else 0},
    )
    if request.method == "POST" and carry_out(
        form,
        lambda: services.write_text(
            report_id=row.id,
            party_id=party_id,
            words=services.Words(
                chapter, form.cleaned_data["text"], form.cleaned_data["seen"] or 0
            ),
            actor=request.actor,
            now=timezone.now(),
        ),
    ):
        messages.success(request, _("The text has been recorded under the name of your party."))
        return redirect("reporting:report", request.municipality.slug, row.id)
    if form.is_bound and own is not None:
        # what stands there now is shown beside the form, so the next time it has been read
        form.data = {**form.data, "seen": own.text_id}
    writers = dict(policies.parties_to_write_for(request.actor, row, found.kind))
    context = {
        "found": found,
        "form": form,
        "heading": heading,
        "asks": asks,
        "party": writers[party_id],
        "own": own,
        "others": [one for one in texts if one.party_id != party_id and one.text],
    }
    status = 400 if form.is_bound else 200
    return render(request, "reporting/write.html", context, status=status)


@in_municipality
def freeze(request: ActorRequest, report_id: UUID) -> HttpResponse:
    """Ask of which moment, and have the report frozen."""
    found = _found(request, report_id)
    policies.check_may_freeze(request.actor, **found.whose)
    policies.check_is_draft(found.row)
    form = FreezeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and carry_out(
        form,
        lambda: services.ask_to_freeze(
            report_id=report_id,
            known_on=form.cleaned_data["known_on"],
            actor=request.actor,
            now=timezone.now(),
        ),
    ):
        return redirect("reporting:report", request.municipality.slug, report_id)
    written = {one.party for one in newest_texts(found.row) if one.text}
    context = {"found": found, "form": form, "written": sorted(written)}
    status = 400 if form.is_bound else 200
    return render(request, "reporting/freeze.html", context, status=status)


@in_municipality
def next_edition(request: ActorRequest, report_id: UUID) -> HttpResponse:
    """Ask why, and begin the next edition of a frozen report."""
    found = _found(request, report_id)
    policies.check_may_begin(request.actor, **found.whose)
    policies.check_is_frozen(found.row)
    form = NextEditionForm(request.POST or None)
    begun: list[UUID] = []
    if request.method == "POST" and carry_out(
        form,
        lambda: begun.append(
            services.begin_next_edition(
                report_id=report_id,
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                now=timezone.now(),
            ).id
        ),
    ):
        messages.success(
            request, _("The next edition has been begun, with the texts as they stood.")
        )
        return redirect("reporting:report", request.municipality.slug, begun[0])
    status = 400 if form.is_bound else 200
    context = {"found": found, "form": form}
    return render(request, "reporting/next_edition.html", context, status=status)


@in_municipality
def withdraw(request: ActorRequest, report_id: UUID) -> HttpResponse:
    """Ask why, and withdraw a report."""
    found = _found(request, report_id)
    policies.check_may_freeze(request.actor, **found.whose)
    policies.check_can_be_withdrawn(found.row)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and carry_out(
        form,
        lambda: services.withdraw_report(
            report_id=report_id,
            reason=form.cleaned_data["reason"],
            actor=request.actor,
            now=timezone.now(),
        ),
    ):
        messages.success(request, _("The report has been withdrawn."))
        return redirect("reporting:report", request.municipality.slug, report_id)
    status = 400 if form.is_bound else 200
    context = {"found": found, "form": form}
    return render(request, "reporting/withdraw.html", context, status=status)


@in_municipality
def download(request: ActorRequest, report_id: UUID, form: str) -> HttpResponse:
    """Give a frozen report as Word or PDF, or its figures as a workbook; always the same bytes."""
    found = _frozen(request, report_id)
    return as_download(file_of(found.row, form), file_name(found, form))


@in_municipality
def chart(request: ActorRequest, report_id: UUID, number: int) -> HttpResponse:
    """Give one picture of a frozen report."""
    charts = printed_of(_frozen(request, report_id).row).charts
    if number >= len(charts):
        raise Http404
    return as_picture(charts[number].svg.encode())


def _found(request: ActorRequest, report_id: UUID) -> ReportRow:
    """Return a report that the reader may read."""
    found = find_readable(
        municipality_id=request.municipality.id, report_id=report_id, actor=request.actor
    )
    if found is None:
        raise Http404
    return found


def _frozen(request: ActorRequest, report_id: UUID) -> ReportRow:
    found = _found(request, report_id)
    if not found.row.was_frozen:
        raise Http404
    return found


def _rights(request: ActorRequest, found: ReportRow) -> dict[str, bool]:
    """Return what the reader may do with a report in its state."""
    row = found.row
    freezes = policies.check_may_freeze.allows(request.actor, **found.whose)
    begins = policies.check_may_begin.allows(request.actor, **found.whose)
    return {
        "may_freeze": freezes and policies.check_is_draft.allows(row),
        "may_withdraw": freezes and policies.check_can_be_withdrawn.allows(row),
        "may_renew": begins and row.was_frozen and found.later is None,
    }


def _chapter_or_404(found: ReportRow, key: str) -> tuple[str, str]:
    for name, heading, asks in chapters_to_write(found.row):
        if name == key:
            return heading, asks
    raise Http404
