"""Pages on which a municipality sees how far its corporations are, and decides on its part."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.deliveries import policies, selectors, services, workbooks
from drieluik.apps.deliveries.days import REMIND_BEFORE
from drieluik.apps.deliveries.extensions import foresee
from drieluik.apps.deliveries.forms import AcceptForm, ReasonForm
from drieluik.apps.deliveries.round_forms import RoundForm, proposal
from drieluik.apps.deliveries.steps import steps_of
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.core.tables import Period
from drieluik.ui.downloads import as_download


@in_municipality
def overview(request: ActorRequest) -> HttpResponse:
    """Show how far each corporation is with each half-year; the steward opens a round here."""
    municipality_id = request.municipality.id
    objection = policies.check_may_open_rounds.objection(
        request.actor, municipality_id=municipality_id
    )
    today = timezone.localdate()
    form = RoundForm(request.POST or None, initial=proposal(_proposed(request), REMIND_BEFORE))
    if request.method == "POST" and form.is_valid():
        services.open_round(
            municipality_id=municipality_id,
            period=form.period(),
            days=form.days(),
            remind_before=form.cleaned_data["remind_before"],
            actor=request.actor,
            now=timezone.now(),
        )
        messages.success(request, _("The corporations see this half-year in their list now."))
        return redirect("deliveries:round", request.municipality.slug, form.period())
    context = {
        "overview": selectors.get_overview(
            municipality_id=municipality_id, actor=request.actor, today=today
        ),
        "left_out": selectors.list_not_applicable(municipality_id=municipality_id),
        "form": form,
        "objection": objection,
        "proposals": _proposals(today),
        "today": today,
    }
    return render(request, "deliveries/overview.html", context)


def _proposed(request: ActorRequest) -> Period:
    """Return the half-year of which the days are filled in beforehand."""
    try:
        return Period.parse(request.GET.get("periode", ""))
    except ValueError:
        return _proposals(timezone.localdate())[0]


def _proposals(today: date) -> list[Period]:
    """Return the half-year that has ended last, and the one of today."""
    now = Period.containing(today)
    return [now.previous(), now]


@in_municipality
def part(request: ActorRequest, delivery_id: UUID) -> HttpResponse:
    """Show the municipality's own part of a signed delivery, with what was confirmed and why."""
    found = part_or_404(request, delivery_id)
    delivery = found.delivery
    context = {
        "part": found,
        "delivery": delivery,
        "steps": steps_of(delivery, [found]),
        "sent_back": selectors.sent_back_with(found),
        "counts_still": selectors.sheets_counting_still(found),
        "tables": selectors.summarise(delivery, municipality_id=request.municipality.id),
        "before": delivery.period.previous(),
        "restatement": selectors.find_restatement(
            delivery, municipality_id=request.municipality.id
        ),
        "foresight": foresee(
            delivery_id=delivery.id,
            municipality_id=request.municipality.id,
            actor=request.actor,
        ),
        "confirmed": selectors.list_confirmations(
            delivery, municipality_code=request.municipality.code
        ),
        "objection": objection_of(request, found),
    }
    return render(request, "deliveries/part.html", context)


@in_municipality
def accept(request: ActorRequest, delivery_id: UUID) -> HttpResponse:
    """Show what accepting means, and accept the municipality's part."""
    found = part_or_404(request, delivery_id)
    if request.method != "POST":
        return _ask(request, found, "deliveries/accept.html")
    form = AcceptForm(request.POST)
    if not form.is_valid():
        raise Http404
    services.accept_delivery(
        delivery_id=delivery_id,
        municipality_id=request.municipality.id,
        actor=request.actor,
        now=timezone.now(),
        expected_version=form.cleaned_data["version"],
        seen=form.cleaned_data["seen"],
    )
    messages.success(request, _("The delivery has been accepted and counts from now on."))
    return redirect("deliveries:part", request.municipality.slug, delivery_id)


@in_municipality
def refuse(request: ActorRequest, delivery_id: UUID) -> HttpResponse:
    """Ask for a reason, and send the municipality's part back with it."""
    found = part_or_404(request, delivery_id)
    if request.method != "POST":
        form = ReasonForm(initial={"version": found.delivery.version})
        return _ask(request, found, "deliveries/refuse.html", form)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _ask(request, found, "deliveries/refuse.html", form, status=400)
    services.refuse_delivery(
        delivery_id=delivery_id,
        municipality_id=request.municipality.id,
        reason=form.cleaned_data["reason"],
        actor=request.actor,
        now=timezone.now(),
        expected_version=form.cleaned_data["version"],
    )
    messages.success(request, _("The delivery has been sent back; the corporation sees why."))
    return redirect("deliveries:part", request.municipality.slug, delivery_id)


def _ask(
    request: ActorRequest,
    found: selectors.Acceptance,
    template: str,
    form: ReasonForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show the step before a decision: what follows from it, and the way back."""
    objection = objection_of(request, found)
    foresight = foresee(
        delivery_id=found.delivery_id,
        municipality_id=found.municipality_id,
        actor=request.actor,
    )
    unforeseen = foresight.sentence if foresight and not foresight.is_ready else ""
    context = {
        "part": found,
        "delivery": found.delivery,
        "foresight": foresight,
        "cannot_accept": objection or unforeseen,
        "counting": selectors.find_counting_part(found),
        "restatement": selectors.find_restatement(
            found.delivery, municipality_id=request.municipality.id
        ),
        "form": form,
        "objection": objection,
    }
    return render(request, template, context, status=status)


def objection_of(request: ActorRequest, found: selectors.Acceptance) -> str:
    """Say why the reader cannot decide on a part (any more); empty when that is possible."""
    return policies.check_may_decide.objection(
        request.actor, municipality_id=request.municipality.id
    ) or policies.check_can_be_decided.objection(found)


@in_municipality
def rows(request: ActorRequest, delivery_id: UUID) -> HttpResponse:
    """Download the rows of this municipality as a workbook."""
    found = part_or_404(request, delivery_id)
    content = workbooks.part_workbook(found)
    name = f"deel-{request.municipality.slug}-{found.party.code}-{found.delivery.period}.xlsx"
    return as_download(content, name)


def part_or_404(request: ActorRequest, delivery_id: UUID) -> selectors.Acceptance:
    """Return the own part of a signed delivery, or answer as if it were not there."""
    found = selectors.find_part(
        delivery_id=delivery_id, municipality_id=request.municipality.id, actor=request.actor
    )
    if found is None:
        raise Http404
    return found
