"""Two corporations of the small city that merge."""

from datetime import date, datetime

from drieluik.apps.organisations.merging import NewMerger, record_merger
from drieluik.apps.organisations.models import Municipality
from tests.factories.agreements import NOW
from tests.factories.organisations import make_actor, make_municipality, make_party

MERGED_ON = date(2020, 7, 1)


def merge(
    party: str = "corporatie-a",
    heir: str = "corporatie-b",
    *,
    on: date = MERGED_ON,
    place: Municipality | None = None,
    now: datetime = NOW,
) -> None:
    """Record a merger, as the administrator of the party that merges."""
    here, own = place or make_municipality(), make_party(code=party)
    merger = NewMerger(own.pk, make_party(code=heir).pk, on, "Fusieakte")
    record_merger(
        municipality_id=here.id,
        merger=merger,
        actor=make_actor("administrator", party=own),
        now=now,
    )
