"""Asking the corporations for the figures of a half-year."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from drieluik.apps.audit import services as audit
from drieluik.apps.deliveries import policies
from drieluik.apps.deliveries.models import DeliveryRound
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import Actor
from drieluik.core.tables import Period


@transaction.atomic
def open_round(
    *, municipality_id: int, period: Period, due_on: date, actor: Actor, now: datetime
) -> DeliveryRound:
    """Ask all corporations of a municipality for their figures of a half-year before a day.

    Asking again for the same half-year moves the day; what was delivered stays.

    Raises:
        NotAllowed: The actor is no data steward of the municipality.
        WrongState: The day lies before the end of the half-year.

    Changes:
        One ``DeliveryRound``; one event ``delivery_round.opened`` or ``delivery_round.moved``.
    """
    policies.check_may_open_rounds(actor, municipality_id=municipality_id)
    if due_on < period.ends_before:
        raise WrongState(_("The last day lies after the end of the half-year."))
    row, is_new = DeliveryRound.objects.select_for_update().get_or_create(
        municipality_id=municipality_id,
        year=period.year,
        half=period.half,
        defaults={"due_on": due_on, "opened_by_id": actor.user_id, "opened_at": now},
    )
    if not is_new:
        row.due_on = due_on
        row.save(update_fields=["due_on"])
    audit.record(
        name="delivery_round.opened" if is_new else "delivery_round.moved",
        subject=("delivery_round", row.id),
        actor=actor,
        now=now,
        facts={
            "municipality_id": municipality_id,
            "period": str(period),
            "due_on": due_on.isoformat(),
        },
    )
    return row
