"""Reporting how far an action is."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from drieluik.apps.audit import services as audit
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import Actor, person
from drieluik.apps.organisations.selectors import find_party_code
from drieluik.apps.organisations.services import lock_municipality
from drieluik.apps.projects import policies
from drieluik.apps.projects.models import Progress
from drieluik.apps.projects.reporting import Report, faults_of
from drieluik.apps.projects.selectors import lead_ids
from drieluik.apps.projects.services.finding import Place, check_is_there, reporting_party


@transaction.atomic
def record_progress(*, place: Place, report: Report, seen: int, actor: Actor, now: datetime) -> int:
    """Record how far an action is in a quarter; earlier reports stay as they are.

    Args:
        place: The action.
        report: What is reported.
        seen: Number of the newest report the person had in view; 0 when there was none.
        actor: Who reports.
        now: When.

    Returns:
        The number of the report.

    Raises:
        NotAllowed: The actor is no editor of a leading organisation or of the municipality.
        WrongState: Somebody else reported meanwhile, or something in the report is not right;
            then all that is wrong is said.

    Changes:
        One ``Progress``; one event ``progress.recorded``.
    """
    lock_municipality(place.municipality_id)
    leads = lead_ids(place.project_id)
    policies.check_may_report(actor, municipality_id=place.municipality_id, leads=leads)
    check_is_there(place)
    rows = Progress.objects.filter(action_id=place.action_id)
    last = rows.aggregate(last=Max("number"))["last"] or 0
    policies.check_is_last_seen(seen=seen, last=last)
    before = rows.filter(number=last).values_list("state", flat=True).first() or ""
    faults = faults_of(report, before=before, on=timezone.localdate(now))
    if faults:
        raise WrongState(" ".join(faults.values()))
    party_id = reporting_party(actor, place.municipality_id, leads)
    Progress.objects.create(
        action_id=place.action_id,
        quarter=report.quarter,
        number=last + 1,
        state=report.state,
        reason=report.reason.strip(),
        party_id=party_id,
        recorded_by_id=person(actor),
        recorded_at=now,
    )
    audit.record(
        name="progress.recorded",
        subject=("focus_project", place.project_id),
        actor=actor,
        now=now,
        party_code=find_party_code(party_id=party_id),
        facts={
            "action": place.action_id,
            "quarter": report.quarter,
            "state": report.state,
            "number": last + 1,
        },
    )
    return last + 1
