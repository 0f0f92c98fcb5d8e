"""On which day the figures of a half-year were first signed."""

from datetime import date

from django.utils import timezone

from drieluik.apps.deliveries.models import Delivery


def first_signed_days(*, municipality_id: int) -> dict[tuple[str, str], date]:
    """Return by code of the corporation and half-year the day of the first signature.

    A file that was replaced or sent back later was signed all the same; one that was withdrawn
    was not delivered.
    """
    rows = Delivery.objects.filter(
        party__participations__municipality_id=municipality_id,
        signed_at__isnull=False,
        withdrawn_at=None,
    )
    found: dict[tuple[str, str], date] = {}
    for row in rows.select_related("party").order_by("signed_at").distinct():
        found.setdefault((row.party.code, str(row.period)), timezone.localdate(row.signed_at))
    return found
