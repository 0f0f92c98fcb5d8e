"""Signals: all of a municipality, and one with what can be done about it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drieluik.apps.decisions.policies import check_may_plan
from drieluik.apps.decisions.selectors import list_meetings
from drieluik.apps.monitor import policies, services
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.selectors.signal_figures import figures_of
from drieluik.apps.monitor.selectors.signal_rows import SignalRow, group_awaited
from drieluik.apps.monitor.selectors.signals import Chosen, find_signal, list_signals
from drieluik.apps.monitor.selectors.talks import list_talks
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.monitor.signal_forms import ExplanationForm, MeetingForm, ReasonForm
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.apps.sent_forms import carry_out


@in_municipality
def signals(request: ActorRequest) -> HttpResponse:
    """List the signals, open ones first, narrowed down to a state, kind, theme or party."""
    sight = Sight(request.actor, request.municipality.id)
    lights = Lights(sight)
    rows = list_signals(sight, lights.clauses)
    chosen = Chosen(*(request.GET.get(name, "") for name in ("stand", "soort", "thema", "partij")))
    found = [row for row in rows if chosen.holds(row)]
    still_open = [row for row in found if row.is_open]
    talks = list_talks(sight.municipality_id)
    context = {
        "talks": talks,
        "may_begin": any(row.is_open for row in rows) and all(one.ended_at for one in talks),
        "n_all": len(rows),
        "open": [(row, figures_of(row, lights)) for row in still_open if not row.only_waits],
        "awaited": group_awaited(row for row in still_open if row.only_waits),
        "closed": [row for row in found if not row.is_open],
        "chosen": chosen,
        "is_narrowed": chosen != Chosen(),
        "kinds": sorted({(row.kind, row.kind_label) for row in rows}),
        "themes": sorted({(row.clause.theme_number, row.clause.theme_title) for row in rows}),
        "parties": sorted({(code, name) for row in rows for _id, code, name in row.asked}),
    } | rights(request)
    return render(request, "monitor/signals.html", context)


@in_municipality
def signal(request: ActorRequest, signal_id: UUID) -> HttpResponse:
    """Show one signal with everything said and done about it."""
    return _show(request, _found(request, signal_id))


@require_POST
@in_municipality
def explain(request: ActorRequest, signal_id: UUID) -> HttpResponse:
    """Record how a party explains a signal."""
    row = _found(request, signal_id)
    form = _explanation_form(request, request.POST)
    if not form.fields["party"].choices:  # type: ignore[attr-defined]
        policies.check_may_explain(
            request.actor, municipality_id=request.municipality.id, party_id=0
        )
    if carry_out(
        form,
        lambda: services.explain_signal(
            signal_id=signal_id,
            party_id=form.cleaned_data["party"],
            text=form.cleaned_data["text"],
            actor=request.actor,
            now=timezone.now(),
        ),
    ):
        return _back(request, signal_id, _("The explanation has been recorded."))
    return _show(request, row, explanation_form=form)


@require_POST
@in_municipality
def close(request: ActorRequest, signal_id: UUID) -> HttpResponse:
    """Close a signal with a conclusion."""
    return _act(request, signal_id, services.close_signal, _("The signal has been closed."))


@require_POST
@in_municipality
def reopen(request: ActorRequest, signal_id: UUID) -> HttpResponse:
    """Open a closed signal again."""
    return _act(request, signal_id, services.reopen_signal, _("The signal is open again."))


@require_POST
@in_municipality
def take_up(request: ActorRequest, signal_id: UUID) -> HttpResponse:
    """Put a signal on the agenda of a meeting."""
    row = _found(request, signal_id)
    check_may_plan(request.actor, municipality_id=request.municipality.id)
    form = MeetingForm(request.POST, prefix="agenda", meetings=coming_meetings(request))
    if carry_out(
        form,
        lambda: services.put_signal_on_agenda(
            signal_id=signal_id,
            meeting_id=UUID(form.cleaned_data["meeting"]),
            actor=request.actor,
            now=timezone.now(),
        ),
    ):
        return _back(request, signal_id, _("The signal is on the agenda."))
    return _show(request, row, meeting_form=form)


def rights(request: ActorRequest) -> dict[str, Any]:
    """Return what this person may do with signals here."""
    actor, place = request.actor, request.municipality.id
    return {
        "may_explain": bool(policies.parties_to_explain_for(actor, municipality_id=place)),
        "may_read_answers": policies.check_may_read_explanations.allows(
            actor, municipality_id=place
        ),
        "may_close": policies.check_may_close_signals.allows(actor, municipality_id=place),
        "may_lead": policies.check_may_lead_talks.allows(actor, municipality_id=place),
        "may_plan": check_may_plan.allows(actor, municipality_id=place),
    }


def coming_meetings(request: ActorRequest) -> list[tuple[str, str]]:
    """Return id and name of the meetings that are still to come, soonest first."""
    coming, _held = list_meetings(municipality_id=request.municipality.id, actor=request.actor)
    return [(str(one.meeting_id), one.name) for one in coming]


def _act(
    request: ActorRequest, signal_id: UUID, act: Callable[..., object], words: str
) -> HttpResponse:
    row = _found(request, signal_id)
    policies.check_may_close_signals(request.actor, municipality_id=request.municipality.id)
    form = ReasonForm(request.POST, prefix="reden")
    if carry_out(
        form,
        lambda: act(
            signal_id=signal_id,
            reason=form.cleaned_data["reason"],
            actor=request.actor,
            now=timezone.now(),
        ),
    ):
        return _back(request, signal_id, words)
    return _show(request, row, reason_form=form)


def _found(request: ActorRequest, signal_id: UUID) -> SignalRow:
    row = find_signal(Sight(request.actor, request.municipality.id), signal_id)
    if row is None:
        raise Http404
    return row


def _explanation_form(request: ActorRequest, given: Any = None) -> ExplanationForm:
    parties = policies.parties_to_explain_for(
        request.actor, municipality_id=request.municipality.id
    )
    return ExplanationForm(given, prefix="toelichting", parties=parties)


def _show(request: ActorRequest, row: SignalRow, **sent: forms.Form) -> HttpResponse:
    lights = Lights(Sight(request.actor, request.municipality.id))
    context = (
        {
            "row": row,
            "figures": figures_of(row, lights),
            "explanation_form": _explanation_form(request),
            "reason_form": ReasonForm(prefix="reden"),
            "meeting_form": MeetingForm(prefix="agenda", meetings=coming_meetings(request)),
        }
        | rights(request)
        | sent
    )
    return render(request, "monitor/signal.html", context, status=400 if sent else 200)


def _back(request: ActorRequest, signal_id: UUID, words: str) -> HttpResponse:
    """Go back to the signal and say what was recorded, and for the script by which form."""
    messages.success(request, words, extra_tags=request.path)
    return redirect("monitor:signal", request.municipality.slug, signal_id)
