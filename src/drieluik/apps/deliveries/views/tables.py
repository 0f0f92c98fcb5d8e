"""Pages on which a corporation says which tables do not apply to it, and that they do again."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.deliveries import policies, selectors, services
from drieluik.apps.deliveries.forms import TableForm
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.access import ActorRequest, signed_in
from drieluik.apps.organisations.selectors import find_own_party
from drieluik.core.indicators import INDICATORS
from drieluik.core.tables import TABLES, Period, table


@signed_in
def set_aside(request: ActorRequest, party: str, table_id: str) -> HttpResponse:
    """Show what follows when a table does not apply, and record that it does not."""
    own = find_own_party(code=party, actor=request.actor)
    known = table_id in {one.id for one in TABLES}
    if own is None or own.kind != "corporation" or not known:
        raise Http404
    today = timezone.localdate()
    periods = selectors.periods_to_choose(party_id=own.id, today=today)
    form = TableForm(
        request.POST or None,
        periods=periods,
        faults=partial(_faults, own.id, table_id),
        initial={"period": str(selectors.newest_asked(party_id=own.id, today=today))},
    )
    if request.method == "POST":
        policies.check_may_deliver(request.actor, party_id=own.id)
        if form.is_valid() and _recorded(request, form, own.id, table_id):
            return redirect("deliveries:tasks")
    context = _context(request, table_id, form, own.id) | {
        "party": own,
        "always": table_id in services.ALWAYS_APPLIES,
    }
    status = 400 if request.method == "POST" else 200
    return render(request, "deliveries/set_aside.html", context, status=status)


def _faults(party_id: int, table_id: str, period: Period) -> list[str]:
    return services.faults_of_statement(party_id=party_id, table_id=table_id, period=period)


def _recorded(request: ActorRequest, form: TableForm, party_id: int, table_id: str) -> bool:
    given = form.cleaned_data
    try:
        services.record_not_applicable(
            party_id=party_id,
            table_id=table_id,
            period=given["period"],
            reason=given["reason"],
            actor=request.actor,
            now=timezone.now(),
        )
    except WrongState as refusal:
        form.add_error(None, str(refusal))
        return False
    sentence = _("It has been recorded: %(sheet)s does not apply from %(period)s on.")
    facts = {"sheet": table(table_id).sheet_nl, "period": given["period"]}
    messages.success(request, sentence % facts)
    return True


@signed_in
def resume(request: ActorRequest, statement_id: UUID) -> HttpResponse:
    """Show what follows when a table applies again, and record that it does."""
    said = selectors.find_not_applicable(statement_id=statement_id, actor=request.actor)
    if said is None:
        raise Http404
    today = timezone.localdate()
    periods = selectors.periods_to_choose(
        party_id=said.party_id, today=today, since=said.from_period
    )
    newest = selectors.newest_asked(party_id=said.party_id, today=today)
    initial = {"period": str(max(newest, said.from_period))}
    form = TableForm(request.POST or None, periods=periods, initial=initial)
    if request.method == "POST":
        policies.check_may_deliver(request.actor, party_id=said.party_id)
        if form.is_valid() and _ended(request, form, said):
            return redirect("deliveries:tasks")
    context = _context(request, said.table_id, form, said.party_id) | {"said": said}
    status = 400 if request.method == "POST" else 200
    return render(request, "deliveries/resume.html", context, status=status)


def _ended(request: ActorRequest, form: TableForm, said: selectors.NotApplicable) -> bool:
    given = form.cleaned_data
    try:
        services.end_not_applicable(
            statement_id=said.id,
            period=given["period"],
            reason=given["reason"],
            actor=request.actor,
            now=timezone.now(),
        )
    except WrongState as refusal:
        form.add_error(None, str(refusal))
        return False
    sentence = _("It has been recorded: %(sheet)s applies again from %(period)s on.")
    messages.success(request, sentence % {"sheet": said.sheet_nl, "period": given["period"]})
    return True


def _context(
    request: ActorRequest, table_id: str, form: TableForm, party_id: int
) -> dict[str, object]:
    return {
        "table": table(table_id),
        "form": form,
        "figures": [card.name_nl for card in INDICATORS if table_id in card.tables],
        "fictitious": selectors.shows_made_up_figures(party_id),
        "objection": policies.check_may_deliver.objection(request.actor, party_id=party_id),
    }
