"""Locks that make two people at once into one after the other.

All deliveries of a corporation for one half-year are locked together and always in the same
order, so that acts on different ones of them never wait for each other in a circle.
"""

from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from drieluik.apps.deliveries.models import Delivery, DeliveryRound
from drieluik.apps.deliveries.selectors.asking import rounds_for
from drieluik.apps.errors import WrongState
from drieluik.core.tables import Period


def lock_rounds(*, party_id: int, period: Period) -> list[DeliveryRound]:
    """Lock what was asked of a corporation for a half-year; needed where no delivery is yet."""
    ids = list(rounds_for(party_id=party_id, period=period).values_list("id", flat=True))
    return list(DeliveryRound.objects.select_for_update().filter(id__in=ids).order_by("id"))


def lock_deliveries(*, party_id: int, period: Period) -> list[Delivery]:
    """Lock all deliveries of a corporation for a half-year, oldest first."""
    rows = (
        Delivery.objects.select_for_update(of=("self",))
        .select_related("party", "uploaded_by", "signed_by", "withdrawn_by")
        .filter(party_id=party_id, year=period.year, half=period.half)
    )
    return sorted(rows.order_by("id"), key=lambda delivery: delivery.number)


def lock_deliveries_since(*, party_id: int, period: Period) -> None:
    """Lock all deliveries of a corporation for a half-year and every later one."""
    later = Q(year__gt=period.year) | Q(year=period.year, half__gte=period.half)
    rows = Delivery.objects.select_for_update().filter(later, party_id=party_id)
    list(rows.order_by("id").values_list("id"))


def lock_delivery(delivery_id: UUID) -> tuple[Delivery, list[Delivery]]:
    """Lock a delivery with its siblings; returns it and the siblings.

    Raises:
        Delivery.DoesNotExist: There is no such delivery.
    """
    key = Delivery.objects.get(id=delivery_id)
    rows = lock_deliveries(party_id=key.party_id, period=key.period)
    found = next(row for row in rows if row.id == delivery_id)
    return found, [row for row in rows if row is not found]


def check_unchanged(delivery: Delivery, expected_version: int | None) -> None:
    """Refuse an act on a page that is no longer true; None means no page was shown.

    Raises:
        WrongState: Somebody did something with the delivery after the page was shown.
    """
    if expected_version is not None and expected_version != delivery.version:
        raise WrongState(
            _(
                "Somebody else was just ahead of you with this delivery (it is now: %(state)s). "
                "Look at it again and decide then."
            )
            % {"state": str(delivery.get_state_display()).lower()}
        )
