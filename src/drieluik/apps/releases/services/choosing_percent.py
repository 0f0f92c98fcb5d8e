"""The percentage for amounts: chosen by the steward, told to nobody, also not by the log."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from drieluik.apps.audit import services as audit
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import Actor, person
from drieluik.apps.organisations.services import lock_municipality
from drieluik.apps.releases import policies
from drieluik.apps.releases.models import AmountPercent


@transaction.atomic
def choose_percent(*, municipality_id: int, percent: int, actor: Actor, now: datetime) -> None:
    """Choose by which percentage amounts are protected from now on.

    Args:
        municipality_id: Of which municipality.
        percent: See ``AmountPercent``; 1 to 100.
        actor: Who chooses.
        now: When.

    Raises:
        NotAllowed: The actor is no steward of the municipality.
        WrongState: The percentage protects nothing, or is no percentage.

    Changes:
        The ``AmountPercent`` of the municipality; one event ``amount-percent.chosen``, which says who and
        when and not what.
    """
    lock_municipality(municipality_id)
    policies.check_may_choose_percent(actor, municipality_id=municipality_id)
    if not 1 <= percent <= 100:
        raise WrongState(_("Choose a whole percentage from 1 to 100."))
    AmountPercent.objects.update_or_create(
        municipality_id=municipality_id,
        defaults={"percent": percent, "chosen_by_id": person(actor), "chosen_at": now},
    )
    audit.record(
        name="amount-percent.chosen",
        subject=("municipality", municipality_id),
        actor=actor,
        now=now,
    )
