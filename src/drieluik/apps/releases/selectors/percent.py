"""The percentage for amounts: whether there is one, for everybody; which, for the steward alone."""

from drieluik.apps.organisations.actors import Actor
from drieluik.apps.releases import policies
from drieluik.apps.releases.models import AmountPercent


def has_percent(*, municipality_id: int) -> bool:
    """Tell whether amounts can be protected; not by which percentage."""
    return AmountPercent.objects.filter(municipality_id=municipality_id).exists()


def find_percent(*, municipality_id: int, actor: Actor) -> int | None:
    """Return the percentage, for the steward; None when none was chosen.

    Raises:
        NotAllowed: The actor is no steward of the municipality.
    """
    policies.check_may_choose_percent(actor, municipality_id=municipality_id)
    row = AmountPercent.objects.filter(municipality_id=municipality_id).first()
    return None if row is None else row.percent
