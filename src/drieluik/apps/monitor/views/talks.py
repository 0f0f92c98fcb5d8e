"""The talk of the parties about signals: begin, step through them, end, and read it afterwards."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drieluik.apps.errors import WrongState
from drieluik.apps.monitor import policies, services
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.selectors.signal_figures import figures_of
from drieluik.apps.monitor.selectors.signals import find_signal
from drieluik.apps.monitor.selectors.talks import TalkItemRow, TalkRow, find_talk
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.monitor.signal_forms import BeginTalkForm, ConclusionForm
from drieluik.apps.monitor.views.signals import coming_meetings, rights
from drieluik.apps.monitor.wording import light_label
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.apps.organisations.selectors import list_parties
from drieluik.apps.sent_forms import carry_out
from drieluik.reports.talk_docx import TalkedSignal, TalkRecord, talk_docx
from drieluik.ui.downloads import as_download


@in_municipality
def begin(request: ActorRequest) -> HttpResponse:
    """Ask on which day and with whom, and begin the talk."""
    place, today = request.municipality.id, timezone.localdate()
    policies.check_may_lead_talks(request.actor, municipality_id=place)
    here = list_parties(municipality_id=place, on=today).order_by("name")
    form = BeginTalkForm(
        request.POST or None,
        parties=[(party.pk, party.name) for party in here],
        initial={"held_on": today},
    )
    begun: list[UUID] = []
    if request.method == "POST" and carry_out(
        form,
        lambda: begun.append(
            services.begin_talk(
                municipality_id=place,
                held_on=form.cleaned_data["held_on"],
                party_ids=form.cleaned_data["parties"],
                actor=request.actor,
                now=timezone.now(),
            ).id
        ),
    ):
        return redirect("monitor:talk", request.municipality.slug, begun[0])
    status = 400 if form.is_bound else 200
    return render(request, "monitor/begin_talk.html", {"form": form}, status=status)


@in_municipality
def talk(request: ActorRequest, talk_id: UUID) -> HttpResponse:
    """Show one signal of the talk at a time; of a talk that ended, what was concluded."""
    row = _found(request, talk_id)
    if not row.is_under_way:
        return render(request, "monitor/talk_record.html", {"talk": row})
    return _show(request, row, _asked(row, request.GET.get("signaal", "")))


@require_POST
@in_municipality
def conclude(request: ActorRequest, talk_id: UUID, position: int) -> HttpResponse:
    """Note what was concluded about one signal, and go on to the next."""
    row = _found(request, talk_id)
    policies.check_may_lead_talks(request.actor, municipality_id=request.municipality.id)
    item = next((one for one in row.items if one.position == position), None)
    if item is None:
        raise Http404
    form = _form(request, item, request.POST)
    if carry_out(
        form,
        lambda: services.note_conclusion(
            talk_id=talk_id,
            position=position,
            conclusion=form.given(),
            actor=request.actor,
            now=timezone.now(),
        ),
    ):
        messages.success(request, _("The conclusion has been noted."), extra_tags=request.path)
        address = reverse("monitor:talk", args=[request.municipality.slug, talk_id])
        return redirect(f"{address}?signaal={min(position + 1, len(row.items))}")
    return _show(request, row, item, form=form)


@require_POST
@in_municipality
def end(request: ActorRequest, talk_id: UUID) -> HttpResponse:
    """End the talk and do what was concluded; what cannot be done is said, all at once."""
    row = _found(request, talk_id)
    try:
        services.end_talk(talk_id=talk_id, actor=request.actor, now=timezone.now())
    except WrongState as refused:
        if not row.is_under_way:
            raise
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The talk has ended; this is what was concluded."))
    return redirect("monitor:talk", request.municipality.slug, talk_id)


@in_municipality
def talk_word(request: ActorRequest, talk_id: UUID) -> HttpResponse:
    """Give the record of a talk that ended as a Word file."""
    row = _found(request, talk_id)
    if row.ended_at is None:
        raise Http404
    record = TalkRecord(
        municipality=request.municipality.name,
        held_on=formats.date_format(row.held_on, "j F Y"),
        ended=formats.date_format(timezone.localtime(row.ended_at), "j F Y, H:i"),
        parties=row.parties,
        signals=tuple(_told(item) for item in row.items),
        fictitious=request.municipality.fictitious,
    )
    return as_download(talk_docx(record), f"gesprek-signalen-{row.held_on}.docx")


def _told(item: TalkItemRow) -> TalkedSignal:
    outcome = ""
    if item.note:
        outcome = ": ".join(filter(None, (item.note.outcome_label, item.note.meeting)))
    return TalkedSignal(
        position=item.position,
        title=item.title,
        light=f"{light_label(item.fact.light)} ({item.fact.period})",
        told=item.fact.told,
        conclusion=item.note.conclusion if item.note else "",
        outcome=outcome,
    )


def _found(request: ActorRequest, talk_id: UUID) -> TalkRow:
    place = request.municipality.id
    row = find_talk(Sight(request.actor, place), talk_id)
    if row is None:
        raise Http404
    policies.check_may_read_explanations(request.actor, municipality_id=place)
    return row


def _asked(row: TalkRow, asked: str) -> TalkItemRow:
    by_place = next((one for one in row.items if str(one.position) == asked), None)
    still = next((one for one in row.items if not one.notes), None)
    return by_place or still or row.items[0]


def _form(request: ActorRequest, item: TalkItemRow, given: Any = None) -> ConclusionForm:
    note = item.note
    initial = {"outcome": "stays"}
    if note is not None:
        initial = {
            "conclusion": note.conclusion,
            "outcome": note.outcome,
            "meeting": str(note.meeting_id or ""),
        }
    meetings = coming_meetings(request)
    return ConclusionForm(given, prefix="conclusie", meetings=meetings, initial=initial)


def _show(
    request: ActorRequest, row: TalkRow, item: TalkItemRow, **sent: forms.Form
) -> HttpResponse:
    sight = Sight(request.actor, request.municipality.id)
    signal = find_signal(sight, item.signal_id)
    if signal is None:
        raise Http404
    at = row.items.index(item)
    context = (
        {
            "talk": row,
            "item": item,
            "row": signal,
            "figures": figures_of(signal, Lights(sight)),
            "previous": row.items[at - 1] if at else None,
            "next": row.items[at + 1] if at + 1 < len(row.items) else None,
            "form": _form(request, item),
        }
        | rights(request)
        | sent
    )
    return render(request, "monitor/talk.html", context, status=400 if sent else 200)
