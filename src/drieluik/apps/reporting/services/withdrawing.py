"""Withdrawing a report, with the reason; what was frozen stays to be read as it was."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import Actor, person
from drieluik.apps.reporting import policies
from drieluik.apps.reporting.kinds import kind
from drieluik.apps.reporting.models import Report
from drieluik.apps.reporting.services.recording import record


@transaction.atomic
def withdraw_report(*, report_id: UUID, reason: str, actor: Actor, now: datetime) -> None:
    """Withdraw a draft or a frozen report; it stays, marked as withdrawn, with the reason.

    Raises:
        NotAllowed: The actor does not answer for this report.
        WrongState: It was withdrawn before, is being frozen, or no reason was given.

    Changes:
        ``Report`` to withdrawn; one event ``report.withdrawn``.
    """
    report = Report.objects.select_for_update().get(id=report_id)
    policies.check_may_freeze(
        actor,
        kind=kind(report.kind),
        municipality_id=report.municipality_id,
        party_id=report.party_id,
    )
    policies.check_can_be_withdrawn(report)
    if not reason.strip():
        raise WrongState(_("Give a reason."))
    report.state, report.withdrawn_because = Report.State.WITHDRAWN, reason.strip()
    report.withdrawn_by_id, report.withdrawn_at = person(actor), now
    report.save(update_fields=["state", "withdrawn_because", "withdrawn_by", "withdrawn_at"])
    record("report.withdrawn", report, actor, now)
