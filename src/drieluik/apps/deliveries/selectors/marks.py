"""Who stands behind an accepted part: the file, its signature and its acceptance; no contents."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from drieluik.apps.deliveries.models import Acceptance
from drieluik.apps.deliveries.selectors.counting import counting_tables


@dataclass(frozen=True, slots=True)
class DeliveryMarks:
    """What everybody in the municipality may know of a delivery behind a figure.

    Attributes:
        delivery_id: The delivery.
        file_name: Name of the workbook as it was handed in.
        original_hash: Hash of its bytes.
        signed_by: The controller who signed.
        signed_at: When.
        accepted_by: The steward who accepted.
        accepted_at: When.
        counting: The tables of it that count now; a newer delivery may have taken the place of the
            others.
    """

    delivery_id: str
    file_name: str
    original_hash: str
    signed_by: str
    signed_at: datetime | None
    accepted_by: str
    accepted_at: datetime | None
    counting: frozenset[str]


def list_marks(*, delivery_ids: Iterable[str], municipality_id: int) -> dict[str, DeliveryMarks]:
    """Return the marks of the parts of some deliveries in a municipality, by delivery."""
    delivery_ids = list(delivery_ids)
    parts = Acceptance.objects.filter(
        delivery_id__in=delivery_ids, municipality_id=municipality_id
    ).select_related("delivery__signed_by", "decided_by")
    counting = counting_tables(municipality_id=municipality_id, delivery_ids=delivery_ids)
    return {
        str(part.delivery_id): DeliveryMarks(
            delivery_id=str(part.delivery_id),
            file_name=part.delivery.file_name,
            original_hash=part.delivery.original_hash,
            signed_by=part.delivery.signed_by.name if part.delivery.signed_by else "",
            signed_at=part.delivery.signed_at,
            accepted_by=part.decided_by.name if part.decided_by else "",
            accepted_at=part.decided_at,
            counting=counting.get(str(part.delivery_id), frozenset()),
        )
        for part in parts
    }
