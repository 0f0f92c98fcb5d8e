"""Pages about one delivery, for the corporation that handed it in."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRefresh

from drieluik.apps.deliveries import kept_files, policies, selectors, services, workbooks
from drieluik.apps.deliveries.extensions import Foresight, foresee
from drieluik.apps.deliveries.forms import CauseForm, ConfirmForm, VersionForm
from drieluik.apps.deliveries.services.signing import signed_hash
from drieluik.apps.deliveries.states import describe_state
from drieluik.apps.deliveries.steps import steps_of
from drieluik.apps.organisations.access import ActorRequest, signed_in
from drieluik.apps.organisations.actors import Actor
from drieluik.ui.downloads import as_download

BUSY = ("uploaded", "checking")
_WHOLE_FILE = ":bestand"
"""In the address: findings of no sheet, but of the file as a whole. No sheet can have a colon in its name."""


@signed_in
def delivery(request: ActorRequest, delivery_id: UUID) -> HttpResponse:
    """Show a delivery: where it stands, its findings, and what can be done now."""
    found = _delivery_or_404(request, delivery_id)
    actor = request.actor
    may_deliver = policies.check_may_deliver.objection(actor, party_id=found.party_id)
    siblings = selectors.list_siblings(found)
    newer = selectors.newer_under_check(found, siblings)
    context = {
        "delivery": found,
        "newer": newer,
        "standing": selectors.find_standing(siblings),
        "fictitious": selectors.shows_made_up_figures(found.party_id),
        "busy": found.state in BUSY,
        "sentence": describe_state(found),
        "steps": steps_of(found, list(found.parts.all())),
        "counts_still": [
            sheet
            for part in found.parts.all()
            if part.verdict == part.Verdict.SUPERSEDED
            for sheet in selectors.sheets_counting_still(part)
        ],
        "sent_back": [
            one
            for part in found.parts.all()
            if part.verdict == part.Verdict.ACCEPTED
            for one in selectors.sent_back_with(part)
        ],
        "groups": selectors.list_leading_groups(found),
        "compared": selectors.compare(found, siblings),
        "foresights": foresights(found, actor),
        "restatement": selectors.find_restatement(found, municipality_id=None),
        "same_content": selectors.find_same_content(found),
        "cannot_confirm": may_deliver or policies.check_can_be_confirmed.objection(found),
        "cannot_correct": may_deliver
        or policies.check_is_taken_in.objection(_taking_in(found))
        or policies.check_can_be_corrected.objection(found)
        or not selectors.list_cells(found).n,
        "cannot_sign": policies.check_may_sign.objection(found, actor)
        or policies.check_is_taken_in.objection(_taking_in(found))
        or _cannot_be_signed(found, newer),
        "cannot_withdraw": may_deliver or policies.check_can_be_withdrawn.objection(found),
        "cannot_recheck": may_deliver or policies.check_can_be_rechecked.objection(found),
    }
    return render(request, "deliveries/delivery.html", context)


@signed_in
def progress(request: ActorRequest, delivery_id: UUID) -> HttpResponse:
    """Give the progress of the check; asks for a new page as soon as it has ended."""
    found = _delivery_or_404(request, delivery_id)
    if found.state not in BUSY:
        return HttpResponseClientRefresh()
    return render(request, "deliveries/progress.html", {"delivery": found})


@signed_in
def findings(request: ActorRequest, delivery_id: UUID) -> HttpResponse:
    """Show findings one by one, narrowed down by rule, sheet, column or severity."""
    found = _delivery_or_404(request, delivery_id)
    asked = request.GET
    wanted = selectors.Wanted(
        rule=asked.get("regel") or None,
        sheet="" if asked.get("blad") == _WHOLE_FILE else asked.get("blad") or None,
        column=asked.get("kolom"),
        severity=asked.get("ernst") or None,
        compared=selectors.COMPARED.get(asked.get("vergeleken", "")),
    )
    before = selectors.find_before(found, selectors.list_siblings(found))
    number = asked.get("page", "1")
    page = selectors.get_findings_page(
        found, wanted, page=int(number) if number.isdecimal() else 1, before=before
    )
    may_deliver = policies.check_may_deliver.objection(request.actor, party_id=found.party_id)
    context = {
        "delivery": found,
        "fictitious": selectors.shows_made_up_figures(found.party_id),
        "before": before,
        "wanted": wanted,
        "of_one_group": wanted.rule is not None or wanted.column is not None,
        "sheets": selectors.count_by_sheet(found, wanted, before=before),
        "page": page,
        "cannot_confirm": may_deliver
        or wanted.compared == "solved"
        or policies.check_can_be_confirmed.objection(found),
    }
    return render(request, "deliveries/findings.html", context)


@require_POST
@signed_in
def confirm(request: ActorRequest, delivery_id: UUID) -> HttpResponse:
    """Confirm findings with a reason: the ticked ones, or a whole group."""
    found = _delivery_or_404(request, delivery_id)
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        for error in {str(text) for texts in form.errors.values() for text in texts}:
            messages.error(request, error)
        return redirect("deliveries:delivery", delivery_id)
    given = form.cleaned_data
    numbers = given["numbers"] or selectors.open_numbers(
        found, rule=given["rule"], sheet=given["sheet"], column=given["column"]
    )
    n = services.confirm_findings(
        delivery_id=delivery_id,
        numbers=numbers,
        reason=given["reason"],
        actor=request.actor,
        now=timezone.now(),
        expected_version=given["version"],
    )
    _say_confirmed(request, n)
    return redirect("deliveries:delivery", delivery_id)


@require_POST
@signed_in
def take_over(request: ActorRequest, delivery_id: UUID) -> HttpResponse:
    """Confirm with the reasons given for the file before, where the very same stands there again."""
    _delivery_or_404(request, delivery_id)
    n = services.take_over_reasons(
        delivery_id=delivery_id,
        actor=request.actor,
        now=timezone.now(),
        expected_version=_version(request),
    )
    _say_confirmed(request, n)
    return redirect("deliveries:delivery", delivery_id)


def _say_confirmed(request: ActorRequest, n: int) -> None:
    sentence = ngettext("%(n)s finding was confirmed.", "%(n)s findings were confirmed.", n)
    messages.success(request, sentence % {"n": n})


@signed_in
def sign(request: ActorRequest, delivery_id: UUID) -> HttpResponse:
    """Show what is about to be signed, and sign it."""
    found = _delivery_or_404(request, delivery_id)
    is_correction = bool(selectors.corrects(found))
    form = CauseForm(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and (not is_correction or form.is_valid()):
        services.sign_delivery(
            delivery_id=delivery_id,
            actor=request.actor,
            now=timezone.now(),
            expected_version=_version(request),
            because=_because(form) if is_correction else None,
        )
        messages.success(request, _("The delivery has been signed."))
        return redirect("deliveries:delivery", delivery_id)
    newer = selectors.newer_under_check(found, selectors.list_siblings(found))
    context = {
        "delivery": found,
        "form": form if is_correction else None,
        "fictitious": selectors.shows_made_up_figures(found.party_id),
        "tables": selectors.summarise(found),
        "hash": signed_hash(found),
        "foresights": foresights(found, request.actor),
        "before": found.period.previous(),
        "objection": policies.check_may_sign.objection(found, request.actor)
        or policies.check_is_taken_in.objection(_taking_in(found))
        or _cannot_be_signed(found, newer),
    }
    status = 400 if request.method == "POST" else 200
    return render(request, "deliveries/sign.html", context, status=status)


def _cannot_be_signed(found: selectors.Delivery, newer: selectors.Delivery | None) -> str:
    """Say why a file cannot be signed, whoever looks; empty when it can."""
    return policies.check_can_be_signed.objection(
        found, newer, selectors.contradicted_sheets(found), selectors.unread_sheets(found)
    ) or policies.check_fits_what_counts.objection(selectors.does_not_fit_what_counts(found))


def foresights(found: selectors.Delivery, actor: Actor) -> list[tuple[str, Foresight]]:
    """Return per municipality what accepting a correction would change there."""
    looked = (
        (
            part.municipality.name,
            foresee(delivery_id=found.id, municipality_id=part.municipality_id, actor=actor),
        )
        for part in found.parts.all()
    )
    return [(place, foresight) for place, foresight in looked if foresight is not None]


def _because(form: CauseForm) -> services.Because:
    return services.Because(form.cleaned_data["cause"], form.cleaned_data["explanation"])


@signed_in
def withdraw(request: ActorRequest, delivery_id: UUID) -> HttpResponse:
    """Show what withdrawing costs and what is kept, and withdraw."""
    found = _delivery_or_404(request, delivery_id)
    if request.method == "POST":
        services.withdraw_delivery(
            delivery_id=delivery_id,
            actor=request.actor,
            now=timezone.now(),
            expected_version=_version(request),
        )
        messages.success(request, _("The delivery has been withdrawn."))
        return redirect("deliveries:period", found.party.code, found.period)
    context = {
        "delivery": found,
        "fictitious": selectors.shows_made_up_figures(found.party_id),
        "n_reasons": selectors.count_confirmed(found),
        "taking_in": _taking_in(found),
        "standing": selectors.find_standing(selectors.list_siblings(found)),
        "objection": policies.check_may_deliver.objection(request.actor, party_id=found.party_id)
        or policies.check_can_be_withdrawn.objection(found),
    }
    return render(request, "deliveries/withdraw.html", context)


@require_POST
@signed_in
def recheck(request: ActorRequest, delivery_id: UUID) -> HttpResponse:
    """Start a check again that broke off."""
    _delivery_or_404(request, delivery_id)
    services.restart_check(
        delivery_id=delivery_id,
        actor=request.actor,
        now=timezone.now(),
        expected_version=_version(request),
    )
    messages.success(request, _("The check starts again."))
    return redirect("deliveries:delivery", delivery_id)


@signed_in
def original(request: ActorRequest, delivery_id: UUID) -> HttpResponse:
    """Download the workbook exactly as it was handed in."""
    found = _delivery_or_404(request, delivery_id)
    content = kept_files.read_original(found.original_hash)
    return as_download(content, f"origineel-{found.party.code}-{found.period}.xlsx")


@signed_in
def annotated(request: ActorRequest, delivery_id: UUID) -> HttpResponse:
    """Download the workbook with its findings marked at their cells."""
    found = _delivery_or_404(request, delivery_id)
    content = workbooks.annotated(found)
    return as_download(content, f"nagekeken-{found.party.code}-{found.period}.xlsx")


def _taking_in(found: selectors.Delivery) -> selectors.TakingIn:
    return selectors.taking_in(
        party_id=found.party_id, period=found.period, today=timezone.localdate()
    )


def _version(request: ActorRequest) -> int:
    form = VersionForm(request.POST)
    if not form.is_valid():
        raise Http404
    version: int = form.cleaned_data["version"]
    return version


def _delivery_or_404(request: ActorRequest, delivery_id: UUID) -> selectors.Delivery:
    found = selectors.find_delivery(delivery_id=delivery_id, actor=request.actor)
    if found is None:
        raise Http404
    return found
