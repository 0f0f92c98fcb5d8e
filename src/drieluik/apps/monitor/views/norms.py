"""Writing norms, confirming and retiring them, and judging one's own effort."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drieluik.apps.agreements.proposals.reading import find_proposal_of_edit
from drieluik.apps.agreements.rows import ClauseRow
from drieluik.apps.agreements.selectors import find_clause, find_clause_by_id, list_clauses
from drieluik.apps.agreements.views.proposals.finding import may_propose
from drieluik.apps.decisions.selectors import find_meeting
from drieluik.apps.decisions.subjects import meeting_of_decision
from drieluik.apps.monitor import policies, services
from drieluik.apps.monitor.forms import JudgementForm, NormForm, RetireForm
from drieluik.apps.monitor.proposing import in_use
from drieluik.apps.monitor.reading_norms import Fault, ReadNorm, read
from drieluik.apps.monitor.selectors.decided import decisions_of
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.selectors.norms import (
    NormRow,
    WordingRow,
    find_norm,
    find_wording,
    list_norms,
    periods_to_count_from,
    versions_to_agree,
)
from drieluik.apps.monitor.selectors.told_reasons import told_reason
from drieluik.apps.monitor.services import Opinion, Wording
from drieluik.apps.monitor.services.standings import preview
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.monitor.wording import light_label
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.core.indicators import INDICATORS
from drieluik.core.norms import quotes


@in_municipality
def norms(request: ActorRequest) -> HttpResponse:
    """List the norms of all agreements, those that wait for confirmation first."""
    place = request.municipality.id
    clauses = {clause.clause_id: clause for clause in list_clauses(place)}
    rows = [
        (clauses[norm.clause_id], norm)
        for norm in list_norms(municipality_id=place)
        if norm.clause_id in clauses
    ]
    rows.sort(key=lambda row: row[0].position)
    with_norm = {norm.clause_id for _clause, norm in rows}
    context = {
        "drafts": [row for row in rows if row[1].draft],
        "rows": rows,
        "without": [clause for clause in clauses.values() if clause.clause_id not in with_norm],
        "objection": policies.check_may_write_norms.objection(request.actor, municipality_id=place),
    }
    return render(request, "monitor/norms.html", context)


@in_municipality
def write(request: ActorRequest, number: str, norm_id: UUID | None = None) -> HttpResponse:
    """Write a norm for an agreement, anew or in other words; faults are shown at their line."""
    place = request.municipality.id
    policies.check_may_write_norms(request.actor, municipality_id=place)
    clause = _clause_or_404(place, number)
    norm = _norm_or_404(place, norm_id, clause) if norm_id else None
    lights = Lights(Sight(request.actor, place), [clause])
    form = NormForm(
        request.POST or None,
        initial=_initial(clause, norm, lights),
        periods=periods_to_count_from(lights),
    )
    faults: tuple[Fault, ...] = ()
    if request.method == "POST" and form.is_valid():
        outcome = services.write_norm(
            municipality_id=place,
            clause_id=clause.clause_id,
            norm_id=norm_id,
            wording=Wording(**form.cleaned_data),
            actor=request.actor,
            now=timezone.now(),
        )
        if not isinstance(outcome, tuple):
            messages.success(
                request, _("The draft has been kept. It gives a light once confirmed.")
            )
            return redirect("monitor:norm", request.municipality.slug, outcome.id)
        faults = outcome
    context = {
        "clause": clause,
        "norm": norm,
        "form": form,
        "faults": faults,
        "indicators": INDICATORS,
        "periods": periods_to_count_from(lights),
    }
    return render(request, "monitor/write_norm.html", context)


@require_POST
@in_municipality
def check(request: ActorRequest, number: str) -> HttpResponse:
    """Say what is wrong with a norm while it is being typed, or which light it would give."""
    place = request.municipality.id
    policies.check_may_write_norms(request.actor, municipality_id=place)
    clause = _clause_or_404(place, number)
    text = request.POST.get("text", "")[:4000]
    outcome = read(text, clause)
    context = {"faults": outcome.faults} | _preview(
        outcome, text, Sight(request.actor, place), clause
    )
    return render(request, "monitor/norm_check.html", context)


@in_municipality
def norm(request: ActorRequest, norm_text_id: int) -> HttpResponse:
    """Show one wording of a norm with the light it gives, to confirm or retire it."""
    place = request.municipality.id
    wording = _wording_or_404(place, norm_text_id)
    clause = find_clause_by_id(place, wording.clause_id)
    if clause is None:
        raise Http404
    lights = Lights(Sight(request.actor, place), [clause])
    family = next(
        row for row in lights.norms_of(clause.clause_id) if row.norm_id == wording.norm_id
    )
    context = {
        "clause": clause,
        "wording": wording,
        "norm": family,
        "is_latest": family.latest.id == wording.id,
        "quotation_stands": quotes(wording.quotation, clause.text),
        "may_confirm": policies.check_may_confirm_norms.objection(
            request.actor, municipality_id=place
        ),
        "may_write": policies.check_may_write_norms.objection(request.actor, municipality_id=place),
        "decided": _decided(request, wording),
        "may_propose": may_propose(request),
        "counts": in_use(family) == wording,
        "new_versions": versions_to_agree(wording, place) if in_use(family) == wording else (),
        "retire_form": RetireForm(periods=periods_to_count_from(lights)),
    } | _preview(read(wording.text, clause), wording.text, Sight(request.actor, place), clause)
    return render(request, "monitor/norm.html", context)


@require_POST
@in_municipality
def confirm(request: ActorRequest, norm_text_id: int) -> HttpResponse:
    """Confirm a draft."""
    _wording_or_404(request.municipality.id, norm_text_id)
    services.confirm_norm(norm_text_id=norm_text_id, actor=request.actor, now=timezone.now())
    messages.success(request, _("The norm has been confirmed and gives lights from now on."))
    return redirect("monitor:norm", request.municipality.slug, norm_text_id)


@require_POST
@in_municipality
def confirm_again(request: ActorRequest, norm_text_id: int) -> HttpResponse:
    """Let a norm hold for its figure as it counts by another version of the definition."""
    _wording_or_404(request.municipality.id, norm_text_id)
    services.confirm_norm_again(norm_text_id=norm_text_id, actor=request.actor, now=timezone.now())
    messages.success(request, _("The norm also holds for the new definition."))
    return redirect("monitor:norm", request.municipality.slug, norm_text_id)


@require_POST
@in_municipality
def retire(request: ActorRequest, norm_text_id: int) -> HttpResponse:
    """Retire a norm from a half-year on."""
    place = request.municipality.id
    _wording_or_404(place, norm_text_id)
    form = RetireForm(
        request.POST, periods=periods_to_count_from(Lights(Sight(request.actor, place), []))
    )
    if form.is_valid():
        services.retire_norm(
            norm_text_id=norm_text_id, actor=request.actor, now=timezone.now(), **form.cleaned_data
        )
        messages.success(request, _("The norm has been retired."))
    else:
        messages.error(request, _("Choose a half-year and give a reason."))
    return redirect("monitor:norm", request.municipality.slug, norm_text_id)


@in_municipality
def judge(request: ActorRequest, norm_id: UUID) -> HttpResponse:
    """Record what one's own party concludes about its effort."""
    place = request.municipality.id
    found = find_norm(municipality_id=place, norm_id=norm_id)
    clause = find_clause_by_id(place, found.clause_id) if found else None
    if found is None or clause is None:
        raise Http404
    lights = Lights(Sight(request.actor, place), [clause])
    parties = policies.parties_to_judge_for(
        request.actor, municipality_id=place, bound=lights.bound_parties(clause.clause_id)
    )
    form = JudgementForm(
        request.POST or None,
        periods=(lights.periods or [lights.last_period])[::-1],
        parties=parties,
        initial={"period": request.GET.get("periode", lights.last_period)},
    )
    if request.method == "POST" and form.is_valid():
        party_id = form.cleaned_data.pop("party")
        services.record_judgement(
            norm_id=norm_id,
            party_id=party_id,
            opinion=Opinion(**form.cleaned_data),
            actor=request.actor,
            now=timezone.now(),
        )
        messages.success(request, _("Your conclusion has been recorded."))
        return redirect("agreements:clause", request.municipality.slug, clause.number)
    context: dict[str, Any] = {
        "clause": clause,
        "norm": found,
        "form": form,
        "objection": ""
        if parties
        else _("Only a controller or delegate of a party bound by this agreement can judge this."),
    }
    return render(request, "monitor/judge.html", context, status=200 if parties else 403)


def _decided(request: ActorRequest, wording: WordingRow) -> list[dict[str, Any]]:
    """Return the decisions by which a wording came and ended, with their meeting and proposal."""
    place, found = request.municipality.id, []
    for one in decisions_of([wording.id]).get(wording.id, ()):
        meeting_id = meeting_of_decision(one.decision_id)
        meeting = meeting_id and find_meeting(
            meeting_id=meeting_id, municipality_id=place, actor=request.actor
        )
        proposal = find_proposal_of_edit(place, one.edit_id, request.actor)
        found.append({"row": one, "meeting": meeting, "proposal": proposal})
    return found


def _preview(outcome: ReadNorm, text: str, sight: Sight, clause: ClauseRow) -> dict[str, Any]:
    if outcome.norm is None or not outcome.norm.indicator_id:
        return {"readable": outcome.norm is not None, "preview": None}
    period = Lights(sight, [clause]).last_period
    status = preview(outcome.norm.indicator_id, text, sight.municipality_id, period)
    reason = (
        told_reason(sight, outcome.norm, status.reason_code, status.reason_nl) if status else ""
    )
    return {
        "readable": True,
        "preview": status,
        "preview_reason": reason,
        "preview_label": light_label(status.light) if status else "",
        "preview_period": period,
    }


def _initial(clause: ClauseRow, norm: NormRow | None, lights: Lights) -> dict[str, str]:
    if norm is not None:
        latest = norm.latest
        return {
            "text": latest.text,
            "explanation": latest.explanation,
            "from_period": latest.from_period if norm.draft else lights.last_period,
        }
    text = (
        f'afspraak: {clause.number}\ncitaat: ""\nsoort: resultaat\nindicator: \n'
        "norm: minstens \nperiode: jaar\nvoor: alle corporaties samen\n"
    )
    return {"text": text, "from_period": periods_to_count_from(lights)[0]}


def _clause_or_404(municipality_id: int, number: str) -> ClauseRow:
    clause = find_clause(municipality_id, number)
    if clause is None:
        raise Http404
    return clause


def _norm_or_404(municipality_id: int, norm_id: UUID, clause: ClauseRow) -> NormRow:
    found = find_norm(municipality_id=municipality_id, norm_id=norm_id)
    if found is None or found.clause_id != clause.clause_id:
        raise Http404
    return found


def _wording_or_404(municipality_id: int, norm_text_id: int) -> WordingRow:
    found = find_wording(municipality_id=municipality_id, norm_text_id=norm_text_id)
    if found is None:
        raise Http404
    return found
