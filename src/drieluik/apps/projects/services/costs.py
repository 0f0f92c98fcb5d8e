"""Telling what an action costs a party, and what of it is covered."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.audit import services as audit
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import Actor, person
from drieluik.apps.organisations.selectors import find_party_code, list_parties
from drieluik.apps.organisations.services import lock_municipality
from drieluik.apps.projects import policies
from drieluik.apps.projects.budgeting import Statement, faults_of
from drieluik.apps.projects.models import CostLine
from drieluik.apps.projects.services.finding import Place, check_is_there


@transaction.atomic
def tell_costs(*, place: Place, told: Statement, seen: int, actor: Actor, now: datetime) -> int:
    """Record costs and cover of an action for a party in a year; earlier lines stay.

    Args:
        place: The action.
        told: The amounts, for whom, of which year and who may read it.
        seen: Number of the newest line of the action the person had in view; 0 for none.
        actor: Who tells.
        now: When.

    Returns:
        The number of the line.

    Raises:
        NotAllowed: The actor is no editor of that party or of the municipality.
        WrongState: Somebody else told meanwhile, the party takes no part, or something in the
            statement is not right; then all that is wrong is said.

    Changes:
        One ``CostLine``; one event ``costs.told``, without the amounts, for a line may be for the
        parties only.
    """
    lock_municipality(place.municipality_id)
    policies.check_may_tell_costs(
        actor, municipality_id=place.municipality_id, party_id=told.party_id
    )
    check_is_there(place)
    rows = CostLine.objects.filter(action_id=place.action_id)
    last = rows.aggregate(last=Max("number"))["last"] or 0
    policies.check_is_last_seen(seen=seen, last=last)
    parties = list_parties(municipality_id=place.municipality_id, on=timezone.localdate(now))
    if not parties.filter(id=told.party_id).exists():
        raise WrongState(_("This organisation takes no part in this municipality."))
    faults = faults_of(told)
    if faults:
        raise WrongState(" ".join(faults.values()))
    cost, cover = told.amounts
    CostLine.objects.create(
        action_id=place.action_id,
        number=last + 1,
        party_id=told.party_id,
        year=told.year,
        cost=cost,
        cover=cover,
        explanation=told.explanation.strip(),
        audience=told.audience,
        recorded_by_id=person(actor),
        recorded_at=now,
    )
    audit.record(
        name="costs.told",
        subject=("focus_project", place.project_id),
        actor=actor,
        now=now,
        party_code=find_party_code(party_id=told.party_id),
        facts={"action": place.action_id, "year": told.year, "number": last + 1},
    )
    return last + 1
