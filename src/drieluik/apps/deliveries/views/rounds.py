"""The page of one half-year that is asked, and what its steward does with its days."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from drieluik.apps.deliveries import policies, selectors, services
from drieluik.apps.deliveries.round_forms import DaysForm, RemindingForm, ReopenForm
from drieluik.apps.deliveries.round_words import StateWords, words_of_states
from drieluik.apps.deliveries.selectors.rounds import PartyRow, TableCell
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.core.tables import TABLES, Period


@in_municipality
def show(request: ActorRequest, period: Period) -> HttpResponse:
    """Show how far each corporation is with each table of a half-year, and until when."""
    found, today = _round_or_404(request, period), timezone.localdate()
    state = selectors.get_round_state(found, actor=request.actor, today=today)
    words = words_of_states()
    present = [one for one in words.values() if state.counts.get(one.state)]
    context = {
        "asked": found,
        "days": _days(found, today),
        "tables": TABLES,
        "rows": [
            (row, row.is_closed(today), row.asking.is_open_again(today), _cells(found, row, words))
            for row in state.rows
        ],
        "legend": [(one, state.counts[one.state]) for one in present],
        "n_late": state.counts["late"],
        "changes": state.changes,
        "reopenings": state.reopenings,
        "others": selectors.list_open_rounds(
            municipality_id=found.municipality_id, today=today, but=found.id
        ),
        "objection": _objection(request),
    }
    return render(request, "deliveries/round.html", context)


def _cells(
    asked: selectors.DeliveryRound, row: PartyRow, words: dict[str, StateWords]
) -> list[tuple[TableCell, StateWords, str]]:
    return [(cell, words[cell.state], _address(asked, row, cell)) for cell in row.cells]


def _address(asked: selectors.DeliveryRound, row: PartyRow, cell: TableCell) -> str:
    """Return where one goes on with a table; empty where its reader has nothing to do or open."""
    place = asked.municipality.slug
    if cell.state == "not_applicable":
        return reverse("deliveries:tasks") if row.own else _left_out(place)
    if not row.own:
        return (
            reverse("deliveries:part", args=[place, cell.delivery_id]) if cell.delivery_id else ""
        )
    if cell.delivery_id is None:
        return reverse("deliveries:period", args=[row.party.code, asked.period])
    if cell.state == "findings":
        query = urlencode({"blad": cell.table.sheet_nl})
        return f"{reverse('deliveries:findings', args=[cell.delivery_id])}?{query}"
    if cell.state == "to_sign":
        return reverse("deliveries:sign", args=[cell.delivery_id])
    return reverse("deliveries:delivery", args=[cell.delivery_id])


def _left_out(place: str) -> str:
    return f"{reverse('deliveries:overview', args=[place])}#niet-van-toepassing"


@in_municipality
def days(request: ActorRequest, period: Period) -> HttpResponse:
    """Change the days of a half-year, with a reason that everybody reads."""
    found = _round_or_404(request, period)
    form = DaysForm(request.POST or None, asked=found)
    if request.method == "POST" and form.is_valid():
        services.change_days(
            round_id=found.id,
            days=form.days(),
            reason=form.cleaned_data["reason"],
            actor=request.actor,
            now=timezone.now(),
        )
        messages.success(request, _("The days have been changed; the corporations get a mail."))
        return redirect("deliveries:round", request.municipality.slug, period)
    return _form_page(request, "deliveries/round_days.html", found, form)


@in_municipality
def reopen(request: ActorRequest, period: Period) -> HttpResponse:
    """Open a half-year again for one corporation, until a day and with a reason."""
    found = _round_or_404(request, period)
    form = ReopenForm(request.POST or None, asked=found, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        services.reopen_round(
            round_id=found.id,
            party_id=given["party"],
            until_on=given["until_on"],
            reason=given["reason"],
            actor=request.actor,
            now=timezone.now(),
        )
        messages.success(request, _("The corporation can hand in again; everybody here sees why."))
        return redirect("deliveries:round", request.municipality.slug, period)
    return _form_page(request, "deliveries/reopen.html", found, form)


@in_municipality
def reminding(request: ActorRequest, period: Period) -> HttpResponse:
    """Say when reminders of a half-year go, or that none go."""
    found = _round_or_404(request, period)
    form = RemindingForm(request.POST or None, initial={"remind_before": found.remind_before})
    if request.method == "POST" and form.is_valid():
        services.set_reminding(
            round_id=found.id,
            remind_before=form.cleaned_data["remind_before"],
            actor=request.actor,
            now=timezone.now(),
        )
        messages.success(request, _("This has been recorded for the reminders."))
        return redirect("deliveries:round", request.municipality.slug, period)
    return _form_page(request, "deliveries/reminding.html", found, form)


def _form_page(
    request: ActorRequest,
    template: str,
    found: selectors.DeliveryRound,
    form: DaysForm | ReopenForm | RemindingForm,
) -> HttpResponse:
    context = {"asked": found, "form": form, "objection": _objection(request)}
    return render(request, template, context, status=400 if request.method == "POST" else 200)


def _days(found: selectors.DeliveryRound, today: date) -> list[tuple[str, date | None, bool, str]]:
    """Return each day with its name, whether it has gone by, and what happens after it."""
    return [
        (
            _("To be handed in before or on"),
            found.due_on,
            today > found.due_on,
            _("What is signed later is shown as late. Handing in is still possible."),
        ),
        (
            _("Last day for a first file"),
            found.new_until,
            found.new_until is not None and today > found.new_until,
            _("After it, who handed in nothing yet cannot begin any more."),
        ),
        (
            _("Last day for corrections"),
            found.corrections_until,
            found.corrections_until is not None and today > found.corrections_until,
            _(
                "After it, nothing can be replaced or signed any more. The municipality still decides."
            ),
        ),
    ]


def _objection(request: ActorRequest) -> str:
    return policies.check_may_open_rounds.objection(
        request.actor, municipality_id=request.municipality.id
    )


def _round_or_404(request: ActorRequest, period: Period) -> selectors.DeliveryRound:
    found = selectors.find_round(municipality_id=request.municipality.id, period=period)
    if found is None:
        raise Http404
    return found
