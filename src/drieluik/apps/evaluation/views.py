"""Pages of the evaluation: a year, its questionnaire, and the report as Word."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.evaluation import policies, services
from drieluik.apps.evaluation.forms import AnswersForm
from drieluik.apps.evaluation.selectors import get_evaluation, newest_answers
from drieluik.apps.evaluation.telling import report_of
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.reports.evaluation_docx import Report, evaluation_docx
from drieluik.ui.downloads import as_download


@in_municipality
def this_year(request: ActorRequest) -> HttpResponse:
    """Lead to the year of today."""
    return redirect("evaluation:year", request.municipality.slug, timezone.localdate().year)


@in_municipality
def year(request: ActorRequest, year: int) -> HttpResponse:
    """Show how a year went."""
    report = _report(request, year)
    parties = policies.answering_parties(request.actor, municipality_id=request.municipality.id)
    context = {
        "report": report,
        "may_answer": bool(parties),
        "previous": year - 1 if year > policies.FIRST_YEAR else None,
        "next": year + 1 if year < timezone.localdate().year else None,
    }
    return render(request, "evaluation/year.html", context | _around(year))


@in_municipality
def questionnaire(request: ActorRequest, year: int) -> HttpResponse:
    """Ask a party how it looks back, and record what it answers."""
    place = request.municipality
    _check(request, year)
    parties = policies.answering_parties(request.actor, municipality_id=place.id)
    form = AnswersForm(
        request.POST if request.method == "POST" else None,
        parties=parties,
        initial=_said_before(place.id, year, parties),
    )
    if request.method == "POST" and not parties:
        policies.check_may_answer(request.actor, municipality_id=place.id, party_id=0)
    if request.method == "POST" and form.is_valid():
        services.answer(
            municipality_id=place.id,
            party_id=form.party_id,
            year=year,
            said=services.Said(form.scores, form.cleaned_data["remark"]),
            actor=request.actor,
            now=timezone.now(),
        )
        messages.success(request, _("Your answers have been recorded. You can answer again."))
        return redirect("evaluation:year", place.slug, year)
    context = {"form": form, "may_answer": bool(parties), "speaks_for": list(parties.values())}
    return render(request, "evaluation/questionnaire.html", context | _around(year))


@in_municipality
def word(request: ActorRequest, year: int) -> HttpResponse:
    """Give the evaluation as a Word file."""
    content = evaluation_docx(_report(request, year), timezone.localdate())
    return as_download(content, f"evaluatie-{request.municipality.slug}-{year}.docx")


def _said_before(municipality_id: int, year: int, parties: Mapping[int, str]) -> dict[str, object]:
    """Return the newest answers of who answers for one party: what is left alone stays so."""
    if len(parties) != 1:
        return {}
    for row in newest_answers(municipality_id=municipality_id, year=year):
        if row.party_id in parties:
            return {**row.scores, "remark": row.remark}
    return {}


def _report(request: ActorRequest, year: int) -> Report:
    _check(request, year)
    place = request.municipality
    evaluation = get_evaluation(
        municipality_id=place.id, year=year, actor=request.actor, today=timezone.localdate()
    )
    return report_of(evaluation, municipality=place.name, fictitious=place.fictitious)


def _check(request: ActorRequest, year: int) -> None:
    """Refuse a reader who is no party, and a year that cannot be looked back on."""
    policies.check_may_read(request.actor, municipality_id=request.municipality.id)
    if not policies.can_look_back(year, timezone.localdate().year):
        raise Http404


def _around(year: int) -> dict[str, object]:
    """What the menu of meetings must know; whoever comes this far reads them."""
    return {"year": year, "here": "evaluation", "may_read": True}
