"""Correcting a mistake in the record, and closing years in which nothing changes any more."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drieluik.apps.agreements import policies, services
from drieluik.apps.agreements.moments import day_in, register_on
from drieluik.apps.agreements.record_forms import RecordCorrectionForm, YearForm
from drieluik.apps.agreements.rows import ClauseRow, VersionRow
from drieluik.apps.agreements.versions import versions_behind
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.core.amendments import difference
from drieluik.reports.redline_html import difference_html


@in_municipality
def correct(request: ActorRequest, number: str) -> HttpResponse:
    """Ask for the right words of an agreement, show the difference, and record it once confirmed."""
    place = request.municipality
    policies.check_may_record(request.actor, municipality_id=place.id)
    version, clause = _found(request, number)
    initial = {"heading": clause.heading, "text": clause.text}
    form = RecordCorrectionForm(request.POST or None, initial=initial)
    if request.method != "POST":
        form.fields.pop("confirmed")  # one confirms what one has seen: the difference comes first
    context = {"clause": clause, "version": version, "form": form}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if given["confirmed"]:
            try:
                return _record(request, version, clause, given)
            except WrongState as refusal:
                form.add_error(None, str(refusal))
        else:
            before = f"{clause.heading}\n{clause.text}"
            after = f"{given['heading']}\n{given['text']}"
            # the report escapes every word of a text
            context["html"] = mark_safe(difference_html(difference(before, after)))
    return render(request, "agreements/correct_record.html", context)


@require_POST
@in_municipality
def year(request: ActorRequest) -> HttpResponse:
    """Close a year, or open it again."""
    place = request.municipality
    policies.check_may_close_years(request.actor, municipality_id=place.id)
    form = YearForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give a year and say why."))
        return redirect("agreements:versions", place.slug)
    given = form.cleaned_data
    act = services.close_year if given["act"] == "close" else services.open_year
    act(
        municipality_id=place.id,
        year=given["year"],
        reason=given["reason"],
        actor=request.actor,
        now=timezone.now(),
    )
    told = _("%(year)s is closed.") if given["act"] == "close" else _("%(year)s is open again.")
    messages.success(request, told % {"year": given["year"]})
    return redirect("agreements:versions", place.slug)


def _found(request: ActorRequest, number: str) -> tuple[VersionRow, ClauseRow]:
    """Find the agreement, with the version in which its words came: there the mistake was made."""
    register = register_on(request.municipality.id, day_in(request.GET.get("op", "")), None)
    clauses = register.clauses if register else ()
    clause = next((row for row in clauses if row.number == number), None)
    if register is None or clause is None:
        raise Http404
    behind = versions_behind(request.municipality.id, register.version.number)
    return behind[clause.clause_id], clause


def _record(
    request: ActorRequest, version: VersionRow, clause: ClauseRow, given: dict[str, str]
) -> HttpResponse:
    place = request.municipality
    made = services.correct_record(
        municipality_id=place.id,
        version_number=version.number,
        clause_id=clause.clause_id,
        right=services.RightWords(given["heading"], given["text"], given["reason"]),
        actor=request.actor,
        now=timezone.now(),
    )
    numbers = ", ".join(str(new) for _old, new in made)
    messages.success(
        request,
        _("The correction has been recorded as version %(numbers)s.") % {"numbers": numbers},
    )
    return redirect("agreements:versions", place.slug)
