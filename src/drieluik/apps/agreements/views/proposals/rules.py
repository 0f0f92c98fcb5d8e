"""How consent is counted here, and which bodies of a party approve its positions."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drieluik.apps.agreements import services
from drieluik.apps.agreements.proposals import policies
from drieluik.apps.agreements.proposals.consent import KINDS
from drieluik.apps.agreements.proposals.forms import ApprovalsForm, ConsentRuleForm
from drieluik.apps.agreements.proposals.partners import (
    NOTICE,
    approval_bodies,
    get_rules,
    list_partners,
    list_rules,
)
from drieluik.apps.agreements.proposals.wording import rule_sentences
from drieluik.apps.agreements.services import NewConsentRule
from drieluik.apps.agreements.views.proposals.finding import own_parties
from drieluik.apps.agreements.views.rights import rights
from drieluik.apps.organisations.access import ActorRequest, in_municipality


@in_municipality
def consent_rules(request: ActorRequest) -> HttpResponse:
    """Show the rule and the internal approvals; the steward records another rule."""
    place, now = request.municipality.id, timezone.now()
    rules, coming = get_rules(place, now), get_rules(place, now + NOTICE)
    initial = {kind: rules.quorums[kind].value for kind in KINDS}
    form = ConsentRuleForm(
        request.POST or None, initial=initial | {"reservation_counts": rules.reservation_counts}
    )
    may_set = policies.check_may_set_consent_rule.objection(request.actor, municipality_id=place)
    if request.method == "POST":
        policies.check_may_set_consent_rule(request.actor, municipality_id=place)
        if form.is_valid():
            given = form.cleaned_data
            rule = NewConsentRule(
                given["grounds"], {kind: given[kind] for kind in KINDS}, given["reservation_counts"]
            )
            services.set_consent_rule(
                municipality_id=place, rule=rule, actor=request.actor, now=now
            )
            messages.success(request, _("The rule has been recorded."))
            return redirect("agreements:consent_rules", request.municipality.slug)
    partners = list_partners(place, timezone.localdate()).values()
    own = [(party_id, name) for party_id, name in own_parties(request, "administrator")]
    context = {
        "form": form,
        "objection_to_set": may_set,
        "rule": rule_sentences(rules),
        "recorded": list_rules(place),
        "coming": rule_sentences(coming)[1:-1] if coming.asks_less_than(rules) else [],
        "approvals": [(one.name, approval_bodies(place, one.party_id)) for one in partners],
        "separate": [one.name for one in partners if one.separate],
        "own": [(party_id, name, _approvals_form(place, int(party_id))) for party_id, name in own],
    }
    return render(request, "agreements/proposals/rules.html", context | rights(request))


@require_POST
@in_municipality
def set_approvals(request: ActorRequest, party_id: int) -> HttpResponse:
    """Record which bodies of one's own party approve its positions."""
    place = request.municipality.id
    policies.check_may_set_approvals(request.actor, party_id=party_id, municipality_id=place)
    services.set_approval_bodies(
        municipality_id=place,
        party_id=party_id,
        bodies=request.POST.get("bodies", "").splitlines(),
        actor=request.actor,
        now=timezone.now(),
    )
    messages.success(request, _("The internal approvals have been recorded."))
    return redirect("agreements:consent_rules", request.municipality.slug)


def _approvals_form(place: int, party_id: int) -> ApprovalsForm:
    bodies = "\n".join(approval_bodies(place, party_id))
    return ApprovalsForm(initial={"bodies": bodies}, auto_id=f"orgaan_{party_id}_%s")
